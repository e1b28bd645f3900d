// BIO: read or refused with its line; spans are in order and inside their sentence.
#include "fuzz/fuzz.hpp"
#include "tidings/error.hpp"
#include "train/corpus.hpp"

using namespace tidings;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::MemoryFile file(fuzz::text_of(data, size));
  try {
    for (const train::NamedSentence& sentence : train::read_names(file.path())) {
      fuzz::require(sentence.forms.size() == sentence.tags.size() && !sentence.forms.empty(), "sizes");
      std::size_t end = 0;
      for (const train::NameSpan& span : train::spans_of(sentence.tags)) {
        fuzz::require(end <= span.begin && span.begin < span.end && span.end <= sentence.tags.size(), "spans");
        fuzz::require(!span.type.empty(), "a type");
        end = span.end;
      }
    }
  } catch (const Error&) {
  }
  return 0;
}
