// CoNLL-U: read or refused; what was read is written and read again to the same.
#include "tidings/text/conllu.hpp"

#include <sstream>

#include "fuzz/fuzz.hpp"
#include "tidings/error.hpp"
#include "train/corpus.hpp"

using namespace tidings;

namespace {

std::string written(const ConlluDocument& document) {
  std::ostringstream out;
  write_conllu(out, document.document, {.types = document.types});
  return out.str();
}

void check(const ConlluDocument& document) {
  const Document& d = document.document;
  fuzz::require(d.sentences.of_token.size() == d.tokens.size() && d.syntax.size() == d.tokens.size(), "sizes");
  for (const TokenId token : d.tokens.spans.ids()) {
    fuzz::require(d.tokens.spans[token].end <= d.source.size(), "tokens are inside the text");
    const TokenId head = d.syntax.head[token];
    fuzz::require(!head || d.sentences.of_token[head] == d.sentences.of_token[token], "heads are in the sentence");
  }
  const std::string once = written(document);
  const auto again = read_conllu(once, "again.conllu");
  fuzz::require(again.size() == 1 && written(again.front()) == once, "what was written is read to the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    for (const ConlluDocument& document : read_conllu(fuzz::text_of(data, size), "x.conllu")) check(document);
  } catch (const Error&) {
  }
  const fuzz::MemoryFile file(fuzz::text_of(data, size));
  try {
    for (const train::Tree& tree : train::read_trees(file.path())) {
      for (const int head : tree.heads)
        fuzz::require(head >= 0 && head <= static_cast<int>(tree.forms.size()), "heads are in the sentence");
    }
  } catch (const Error&) {
  }
  return 0;
}
