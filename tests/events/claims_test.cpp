#include "tidings/events/claims.hpp"

#include "support/catch.hpp"
#include "tidings/extractor.hpp"

using namespace tidings;

namespace {

const Extractor& extractor() {
  static const Extractor one;
  return one;
}

// Whether a claim with this content is told, whoever makes it.
bool claims(const std::string& text, std::string_view content) {
  const Document d = extractor().analyze(text);
  for (const Claim& claim : d.claims.items) {
    if (d.source.slice(d.tokens.bytes(claim.content)) == content) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("to attack or to congratulate somebody is to claim nothing", "[claims]") {
  CHECK_FALSE(claims("Gunmen attacked the village on Friday.", "the village"));
  CHECK_FALSE(claims("Putin congratulated Yushchenko.", "Yushchenko"));
  CHECK(claims("Putin praised the agreement.", "the agreement"));
}

TEST_CASE("things hope and want nothing; texts and people do", "[claims]") {
  CHECK_FALSE(claims("The right to oppose the teaching of history is old.", "the teaching of history"));
  CHECK(claims("The parents oppose the teaching of history.", "the teaching of history"));
  CHECK(claims("The report said that the bridge fell.", "the bridge fell"));
}

TEST_CASE("whom something is called by is not told by a participle", "[claims]") {
  const Document d = extractor().analyze("He owned a firm called “The Very Last Daily Paper” for years.");
  for (const Claim& claim : d.claims.items) CHECK_FALSE(claim.source);
}

TEST_CASE("who continues to write claims nothing", "[claims]") {
  CHECK_FALSE(claims("Anna Weber will continue to write articles for the paper.", "to write articles for the paper"));
}

TEST_CASE("claims that are told in each other do not run in a circle", "[claims]") {
  // Each of the two comments holds the other one in what remains of its sentence.
  const Document document = extractor().analyze("The deal, he said, is done, she added.");
  for (const Claim& claim : document.claims.items) {
    if (claim.whole) CHECK(document.claims.items[claim.whole].content.size() > claim.content.size());
  }
  for (const ClaimId id : document.claims.items.ids()) {
    std::size_t steps = 0;
    for (ClaimId at = id; at && steps <= document.claims.items.size(); at = document.claims.items[at].whole) ++steps;
    CHECK(steps <= document.claims.items.size());
  }
}
