#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <numeric>
#include <tuple>

#include "graph/parts.hpp"

namespace tidings {

namespace {

using Position = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

// What stands nowhere, as in a graph from another program, comes last.
Position position_of(const EvidenceList& mentions) {
  constexpr std::uint32_t last = std::numeric_limits<std::uint32_t>::max();
  if (mentions.empty()) return {last, last, last};
  const Evidence& first = mentions.front();
  return {first.document, first.span.begin, first.span.end};
}

bool earlier(const Evidence& a, const Evidence& b) {
  return std::tie(a.document, a.span.begin, a.span.end, a.form, a.rule) <
         std::tie(b.document, b.span.begin, b.span.end, b.form, b.rule);
}

void sort_mentions(EvidenceList& mentions) {
  std::stable_sort(mentions.begin(), mentions.end(), earlier);
  const auto same = [](const Evidence& a, const Evidence& b) { return !earlier(a, b) && !earlier(b, a); };
  mentions.erase(std::unique(mentions.begin(), mentions.end(), same), mentions.end());
}

// What makes two edges the same fact: everything but their words.
auto fact_of(const LooseEdge& e) { return std::tie(e.source, e.target, e.edge.kind, e.edge.type, e.edge.attributes); }

void join_edges(std::vector<LooseEdge>& edges) {
  std::stable_sort(edges.begin(), edges.end(),
                   [](const LooseEdge& a, const LooseEdge& b) { return fact_of(a) < fact_of(b); });
  std::vector<LooseEdge> joined;
  for (LooseEdge& e : edges) {
    if (joined.empty() || fact_of(joined.back()) < fact_of(e)) {
      joined.push_back(std::move(e));
      continue;
    }
    Edge& kept = joined.back().edge;
    kept.score = std::max(kept.score, e.edge.score);
    kept.mentions.insert(kept.mentions.end(), std::make_move_iterator(e.edge.mentions.begin()),
                         std::make_move_iterator(e.edge.mentions.end()));
  }
  for (LooseEdge& e : joined) sort_mentions(e.edge.mentions);
  std::stable_sort(joined.begin(), joined.end(), [](const LooseEdge& a, const LooseEdge& b) {
    const Position at_a = position_of(a.edge.mentions);
    const Position at_b = position_of(b.edge.mentions);
    return at_a != at_b ? at_a < at_b : fact_of(a) < fact_of(b);
  });
  edges = std::move(joined);
}

std::vector<NodeIndex> order_of(const std::vector<Node>& nodes) {
  std::vector<NodeIndex> order(nodes.size());
  std::iota(order.begin(), order.end(), NodeIndex{0});
  std::stable_sort(order.begin(), order.end(), [&](NodeIndex a, NodeIndex b) {
    return std::tuple(position_of(nodes[a].mentions), nodes[a].kind) <
           std::tuple(position_of(nodes[b].mentions), nodes[b].kind);
  });
  return order;
}

}  // namespace

EventGraph assemble(GraphParts parts) {
  for (Node& node : parts.nodes) sort_mentions(node.mentions);
  const std::vector<NodeIndex> order = order_of(parts.nodes);
  std::vector<NodeIndex> place(order.size());
  EventGraph graph(parts.nodes.size());
  std::array<std::uint32_t, 3> count{};
  for (NodeIndex i = 0; i < order.size(); ++i) {
    Node& node = parts.nodes[order[i]];
    const auto kind = static_cast<std::size_t>(node.kind);
    static constexpr char letters[] = {'e', 'v', 't'};  // entity, event, time
    node.id = letters[kind] + std::to_string(++count[kind]);
    place[order[i]] = i;
    graph[i] = std::move(node);
  }
  parts.nodes = {};
  for (LooseEdge& e : parts.edges) {
    e.source = place[e.source];
    e.target = place[e.target];
  }
  join_edges(parts.edges);
  std::uint32_t edges = 0;
  for (LooseEdge& e : parts.edges) {
    e.edge.id = 'x' + std::to_string(++edges);
    graph[add_edge(e.source, e.target, graph).first] = std::move(e.edge);  // Boost would copy one that it is given
  }
  std::stable_sort(parts.claims.begin(), parts.claims.end(), [](const LooseClaim& a, const LooseClaim& b) {
    return std::tuple(a.claim.document, a.claim.content) < std::tuple(b.claim.document, b.claim.content);
  });
  const auto id_of = [&](NodeIndex node) { return graph[place[node]].id; };
  std::uint32_t claims = 0;
  for (LooseClaim& c : parts.claims) {
    c.claim.id = 'c' + std::to_string(++claims);
    if (c.source) c.claim.source = id_of(*c.source);
    for (const NodeIndex node : c.chain) c.claim.chain.push_back(id_of(node));
    for (const NodeIndex node : c.events) c.claim.events.push_back(id_of(node));
    parts.info.claims.push_back(std::move(c.claim));
  }
  info(graph) = std::move(parts.info);
  return graph;
}

}  // namespace tidings
