// Questions to a graph: who, what, when, and how two are linked. Free functions; header-only.
//
// All answers are in a fixed order, so that the same graph gives the same answer everywhere.
#pragma once

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <queue>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "tidings/graph/event_graph.hpp"

namespace tidings {

/// The nodes for which `is_wanted(node)` holds, in order of first appearance.
template <class IsWanted>
std::vector<NodeRef> nodes_where(const EventGraph& graph, IsWanted is_wanted) {
  std::vector<NodeRef> found;
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    if (is_wanted(graph[v])) found.push_back(v);
  }
  return found;
}

inline std::vector<NodeRef> entities(const EventGraph& graph) {
  return nodes_where(graph, [](const Node& n) { return n.kind == NodeKind::entity; });
}
inline std::vector<NodeRef> people(const EventGraph& graph) {
  return nodes_where(graph, [](const Node& n) { return n.kind == NodeKind::entity && n.type == "person"; });
}
inline std::vector<NodeRef> organizations(const EventGraph& graph) {
  return nodes_where(graph, [](const Node& n) { return n.kind == NodeKind::entity && n.type == "organization"; });
}
/// Organizations that act for a state: agencies, ministries, legislatures, courts, police, military, intelligence,
/// executives.
inline std::vector<NodeRef> agencies(const EventGraph& graph) {
  static constexpr std::string_view of_state[] = {"agency", "ministry", "legislature",  "court",
                                                  "police", "military", "intelligence", "executive"};
  return nodes_where(graph, [](const Node& n) {
    const auto subtype = n.attributes.find("subtype");
    return n.kind == NodeKind::entity && n.type == "organization" && subtype != n.attributes.end() &&
           std::find(std::begin(of_state), std::end(of_state), subtype->second) != std::end(of_state);
  });
}
inline std::vector<NodeRef> events(const EventGraph& graph) {
  return nodes_where(graph, [](const Node& n) { return n.kind == NodeKind::event; });
}
/// Events of a type ("contact.meet") or of a family of types ("contact").
inline std::vector<NodeRef> events(const EventGraph& graph, std::string_view type) {
  return nodes_where(graph, [type](const Node& n) {
    return n.kind == NodeKind::event && n.type.substr(0, type.size()) == type &&
           (n.type.size() == type.size() || n.type[type.size()] == '.');
  });
}

/// The node with this id.
inline std::optional<NodeRef> node_with_id(const EventGraph& graph, std::string_view id) {
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    if (graph[v].id == id) return v;
  }
  return std::nullopt;
}

/// The entity with this name, else with this alias; of several the one with most mentions. Capitals don't matter.
inline std::optional<NodeRef> entity_named(const EventGraph& graph, std::string_view name) {
  const auto same = [](std::string_view a, std::string_view b) {
    const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return small(x) == small(y); });
  };
  std::optional<NodeRef> best;
  std::tuple<bool, std::size_t> rank_of_best;
  for (const NodeRef v : entities(graph)) {
    const Node& node = graph[v];
    const bool by_name = same(node.name, name);
    const auto& aliases = node.aliases;
    if (!by_name && std::none_of(aliases.begin(), aliases.end(), [&](const auto& a) { return same(a, name); }))
      continue;
    const std::tuple rank(by_name, node.mentions.size());
    if (!best || rank_of_best < rank) {
      best = v;
      rank_of_best = rank;
    }
  }
  return best;
}

/// What fills a role of an event. An empty role: all of them.
inline std::vector<NodeRef> fillers(const EventGraph& graph, NodeRef event, std::string_view role = {}) {
  std::vector<NodeRef> found;
  for (const EdgeRef e : boost::make_iterator_range(out_edges(event, graph))) {
    if (graph[e].kind == EdgeKind::role && (role.empty() || graph[e].type == role)) found.push_back(target(e, graph));
  }
  return found;
}

/// True where the text gives it a name somewhere.
inline bool is_named(const Node& node) {
  return std::any_of(node.mentions.begin(), node.mentions.end(),
                     [](const Evidence& e) { return e.form == EvidenceForm::name; });
}

/// How many named actors and things an event brings together.
inline std::size_t named_fillers(const EventGraph& graph, NodeRef event) {
  const std::vector<NodeRef> all = fillers(graph, event);
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](NodeRef v) { return is_named(graph[v]); }));
}

/// The events in which an entity has a role (a certain one, where `role` is told).
inline std::vector<NodeRef> events_of(const EventGraph& graph, NodeRef entity, std::string_view role = {}) {
  std::set<NodeRef> found;
  for (const EdgeRef e : boost::make_iterator_range(in_edges(entity, graph))) {
    if (graph[e].kind == EdgeKind::role && (role.empty() || graph[e].type == role)) found.insert(source(e, graph));
  }
  return {found.begin(), found.end()};
}

/// The events that involve both.
inline std::vector<NodeRef> events_between(const EventGraph& graph, NodeRef a, NodeRef b) {
  const std::vector<NodeRef> of_a = events_of(graph, a);
  const std::vector<NodeRef> of_b = events_of(graph, b);
  std::vector<NodeRef> both;
  std::set_intersection(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(), std::back_inserter(both));
  return both;
}

/// Events that have a day, month or year, the earliest first; of the same day in order of first appearance.
inline std::vector<NodeRef> timeline(const EventGraph& graph) {
  const auto day = [&](NodeRef v) {
    const When& when = *graph[v].when;
    return when.begin.empty() ? when.end : when.begin;
  };
  std::vector<NodeRef> dated =
      nodes_where(graph, [](const Node& n) { return n.kind == NodeKind::event && n.when.has_value(); });
  std::stable_sort(dated.begin(), dated.end(), [&](NodeRef a, NodeRef b) { return day(a) < day(b); });
  return dated;
}

/// One step of a path. `forward`: along the edge, from its source to its target.
struct Hop {
  NodeRef from = 0;
  NodeRef to = 0;
  EdgeRef edge;
  bool forward = true;
};

/// How far one has to go along an edge. Doing something together links more than being named on the same day.
inline unsigned length_of(EdgeKind kind) noexcept {
  switch (kind) {
    case EdgeKind::role:
      return 2;
    case EdgeKind::relation:
      return 2;
    case EdgeKind::order:
      return 3;
    case EdgeKind::source:
      return 3;
    case EdgeKind::time:
      return 8;
  }
  return 8;
}

/// The shortest way between two nodes, whatever the direction of its edges (Dijkstra 1959, `length_of` for the length
/// of an edge); empty where there is none, or where both are the same.
inline std::vector<Hop> path(const EventGraph& graph, NodeRef from, NodeRef to) {
  constexpr unsigned far = ~0u;
  std::vector<unsigned> distance(num_vertices(graph), far);
  std::vector<Hop> arrival(num_vertices(graph));
  using Stop = std::pair<unsigned, NodeRef>;
  std::priority_queue<Stop, std::vector<Stop>, std::greater<>> open;
  distance[from] = 0;
  open.emplace(0, from);
  const auto reach = [&](NodeRef here, NodeRef there, EdgeRef edge, bool forward) {
    const unsigned way = distance[here] + length_of(graph[edge].kind);
    if (way >= distance[there]) return;
    distance[there] = way;
    arrival[there] = {here, there, edge, forward};
    open.emplace(way, there);
  };
  while (!open.empty()) {
    const auto [way, here] = open.top();
    open.pop();
    if (here == to) break;
    if (way > distance[here]) continue;
    for (const EdgeRef e : boost::make_iterator_range(out_edges(here, graph))) reach(here, target(e, graph), e, true);
    for (const EdgeRef e : boost::make_iterator_range(in_edges(here, graph))) reach(here, source(e, graph), e, false);
  }
  std::vector<Hop> hops;
  if (distance[to] == far) return hops;
  for (NodeRef at = to; at != from; at = arrival[at].from) hops.push_back(arrival[at]);
  std::reverse(hops.begin(), hops.end());
  return hops;
}

/// All nodes at most `steps` edges away, the node itself included, in order of first appearance.
inline std::vector<NodeRef> neighbourhood(const EventGraph& graph, NodeRef node, unsigned steps = 1) {
  std::set<NodeRef> found{node};
  std::vector<NodeRef> rim{node};
  for (; steps > 0 && !rim.empty(); --steps) {
    std::vector<NodeRef> next;
    const auto visit = [&](NodeRef v) {
      if (found.insert(v).second) next.push_back(v);
    };
    for (const NodeRef v : rim) {
      for (const EdgeRef e : boost::make_iterator_range(out_edges(v, graph))) visit(target(e, graph));
      for (const EdgeRef e : boost::make_iterator_range(in_edges(v, graph))) visit(source(e, graph));
    }
    rim = std::move(next);
  }
  return {found.begin(), found.end()};
}

/// How much a text makes of each node: its mentions, and the edges that it has. By node.
inline std::vector<std::uint32_t> weights(const EventGraph& graph) {
  std::vector<std::uint32_t> weight(num_vertices(graph));
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    const auto edges_of = out_degree(v, graph) + in_degree(v, graph);
    weight[v] = static_cast<std::uint32_t>(graph[v].mentions.size() + 2 * edges_of);
  }
  return weight;
}

/// The graph of some nodes and the edges between them, with their ids as they were. Claims stay where their source and
/// at least one of their events do.
inline EventGraph subgraph(const EventGraph& graph, const std::vector<NodeRef>& nodes) {
  const std::set<NodeRef> wanted(nodes.begin(), nodes.end());
  std::vector<NodeRef> place(num_vertices(graph));
  std::set<std::string_view> ids;
  EventGraph part;
  for (const NodeRef v : wanted) {
    place[v] = add_vertex(graph[v], part);
    ids.insert(graph[v].id);
  }
  for (const EdgeRef e : boost::make_iterator_range(edges(graph))) {
    const NodeRef a = source(e, graph);
    const NodeRef b = target(e, graph);
    if (wanted.contains(a) && wanted.contains(b)) add_edge(place[a], place[b], graph[e], part);
  }
  info(part) = info(graph);
  const auto is_out = [&](const SharedText& id) { return !ids.contains(id); };
  std::vector<GraphClaim>& claims = info(part).claims;
  for (GraphClaim& claim : claims) {
    std::erase_if(claim.chain, is_out);
    std::erase_if(claim.events, is_out);
  }
  std::erase_if(claims,
                [&](const GraphClaim& c) { return (!c.source.empty() && is_out(c.source)) || c.events.empty(); });
  return part;
}

}  // namespace tidings
