#include "events/anchors.hpp"

#include "support/catch.hpp"
#include "tidings/document.hpp"
#include "tidings/extractor.hpp"

using namespace tidings;

namespace {

// "2015-09-11..2015-09-12", or "" where the event of this trigger has no days.
std::string when(const std::string& text, const std::string& trigger) {
  static const Extractor extractor;
  Metadata metadata;
  metadata.published = Date{std::chrono::year(2015), std::chrono::month(9), std::chrono::day(13)};
  const Document d = extractor.analyze(Source(text, metadata));
  const auto print = [](const Date& day) {
    return std::to_string(static_cast<int>(day.year())) + '-' + std::to_string(static_cast<unsigned>(day.month())) +
           '-' + std::to_string(static_cast<unsigned>(day.day()));
  };
  for (const Event& event : d.events.items) {
    for (const EventMentionId m : event.mentions) {
      if (d.source.slice(d.tokens.bytes(d.events.mentions[m].trigger)) != trigger) continue;
      return event.when ? print(event.when->begin) + ".." + print(event.when->end) : "";
    }
  }
  return "no event";
}

}  // namespace

TEST_CASE("an event is on the day that its own words tell", "[anchors]") {
  CHECK(when("Police arrested two men on Friday.", "arrested") == "2015-9-11..2015-9-11");
  CHECK(when("On Friday police arrested two men and charged them.", "charged") == "2015-9-11..2015-9-11");
  CHECK(when("The ministers held talks on Friday.", "talks") == "2015-9-11..2015-9-11");
  CHECK(when("Police said Friday that they had arrested two men.", "arrested") == "");
}

TEST_CASE("a range of days is one interval", "[anchors]") {
  CHECK(when("Xi will visit Washington on September 24-25.", "visit") == "2015-9-24..2015-9-25");
}

TEST_CASE("a bound is no day of the event", "[anchors]") {
  CHECK(when("The troops will withdraw by Friday.", "withdraw") == "");
  CHECK(when("Police arrested two men three days after the attack.", "arrested") == "");
}
