#include "discourse/lexicon.hpp"

#include <array>

#include "support/catch.hpp"

using namespace tidings;

TEST_CASE("a lexicon folds case where its file says so", "[lexicon]") {
  const Lexicon weekdays = lexicon_of(Knowledge::builtin(), "weekdays");
  REQUIRE(weekdays.size() == 7);
  REQUIRE(weekdays.find("SATURDAY"));
  CHECK((*weekdays.find("Saturday"))[0] == "6");
  CHECK((*weekdays.find("Saturday"))[1].empty());
  CHECK_FALSE(weekdays.find("someday"));
  CHECK_FALSE(weekdays.find(""));
}

TEST_CASE("a lexicon that is not there knows nothing", "[lexicon]") {
  CHECK(lexicon_of(Knowledge::builtin(), "no such lexicon").size() == 0);
  CHECK_FALSE(lexicon_of(Knowledge::builtin(), "no such lexicon").find("monday"));
}
