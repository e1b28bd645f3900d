#include "tidings/graph/summary.hpp"

#include <boost/range/iterator_range.hpp>
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
  CHECK(has(text, "Ann Lee said: “there had been an attack on the Ministry”"));
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

TEST_CASE("an event is told in the words of its text, once a sentence", "[summary]") {
  EventGraph g = sample::meeting();
  info(g).documents[0].text = "On Monday Ann Lee with friend Bo Karlsen held the meeting in Oslo. He left the town.";
  g[3].mentions[0].span = {61, 65};
  g[2].mentions[0].sentence = TextSpan{0, 66};
  for (const EdgeRef e : boost::make_iterator_range(out_edges(2, g))) g[e].mentions[0].span = {10, 65};
  const NodeRef held = sample::event(g, "v4", "other.event", "held", 41);
  sample::edge(g, held, 0, EdgeKind::role, "agent");
  sample::edge(g, held, 1, EdgeKind::role, "agent");
  g[held].mentions[0].sentence = TextSpan{0, 66};
  for (const EdgeRef e : boost::make_iterator_range(out_edges(held, g))) g[e].mentions[0].span = {10, 45};
  const NodeRef leave = sample::event(g, "v5", "movement.travel", "left", 70);
  Evidence he = sample::words("He", 67, EvidenceForm::pronoun);
  g[1].mentions.push_back(he);
  g[leave].mentions[0].sentence = TextSpan{67, 84};
  sample::edge(g, leave, 1, EdgeKind::role, "agent", 67);
  const std::string summary = summary_of(g);
  CHECK(has(summary, "“Ann Lee with friend Bo Karlsen held the meeting in Oslo” [2020-05-04]  <contact.meet v1>"));
  CHECK_FALSE(has(summary, "<other.event v4>"));
  CHECK(has(summary, "“He [Bo Karlsen] left”"));
}

TEST_CASE("an empty graph says so", "[summary]") { CHECK(summary_of(EventGraph()) == "Nothing found.\n"); }
