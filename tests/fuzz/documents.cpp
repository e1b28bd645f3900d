// Documents one a line in JSON: every line is a document, or is told and passed over.
#include "cli/documents.hpp"

#include <iostream>
#include <sstream>

#include "fuzz/fuzz.hpp"

using namespace tidings;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::MemoryFile file(fuzz::text_of(data, size));
  std::ostringstream messages;
  std::streambuf* const errors = std::cerr.rdbuf(messages.rdbuf());
  cli::DocumentReader reader({file.path()}, cli::InputKind::jsonl, std::nullopt);
  while (const auto source = reader.next()) {
    const auto& published = source->metadata().published;
    fuzz::require(!published || published->ok(), "a day of the calendar");
  }
  std::cerr.rdbuf(errors);
  fuzz::require(reader.failed() == !messages.str().empty(), "what was passed over is told");
  return 0;
}
