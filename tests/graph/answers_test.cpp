// Answers to questions: choosing events, ways, pairs, ranks, timelines, explanations.
#include <sstream>

#include "graph/sample.hpp"
#include "support/catch.hpp"
#include "tidings/graph/explain.hpp"
#include "tidings/graph/pairs.hpp"
#include "tidings/graph/paths.hpp"
#include "tidings/graph/rank.hpp"
#include "tidings/graph/select.hpp"
#include "tidings/graph/timeline.hpp"

using namespace tidings;

namespace {

using Ids = std::vector<std::string>;

Ids ids(const EventGraph& g, const std::vector<NodeRef>& nodes) {
  Ids out;
  for (const NodeRef v : nodes) out.emplace_back(g[v].id);
  return out;
}

template <class Write>
std::string written(Write write) {
  std::ostringstream out;
  write(out);
  return out.str();
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Two friends linked by a sure meeting of two hops, and by an alleged theft of two hops that comes first.
EventGraph friends() {
  EventGraph g;
  info(g).documents.push_back(
      {"d1", "", "a.txt", "2020-05-04", "", "", 60, "They met. Ann Lee met Bo Karlsen, and met Cy Dahl too."});
  const NodeRef lee = sample::entity(g, "e1", "person", "Ann Lee", 10);
  const NodeRef karlsen = sample::entity(g, "e2", "person", "Bo Karlsen", 22);
  const NodeRef theft = sample::event(g, "v1", "crime.steal", "stole", 18, Modality::alleged);
  const NodeRef met = sample::event(g, "v2", "contact.meet", "met", 18);
  g[met].mentions[0].sentence = TextSpan{10, 54};
  sample::edge(g, theft, lee, EdgeKind::role, "agent", 10);
  sample::edge(g, theft, karlsen, EdgeKind::role, "patient", 10);
  sample::edge(g, met, lee, EdgeKind::role, "participant", 18);
  sample::edge(g, met, karlsen, EdgeKind::role, "participant", 18);
  for (const EdgeRef e : boost::make_iterator_range(edges(g))) g[e].mentions[0] = sample::words("met Bo Karlsen", 18);
  return g;
}

}  // namespace

TEST_CASE("events are chosen by type, certainty, people and place", "[select]") {
  const EventGraph g = sample::meeting();
  CHECK(ids(g, events(g, EventFilter{})) == Ids{"v1", "v2", "v3"});
  CHECK(ids(g, events(g, {.type = "contact"})) == Ids{"v1", "v2"});
  CHECK(ids(g, events(g, {.modality = Modality::planned})) == Ids{"v2"});
  CHECK(ids(g, events(g, {.with = {1}})) == Ids{"v1", "v2"});
  CHECK(ids(g, events(g, {.with = {0, 1}})) == Ids{"v1"});
  CHECK(ids(g, events(g, {.place = NodeRef{3}})) == Ids{"v1"});
  CHECK(ids(g, events(g, {.source = NodeRef{0}})) == Ids{"v3"});
  CHECK(events(g, {.polarity = Polarity::negative}).empty());
  CHECK(events(g, {.documents = 2}).empty());
  CHECK(events(g, {.documents = 1}).size() == 3);
}

TEST_CASE("days are as coarse as they are told", "[select]") {
  const EventGraph g = sample::meeting();  // v1 2020-05-04, v2 2020-06, v3 2019
  CHECK(ids(g, events(g, {.from = "2020"})) == Ids{"v1", "v2"});
  CHECK(ids(g, events(g, {.from = "2020-05-05"})) == Ids{"v2"});
  CHECK(ids(g, events(g, {.from = "2020-06-15", .to = "2020-06-16"})) == Ids{"v2"});
  CHECK(ids(g, events(g, {.to = "2019-02"})) == Ids{"v3"});
  CHECK(ids(g, events(g, {.to = "2020-05"})) == Ids{"v1", "v3"});
}

TEST_CASE("what happens in a city happens in its country", "[select]") {
  EventGraph g = sample::meeting();
  const NodeRef norway = sample::entity(g, "e9", "location", "Norway", 200);
  CHECK(events(g, {.place = norway}).empty());
  sample::edge(g, 3, norway, EdgeKind::relation, "located-in");
  CHECK(ids(g, events(g, {.place = norway})) == Ids{"v1"});
}

TEST_CASE("a node is found by id, name, alias, or some words of its name", "[select]") {
  const EventGraph g = sample::meeting();
  CHECK(ids(g, nodes_called(g, "v1")) == Ids{"v1"});
  CHECK(ids(g, nodes_called(g, "ann lee")) == Ids{"e1"});
  CHECK(ids(g, nodes_called(g, "lee")) == Ids{"e1"});
  CHECK(ids(g, nodes_called(g, "ministry")) == Ids{"e4"});
  CHECK(ids(g, nodes_called(g, "karlsen bo")) == Ids{"e2"});
  CHECK(nodes_called(g, "").empty());
  CHECK(nodes_called(g, "Karl Marx").empty());
}

TEST_CASE("an answer brings along who, when, where, and who says so", "[select]") {
  const EventGraph g = sample::meeting();
  CHECK(ids(g, with_fillers(g, {2})) == Ids{"e1", "e2", "v1", "e3", "t1"});
  CHECK(ids(g, with_fillers(g, {5})) == Ids{"e1", "v3", "e4"});
}

TEST_CASE("the strongest way prefers what is sure", "[paths]") {
  const EventGraph g = friends();
  REQUIRE(path(g, 0, 1).size() == 2);
  CHECK(g[path(g, 0, 1)[0].to].id == "v1");
  const std::vector<Hop> hops = strongest_path(g, 0, 1);
  REQUIRE(hops.size() == 2);
  CHECK(g[hops[0].to].id == "v2");
  CHECK(ids(g, nodes_of(hops)) == Ids{"e1", "v2", "e2"});
  CHECK(strongest_path(g, 0, 0).empty());
  CHECK(strongest_path(sample::meeting(), 0, 8).empty());
}

TEST_CASE("a way through many hands is weaker than one through few", "[paths]") {
  EventGraph g = friends();
  clear_vertex(3, g);  // no meeting: the alleged theft, or a country that everybody is in
  const NodeRef country = sample::entity(g, "e3", "location", "Norway", 50);
  for (int i = 0; i < 200; ++i)
    sample::edge(g, sample::entity(g, "e", "person", "x", 51), country, EdgeKind::relation, "located-in");
  sample::edge(g, 0, country, EdgeKind::relation, "located-in");
  sample::edge(g, 1, country, EdgeKind::relation, "located-in");
  CHECK(g[strongest_path(g, 0, 1).at(0).to].id == "v1");
}

TEST_CASE("each hop is told with its sentence and its document", "[paths]") {
  const EventGraph g = friends();
  const std::string text = written([&](std::ostream& out) { write_path(out, g, strongest_path(g, 0, 1)); });
  CHECK(text ==
        "Ann Lee (person)\n"
        "  ←participant— met (contact.meet)\n"
        "      “Ann Lee [met Bo Karlsen], and met Cy Dahl too.”\n      a.txt, 2020-05-04\n"
        "  —participant→ Bo Karlsen (person)\n"
        "      “Ann Lee [met Bo Karlsen], and met Cy Dahl too.”\n      a.txt, 2020-05-04\n");
}

TEST_CASE("a sentence is found whatever the unit of offsets", "[words]") {
  EventGraph g;
  info(g).documents.push_back({"d1", "", "", "", "", "", 0, "\xF0\x9F\x98\x80 caf\xC3\xA9 \xFF. Ann met."});
  Evidence met = sample::words("met", 0);
  const auto quoted = [&](OffsetUnit unit, TextSpan span, TextSpan sentence) {
    info(g).offsets = unit;
    met.span = span;
    met.sentence = sentence;
    return marked(quotation(g, met));
  };
  CHECK(quoted(OffsetUnit::byte, {18, 21}, {14, 22}) == "Ann [met].");
  CHECK(quoted(OffsetUnit::codepoint, {14, 17}, {10, 18}) == "Ann [met].");
  CHECK(quoted(OffsetUnit::utf16, {15, 18}, {11, 19}) == "Ann [met].");
  info(g).documents[0].text = {};
  CHECK(marked(quotation(g, met)) == "[met]");
}

TEST_CASE("who met whom, and who accuses whom", "[pairs]") {
  EventGraph g = sample::meeting();
  const std::vector<Pair> met = who_met_whom(g);
  REQUIRE(met.size() == 1);
  CHECK(ids(g, {met[0].first, met[0].second}) == Ids{"e1", "e2"});
  CHECK(ids(g, met[0].events) == Ids{"v1"});
  CHECK(who_accuses_whom(g).empty());
  const NodeRef accuse = sample::event(g, "v4", "statement.accuse", "accused", 120);
  sample::edge(g, accuse, 6, EdgeKind::role, "agent");
  sample::edge(g, accuse, 1, EdgeKind::role, "patient");
  const std::vector<Pair> accused = who_accuses_whom(g);
  REQUIRE(accused.size() == 1);
  CHECK(ids(g, {accused[0].first, accused[0].second}) == Ids{"e4", "e2"});
}

TEST_CASE("who links others is central", "[rank]") {
  EventGraph g;
  const NodeRef hub = sample::entity(g, "e1", "person", "Hub", 0);
  for (const char* id : {"e2", "e3", "e4"}) {
    const NodeRef other = sample::entity(g, id, "person", id, 1);
    const NodeRef met = sample::event(g, "v" + std::string(id), "contact.meet", "met", 2);
    sample::edge(g, met, hub, EdgeKind::role, "participant");
    sample::edge(g, met, other, EdgeKind::role, "participant");
  }
  for (const Centrality measure : {Centrality::pagerank, Centrality::betweenness}) {
    const std::vector<Ranked> ranked = central(g, measure);
    REQUIRE(ranked.size() == 4);
    CHECK(g[ranked[0].node].id == "e1");
    CHECK(ranked[0].score > ranked[1].score);
  }
  CHECK(central(EventGraph()).empty());
}

TEST_CASE("communities are those who have more to do with each other", "[rank]") {
  EventGraph g;
  for (int i = 0; i < 10; ++i) sample::entity(g, "e" + std::to_string(i + 1), "person", "p", 0);
  for (const NodeRef first : {NodeRef{0}, NodeRef{5}}) {
    for (NodeRef a = first; a < first + 4; ++a) {
      for (NodeRef b = a + 1; b < first + 4; ++b) sample::edge(g, a, b, EdgeKind::relation, "ally-of");
    }
  }
  sample::edge(g, 0, 5, EdgeKind::relation, "family");  // a bridge; e5 and e10 are alone
  const auto groups = communities(g);
  REQUIRE(groups.size() == 2);
  CHECK(ids(g, groups[0]) == Ids{"e1", "e2", "e3", "e4"});
  CHECK(ids(g, groups[1]) == Ids{"e6", "e7", "e8", "e9"});
  CHECK(communities(EventGraph()).empty());
}

TEST_CASE("a timeline has one dated event a line, the earliest first", "[timeline]") {
  const EventGraph g = sample::meeting();
  const std::string text = written([&](std::ostream& out) { write_timeline(out, g, events(g)); });
  CHECK(has(
      text,
      "2019                      cyber.attack          alleged       v3      attack → the Ministry, according to Ann "
      "Lee\n"
      "2020-05-04                contact.meet                        v1      Ann Lee and Bo Karlsen: meeting, in Oslo\n"
      "2020-06                   contact.visit         planned       v2"));
}

TEST_CASE("a chart of a timeline shows days as bars", "[timeline]") {
  const EventGraph g = sample::meeting();
  const std::string text = written([&](std::ostream& out) { write_timeline_chart(out, g, {2, 4}, 10); });
  CHECK(text ==
        "                          2020-05-042020-06-30\n"
        "2020-05-04               |=         | Ann Lee and Bo Karlsen: meeting, in Oslo\n"
        "2020-06                  |    ~~~~~~| Bo Karlsen: visit\n");
  CHECK(written([&](std::ostream& out) { write_timeline_chart(out, g, {}); }).empty());
}

TEST_CASE("an explanation has the words, the rule, and who says so", "[explain]") {
  EventGraph g = sample::meeting();
  g[5].mentions[0].rule = "cyber.attack/noun";
  const std::string event = written([&](std::ostream& out) { write_explanation(out, g, NodeRef{5}); });
  CHECK(has(event, "v3  event  attack (cyber.attack, alleged, 2019), score 1\n"));
  CHECK(has(event,
            "Words (1 mention in 1 document)\n  Lee meets Karlsen (oslo.txt, The Paper, 2020-05-04)\n"
            "    “[attack]”\n      noun, found by cyber.attack/noun, score 1\n"));
  CHECK(has(event, "According to\n  Ann Lee (indirect c1): “there had been an attack on the Ministry”\n"));
  CHECK(has(event, "Edges\n  —patient→ the Ministry (organization)  <x7 e4>\n"));
  const std::string edge =
      written([&](std::ostream& out) { write_explanation(out, g, edge_with_id(g, "x9").value()); });
  CHECK(has(
      edge,
      "x9  relation  position, score 1\n  from Ann Lee (person)  <e1>\n  to   the Ministry (organization)  <e4>\n"));
  CHECK_FALSE(edge_with_id(g, "x99"));
}

TEST_CASE("names that were taken for one are told with the rule that did it", "[explain]") {
  EventGraph g = sample::meeting();
  g[0].mentions.push_back(sample::words("she", 40, EvidenceForm::pronoun));
  g[0].mentions.back().rule = "nearest-subject";
  const std::string text = written([&](std::ostream& out) { write_explanation(out, g, NodeRef{0}); });
  CHECK(has(text, "Taken for one\n  “Ann Lee”: its name ×1\n  “she”: nearest-subject ×1\n"));
}

TEST_CASE("what one says happened and another denies is a contradiction", "[explain]") {
  EventGraph g = sample::meeting();
  const NodeRef denied = sample::event(g, "v4", "cyber.attack", "hack", 130);
  sample::edge(g, denied, 6, EdgeKind::role, "patient");
  CHECK(contradictions(g, 5).empty());
  g[denied].polarity = Polarity::negative;
  CHECK(ids(g, contradictions(g, 5)) == Ids{"v4"});
  CHECK(ids(g, contradictions(g, denied)) == Ids{"v3"});
  g[denied].when = When{"2021", "2021"};  // another year, another attack
  CHECK(contradictions(g, 5).empty());
}
