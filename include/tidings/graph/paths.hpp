// How two nodes are linked, by the most trustworthy way. Header-only.
#pragma once

#include <algorithm>
#include <bit>
#include <boost/range/iterator_range.hpp>
#include <cstdint>
#include <functional>
#include <limits>
#include <ostream>
#include <queue>
#include <string>
#include <utility>
#include <vector>

#include "tidings/graph/days.hpp"
#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/queries.hpp"
#include "tidings/graph/words.hpp"

namespace tidings {

namespace paths {

/// How much of an event's word is taken, in percent: what is only planned, alleged or denied links less.
inline unsigned certainty(const Node& node) noexcept {
  if (node.kind != NodeKind::event) return 100;
  if (node.polarity == Polarity::negative) return 40;
  switch (node.modality) {
    case Modality::actual:
      return 100;
    case Modality::planned:
      return 70;
    case Modality::possible:
    case Modality::alleged:
      return 50;
    case Modality::hypothetical:
      return 30;
  }
  return 100;
}

/// Who does it and to whom links more than what is only spoken of, and than an event that fills a role of another.
inline unsigned length_of(const EventGraph& graph, EdgeRef edge) {
  const Edge& e = graph[edge];
  const bool is_aside = e.type == "topic" || graph[target(edge, graph)].kind == NodeKind::event;
  return length_of(e.kind) * (e.kind == EdgeKind::role && is_aside ? 2 : 1);
}

/// What it costs to go along an edge: its kind, more where it is unsure, less where several documents tell it. Whole
/// numbers, so that every machine finds the same way.
inline std::uint64_t cost(const EventGraph& graph, EdgeRef edge) {
  const Edge& e = graph[edge];
  const unsigned sure = certainty(graph[source(edge, graph)]) * certainty(graph[target(edge, graph)]) / 100;
  const auto score = static_cast<unsigned>(std::clamp(e.score, 0.1f, 1.0f) * 100);
  const std::size_t documents = std::min<std::size_t>(count_documents(e.mentions), 4);
  const std::size_t told = documents == 0 ? 4 : 7 - documents;  // quarters: one document 6, four 3
  return std::uint64_t{length_of(graph, edge)} * 250 * told * 10000 / (std::uint64_t{score} * std::max(sure, 1u));
}

/// What it costs to go through a node: everybody is linked through "Monday" and "the United States".
inline std::uint64_t toll(const EventGraph& graph, NodeRef node) {
  const auto degree = static_cast<std::uint64_t>(in_degree(node, graph) + out_degree(node, graph));
  return 1200 * static_cast<std::uint64_t>(std::bit_width(degree >> 2));
}

}  // namespace paths

/// The strongest way from one node to another, against the edges' directions too: few hops, over events that are sure
/// and told by several documents, around nodes that link everybody to everybody. Empty where there is none, or `from`
/// is `to`. Dijkstra; the first found of several equal ways.
inline std::vector<Hop> strongest_path(const EventGraph& graph, NodeRef from, NodeRef to) {
  constexpr auto far = std::numeric_limits<std::uint64_t>::max();
  std::vector<std::uint64_t> distance(num_vertices(graph), far);
  std::vector<Hop> arrival(num_vertices(graph));
  using Stop = std::pair<std::uint64_t, NodeRef>;
  std::priority_queue<Stop, std::vector<Stop>, std::greater<>> open;
  distance[from] = 0;
  open.emplace(0, from);
  while (!open.empty()) {
    const auto [way, here] = open.top();
    open.pop();
    if (here == to) break;
    if (way > distance[here]) continue;
    const std::uint64_t so_far = way + (here == from ? 0 : paths::toll(graph, here));
    const auto reach = [&, here = here](NodeRef there, EdgeRef edge, bool forward) {
      const std::uint64_t length = so_far + paths::cost(graph, edge);
      if (length >= distance[there]) return;
      distance[there] = length;
      arrival[there] = {here, there, edge, forward};
      open.emplace(length, there);
    };
    for (const EdgeRef e : boost::make_iterator_range(out_edges(here, graph))) reach(target(e, graph), e, true);
    for (const EdgeRef e : boost::make_iterator_range(in_edges(here, graph))) reach(source(e, graph), e, false);
  }
  std::vector<Hop> hops;
  if (distance[to] == far) return hops;
  for (NodeRef at = to; at != from; at = arrival[at].from) hops.push_back(arrival[at]);
  std::reverse(hops.begin(), hops.end());
  return hops;
}

/// The nodes of a path, the first and the last included.
inline std::vector<NodeRef> nodes_of(const std::vector<Hop>& hops) {
  std::vector<NodeRef> nodes;
  if (!hops.empty()) nodes.push_back(hops.front().from);
  for (const Hop& hop : hops) nodes.push_back(hop.to);
  return nodes;
}

/// "meeting (contact.meet, planned, 2015-09)": a node in a few words.
inline std::string brief(const Node& node) {
  std::string text = utf8::shorten(node.name.empty() ? node.value : node.name, 60);
  text += " (" + node.type;
  if (node.polarity == Polarity::negative) text += ", did not happen";
  if (node.modality != Modality::actual) text += ", " + std::string(to_string(node.modality));
  if (node.when) text += ", " + days::text_of(*node.when);
  return text + ')';
}

/// A path in words, each hop with the sentence that it stands on and the document that tells it.
inline void write_path(std::ostream& out, const EventGraph& graph, const std::vector<Hop>& hops) {
  if (hops.empty()) {
    out << "No way from one to the other.\n";
    return;
  }
  out << brief(graph[hops.front().from]) << '\n';
  for (const Hop& hop : hops) {
    const Edge& edge = graph[hop.edge];
    const auto title = edge.attributes.find("title");
    const std::string label =
        edge.type + (title == edge.attributes.end() ? "" : ": " + utf8::shorten(title->second, 60));
    out << (hop.forward ? "  —" : "  ←") << label << (hop.forward ? "→ " : "— ") << brief(graph[hop.to]) << '\n';
    if (edge.mentions.empty()) continue;
    const Evidence& words = edge.mentions.front();
    out << "      “" << marked(quotation(graph, hop.edge, words)) << "”\n";
    if (words.document < info(graph).documents.size())
      out << "      " << citation(info(graph).documents[words.document]);
    const std::size_t documents = count_documents(edge.mentions);
    if (documents > 1) out << " and " << documents - 1 << " more";
    out << '\n';
  }
}

}  // namespace tidings
