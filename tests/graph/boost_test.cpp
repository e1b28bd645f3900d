// An EventGraph is a Boost graph: a handful of algorithms run on it as it is.
#include <boost/graph/bellman_ford_shortest_paths.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/copy.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/graph/transitive_closure.hpp>

#include "graph/sample.hpp"
#include "support/catch.hpp"

using namespace tidings;

BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<EventGraph>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<EventGraph>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<EventGraph>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<EventGraph, NodeRef, SharedText Node::*>));

namespace {

// 0 Lee, 1 Karlsen, 2 meeting, 3 Oslo, 4 visit, 5 attack, 6 ministry, 7 Monday, 8 Nobody
const EventGraph graph = sample::meeting();

auto order_of(const EventGraph& g) {
  const auto is_before = [&g](EdgeRef e) { return g[e].kind == EdgeKind::order && g[e].type == "before"; };
  return boost::filtered_graph<EventGraph, std::function<bool(EdgeRef)>>(g, is_before);
}

}  // namespace

TEST_CASE("breadth first: how many steps from the meeting", "[boost]") {
  std::vector<int> steps(num_vertices(graph), -1);
  steps[2] = 0;
  boost::breadth_first_search(
      graph, NodeRef(2),
      boost::visitor(boost::make_bfs_visitor(boost::record_distances(steps.data(), boost::on_tree_edge()))));
  CHECK(steps[0] == 1);  // Lee took part
  CHECK(steps[6] == 2);  // and works at the ministry
  CHECK(steps[5] == -1);
}

TEST_CASE("Dijkstra: ways weighed by kind of edge", "[boost]") {
  std::map<EdgeRef, int> lengths;
  for (const EdgeRef e : boost::make_iterator_range(edges(graph)))
    lengths[e] = graph[e].kind == EdgeKind::order ? 10 : 1;
  std::vector<int> way(num_vertices(graph));
  boost::dijkstra_shortest_paths(graph, NodeRef(2),
                                 boost::weight_map(boost::make_assoc_property_map(lengths)).distance_map(way.data()));
  CHECK(way[4] == 10);
  CHECK(way[6] == 2);
}

TEST_CASE("events have an order that can be sorted", "[boost]") {
  std::vector<NodeRef> latest_first;
  auto order = order_of(graph);
  boost::topological_sort(order, std::back_inserter(latest_first));
  const auto place = [&](NodeRef v) {
    return std::find(latest_first.begin(), latest_first.end(), v) - latest_first.begin();
  };
  CHECK(place(4) < place(2));  // the visit is after the meeting
}

TEST_CASE("what hangs together, whatever the direction", "[boost]") {
  using Undirected = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
  Undirected plain(num_vertices(graph));
  for (const EdgeRef e : boost::make_iterator_range(edges(graph))) add_edge(source(e, graph), target(e, graph), plain);
  std::vector<int> part(num_vertices(plain));
  CHECK(boost::connected_components(plain, part.data()) == 2);
  CHECK(part[8] != part[0]);  // Nobody
}

TEST_CASE("strong components: a graph of facts runs in no circle here", "[boost]") {
  std::vector<int> part(num_vertices(graph));
  CHECK(boost::strong_components(graph,
                                 boost::make_iterator_property_map(part.begin(), get(boost::vertex_index, graph))) ==
        static_cast<int>(num_vertices(graph)));
}

TEST_CASE("PageRank: much points to the ministry and to Lee, nothing to the attack", "[boost]") {
  std::vector<double> rank(num_vertices(graph));
  boost::graph::page_rank(graph, boost::make_iterator_property_map(rank.begin(), get(boost::vertex_index, graph)),
                          boost::graph::n_iterations(30));
  CHECK(rank[6] > rank[5]);
  CHECK(rank[0] > rank[2]);
}

TEST_CASE("betweenness: Lee stands between the meeting and the ministry", "[boost]") {
  std::vector<double> between(num_vertices(graph));
  boost::brandes_betweenness_centrality(
      graph, boost::make_iterator_property_map(between.begin(), get(boost::vertex_index, graph)));
  CHECK(between[0] > 0);
  CHECK(between[3] == 0);
}

TEST_CASE("from people to their events, through the reversed graph", "[boost]") {
  const auto reversed = boost::make_reverse_graph(graph);
  const auto [first, last] = adjacent_vertices(NodeRef(1), reversed);
  CHECK(std::set<NodeRef>(first, last) == std::set<NodeRef>{2, 4});
}

TEST_CASE("a copy is deep, with all properties", "[boost]") {
  EventGraph copy;
  boost::copy_graph(graph, copy);
  copy[0].name = "other";
  CHECK(graph[0].name == "Ann Lee");
  CHECK(num_edges(copy) == num_edges(graph));
  CHECK(get(&Node::name, graph, NodeRef(1)) == "Bo Karlsen");
}

TEST_CASE("the closure of before", "[boost]") {
  EventGraph g = graph;
  const NodeRef later = sample::event(g, "v4", "contact.meet", "meets", 350);
  sample::edge(g, 4, later, EdgeKind::order, "before");
  const auto order = order_of(g);
  boost::adjacency_list<> closure;
  boost::transitive_closure(order, closure, boost::vertex_index_map(get(boost::vertex_index, order)));
  CHECK(edge(2, later, closure).second);
}

TEST_CASE("a graph is moved: nothing is copied, and descriptors of edges stay good", "[boost]") {
  static_assert(std::is_nothrow_move_constructible_v<EventGraph> && std::is_nothrow_move_assignable_v<EventGraph>);
  EventGraph first = graph;
  const EdgeRef edge = *edges(first).first;
  const Edge* words = &first[edge];
  EventGraph second(std::move(first));
  CHECK(&second[edge] == words);
  CHECK(num_vertices(second) == num_vertices(graph));
  CHECK(info(second).documents.size() == info(graph).documents.size());
  CHECK(num_vertices(first) == 0);
  add_vertex(first);  // what was moved from may be used again
  first = std::move(second);
  CHECK(&first[edge] == words);
  CHECK(num_edges(first) == num_edges(graph));
}

TEST_CASE("edges are removed: their place in order stays free, and the others keep their descriptors", "[boost]") {
  EventGraph g(4);
  std::vector<EdgeRef> made;
  for (const auto& [from, to] : std::vector<std::pair<int, int>>{{0, 1}, {0, 2}, {0, 1}, {2, 1}, {3, 0}}) {
    Edge edge;
    edge.id = "x" + std::to_string(made.size() + 1);
    made.push_back(add_edge(NodeRef(from), NodeRef(to), edge, g).first);
  }
  const auto ids = [&](auto range) {
    std::string all;
    for (const EdgeRef e : boost::make_iterator_range(range)) all += g[e].id.str();
    return all;
  };
  CHECK(edge(0, 1, g).first == made[0]);
  remove_edge(made[0], g);
  CHECK(edge(0, 1, g).first == made[2]);
  CHECK(ids(edges(g)) == "x2x3x4x5");
  CHECK(ids(out_edges(0, g)) == "x2x3");
  CHECK(ids(in_edges(1, g)) == "x3x4");
  CHECK(num_edges(g) == 4);
  add_edge(0, 3, g);
  CHECK(out_degree(0, g) == 3);
  remove_edge_if([&](EdgeRef e) { return g[e].id == "x4" || g[e].id == "x5"; }, g);
  CHECK(ids(edges(g)) == "x2x3");
  CHECK(in_degree(0, g) == 0);
  CHECK_FALSE(edge(3, 0, g).second);
  remove_vertex(1, g);
  CHECK(num_vertices(g) == 3);
  CHECK(ids(edges(g)) == "x2");
  CHECK(source(made[1], g) == 0);
  CHECK(target(made[1], g) == 1);  // it was 2
  clear_vertex(0, g);
  CHECK(num_edges(g) == 0);
  CHECK(edges(g).first == edges(g).second);
  g.clear();
  CHECK(num_vertices(g) == 0);
}

TEST_CASE("an edge to a node that is not there makes it", "[boost]") {
  EventGraph g;
  add_edge(0, 5, g);
  CHECK(num_vertices(g) == 6);
  CHECK(*adjacent_vertices(0, g).first == 5);
  CHECK(*inv_adjacent_vertices(5, g).first == 0);
  CHECK(degree(5, g) == 1);
}

TEST_CASE("references to nodes and edges stay good while others are added", "[boost]") {
  EventGraph g(1);
  g[0].name = "first";
  const Node& first = g[0];
  const Edge& edge = g[add_edge(0, 0, g).first];
  for (NodeRef v = 1; v < 1000; ++v) add_edge(v, add_vertex(g), g);
  CHECK(&first == &g[0]);
  CHECK(&edge == &g[*edges(g).first]);
  CHECK(first.name == "first");
}

TEST_CASE("property maps of nodes, edges, members and numbers, read and written", "[boost]") {
  EventGraph g = graph;
  const auto names = get(&Node::name, g);
  put(names, NodeRef(0), SharedText("changed"));
  CHECK(g[0].name == "changed");
  put(&Node::score, g, NodeRef(0), 0.5f);
  CHECK(get(&Node::score, g, NodeRef(0)) == 0.5f);
  CHECK(get(boost::vertex_bundle, graph)[1].name == "Bo Karlsen");
  const EdgeRef last = {static_cast<std::uint32_t>(num_edges(graph) - 1)};
  CHECK(&get(boost::edge_bundle, graph)[last] == &graph[last]);
  CHECK(get(boost::edge_index, graph, last) == num_edges(graph) - 1);
  CHECK(get(boost::vertex_index, graph, NodeRef(3)) == 3);
  std::vector<int> lengths(num_edges(graph), 1);
  std::vector<int> way(num_vertices(graph));
  boost::dijkstra_shortest_paths(
      graph, NodeRef(2),
      boost::weight_map(boost::make_iterator_property_map(lengths.begin(), get(boost::edge_index, graph)))
          .distance_map(way.data()));
  CHECK(way[6] == 2);
}

TEST_CASE("functions of the graph by their whole names, as with any graph of Boost", "[boost]") {
  CHECK(boost::num_vertices(graph) == num_vertices(graph));
  const auto [first, last] = boost::edges(graph);
  CHECK(static_cast<std::size_t>(std::distance(first, last)) == boost::num_edges(graph));
  CHECK(boost::get(&Node::name, graph, boost::vertex(0, graph)) == "Ann Lee");
  EventGraph other;
  boost::add_edge(boost::add_vertex(other), boost::add_vertex(other), other);
  boost::remove_vertex(0, other);
  CHECK(boost::num_edges(other) == 0);
}
