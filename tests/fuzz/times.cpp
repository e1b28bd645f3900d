// The files of the grammar of times, the words before a line "%%" and the patterns behind it: read or refused with
// their place; what was read finds times.
#include "discourse/times_grammar.hpp"

#include "fuzz/fuzz.hpp"
#include "tidings/error.hpp"

using namespace tidings;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all = fuzz::text_of(data, size);
  const std::size_t line = all.find("%%\n");
  const std::string_view words = all.substr(0, line);
  const std::string_view patterns = line == std::string_view::npos ? std::string_view() : all.substr(line + 3);
  try {
    const tidings::timex::Grammar grammar(words, "words.tsv", patterns, "patterns.toml");
    for (const tidings::timex::TimeExample& example : grammar.examples())
      fuzz::require(!example.rule.empty(), "a rule's name");
    for (const char* word : {"last", "week", "Friday", "2015"}) {
      if (grammar.may_know(word) && grammar.find(word) != tidings::timex::no_word) grammar.word(grammar.find(word));
    }
  } catch (const Error&) {
  }
  return 0;
}
