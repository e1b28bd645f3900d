// Base forms of verbs: text in, lemmas out.
#include "support/catch.hpp"
#include "tidings/extractor.hpp"

using namespace tidings;

TEST_CASE("the base form of a regular verb is a verb", "[lemmas]") {
  const Extractor extractor;
  const auto lemma = [&](const std::string& text, std::string_view form) {
    const Document d = extractor.analyze(text);
    for (const TokenId token : d.tokens.spans.ids()) {
      if (d.tokens.form(d.source, token) == form) return std::string(d.syntax.lemma(token));
    }
    return std::string();
  };
  CHECK(lemma("Prices declined in May.", "declined") == "decline");
  CHECK(lemma("The bomb exploded near the station.", "exploded") == "explode");
  CHECK(lemma("She hoped that they would stop.", "hoped") == "hope");
  CHECK(lemma("They planned the attack.", "planned") == "plan");
  CHECK(lemma("Soldiers were patrolling the city.", "patrolling") == "patrol");
  CHECK(lemma("He opened the door.", "opened") == "open");
}
