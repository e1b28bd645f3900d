#include "tidings/syntax/syntax.hpp"

#include "support/catch.hpp"
#include "tidings/syntax/names.hpp"

using namespace tidings;

TEST_CASE("tags and relations have their UD names", "[syntax]") {
  for (std::size_t i = 0; i < upos_count; ++i)
    CHECK(upos_from(to_string(static_cast<Upos>(i))) == static_cast<Upos>(i));
  CHECK_FALSE(upos_from("NNP"));
  for (std::size_t i = 0; i < relation_count; ++i) {
    CHECK(relation_from(to_string(static_cast<Relation>(i))) == static_cast<Relation>(i));
  }
  CHECK(relation_from("obl:tmod") == Relation::obl);
  CHECK(relation_from("nonsense:x") == Relation::dep);
  CHECK(main_type(Relation::nmod_poss) == Relation::nmod);
  CHECK(main_type(Relation::case_) == Relation::case_);
}

TEST_CASE("features are read and written as in the FEATS column", "[syntax]") {
  const char* feats = "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs";
  CHECK(to_string(morph_from(feats)) == feats);
  CHECK(to_string(Morph{}) == "_");
  CHECK(to_string(morph_from("Foreign=Yes|Tense=Past|VerbForm=Part|Voice=Pass")) ==
        "Tense=Past|VerbForm=Part|Voice=Pass");
  CHECK(to_string(morph_from("Tense=|=Past||Mood")) == "_");
}

TEST_CASE("dependents stand in the order of the text", "[syntax]") {
  // Rice met Meng in Washington
  Syntax syntax;
  syntax.resize(5);
  const std::array<int, 5> heads = {1, -1, 1, 4, 1};
  for (std::size_t i = 0; i < 5; ++i) {
    if (heads[i] >= 0) syntax.head[TokenId(i)] = TokenId(static_cast<std::size_t>(heads[i]));
  }
  const Dependents dependents(syntax);
  const auto of_met = dependents.of(TokenId(std::size_t{1}));
  CHECK(std::vector<TokenId>(of_met.begin(), of_met.end()) ==
        std::vector<TokenId>{TokenId(std::size_t{0}), TokenId(std::size_t{2}), TokenId(std::size_t{4})});
  CHECK(dependents.of(TokenId(std::size_t{0})).empty());
  CHECK(dependents.subtree(TokenId(std::size_t{4})) == TokenRange(TokenId(std::size_t{3}), TokenId(std::size_t{5})));
  CHECK(dependents.subtree(TokenId(std::size_t{1})) == TokenRange(TokenId(std::size_t{0}), TokenId(std::size_t{5})));
}

TEST_CASE("types of names: built-in numbers are fixed, users' follow", "[names]") {
  NameTypes types;
  CHECK(types.size() == builtin_name_types);
  CHECK(types[NameType::person] == "person");
  CHECK(types[NameType::other] == "other");
  const NameType vessel = types.add("vessel");
  CHECK(types.add("vessel") == vessel);
  CHECK(types.find("vessel") == vessel);
  CHECK_FALSE(types.find("spaceship"));
}
