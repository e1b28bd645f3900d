#include "tidings/graph/queries.hpp"

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>

#include "graph/sample.hpp"
#include "support/catch.hpp"

using namespace tidings;

BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<EventGraph>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<EventGraph>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<EventGraph>));
BOOST_CONCEPT_ASSERT((boost::MutableGraphConcept<EventGraph>));

namespace {
std::vector<std::string> ids(const EventGraph& g, const std::vector<NodeRef>& nodes) {
  std::vector<std::string> out;
  for (const NodeRef v : nodes) out.emplace_back(g[v].id);
  return out;
}
using Ids = std::vector<std::string>;
}  // namespace

TEST_CASE("who and what is in a graph", "[queries]") {
  const EventGraph g = sample::meeting();
  CHECK(ids(g, people(g)) == Ids{"e1", "e2", "e5"});
  CHECK(ids(g, agencies(g)) == Ids{"e4"});
  CHECK(ids(g, events(g)) == Ids{"v1", "v2", "v3"});
  CHECK(ids(g, events(g, "contact")) == Ids{"v1", "v2"});
  CHECK(ids(g, events(g, "contact.meet")) == Ids{"v1"});
  CHECK(events(g, "cont").empty());
}

TEST_CASE("an entity is found by its name, or by an alias", "[queries]") {
  const EventGraph g = sample::meeting();
  CHECK(g[entity_named(g, "ann lee").value()].id == "e1");
  CHECK(g[entity_named(g, "Lee").value()].id == "e1");
  CHECK_FALSE(entity_named(g, "Le"));
  CHECK(node_with_id(g, "v2").value() == 4);
  CHECK_FALSE(node_with_id(g, "v9"));
}

TEST_CASE("who takes part in what", "[queries]") {
  const EventGraph g = sample::meeting();
  CHECK(ids(g, fillers(g, 2, "participant")) == Ids{"e1", "e2"});
  CHECK(ids(g, fillers(g, 2)) == Ids{"e1", "e2", "e3"});
  CHECK(ids(g, events_of(g, 1)) == Ids{"v1", "v2"});
  CHECK(ids(g, events_of(g, 1, "agent")) == Ids{"v2"});
  CHECK(ids(g, events_between(g, 0, 1)) == Ids{"v1"});
}

TEST_CASE("a timeline begins with the earliest", "[queries]") {
  const EventGraph g = sample::meeting();
  CHECK(ids(g, timeline(g)) == Ids{"v3", "v1", "v2"});
}

TEST_CASE("a path goes along edges in both directions", "[queries]") {
  const EventGraph g = sample::meeting();
  const std::vector<Hop> hops = path(g, 6, 1);  // the Ministry, Ann Lee, the meeting, Bo Karlsen
  REQUIRE(hops.size() == 3);
  CHECK(hops[0].from == 6);
  CHECK_FALSE(hops[0].forward);
  CHECK(g[hops[0].edge].type == "position");
  CHECK(hops[1].to == 2);
  CHECK(hops[2].to == 1);
  CHECK(hops[2].forward);
  CHECK(path(g, 0, 8).empty());
  CHECK(path(g, 0, 0).empty());
}

TEST_CASE("a neighbourhood grows by steps", "[queries]") {
  const EventGraph g = sample::meeting();
  CHECK(ids(g, neighbourhood(g, 3, 1)) == Ids{"v1", "e3"});
  CHECK(ids(g, neighbourhood(g, 3, 0)) == Ids{"e3"});
  CHECK(neighbourhood(g, 3, 9).size() == 8);
  const EventGraph part = subgraph(g, neighbourhood(g, 3, 1));
  CHECK(num_vertices(part) == 2);
  CHECK(num_edges(part) == 1);
  CHECK(info(part).claims.empty());
}

TEST_CASE("the algorithms of Boost work on it", "[queries]") {
  const EventGraph g = sample::meeting();
  std::vector<int> component(num_vertices(g));
  CHECK(boost::strong_components(
            g, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, g))) == 9);
  std::vector<NodeRef> order;
  boost::topological_sort(g, std::back_inserter(order));
  CHECK(order.size() == 9);
  std::vector<double> rank(num_vertices(g));
  boost::graph::page_rank(g, boost::make_iterator_property_map(rank.begin(), get(boost::vertex_index, g)));
  CHECK(rank[0] > rank[8]);
  std::vector<int> distance(num_vertices(g), -1);
  distance[2] = 0;
  boost::breadth_first_search(
      g, 2,
      boost::visitor(boost::make_bfs_visitor(boost::record_distances(
          boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, g)), boost::on_tree_edge()))));
  CHECK(distance[6] == 2);
}
