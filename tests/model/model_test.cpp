#include "tidings/syntax/model.hpp"

#include <cstdio>
#include <fstream>
#include <sstream>

#include "model/analysis.hpp"
#include "model/factuality_network.hpp"
#include "tidings/error.hpp"

using namespace tidings;
using namespace tidings::test;

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
  for (const std::string& text :
       {std::string(story), std::string(), std::string("\n \n"), std::string(". . . , ( \" ''"), std::string("A"),
        std::string("\xff\xfe \x80\x80 \xe2\x80 \0 x", 12), std::string("0 1 2 3 4 5 6 7 8 9 $ % & / ="),
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

TEST_CASE("what readers take for a fact is likelier than what somebody is asked to do", "[model]") {
  const Prepared text("The man called the police .\nPlease call the police .\n");
  const Analysis analysis = text.analyze();
  CHECK(*analysis.factuality.of(text.token("called")) > *analysis.factuality.of(text.token("call")));
  CHECK_FALSE(analysis.factuality.of(text.token("man")));
}

TEST_CASE("a table of factuality says what is wrong with it", "[model]") {
  const auto complaint = [](const char* table) {
    try {
      FactualityNetwork network(table);
    } catch (const Error& error) {
      return error.message();
    }
    return std::string();
  };
  CHECK(complaint("encoder\t1 3\n").find("width") != std::string::npos);
  CHECK(complaint("encoder\t1 2\nverb\t1 2 x\n").find("line 2: expected 16 numbers") != std::string::npos);
  CHECK(complaint("head\t1 2\n").find("expected 'encoder'") != std::string::npos);
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
  CHECK(first.factuality.log_odds.items() == again.factuality.log_odds.items());
}

TEST_CASE("a model from a file says what is wrong with it", "[model]") {
  CHECK(Model::builtin().name() == "en-news-3");
  CHECK_THROWS_AS(Model::load(TIDINGS_SOURCE_DIR "/LICENSE"), Error);
  CHECK_THROWS_AS(Model::load("no/such/file"), Error);
  std::ifstream in(TIDINGS_SOURCE_DIR "/seeds/weights/en-news.image", std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  const std::string cut = TIDINGS_BINARY_DIR "/cut.image";
  std::ofstream(cut, std::ios::binary) << bytes.str().substr(0, bytes.str().size() / 2);
  CHECK_THROWS_AS(Model::load(cut), Error);
  std::remove(cut.c_str());
  CHECK(Model::load(TIDINGS_SOURCE_DIR "/seeds/weights/en-news.image").name() == "en-news-3");
}
