// A file of rules is read, or refused with its place; what was read finds events and breaks nothing.
#include "rules/parts.hpp"

#include "fuzz/fuzz.hpp"
#include "tidings/extractor.hpp"

using namespace tidings;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  RuleSet::Parts parts;
  const RuleReading reading = read_rules(fuzz::text_of(data, size), "rules.toml", parts);
  for (const Error& error : reading.errors) fuzz::require(error.place().line != 0, "a mistake has its line");
  if (!reading.errors.empty()) return 0;

  const fuzz::MemoryFile file(fuzz::text_of(data, size));
  ExtractorOptions options;
  options.rule_files = {file.path()};
  const Extractor extractor(options);
  const std::string text =
      "Marines seized the tanker Aurora in the Gulf. The ship ran aground near Suez on Friday, said Anna Weber. "
      "The boss fired Marek Novak, and prices rose. The grounding of the tanker was denied.";
  const std::vector<std::string> texts{text};
  fuzz::check_graph(extractor.extract(text), &texts);
  return 0;
}
