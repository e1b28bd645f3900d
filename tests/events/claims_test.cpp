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

namespace {

// The names of those who say it, joined by commas; a claim without a source counts as "nobody".
std::string sources(const std::string& text, std::string_view content) {
  const Document d = extractor().analyze(text);
  std::string names;
  for (const Claim& claim : d.claims.items) {
    if (d.source.slice(d.tokens.bytes(claim.content)) != content) continue;
    if (!names.empty()) names += ", ";
    names += claim.source ? d.entities.items[d.entities.of_mention[claim.source]].name : "nobody";
  }
  return names;
}

}  // namespace

TEST_CASE("what nobody says, or nobody knows, is no claim", "[claims]") {
  CHECK_FALSE(claims("No one has claimed responsibility for the attack.", "responsibility for the attack"));
  CHECK_FALSE(claims("The army has not said how many soldiers were wounded.", "how many soldiers were wounded"));
  CHECK(claims("The army said how many soldiers were wounded.", "how many soldiers were wounded"));
  CHECK_FALSE(claims("You can ask where she lives if you know that she moved.", "she moved"));
  CHECK_FALSE(claims("Petrol is dear. Want it cheaper?", "it cheaper"));
  CHECK_FALSE(claims("The ship carries 200,000 fish per year.", "The ship carries 200,000 fish"));
}

TEST_CASE("the one who speaks is no part of what is said", "[claims]") {
  CHECK(sources("“The town has changed its mind and voted for the bridge,” Captain Anna Weber, Chief Press Officer, said.",
                "The town has changed its mind and voted for the bridge") == "Anna Weber");
  CHECK(sources("Rivals said the scale showed 5.9, but the Geological Survey in Golden, Colo., said it was a weaker one.",
                "it was a weaker one") == "Geological Survey");
}

TEST_CASE("a quotation without a verb of saying is of the one who is announced, or whom its paragraph is about",
          "[claims]") {
  CHECK(sources("Senator Anna Weber released the following statement after the vote:\n\n“Today the house did the right "
                "thing for all of us.\n\n“Our work goes on until the bridge is built.”",
                "Our work goes on until the bridge is built") == "Anna Weber");
  CHECK(sources("The shop counts shoes. Anna Weber sees no harm in it. “Right now, shops do many invasive things.”",
                "Right now, shops do many invasive things") == "Anna Weber");
  CHECK(sources("“Buyers should be free to choose what fits their needs. It is a fair deal,” Anna Weber said.“That is why "
                "the law must pass this week.”",
                "That is why the law must pass this week") == "Anna Weber");
}

TEST_CASE("an interview tells who speaks at the beginning of a paragraph", "[claims]") {
  const std::string text =
      "Anna Weber: Why did you leave the town?\n\nPeter Sand: The river had taken the house.\n\n"
      "Anna Weber: Will you come back?\n\nPeter Sand: We hope that the bridge will be built.\n";
  CHECK(sources(text, "The river had taken the house") == "Peter Sand");
}

TEST_CASE("what somebody confirmed, is quoted as saying, or says between two halves of it", "[claims]") {
  CHECK(sources("The death was confirmed by the police on Friday.", "The death") == "the police");
  CHECK(sources("“The bridge will be built within a year,” Reuters quoted Anna Weber as saying.",
                "The bridge will be built within a year") == "Anna Weber");
  CHECK(sources("North Korea refused to attend the talks because, experts believe, it was awaiting the outcome.",
                "North Korea refused to attend the talks because, experts believe, it was awaiting the outcome") ==
        "experts");
  CHECK(sources("Officials Tuesday said the bridge was safe.", "the bridge was safe") == "Officials");
}

TEST_CASE("who is told or allowed to do something says nothing; whom it is allowed to may", "[claims]") {
  CHECK_FALSE(claims("Schools were closed and many other staff told to go home early.", "to go home early"));
  CHECK(sources("The judge allowed Anna Weber to say that the bridge was safe.", "the bridge was safe") ==
        "Anna Weber");
}

TEST_CASE("who adds something to what he said speaks for himself", "[claims]") {
  CHECK(sources("Anna Weber said the river had taken the house, adding that the bridge was safe.",
                "the bridge was safe") == "Anna Weber");
}

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
