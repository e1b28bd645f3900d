#include "tidings/events/links.hpp"

#include <random>

#include "support/catch.hpp"
#include "tidings/document.hpp"
#include "tidings/extractor.hpp"

using namespace tidings;

namespace {

const Extractor& extractor() {
  static const Extractor it;
  return it;
}

Document read(const std::string& text) {
  Metadata metadata;
  metadata.published = Date{std::chrono::year(2015), std::chrono::month(9), std::chrono::day(13)};
  return extractor().analyze(Source(text, metadata));
}

std::string name(const Document& d, EventId event) {
  return std::string(d.source.slice(d.tokens.bytes(d.events.mentions[d.events.items[event].mentions.front()].trigger)));
}

// Whether the document links the two triggers so.
bool linked(const Document& d, const std::string& from, LinkType type, const std::string& to) {
  for (const EventLink& link : d.links.items) {
    if (link.type == type && name(d, link.from) == from && name(d, link.to) == to) return true;
  }
  return false;
}

EventLink before(std::size_t from, std::size_t to, float score = 1) {
  return {LinkType::before, EventId(from), EventId(to), {}, "test", score};
}
EventLink during(std::size_t from, std::size_t to, float score = 1) {
  return {LinkType::during, EventId(from), EventId(to), {}, "test", score};
}

bool has_cycle(const std::vector<EventLink>& links, std::size_t events) {
  std::vector<std::vector<std::size_t>> next(events);
  for (const EventLink& link : links) {
    if (link.type == LinkType::before) next[link.from.index()].push_back(link.to.index());
  }
  std::vector<int> state(events, 0);
  const auto visit = [&](auto&& self, std::size_t at) -> bool {
    if (state[at] != 0) return state[at] == 1;
    state[at] = 1;
    for (const std::size_t to : next[at]) {
      if (self(self, to)) return true;
    }
    state[at] = 2;
    return false;
  };
  for (std::size_t e = 0; e < events; ++e) {
    if (visit(visit, e)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("words between two events say which was first", "[links]") {
  CHECK(linked(read("He resigned after she was convicted."), "convicted", LinkType::before, "resigned"));
  CHECK(linked(read("He resigned before she was convicted."), "resigned", LinkType::before, "convicted"));
  CHECK(linked(read("Police arrested two men after the attack."), "attack", LinkType::before, "arrested"));
  CHECK(linked(read("The ministers met ahead of the election."), "met", LinkType::before, "election"));
}

TEST_CASE("a clause whose subject is a name has its conjunction before the name", "[links]") {
  const Document d =
      read("The envoys ended a meeting in Paris, prior to President Xi Jinping visiting the White House.");
  CHECK(linked(d, "ended", LinkType::before, "visiting"));
}

TEST_CASE("what carries an event stands for it in the order of events", "[links]") {
  const Document d = read("Officials concluded two days of talks in Paris ahead of the president's visit to Rome.");
  CHECK(linked(d, "talks", LinkType::before, "visit"));
}

TEST_CASE("words between two events say why, what for, and if", "[links]") {
  CHECK(linked(read("The minister resigned because the court convicted him."), "convicted", LinkType::causes,
               "resigned"));
  CHECK(linked(read("The attack sparked protests in Cairo."), "attack", LinkType::causes, "protests"));
  CHECK(linked(read("The attack led to clashes in Cairo."), "attack", LinkType::causes, "clashes"));
  CHECK(
      linked(read("The troops will attack if the rebels refuse the offer."), "refuse", LinkType::condition, "attack"));
}

TEST_CASE("a participle behind an event is its effect", "[links]") {
  CHECK(linked(read("A bomb exploded in Kabul, killing five people."), "exploded", LinkType::causes, "killing"));
}

TEST_CASE("what had happened was before what happened", "[links]") {
  CHECK(linked(read("Police said that they had arrested two men."), "arrested", LinkType::before, "said"));
  CHECK(linked(read("Police said that they will arrest two men."), "said", LinkType::before, "arrest"));
}

TEST_CASE("a cause comes before its effect", "[links]") {
  const Document d = read("The attack sparked protests in Cairo.");
  CHECK(linked(d, "attack", LinkType::before, "protests"));
}

TEST_CASE("dates order events", "[links]") {
  const Document d = read(
      "Obama met Xi on June 7, 2013. Rice visited Beijing on August 28, 2015. Xi visited Washington on May 3, 2014.");
  CHECK(linked(d, "met", LinkType::before, "visited"));
  const auto dates =
      std::count_if(d.links.items.begin(), d.links.items.end(), [](const EventLink& l) { return l.rule == "dates"; });
  CHECK(dates == 2);  // the third order follows
}

TEST_CASE("every link shows its words and its rule", "[links]") {
  const Document d = read(
      "Police arrested two men after the attack. The minister resigned because the court convicted him on Friday, and "
      "on May 3, 2015, he fled.");
  REQUIRE_FALSE(d.links.items.empty());
  for (const EventLink& link : d.links.items) {
    CHECK_FALSE(link.rule.empty());
    CHECK_FALSE(link.evidence.empty());
    CHECK(link.from != link.to);
  }
}

TEST_CASE("of a circle the least sure link goes", "[links]") {
  std::vector<EventLink> links = {before(0, 1, 0.9F), before(1, 2, 0.9F), before(2, 0, 0.5F)};
  make_consistent(links, 3);
  REQUIRE(links.size() == 2);
  CHECK(links[0].score == 0.9F);
  CHECK(links[1].score == 0.9F);
}

TEST_CASE("what is during another thing is where that is", "[links]") {
  std::vector<EventLink> both = {before(0, 1, 0.6F), during(0, 1, 0.9F)};
  make_consistent(both, 2);
  REQUIRE(both.size() == 1);
  CHECK(both[0].type == LinkType::during);
  // 0 is in 1, 1 is before 2, so that 2 can't be before 0
  std::vector<EventLink> around = {during(0, 1, 0.9F), before(1, 2, 0.9F), before(2, 0, 0.5F)};
  make_consistent(around, 3);
  CHECK(around.size() == 2);
  std::vector<EventLink> equal = {during(0, 1), during(1, 0)};
  make_consistent(equal, 2);
  CHECK(equal.size() == 2);
}

TEST_CASE("no set of links leads an event before itself", "[links]") {
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    const std::size_t events = 2 + random() % 30;
    std::vector<EventLink> links;
    for (std::size_t i = 0; i < events * 2; ++i) {
      const std::size_t a = random() % events, b = random() % events;
      const float score = static_cast<float>(1 + random() % 5) / 5;
      if (a != b) links.push_back(random() % 4 == 0 ? during(a, b, score) : before(a, b, score));
    }
    make_consistent(links, events);
    REQUIRE_FALSE(has_cycle(links, events));
  }
}

TEST_CASE("mutilated text has no circle either", "[links]") {
  const std::string text =
      "After the attack on Friday police arrested two men before the minister resigned, because the court had "
      "convicted him while talks continued. "
      "If the talks collapse, troops will attack again, which led to protests in May 2014 and clashes in June 2013 "
      "ahead of the summit. ";
  std::mt19937 random(5);
  for (int round = 0; round < 100; ++round) {
    std::string broken = text + text;
    for (int k = 0; k < round / 5; ++k) broken.erase(random() % broken.size(), random() % 9);
    const Document d = read(broken);
    REQUIRE_FALSE(has_cycle(d.links.items, d.events.items.size()));
    for (const EventLink& link : d.links.items) {
      REQUIRE(link.from.index() < d.events.items.size());
      REQUIRE(link.to.index() < d.events.items.size());
    }
  }
}
