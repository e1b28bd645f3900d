#include "tidings/graph/summary.hpp"

#include <sstream>

#include "graph/sample.hpp"
#include "support/catch.hpp"

using namespace tidings;

namespace {
std::string summary_of(const EventGraph& g) {
  std::ostringstream out;
  write_summary(out, g);
  return out.str();
}
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
}  // namespace

TEST_CASE("a summary tells who did what, and how sure that is", "[summary]") {
  const std::string text = summary_of(sample::meeting());
  CHECK(has(text, "Lee meets Karlsen  (oslo.txt, 2020-05-04)\n"));
  CHECK(has(text, "Happened\n  Ann Lee and Bo Karlsen: meeting, in Oslo [2020-05-04]  <contact.meet v1>\n"));
  CHECK(has(text, "Planned\n  Bo Karlsen: visit [2020-06]"));
  CHECK(has(text, "Alleged\n  attack → the Ministry [2019], according to Ann Lee"));
  CHECK(has(text, "Ann Lee: “there had been an attack on the Ministry”"));
  CHECK(text.find("2019  attack") < text.find("2020-05-04  Ann Lee and Bo Karlsen: meeting"));
}

TEST_CASE("what the text makes most of is told; the rest is counted", "[summary]") {
  EventGraph g = sample::meeting();
  std::ostringstream few;
  const NodeRef walk = sample::event(g, "v4", "contact.visit", "visit", 210);
  sample::edge(g, walk, 0, EdgeKind::role, "agent");
  write_summary(few, g, {.events = 1, .actors = 1});
  CHECK(has(few.str(), "Happened\n  Ann Lee and Bo Karlsen: meeting"));
  CHECK(has(few.str(), "… and 1 more"));
  CHECK_FALSE(has(few.str(), "<contact.visit v4>"));
  std::ostringstream all;
  write_summary(all, g, {.events = 1, .all = true});
  CHECK(has(all.str(), "<contact.visit v4>"));
}

TEST_CASE("what stands within another phrase of the event is not told twice", "[summary]") {
  EventGraph g = sample::meeting();
  const NodeRef hall = sample::entity(g, "e6", "facility", "the hall in Oslo", 48);
  sample::edge(g, 2, hall, EdgeKind::role, "place");
  CHECK(has(summary_of(g), "meeting, in the hall in Oslo ["));
  sample::edge(g, 2, 3, EdgeKind::role, "topic");
  CHECK_FALSE(has(summary_of(g), "about Oslo"));
  sample::edge(g, 2, sample::entity(g, "e7", "location", "Bergen", 200), EdgeKind::role, "place");
  CHECK(has(summary_of(g), "meeting, in the hall in Oslo and Bergen ["));
}

TEST_CASE("an empty graph says so", "[summary]") { CHECK(summary_of(EventGraph()) == "Nothing found.\n"); }
