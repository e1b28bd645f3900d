// EventGraph: entities, events and times, and what connects them, as a Boost graph. Header-only.
//
// It models VertexListGraph, EdgeListGraph, BidirectionalGraph, AdjacencyGraph, MutablePropertyGraph (bundled
// properties) and the mutable graphs of Boost.Graph, so that every algorithm of Boost.Graph works on it. What its words
// mean is told in docs/graph-format.md.
#pragma once

#include <algorithm>
#include <boost/container/deque.hpp>
#include <boost/container/options.hpp>
#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <boost/range/iterator_range_core.hpp>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

#include "tidings/graph/elements.hpp"

namespace tidings {

/// The vertex descriptor of an EventGraph: vertices are numbered from 0 in the order in which they were added.
using NodeRef = std::size_t;

/// The edge descriptor of an EventGraph. Edges are numbered from 0 in the order in which they were added; a removed
/// edge's number is not used again. `index` is also Boost's edge_index.
struct EdgeRef {
  std::uint32_t index = std::numeric_limits<std::uint32_t>::max();
  auto operator<=>(const EdgeRef&) const = default;
};

/// Owns everything in it: a copy may go its own way (it shares the bytes of long texts, which never change). Reading
/// from several threads is safe.
///
/// Adding nodes and edges keeps references to nodes and edges; so does moving a graph, which takes no time; what was
/// moved from is an empty graph. A descriptor of an edge is good until that edge is removed. `remove_vertex` numbers
/// the vertices behind it anew. At most 2^32 - 1 nodes and as many edges: throws std::length_error beyond.
///
/// The connections stand apart from what is known of nodes and edges, in 32-bit numbers: an edge costs 16 bytes besides
/// its Edge, a node 24, where boost::adjacency_list takes 80 and 48; and who only walks touches only these.
class EventGraph {
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  /// One edge, in the list of its source's outgoing and its target's incoming ones. Removed: `source` is none.
  struct Arc {
    std::uint32_t source = none;
    std::uint32_t target = none;
    std::uint32_t next_out = none;
    std::uint32_t next_in = none;
  };
  struct ArcList {
    std::uint32_t first = none;
    std::uint32_t last = none;
    std::uint32_t size = 0;
  };
  struct Ends {
    ArcList out;
    ArcList in;
  };
  using Arcs = std::vector<Arc>;

  /// Along one list of edges, giving descriptors.
  template <std::uint32_t Arc::*Next>
  class EdgeIterator
      : public boost::iterator_facade<EdgeIterator<Next>, EdgeRef, boost::forward_traversal_tag, EdgeRef> {
   public:
    EdgeIterator() = default;
    EdgeIterator(const Arcs& arcs, std::uint32_t at) : arcs_(&arcs), at_(at) {}

   private:
    friend class boost::iterator_core_access;
    EdgeRef dereference() const noexcept { return {at_}; }
    bool equal(const EdgeIterator& other) const noexcept { return at_ == other.at_; }
    void increment() noexcept { at_ = (*arcs_)[at_].*Next; }

    const Arcs* arcs_ = nullptr;
    std::uint32_t at_ = none;
  };

  /// Along one list of edges, giving the nodes at their other ends.
  template <std::uint32_t Arc::*Next, std::uint32_t Arc::*End>
  class NeighbourIterator
      : public boost::iterator_facade<NeighbourIterator<Next, End>, NodeRef, boost::forward_traversal_tag, NodeRef> {
   public:
    NeighbourIterator() = default;
    NeighbourIterator(const Arcs& arcs, std::uint32_t at) : arcs_(&arcs), at_(at) {}

   private:
    friend class boost::iterator_core_access;
    NodeRef dereference() const noexcept { return (*arcs_)[at_].*End; }
    bool equal(const NeighbourIterator& other) const noexcept { return at_ == other.at_; }
    void increment() noexcept { at_ = (*arcs_)[at_].*Next; }

    const Arcs* arcs_ = nullptr;
    std::uint32_t at_ = none;
  };

  /// Along all edges, over the gaps of removed ones.
  class AllEdgesIterator
      : public boost::iterator_facade<AllEdgesIterator, EdgeRef, boost::forward_traversal_tag, EdgeRef> {
   public:
    AllEdgesIterator() = default;
    AllEdgesIterator(const Arcs& arcs, std::uint32_t at)
        : arcs_(&arcs), at_(at), end_(static_cast<std::uint32_t>(arcs.size())) {
      skip_removed();
    }

   private:
    friend class boost::iterator_core_access;
    EdgeRef dereference() const noexcept { return {at_}; }
    bool equal(const AllEdgesIterator& other) const noexcept { return at_ == other.at_; }
    void increment() noexcept {
      ++at_;
      skip_removed();
    }
    void skip_removed() noexcept {
      while (at_ < end_ && (*arcs_)[at_].source == none) ++at_;
    }

    const Arcs* arcs_ = nullptr;
    std::uint32_t at_ = 0;
    std::uint32_t end_ = 0;
  };

 public:
  // What Boost.Graph asks of a graph.
  using vertex_descriptor = NodeRef;
  using edge_descriptor = EdgeRef;
  using directed_category = boost::bidirectional_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  struct traversal_category : boost::bidirectional_graph_tag,
                              boost::adjacency_graph_tag,
                              boost::vertex_list_graph_tag,
                              boost::edge_list_graph_tag {};
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;
  using vertex_iterator = boost::counting_iterator<NodeRef>;
  using edge_iterator = AllEdgesIterator;
  using out_edge_iterator = EdgeIterator<&Arc::next_out>;
  using in_edge_iterator = EdgeIterator<&Arc::next_in>;
  using adjacency_iterator = NeighbourIterator<&Arc::next_out, &Arc::target>;
  using inv_adjacency_iterator = NeighbourIterator<&Arc::next_in, &Arc::source>;
  using vertex_bundled = Node;
  using edge_bundled = Edge;
  using graph_bundled = GraphInfo;
  using vertex_property_type = Node;
  using edge_property_type = Edge;
  using graph_property_type = GraphInfo;
  static constexpr NodeRef null_vertex() noexcept { return std::numeric_limits<NodeRef>::max(); }

  EventGraph() = default;
  explicit EventGraph(std::size_t nodes) { resize(nodes); }
  EventGraph(const EventGraph&) = default;
  EventGraph& operator=(const EventGraph&) = default;
  EventGraph(EventGraph&& other) noexcept { swap(other); }
  EventGraph& operator=(EventGraph&& other) noexcept {
    EventGraph taken(std::move(other));
    swap(taken);
    return *this;
  }
  ~EventGraph() = default;

  void swap(EventGraph& other) noexcept {
    nodes_.swap(other.nodes_);
    edges_.swap(other.edges_);
    ends_.swap(other.ends_);
    arcs_.swap(other.arcs_);
    std::swap(removed_, other.removed_);
    std::swap(info_, other.info_);
  }
  friend void swap(EventGraph& a, EventGraph& b) noexcept { a.swap(b); }

  /// Asks for the memory of the connections of so many at once; where it is not called, it comes as it is needed.
  void reserve(std::size_t nodes, std::size_t edges) {
    ends_.reserve(nodes);
    arcs_.reserve(edges);
  }
  void clear() { *this = EventGraph(); }

  Node& operator[](NodeRef v) { return nodes_[v]; }
  const Node& operator[](NodeRef v) const { return nodes_[v]; }
  Edge& operator[](EdgeRef e) { return edges_[e.index]; }
  const Edge& operator[](EdgeRef e) const { return edges_[e.index]; }
  GraphInfo& operator[](boost::graph_bundle_t) { return info_; }
  const GraphInfo& operator[](boost::graph_bundle_t) const { return info_; }

  // VertexListGraph, EdgeListGraph
  friend std::pair<vertex_iterator, vertex_iterator> vertices(const EventGraph& g) {
    return {vertex_iterator(0), vertex_iterator(g.nodes_.size())};
  }
  friend std::size_t num_vertices(const EventGraph& g) { return g.nodes_.size(); }
  friend NodeRef vertex(std::size_t n, const EventGraph&) { return n; }
  friend std::pair<edge_iterator, edge_iterator> edges(const EventGraph& g) {
    return {edge_iterator(g.arcs_, 0), edge_iterator(g.arcs_, static_cast<std::uint32_t>(g.arcs_.size()))};
  }
  friend std::size_t num_edges(const EventGraph& g) { return g.arcs_.size() - g.removed_; }
  friend NodeRef source(EdgeRef e, const EventGraph& g) { return g.arcs_[e.index].source; }
  friend NodeRef target(EdgeRef e, const EventGraph& g) { return g.arcs_[e.index].target; }

  // BidirectionalGraph, AdjacencyGraph: in the order in which the edges were added
  friend std::pair<out_edge_iterator, out_edge_iterator> out_edges(NodeRef v, const EventGraph& g) {
    return {out_edge_iterator(g.arcs_, g.ends_[v].out.first), out_edge_iterator(g.arcs_, none)};
  }
  friend std::pair<in_edge_iterator, in_edge_iterator> in_edges(NodeRef v, const EventGraph& g) {
    return {in_edge_iterator(g.arcs_, g.ends_[v].in.first), in_edge_iterator(g.arcs_, none)};
  }
  friend std::size_t out_degree(NodeRef v, const EventGraph& g) { return g.ends_[v].out.size; }
  friend std::size_t in_degree(NodeRef v, const EventGraph& g) { return g.ends_[v].in.size; }
  friend std::size_t degree(NodeRef v, const EventGraph& g) { return out_degree(v, g) + in_degree(v, g); }
  friend std::pair<adjacency_iterator, adjacency_iterator> adjacent_vertices(NodeRef v, const EventGraph& g) {
    return {adjacency_iterator(g.arcs_, g.ends_[v].out.first), adjacency_iterator(g.arcs_, none)};
  }
  friend std::pair<inv_adjacency_iterator, inv_adjacency_iterator> inv_adjacent_vertices(NodeRef v,
                                                                                         const EventGraph& g) {
    return {inv_adjacency_iterator(g.arcs_, g.ends_[v].in.first), inv_adjacency_iterator(g.arcs_, none)};
  }
  /// The first of them, where there are several.
  friend std::pair<EdgeRef, bool> edge(NodeRef from, NodeRef to, const EventGraph& g) {
    const bool by_source = out_degree(from, g) <= in_degree(to, g);
    const auto next = by_source ? &Arc::next_out : &Arc::next_in;
    std::uint32_t at = by_source ? g.ends_[from].out.first : g.ends_[to].in.first;
    while (at != none && (g.arcs_[at].source != from || g.arcs_[at].target != to)) at = g.arcs_[at].*next;
    return {EdgeRef{at}, at != none};
  }

  // MutableGraph, MutablePropertyGraph
  friend NodeRef add_vertex(Node node, EventGraph& g) {
    if (g.nodes_.size() >= none) throw std::length_error("a graph has at most 4294967295 nodes");
    g.ends_.emplace_back();
    g.nodes_.push_back(std::move(node));
    return g.nodes_.size() - 1;
  }
  friend NodeRef add_vertex(EventGraph& g) { return add_vertex(Node(), g); }
  /// Adds nodes where there are too few, as boost::adjacency_list does.
  friend std::pair<EdgeRef, bool> add_edge(NodeRef from, NodeRef to, Edge edge, EventGraph& g) {
    if (g.arcs_.size() >= none) throw std::length_error("a graph has at most 4294967295 edges");
    if (std::max(from, to) >= g.nodes_.size()) g.resize(std::max(from, to) + 1);
    const auto at = static_cast<std::uint32_t>(g.arcs_.size());
    g.arcs_.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), none, none});
    g.edges_.push_back(std::move(edge));
    g.append<&Arc::next_out>(g.ends_[from].out, at);
    g.append<&Arc::next_in>(g.ends_[to].in, at);
    return {EdgeRef{at}, true};
  }
  friend std::pair<EdgeRef, bool> add_edge(NodeRef from, NodeRef to, EventGraph& g) {
    return add_edge(from, to, Edge(), g);
  }
  friend void remove_edge(EdgeRef e, EventGraph& g) {
    Arc& arc = g.arcs_[e.index];
    g.unlink<&Arc::next_out>(g.ends_[arc.source].out, e.index);
    g.unlink<&Arc::next_in>(g.ends_[arc.target].in, e.index);
    arc.source = arc.target = none;  // its place in the lists stays: an iterator that stands on it goes on from there
    g.edges_[e.index] = Edge();
    ++g.removed_;
  }
  friend void remove_edge(out_edge_iterator e, EventGraph& g) { remove_edge(*e, g); }
  friend void remove_edge(NodeRef from, NodeRef to, EventGraph& g) {
    remove_out_edge_if(
        from, [&](EdgeRef e) { return target(e, g) == to; }, g);
  }
  template <class Predicate>
  friend void remove_edge_if(Predicate remove, EventGraph& g) {
    g.remove_those(edges(g), remove);
  }
  template <class Predicate>
  friend void remove_out_edge_if(NodeRef v, Predicate remove, EventGraph& g) {
    g.remove_those(out_edges(v, g), remove);
  }
  template <class Predicate>
  friend void remove_in_edge_if(NodeRef v, Predicate remove, EventGraph& g) {
    g.remove_those(in_edges(v, g), remove);
  }
  friend void clear_out_edges(NodeRef v, EventGraph& g) {
    remove_out_edge_if(
        v, [](EdgeRef) { return true; }, g);
  }
  friend void clear_in_edges(NodeRef v, EventGraph& g) {
    remove_in_edge_if(
        v, [](EdgeRef) { return true; }, g);
  }
  friend void clear_vertex(NodeRef v, EventGraph& g) {
    clear_out_edges(v, g);
    clear_in_edges(v, g);
  }
  /// Takes time in proportion to the whole graph. Edges that the vertex has are removed first.
  friend void remove_vertex(NodeRef v, EventGraph& g) {
    clear_vertex(v, g);
    g.nodes_.erase(g.nodes_.begin() + static_cast<std::ptrdiff_t>(v));
    g.ends_.erase(g.ends_.begin() + static_cast<std::ptrdiff_t>(v));
    for (Arc& arc : g.arcs_) {
      if (arc.source == none) continue;
      arc.source -= arc.source > v;
      arc.target -= arc.target > v;
    }
  }

 private:
  template <class Item>
  using Blocks =
      boost::container::deque<Item, void, boost::container::deque_options_t<boost::container::block_size<16u>>>;

  void resize(std::size_t nodes) {
    if (nodes > none) throw std::length_error("a graph has at most 4294967295 nodes");
    nodes_.resize(nodes);
    ends_.resize(nodes);
  }

  template <std::uint32_t Arc::*Next>
  void append(ArcList& list, std::uint32_t at) noexcept {
    (list.size == 0 ? list.first : arcs_[list.last].*Next) = at;
    list.last = at;
    ++list.size;
  }
  template <std::uint32_t Arc::*Next>
  void unlink(ArcList& list, std::uint32_t at) noexcept {
    std::uint32_t before = none;
    for (std::uint32_t i = list.first; i != at; i = arcs_[i].*Next) before = i;
    (before == none ? list.first : arcs_[before].*Next) = arcs_[at].*Next;
    if (list.last == at) list.last = before;
    --list.size;
  }
  template <class Iterator, class Predicate>
  void remove_those(std::pair<Iterator, Iterator> range, Predicate& remove) {
    while (range.first != range.second) {
      const EdgeRef e = *range.first++;
      if (remove(e)) remove_edge(e, *this);
    }
  }

  Blocks<Node> nodes_;
  Blocks<Edge> edges_;
  std::vector<Ends> ends_;   ///< as nodes_
  Arcs arcs_;                ///< as edges_
  std::size_t removed_ = 0;  ///< so many of the edges
  GraphInfo info_;
};

// The functions of the graph once more, for who asks for them by their whole names: tidings::vertices(graph), and
// boost::vertices(graph) as with any graph of Boost (below).
std::pair<EventGraph::vertex_iterator, EventGraph::vertex_iterator> vertices(const EventGraph&);
std::size_t num_vertices(const EventGraph&);
NodeRef vertex(std::size_t, const EventGraph&);
std::pair<EventGraph::edge_iterator, EventGraph::edge_iterator> edges(const EventGraph&);
std::size_t num_edges(const EventGraph&);
NodeRef source(EdgeRef, const EventGraph&);
NodeRef target(EdgeRef, const EventGraph&);
std::pair<EventGraph::out_edge_iterator, EventGraph::out_edge_iterator> out_edges(NodeRef, const EventGraph&);
std::pair<EventGraph::in_edge_iterator, EventGraph::in_edge_iterator> in_edges(NodeRef, const EventGraph&);
std::size_t out_degree(NodeRef, const EventGraph&);
std::size_t in_degree(NodeRef, const EventGraph&);
std::size_t degree(NodeRef, const EventGraph&);
std::pair<EventGraph::adjacency_iterator, EventGraph::adjacency_iterator> adjacent_vertices(NodeRef, const EventGraph&);
std::pair<EventGraph::inv_adjacency_iterator, EventGraph::inv_adjacency_iterator> inv_adjacent_vertices(
    NodeRef, const EventGraph&);
std::pair<EdgeRef, bool> edge(NodeRef, NodeRef, const EventGraph&);
NodeRef add_vertex(Node, EventGraph&);
NodeRef add_vertex(EventGraph&);
std::pair<EdgeRef, bool> add_edge(NodeRef, NodeRef, Edge, EventGraph&);
std::pair<EdgeRef, bool> add_edge(NodeRef, NodeRef, EventGraph&);
void remove_edge(EdgeRef, EventGraph&);
void remove_edge(EventGraph::out_edge_iterator, EventGraph&);
void remove_edge(NodeRef, NodeRef, EventGraph&);
void clear_out_edges(NodeRef, EventGraph&);
void clear_in_edges(NodeRef, EventGraph&);
void clear_vertex(NodeRef, EventGraph&);
void remove_vertex(NodeRef, EventGraph&);

inline const GraphInfo& info(const EventGraph& graph) { return graph[boost::graph_bundle]; }
inline GraphInfo& info(EventGraph& graph) { return graph[boost::graph_bundle]; }

/// A member of nodes or edges, or all of each, as a Boost property map.
template <class Graph, class Key, class Value, class Get>
class GraphProperty : public boost::put_get_helper<Value&, GraphProperty<Graph, Key, Value, Get>> {
 public:
  using key_type = Key;
  using value_type = std::remove_const_t<Value>;
  using reference = Value&;
  using category = boost::lvalue_property_map_tag;

  GraphProperty() = default;
  explicit GraphProperty(Graph& graph, Get get = {}) : graph_(&graph), get_(get) {}
  reference operator[](Key key) const { return std::invoke(get_, (*graph_)[key]); }

 private:
  Graph* graph_ = nullptr;
  Get get_{};
};

/// The numbers of edges, as a Boost property map.
struct EdgeIndexMap : boost::put_get_helper<std::uint32_t, EdgeIndexMap> {
  using key_type = EdgeRef;
  using value_type = std::uint32_t;
  using reference = std::uint32_t;
  using category = boost::readable_property_map_tag;
  std::uint32_t operator[](EdgeRef e) const noexcept { return e.index; }
};

}  // namespace tidings

template <>
struct std::hash<tidings::EdgeRef> {
  std::size_t operator()(tidings::EdgeRef e) const noexcept { return std::hash<std::uint32_t>()(e.index); }
};

namespace tidings::graph_properties {

template <class Key, class Value, class Get>
struct Maps {
  using type = GraphProperty<EventGraph, Key, Value, Get>;
  using const_type = GraphProperty<const EventGraph, Key, const Value, Get>;
};
template <class Map>
struct Same {
  using type = Map;
  using const_type = Map;
};

}  // namespace tidings::graph_properties

namespace boost {

template <class Value>
struct property_map<tidings::EventGraph, Value tidings::Node::*, void>
    : tidings::graph_properties::Maps<tidings::NodeRef, Value, Value tidings::Node::*> {};
template <class Value>
struct property_map<tidings::EventGraph, Value tidings::Edge::*, void>
    : tidings::graph_properties::Maps<tidings::EdgeRef, Value, Value tidings::Edge::*> {};
template <>
struct property_map<tidings::EventGraph, vertex_bundle_t, void>
    : tidings::graph_properties::Maps<tidings::NodeRef, tidings::Node, std::identity> {};
template <>
struct property_map<tidings::EventGraph, vertex_all_t, void> : property_map<tidings::EventGraph, vertex_bundle_t> {};
template <>
struct property_map<tidings::EventGraph, edge_bundle_t, void>
    : tidings::graph_properties::Maps<tidings::EdgeRef, tidings::Edge, std::identity> {};
template <>
struct property_map<tidings::EventGraph, edge_all_t, void> : property_map<tidings::EventGraph, edge_bundle_t> {};
template <>
struct property_map<tidings::EventGraph, vertex_index_t, void>
    : tidings::graph_properties::Same<typed_identity_property_map<tidings::NodeRef>> {};
template <>
struct property_map<tidings::EventGraph, edge_index_t, void> : tidings::graph_properties::Same<tidings::EdgeIndexMap> {
};

}  // namespace boost

namespace tidings {

/// Boost's `get(tag, graph)`; `tag`: vertex_index, edge_index, vertex_bundle, edge_bundle, vertex_all, edge_all,
/// &Node::name, &Edge::score and the like.
template <class Tag>
typename boost::property_map<EventGraph, Tag>::type get(Tag tag, EventGraph& graph) {
  using Map = typename boost::property_map<EventGraph, Tag>::type;
  if constexpr (std::is_member_pointer_v<Tag>) return Map(graph, tag);
  else if constexpr (std::is_constructible_v<Map, EventGraph&>) return Map(graph);
  else return Map();
}
template <class Tag>
typename boost::property_map<EventGraph, Tag>::const_type get(Tag tag, const EventGraph& graph) {
  using Map = typename boost::property_map<EventGraph, Tag>::const_type;
  if constexpr (std::is_member_pointer_v<Tag>) return Map(graph, tag);
  else if constexpr (std::is_constructible_v<Map, const EventGraph&>) return Map(graph);
  else return Map();
}
template <class Tag, class Key>
decltype(auto) get(Tag tag, EventGraph& graph, Key key) {
  return get(tag, graph)[key];
}
template <class Tag, class Key>
decltype(auto) get(Tag tag, const EventGraph& graph, Key key) {
  return get(tag, graph)[key];
}
template <class Tag, class Key, class Value>
void put(Tag tag, EventGraph& graph, Key key, Value&& value) {
  get(tag, graph)[key] = std::forward<Value>(value);
}

}  // namespace tidings

namespace boost {

using tidings::add_edge;
using tidings::add_vertex;
using tidings::adjacent_vertices;
using tidings::clear_in_edges;
using tidings::clear_out_edges;
using tidings::clear_vertex;
using tidings::degree;
using tidings::edge;
using tidings::edges;
using tidings::get;
using tidings::in_degree;
using tidings::in_edges;
using tidings::inv_adjacent_vertices;
using tidings::num_edges;
using tidings::num_vertices;
using tidings::out_degree;
using tidings::out_edges;
using tidings::put;
using tidings::remove_edge;
using tidings::remove_vertex;
using tidings::source;
using tidings::target;
using tidings::vertex;
using tidings::vertices;

}  // namespace boost
