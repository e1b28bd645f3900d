#include "tidings/syntax/model.hpp"

#include <cstdio>
#include <fstream>
#include <sstream>

#include "support/catch.hpp"
#include "tidings/discourse/knowledge.hpp"
#include "tidings/error.hpp"

using namespace tidings;

namespace {

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

  Analysis analyze(Workspace& workspace) const {
    static const Model model = Model::builtin();
    static const Knowledge knowledge = Knowledge::builtin();
    return analyze_language(source, page, tokens, sentences, model, knowledge, workspace);
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

void check_trees(const Prepared& text, const Analysis& analysis) {
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

void check_names(const Prepared& text, const Names& names) {
  REQUIRE(names.of_token.size() == text.tokens.size());
  std::vector<NameId> expected(text.tokens.size());
  TokenId end(std::size_t{0});
  for (const NameId id : names.items.ids()) {
    const Name& name = names.items[id];
    REQUIRE(end <= name.tokens.begin_id);
    REQUIRE_FALSE(name.tokens.empty());
    REQUIRE((name.score >= 0 && name.score <= 1));
    end = name.tokens.end_id;
    for (const TokenId token : name.tokens) expected[token.index()] = id;
  }
  REQUIRE(names.of_token.items() == expected);
}

const char* const story =
    "White House national security adviser Susan Rice met Chinese officials in Washington on Friday .\n"
    "Meng Jianzhu , a special envoy of President Xi Jinping , led the delegation .\n"
    "The FBI said it was investigating the attack , but China denied any involvement .\n";

}  // namespace

TEST_CASE("who met whom is in the tree", "[model]") {
  const Prepared text(story);
  const Analysis analysis = text.analyze();
  const Syntax& syntax = analysis.syntax;
  const TokenId met = text.token("met"), rice = text.token("Rice"), officials = text.token("officials");
  CHECK(syntax.upos[met] == Upos::verb);
  CHECK(syntax.morph[met].tense == Morph::Tense::past);
  CHECK(syntax.lemma(met) == "meet");
  CHECK_FALSE(syntax.head[met]);
  CHECK(syntax.upos[rice] == Upos::propn);
  CHECK(syntax.head[officials] == met);
  CHECK(syntax.relation[officials] == Relation::obj);
  CHECK(syntax.lemma(officials) == "official");
  CHECK(syntax.morph[officials].number == Morph::Number::plur);
}

TEST_CASE("people, places and agencies are named", "[model]") {
  const Prepared text(story);
  const Names names = text.analyze().names;
  const auto type_at = [&](std::string_view form) {
    const NameId name = names.of_token[text.token(form)];
    REQUIRE(name);
    return names.items[name].type;
  };
  CHECK(type_at("Susan") == NameType::person);
  CHECK(type_at("Jinping") == NameType::person);
  CHECK(type_at("Washington") == NameType::location);
  CHECK(type_at("FBI") == NameType::organization);
}

TEST_CASE("every sentence is one tree, whatever the text", "[model]") {
  for (const std::string& text : {std::string(story), std::string(), std::string("\n \n"), std::string(". . . , ( \" ''"), std::string("A"),
                                  std::string("\xff\xfe \x80\x80 \xe2\x80 \0 x", 14), std::string("0 1 2 3 4 5 6 7 8 9 $ % & / ="),
                                  std::string(100, 'x') + " " + std::string(1000, 'X')}) {
    const Prepared prepared(text);
    const Analysis analysis = prepared.analyze();
    check_trees(prepared, analysis);
    check_names(prepared, analysis.names);
  }
  std::string mutilated = story;
  for (std::size_t at = 0; at < mutilated.size(); at += 11) {
    mutilated[at] = static_cast<char>(mutilated[at] ^ 0x15);
    const Prepared prepared(mutilated);
    const Analysis analysis = prepared.analyze();
    check_trees(prepared, analysis);
    check_names(prepared, analysis.names);
  }
}

TEST_CASE("a workspace that has been used changes nothing", "[model]") {
  Workspace workspace;
  const Prepared one(story), other("Prices rose .\n");
  const Analysis first = one.analyze(workspace);
  other.analyze(workspace);
  const Analysis again = one.analyze(workspace);
  CHECK(first.syntax.head.items() == again.syntax.head.items());
  CHECK(first.syntax.relation.items() == again.syntax.relation.items());
  CHECK(first.syntax.lemma_pool == again.syntax.lemma_pool);
  CHECK(first.names.of_token.items() == again.names.of_token.items());
}

TEST_CASE("a model from a file says what is wrong with it", "[model]") {
  CHECK(Model::builtin().name() == "en-news-2");
  CHECK_THROWS_AS(Model::load(TIDINGS_SOURCE_DIR "/LICENSE"), Error);
  CHECK_THROWS_AS(Model::load("no/such/file"), Error);
  std::ifstream in(TIDINGS_SOURCE_DIR "/seeds/weights/en-news.image", std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  const std::string cut = TIDINGS_BINARY_DIR "/cut.image";
  std::ofstream(cut, std::ios::binary) << bytes.str().substr(0, bytes.str().size() / 2);
  CHECK_THROWS_AS(Model::load(cut), Error);
  std::remove(cut.c_str());
  CHECK(Model::load(TIDINGS_SOURCE_DIR "/seeds/weights/en-news.image").name() == "en-news-2");
}
