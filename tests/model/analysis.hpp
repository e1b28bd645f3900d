// Texts made ready for a model, and what must hold of every analysis.
#pragma once

#include <string>

#include "support/catch.hpp"
#include "tidings/discourse/knowledge.hpp"
#include "tidings/syntax/model.hpp"

namespace tidings::test {

/// A text whose tokens are its words between spaces, one sentence a line.
struct Prepared {
  Source source;
  Page page;
  Tokens tokens;
  Sentences sentences;

  explicit Prepared(const std::string& text) : source(text) {
    const std::string_view bytes = source.bytes();
    TokenId first(std::size_t{0});
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= bytes.size(); ++at) {
      if (at < bytes.size() && bytes[at] != ' ' && bytes[at] != '\n') continue;
      if (at > begin) {
        tokens.spans.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
        tokens.flags.push_back(Tokens::space_after);
        sentences.of_token.push_back(SentenceId(sentences.tokens.size()));
      }
      begin = at + 1;
      const TokenId next(tokens.size());
      if ((at == bytes.size() || bytes[at] == '\n') && first < next) {
        sentences.tokens.push_back({first, next});
        sentences.block.push_back(BlockId(std::size_t{0}));
        first = next;
      }
    }
    page.blocks.push_back({{0, source.size()}, BlockKind::paragraph, {}});
  }

  Analysis analyze(const Model& model, Workspace& workspace) const {
    static const Knowledge knowledge = Knowledge::builtin();
    return analyze_language(source, page, tokens, sentences, model, knowledge, workspace);
  }
  Analysis analyze(Workspace& workspace) const {
    static const Model model = Model::builtin();
    return analyze(model, workspace);
  }
  Analysis analyze() const {
    Workspace workspace;
    return analyze(workspace);
  }
  TokenId token(std::string_view form) const {
    for (const TokenId id : tokens.spans.ids()) {
      if (tokens.form(source, id) == form) return id;
    }
    FAIL("no token " << form);
    return {};
  }
};

inline void check_trees(const Prepared& text, const Analysis& analysis) {
  const Syntax& syntax = analysis.syntax;
  REQUIRE(syntax.size() == text.tokens.size());
  for (const TokenRange sentence : text.sentences.tokens) {
    std::size_t roots = 0;
    for (const TokenId token : sentence) {
      roots += syntax.head[token] ? 0 : 1;
      REQUIRE(syntax.head[token].operator bool() == (syntax.relation[token] != Relation::root));
      REQUIRE((!syntax.head[token] || sentence.contains(syntax.head[token])));
      std::size_t steps = 0;
      for (TokenId at = token; at; at = syntax.head[at]) REQUIRE(++steps <= sentence.size());
    }
    REQUIRE(roots == 1);
  }
}

inline void check_names(const Prepared& text, const Names& names) {
  REQUIRE(names.of_token.size() == text.tokens.size());
  std::vector<NameId> expected(text.tokens.size());
  TokenId end(std::size_t{0});
  for (const NameId id : names.items.ids()) {
    const Name& name = names.items[id];
    REQUIRE(end <= name.tokens.begin_id);
    REQUIRE_FALSE(name.tokens.empty());
    end = name.tokens.end_id;
    for (const TokenId token : name.tokens) expected[token.index()] = id;
  }
  REQUIRE(names.of_token.items() == expected);
}

inline const char* const story =
    "White House national security adviser Susan Rice met Chinese officials in Washington on Friday .\n"
    "Meng Jianzhu , a special envoy of President Xi Jinping , led the delegation .\n"
    "The FBI said it was investigating the attack , but China denied any involvement .\n";

}  // namespace tidings::test
