#include "tidings/discourse/times.hpp"

#include <random>

#include "discourse/times_calendar.hpp"
#include "discourse/times_grammar.hpp"
#include "support/catch.hpp"
#include "tidings/error.hpp"
#include "tidings/extractor.hpp"

using namespace tidings;

namespace {

const Extractor& extractor() {
  static const Extractor it;
  return it;
}

Document read(const std::string& text, std::optional<Date> published) {
  Metadata metadata;
  metadata.published = published;
  return extractor().analyze(Source(text, metadata));
}

Date day(int y, unsigned m, unsigned d) {
  return Date{std::chrono::year(y), std::chrono::month(m), std::chrono::day(d)};
}

// "last week = 2015-W36; now = PRESENT_REF"
std::string told(const Document& d) {
  std::string out;
  for (const Time& time : d.times.items) {
    if (!out.empty()) out += "; ";
    out += std::string(d.source.slice(d.tokens.bytes(time.tokens))) + " = " + time.value;
  }
  return out;
}

std::string told(const std::string& text, std::optional<Date> published = day(2015, 9, 13)) {
  return told(read(text, published));
}

// "He left [last week = 2015-W36]." gives the sentence and what should be told of it.
std::pair<std::string, std::string> unmark(const std::string& marked) {
  std::string text, expected;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (marked[i] != '[') {
      text += marked[i];
      continue;
    }
    const std::size_t end = marked.find(']', i);
    const std::string inside = marked.substr(i + 1, end - i - 1);
    text += inside.substr(0, inside.rfind(" = "));
    expected += (expected.empty() ? "" : "; ") + inside;
    i = end;
  }
  return {text, expected};
}

}  // namespace

TEST_CASE("every example of the grammar is read as it says", "[times]") {
  const tidings::timex::Grammar& grammar = tidings::timex::Grammar::builtin();
  REQUIRE(grammar.examples().size() > 100);
  for (const tidings::timex::TimeExample& example : grammar.examples()) {
    const auto [text, expected] = unmark(example.text);
    CAPTURE(example.rule, text);
    CHECK(told(text, grammar.examples_published()) == expected);
  }
}

TEST_CASE("without a publication date nothing relative gets a value", "[times]") {
  for (const char* text :
       {"He left on Saturday.", "They met last week.", "She came yesterday.", "It closed three weeks ago.",
        "Elections are due next year.", "Trains stood still on Christmas.", "It rained last night."}) {
    const Document d = read(text, std::nullopt);
    CAPTURE(text);
    REQUIRE(d.times.items.size() == 1);
    CHECK(d.times.items.items()[0].value.empty());
    CHECK_FALSE(d.times.items.items()[0].days);
  }
  CHECK(told("It was signed on May 5.", std::nullopt) == "May 5 = XXXX-05-05");
  CHECK(told("It was signed on May 5, 2010.", std::nullopt) == "May 5, 2010 = 2010-05-05");
  CHECK(told("The talks lasted four days.", std::nullopt) == "four days = P4D");
}

TEST_CASE("the tense of the verb says which Saturday is meant", "[times]") {
  const Date wednesday = day(2015, 9, 16);
  CHECK(told("The minister resigned on Saturday.", wednesday) == "Saturday = 2015-09-12");
  CHECK(told("The minister will resign on Saturday.", wednesday) == "Saturday = 2015-09-19");
  CHECK(told("The vote is scheduled for Saturday.", wednesday) == "Saturday = 2015-09-19");
  CHECK(told("The minister resigned on Wednesday.", wednesday) == "Wednesday = 2015-09-16");
}

TEST_CASE("both days of a range are days of their own", "[times]") {
  CHECK(told("Xi will come to Washington on September 24-25.") == "September 24 = 2015-09-24; 25 = 2015-09-25");
  CHECK(told("They met on March 3-5, 2012.") == "March 3 = 2012-03-03; 5, 2012 = 2012-03-05");
}

TEST_CASE("a clock and its day are one time", "[times]") {
  CHECK(told("The bomb exploded at 10 p.m. on Friday.") == "10 p.m. on Friday = 2015-09-11T22:00");
  CHECK(told("They met on Friday at noon.") == "Friday at noon = 2015-09-11T12:00");
}

TEST_CASE("figures that only look like times are none", "[times]") {
  CHECK(told("Flight 1972 carried 2015 people to gate 1999.").empty());
  CHECK(told("See http://example.com/2015/09/13/story for 1950 copies.").find("19") == std::string::npos);
  CHECK(told("Theresa May met the 45-year-old March in August Wilson's house.").find("45") == std::string::npos);
  CHECK(told("Call 0900 1234567 or 99999999999999999999.").empty());
}

TEST_CASE("times lie in the text without overlap, their heads inside, and values are well formed", "[times]") {
  const std::string text =
      "On Saturday, Sept. 12, 2015, at 10:30 a.m., after four days of talks, the two said last week's meeting, every "
      "Friday, "
      "would end by the end of 2016. Three weeks ago, in the third quarter of 2014, sales fell; in the 1990s they "
      "rose. In February 30, 2015.";
  std::mt19937 random(7);
  const auto cut = [&](std::size_t n) { return random() % n; };
  for (int round = 0; round < 300; ++round) {
    std::string broken = text;
    for (int k = 0; k < round / 20; ++k) {
      const std::size_t at = cut(broken.size());
      switch (cut(3)) {
        case 0:
          broken.erase(at, cut(5));
          break;
        case 1:
          broken[at] = static_cast<char>(cut(256));
          break;
        default:
          broken.insert(at, broken.substr(cut(broken.size()), cut(12)));
      }
    }
    const Document d = read(broken, day(2015, 9, 13));
    TokenId end{std::size_t{0}};
    for (const TimeId id : d.times.items.ids()) {
      const Time& time = d.times.items[id];
      CAPTURE(broken, time.value);
      REQUIRE_FALSE(time.tokens.empty());
      REQUIRE(end <= time.tokens.front());
      end = time.tokens.end_id;
      REQUIRE(time.tokens.contains(time.head));
      for (const TokenId t : time.tokens) REQUIRE(d.times.of_token[t] == id);
      REQUIRE(time.value.find_first_not_of("0123456789-:.ABCDEFGHILMNOPQRSTUVWXYZ_") == std::string::npos);
      if (time.days) {
        REQUIRE((time.days->begin.ok() && time.days->end.ok() && time.days->begin <= time.days->end));
        REQUIRE((time.type == TimeType::date || time.type == TimeType::time));
      }
    }
  }
}

TEST_CASE("the days of a value", "[times]") {
  const auto days = [](std::string_view value, Date begin, Date end) { return days_of(value) == Interval{begin, end}; };
  CHECK(days("2015-09-12", day(2015, 9, 12), day(2015, 9, 12)));
  CHECK(days("2015-09-12TMO", day(2015, 9, 12), day(2015, 9, 12)));
  CHECK(days("2016-02", day(2016, 2, 1), day(2016, 2, 29)));
  CHECK(days("2015", day(2015, 1, 1), day(2015, 12, 31)));
  CHECK(days("2015-W37", day(2015, 9, 7), day(2015, 9, 13)));
  CHECK(days("2015-W53-WE", day(2016, 1, 2), day(2016, 1, 3)));
  CHECK(days("2015-Q3", day(2015, 7, 1), day(2015, 9, 30)));
  CHECK(days("2015-H1", day(2015, 1, 1), day(2015, 6, 30)));
  CHECK(days("2014-WI", day(2014, 12, 1), day(2015, 2, 28)));
  CHECK(days("198", day(1980, 1, 1), day(1989, 12, 31)));
  CHECK(days("19", day(1900, 1, 1), day(1999, 12, 31)));
  for (const char* none : {"", "P4D", "PAST_REF", "XXXX-WXX-5", "XXXX-09-05", "2015-13", "2015-02-30", "2015-W54x",
                           "20155", "2015-", "2015-Q5", "-"}) {
    CAPTURE(none);
    CHECK_FALSE(days_of(none));
  }
}

TEST_CASE("a value and its days agree for every grain", "[times]") {
  using tidings::timex::Grain;
  for (const Grain grain : {Grain::day, Grain::weekend, Grain::week, Grain::month, Grain::quarter, Grain::season,
                            Grain::half, Grain::year, Grain::decade, Grain::century}) {
    for (int step = 0; step < 400; ++step) {
      const auto point =
          tidings::timex::point_of(grain, tidings::timex::Days(day(1979, 1, 1)) + std::chrono::days(step * 41));
      const auto days = days_of(tidings::timex::value_of(point));
      CAPTURE(tidings::timex::value_of(point));
      REQUIRE(days);
      REQUIRE(tidings::timex::Days(days->begin) == point.begin);
      REQUIRE(tidings::timex::Days(days->end) == tidings::timex::end_of(point));
      REQUIRE(tidings::timex::moved(tidings::timex::moved(point, 3), -3) == point);
    }
  }
}

TEST_CASE("holidays move with the year", "[times]") {
  CHECK(tidings::timex::date_of(tidings::timex::easter_sunday(2015)) == day(2015, 4, 5));
  CHECK(tidings::timex::date_of(tidings::timex::easter_sunday(2000)) == day(2000, 4, 23));
  CHECK(tidings::timex::date_of(tidings::timex::nth_weekday(2015, 11, 4, 4)) == day(2015, 11, 26));
  CHECK(tidings::timex::date_of(tidings::timex::nth_weekday(2015, 5, 1, -1)) == day(2015, 5, 25));
}

TEST_CASE("a wrong grammar tells its line", "[times]") {
  const std::string words = "week\tunit\tW\n";
  const auto line_of = [](const std::string& w, const std::string& patterns) {
    try {
      tidings::timex::Grammar(w, "words.tsv", patterns, "patterns.toml");
    } catch (const Error& e) {
      return e.place().file + ':' + std::to_string(e.place().line);
    }
    return std::string("no error");
  };
  CHECK(line_of(words, "[[rule]]\nname = \"a\"\npatterns = [\"unit\"]\nvalue = \"shift\"\n") == "no error");
  CHECK(line_of("week\n", "") == "words.tsv:1");
  CHECK(line_of("# c\nweek\tunit\tW\tHUGE\n", "") == "words.tsv:2");
  CHECK(line_of(words, "[[rule]]\nname = \"a\"\npatterns = [\"unti\"]\n") == "patterns.toml:3");
  CHECK(line_of(words, "[[rule]]\nname = \"a\"\npatterns = [\"(unit\"]\n") == "patterns.toml:3");
  CHECK(line_of(words, "[[rule]]\nname = \"a\"\npatterns = [\"unit\"]\nvalue = \"guess\"\n") == "patterns.toml:4");
  CHECK(line_of(words, "[[rule]]\nname = \"a\"\n") == "patterns.toml:1");
  CHECK(line_of(words, "[[rule]\n") == "patterns.toml:1");
}
