// Which entities and events of many documents are one.
#include "tidings/graph/resolution.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <numeric>
#include <set>
#include <sstream>

#include "graph/sample.hpp"
#include "support/catch.hpp"
#include "tidings/extractor.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/graph/days.hpp"
#include "tidings/log.hpp"

using namespace tidings;

namespace {

EntitySketch person(std::string name, std::string document) {
  EntitySketch s;
  s.type = "person";
  s.name = std::move(name);
  s.document = std::move(document);
  return s;
}
EntitySketch place(std::string name, std::string country, std::string subtype, std::string document) {
  EntitySketch s;
  s.type = "location";
  s.name = std::move(name);
  s.jurisdiction = std::move(country);
  s.subtype = std::move(subtype);
  s.document = std::move(document);
  return s;
}
EntitySketch body(std::string name, std::string country, std::string document) {
  EntitySketch s = place(std::move(name), std::move(country), {}, std::move(document));
  s.type = "organization";
  return s;
}

bool are_one(const std::vector<EntitySketch>& sketches, std::size_t a, std::size_t b,
             const EntityConstraints& constraints = {}) {
  std::vector<std::size_t> group(sketches.size());
  std::iota(group.begin(), group.end(), std::size_t{0});
  for (const EntityMerge& m : resolve_entities_across(sketches, constraints)) {
    const std::size_t from = std::max(group[m.a], group[m.b]), to = std::min(group[m.a], group[m.b]);
    std::replace(group.begin(), group.end(), from, to);
  }
  return group[a] == group[b];
}

struct Told {
  std::string document, published, text;
};

EventGraph graph_of(const std::vector<Told>& documents) {
  static const Extractor extractor;
  std::vector<Source> sources;
  for (const Told& told : documents) {
    Metadata about;
    about.id = told.document;
    if (const auto day = days::range_of(told.published)) about.published = Date(day->first);
    sources.emplace_back(told.text, std::move(about));
  }
  return extractor.extract(std::move(sources));
}

std::vector<Node> events_of_type(const EventGraph& g, const std::string& type) {
  std::vector<Node> found;
  for (const NodeRef v : boost::make_iterator_range(vertices(g))) {
    if (g[v].kind == NodeKind::event && g[v].type == type) found.push_back(g[v]);
  }
  return found;
}

// The words of each event, without regard to order.
std::set<std::multiset<std::string>> words_of_events(const EventGraph& g) {
  std::set<std::multiset<std::string>> all;
  for (const NodeRef v : boost::make_iterator_range(vertices(g))) {
    if (g[v].kind != NodeKind::event) continue;
    std::multiset<std::string> words;
    for (const Evidence& m : g[v].mentions)
      words.insert(info(g).documents[m.document].key + ' ' + std::to_string(m.span.begin) + ' ' + m.text);
    all.insert(std::move(words));
  }
  return all;
}

}  // namespace

TEST_CASE("one name in two documents is one person, and a surname is the one who has it") {
  const std::vector<EntitySketch> all = {person("Susan Rice", "a"), person("Susan Rice", "b"), person("Rice", "c")};
  CHECK(are_one(all, 0, 1));
  CHECK(are_one(all, 0, 2));
}

TEST_CASE("a surname that two have is neither's, unless the company tells") {
  std::vector<EntitySketch> all = {person("Ann Smith", "a"), person("John Smith", "b"), person("Smith", "c")};
  CHECK_FALSE(are_one(all, 0, 2));
  CHECK_FALSE(are_one(all, 1, 2));
  all[1].company = {7};
  all[2].company = {7};
  CHECK(are_one(all, 1, 2));
}

TEST_CASE("two who are called John Smith and hold other positions in other company are two") {
  std::vector<EntitySketch> all = {person("John Smith", "a"), person("John Smith", "b"), person("John Smith", "c")};
  all[0].positions = {"coach", "Leeds United"};
  all[0].company = {1, 2};
  all[1].positions = {"senator", "Ohio"};
  all[1].company = {3};
  all[2].positions = {"head coach"};
  all[2].company = {2, 9};
  CHECK_FALSE(are_one(all, 0, 1));
  CHECK(are_one(all, 0, 2));
}

TEST_CASE("Georgia and Georgia, Washington and Washington stay apart") {
  CHECK_FALSE(are_one({place("Georgia", "GE", "country", "a"), place("Georgia", "US", "state", "b")}, 0, 1));
  CHECK_FALSE(are_one({place("Washington", "US", "city", "a"), person("Washington", "b")}, 0, 1));
}

TEST_CASE("a country is one whatever it is called; a company whatever its legal form") {
  CHECK(are_one({place("U.S.", "US", "country", "a"), place("United States", "US", "country", "b")}, 0, 1));
  CHECK(are_one({body("Apple Inc.", "", "a"), body("Apple", "", "b")}, 0, 1));
  CHECK(are_one({body("U.S. Air Force", "US", "a"), body("Air Force", "US", "b")}, 0, 1));
  CHECK_FALSE(are_one({body("Indian Air Force", "IN", "a"), body("Air Force", "US", "b")}, 0, 1));
  CHECK_FALSE(are_one({body("Apple Corps", "", "a"), body("Apple Computer", "", "b")}, 0, 1));
}

TEST_CASE("the order of the documents tells nothing") {
  std::vector<EntitySketch> all = {person("John Smith", "a"), person("Ann Smith", "b"),     person("Smith", "c"),
                                   body("Apple", "", "d"),    body("Apple Corps", "", "e"), body("Apple Inc.", "", "f"),
                                   person("J. Smith", "g")};
  all[0].gender = "male";
  all[1].gender = "female";
  const auto name = [](const EntitySketch& s) { return s.name + '/' + s.document; };
  const auto groups = [&](const std::vector<EntitySketch>& sketches) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < sketches.size(); ++i) {
      std::vector<std::string> members;
      for (std::size_t k = 0; k < sketches.size(); ++k) {
        if (are_one(sketches, i, k)) members.push_back(name(sketches[k]));
      }
      std::sort(members.begin(), members.end());
      std::string line;
      for (const std::string& m : members) line += m + ' ';
      lines.push_back(line);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  };
  const auto expected = groups(all);
  std::vector<EntitySketch> other = all;
  for (int turn = 0; turn < 12; ++turn) {
    std::rotate(other.begin(), other.begin() + 1 + turn % 3, other.end());
    if (turn % 2 == 1) std::swap(other[0], other[4]);
    CHECK(groups(other) == expected);
  }
}

TEST_CASE("every merge has a reason") {
  const auto merges = resolve_entities_across({person("Susan Rice", "a"), person("Susan Rice", "b")});
  REQUIRE(merges.size() == 1);
  CHECK(merges[0].reason == "name");
}

TEST_CASE("what a user says to be one is one, whatever speaks against it, and the reason is told") {
  const std::vector<EntitySketch> all = {person("Robert Galbraith", "a"), person("J. K. Rowling", "b"),
                                         person("Rowling", "c")};
  CHECK_FALSE(are_one(all, 0, 1));
  const auto told =
      read_constraints("[[same]]\nentities = ['robert galbraith', 'JK Rowling', 'J.K. Rowling']", "c.toml");
  CHECK_FALSE(are_one(all, 0, 1, told));  // "j k rowling" is another word
  const auto better = read_constraints("[[same]]\nentities = ['robert galbraith', 'J K Rowling']", "c.toml");
  CHECK(are_one(all, 0, 1, better));
  CHECK(are_one(all, 0, 2, better));  // the surname's one bearer
  CHECK(resolve_entities_across(all, better).front().reason == "constraint");
}

TEST_CASE("what a user keeps apart stays apart, by whatever way the two would meet") {
  const std::vector<EntitySketch> all = {person("John Smith", "a"), person("John Smith", "b"),
                                         person("John Smith", "c")};
  CHECK(are_one(all, 0, 1));
  const auto apart = read_constraints(R"([[different]]
entities = [{ name = "John Smith", document = "a" }, { name = "John Smith", document = "b" }])",
                                      "c.toml");
  CHECK_FALSE(are_one(all, 0, 1, apart));
  CHECK((are_one(all, 0, 2, apart) != are_one(all, 1, 2, apart)));
  std::vector<EntitySketch> turned = {all[2], all[1], all[0]};
  CHECK(are_one(turned, 0, 1, apart) == are_one(all, 2, 1, apart));
}

TEST_CASE("a type tells which of two that are called alike is meant") {
  const std::vector<EntitySketch> all = {place("Jordan", "JO", "country", "a"), person("Jordan", "b"),
                                         person("Michael Jordan", "c")};
  const auto apart =
      read_constraints("[[different]]\nentities = [{ name = 'Jordan', type = 'person' }, 'Michael Jordan']", "c.toml");
  CHECK(are_one(all, 1, 2));
  CHECK_FALSE(are_one(all, 1, 2, apart));
}

TEST_CASE("a constraint whose name no document has is told to the user's logger, and to nobody without one") {
  std::ostringstream told;
  auto logger = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(told));
  logger->set_pattern("%v");
  const Extractor extractor;
  const auto merge = [&] {
    std::vector<EventGraph> graphs;
    graphs.push_back(extractor.extract("Ann Lee met Bob Stone in Paris.", {.id = "a"}));
    graphs.push_back(extractor.extract("Ann Lee left Paris.", {.id = "b"}));
    merge_graphs(std::move(graphs), read_constraints("[[same]]\nentities = ['Ann Lee', 'Anne Leigh']", "c.toml"));
  };
  set_logger(logger);
  merge();
  set_logger(nullptr);
  CHECK(told.str() == "c.toml:1:1: no document has an entity \"Anne Leigh\" as the constraint wants it\n");
  told.str({});
  merge();
  CHECK(told.str().empty());
}

TEST_CASE("constraints that contradict each other are an error that names both") {
  const auto both = read_constraints(R"([[different]]
entities = ["Ann Lee", "Ann Li"]

[[same]]
entities = ["Ann Lee", "Anna Lee"]

[[same]]
entities = ["Anna Lee", "Ann Li"]
)",
                                     "c.toml");
  std::string message;
  try {
    resolve_entities_across({person("Ann Lee", "a"), person("Anna Lee", "b"), person("Ann Li", "c")}, both);
  } catch (const Error& error) {
    message = error.what();
  }
  CHECK(message == "c.toml:7:1: \"Ann Li\" and \"Anna Lee\" shall be one, but line 1 keeps them apart");
}

TEST_CASE("what is wrong in a file of constraints is told with its place") {
  const auto told = [](const std::string& toml) {
    try {
      read_constraints(toml, "c.toml");
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("nothing");
  };
  CHECK(told("[[same]]\nentities = ['A', 'B']") == "nothing");
  CHECK(told("[[equal]]\n") == "c.toml:1:3: unknown table \"equal\"; same or different is expected");
  CHECK(told("[[same]]\nentities = ['A']") == "c.toml:1:1: two entities and more are expected, found 1");
  CHECK(told("[[same]]\nentities = ['A', 7]") == "c.toml:2:18: a name or a table is expected, found integer");
  CHECK(told("[[same]]\nentities = ['A', 'A']") ==
        "c.toml:2:18: \"A\" is there twice; tell them apart by document or type");
  CHECK(told("[[same]]\nentities = ['A', {name = 'B', kind = 'person'}]") ==
        "c.toml:2:31: unknown key \"kind\"; name, type or document is expected");
  CHECK(told("[[same]]\nentities = ['A', {type = 'person'}]") == "c.toml:2:18: a name is expected, found none");
  CHECK(told("same = [").substr(0, 9) == "c.toml:1:");
}

TEST_CASE("an arrest that two papers tell is one event of both", "[events]") {
  const EventGraph g =
      graph_of({{"a", "", "Police in Oslo arrested Kari Holm on Friday. Kari Holm denied the fraud."},
                {"b", "", "Kari Holm, a banker, was arrested in Oslo. The arrest of Holm surprised Oslo."}});
  const std::vector<Node> arrests = events_of_type(g, "justice.arrest");
  REQUIRE(arrests.size() == 1);
  CHECK(arrests[0].attributes.at("documents") == "2");
  CHECK(std::any_of(arrests[0].mentions.begin(), arrests[0].mentions.end(),
                    [](const Evidence& m) { return m.merged.find("patient") != std::string::npos; }));
}

TEST_CASE("arrests of two people, and a meeting with somebody else, are two", "[events]") {
  const EventGraph g = graph_of({{"a", "", "Police arrested Kari Holm in Oslo. Ann Lee met Bo Karlsen in Oslo."},
                                 {"b", "", "Police arrested Erik Dahl in Oslo. Ann Lee met Carl Berg in Oslo."}});
  CHECK(events_of_type(g, "justice.arrest").size() == 2);
  CHECK(events_of_type(g, "contact.meet").size() == 2);
}

TEST_CASE("this year's talks and last year's stay apart", "[events]") {
  const std::string text = "Susan Rice held talks with Meng Jianzhu in Washington.";
  CHECK(events_of_type(graph_of({{"a", "2015-09-12", text}, {"b", "2015-09-13", text}}), "contact.negotiate").size() ==
        1);
  CHECK(events_of_type(graph_of({{"a", "2015-09-12", text}, {"b", "2016-09-13", text}}), "contact.negotiate").size() ==
        2);
}

TEST_CASE("where documents differ, the event tells who is how many", "[events]") {
  const EventGraph g = graph_of({{"a", "2020-05-05", "Ann Lee met Bo Karlsen in Oslo on 3 May 2020."},
                                 {"b", "2020-05-05", "Ann Lee met Bo Karlsen in Oslo on 3 May 2020."},
                                 {"c", "2020-05-05", "Ann Lee plans to meet Bo Karlsen in Oslo."}});
  const std::vector<Node> meetings = events_of_type(g, "contact.meet");
  REQUIRE(meetings.size() == 1);
  CHECK(meetings[0].attributes.at("documents") == "3");
  CHECK(meetings[0].attributes.at("certainties") == "actual ×2, planned ×1");
  CHECK(meetings[0].modality == Modality::actual);
  CHECK(meetings[0].when == When{"2020-05-03", "2020-05-03"});
}

TEST_CASE("of events, too, the order of the documents tells nothing", "[events]") {
  std::vector<Told> all = {{"a", "2020-05-04", "Police in Oslo arrested Kari Holm. Holm was charged with fraud."},
                           {"b", "2020-05-05", "Kari Holm was charged in Oslo after her arrest."},
                           {"c", "2020-05-05", "The arrest of Kari Holm was praised by Ann Lee in Oslo."},
                           {"d", "2020-06-20", "Ann Lee was arrested in Oslo. Kari Holm praised the arrest."}};
  const auto expected = words_of_events(graph_of(all));
  while (std::next_permutation(all.begin(), all.end(),
                               [](const Told& a, const Told& b) { return a.document < b.document; }))
    CHECK(words_of_events(graph_of(all)) == expected);
}

TEST_CASE("what one document tells as before and another as after is no circle", "[events]") {
  const auto told = [](const std::string& key, bool visit_first) {
    EventGraph g;
    info(g).documents.push_back({"d1", key, key, "2020-05-04", "", "", 400});
    const NodeRef lee = sample::entity(g, "e1", "person", "Ann Lee", 10);
    const NodeRef karlsen = sample::entity(g, "e2", "person", "Bo Karlsen", 30);
    const NodeRef meeting = sample::event(g, "v1", "contact.meet", "meeting", 50);
    const NodeRef visit = sample::event(g, "v2", "contact.visit", "visit", 70);
    for (const NodeRef event : {meeting, visit}) {
      sample::edge(g, event, lee, EdgeKind::role, "participant", 10);
      sample::edge(g, event, karlsen, EdgeKind::role, "patient", 10);
    }
    sample::edge(g, visit_first ? visit : meeting, visit_first ? meeting : visit, EdgeKind::order, "before", 50);
    return g;
  };
  const auto befores = [](const EventGraph& g) {
    const auto all = boost::make_iterator_range(edges(g));
    return std::count_if(all.begin(), all.end(), [&](EdgeRef e) { return g[e].type == "before"; });
  };
  CHECK(befores(merge_graphs({told("a", true), told("b", true)})) == 1);
  CHECK(befores(merge_graphs({told("a", true), told("b", false)})) == 0);
}
