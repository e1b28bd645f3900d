#include "train/given_tokens.hpp"

namespace tidings::train {

namespace {

/// Puts a document together, word by word.
class Assembly {
 public:
  void add(const Forms& sentence) {
    const TokenId first(document_.tokens.size());
    const auto begin = size();
    const SentenceId id(document_.sentences.size());
    for (const std::string& form : sentence) {
      const std::uint32_t at = size();
      bytes_ += form;
      document_.tokens.spans.push_back({at, size()});
      document_.tokens.flags.push_back(Tokens::space_after);
      document_.sentences.of_token.push_back(id);
      bytes_ += ' ';
    }
    document_.tokens.flags[first] |= Tokens::starts_block;
    document_.sentences.tokens.push_back({first, TokenId(document_.tokens.size())});
    document_.sentences.block.push_back(document_.page.blocks.push_back({{begin, size()}, BlockKind::paragraph, {}}));
    bytes_ += '\n';
  }
  Document finish() {
    document_.source = Source(std::move(bytes_));
    return std::move(document_);
  }

 private:
  std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(bytes_.size()); }

  Document document_;
  std::string bytes_;
};

}  // namespace

Document Analyzer::of_tokens(const std::vector<Forms>& sentences) {
  Assembly assembly;
  for (const Forms& sentence : sentences) {
    if (!sentence.empty()) assembly.add(sentence);
  }
  Document document = assembly.finish();
  analyze(document);
  return document;
}

Document Analyzer::of_text(std::string text) {
  Document document;
  document.source = Source(std::move(text));
  document.page = read_page(document.source);
  document.tokens = tokenize(document.source, document.page);
  document.sentences = split_sentences(document.source, document.page, document.tokens);
  analyze(document);
  return document;
}

void Analyzer::analyze(Document& document) {
  Analysis analysis = analyze_language(document.source, document.page, document.tokens, document.sentences, model_,
                                       knowledge_, workspace_);
  document.syntax = std::move(analysis.syntax);
  document.names = std::move(analysis.names);
  document.factuality = std::move(analysis.factuality);
}

}  // namespace tidings::train
