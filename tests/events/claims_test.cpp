#include "tidings/events/claims.hpp"

#include "support/catch.hpp"
#include "tidings/extractor.hpp"

using namespace tidings;

namespace {

const Extractor& extractor() {
  static const Extractor one;
  return one;
}

}  // namespace

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
