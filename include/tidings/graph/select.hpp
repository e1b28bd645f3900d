// Choosing events: by type, place, time, certainty, source, people and number of documents. Header-only.
#pragma once

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/queries.hpp"
#include "tidings/graph/words.hpp"

namespace tidings {

/// What is empty lets everything through.
struct EventFilter {
  std::string type;              ///< "contact.meet", or the family "contact"
  std::vector<NodeRef> with;     ///< all of these have a role in it
  std::optional<NodeRef> place;  ///< it happens here, or in a place located in it
  std::string from, to;          ///< ISO days, both included, as coarse as told; undated events don't pass
  std::optional<Modality> modality;
  std::optional<Polarity> polarity;
  std::optional<NodeRef> source;  ///< who says it
  std::size_t documents = 0;      ///< at least so many documents tell it
};

namespace select {

/// The first or last day that a date as coarse as "2015" or "2015-09" may mean, good for comparing.
inline std::string first_day(std::string_view date) {
  return std::string(date) + std::string_view("0000-01-01").substr(std::min<std::size_t>(date.size(), 10)).data();
}
inline std::string last_day(std::string_view date) {
  return std::string(date) + std::string_view("9999-12-31").substr(std::min<std::size_t>(date.size(), 10)).data();
}

inline bool is_between(const std::optional<When>& when, std::string_view from, std::string_view to) {
  if (from.empty() && to.empty()) return true;
  if (!when) return false;
  const SharedText& begin = when->begin.empty() ? when->end : when->begin;
  const SharedText& end = when->end.empty() ? when->begin : when->end;
  return (to.empty() || first_day(begin) <= last_day(to)) && (from.empty() || last_day(end) >= first_day(from));
}

/// The place and all that lies in it.
inline std::set<NodeRef> places_in(const EventGraph& graph, NodeRef place) {
  std::set<NodeRef> found{place};
  std::vector<NodeRef> rim{place};
  while (!rim.empty()) {
    const NodeRef here = rim.back();
    rim.pop_back();
    for (const EdgeRef e : boost::make_iterator_range(in_edges(here, graph))) {
      const bool inside = graph[e].kind == EdgeKind::relation && graph[e].type == "located-in";
      if (inside && found.insert(source(e, graph)).second) rim.push_back(source(e, graph));
    }
  }
  return found;
}

inline bool has_edge(const EventGraph& graph, NodeRef event, EdgeKind kind, std::string_view type,
                     const std::set<NodeRef>& to) {
  const auto range = boost::make_iterator_range(out_edges(event, graph));
  return std::any_of(range.begin(), range.end(), [&](EdgeRef e) {
    return graph[e].kind == kind && (type.empty() || graph[e].type == type) && to.contains(target(e, graph));
  });
}

}  // namespace select

/// The events that pass, in order of first appearance.
inline std::vector<NodeRef> events(const EventGraph& graph, const EventFilter& filter) {
  const std::set<NodeRef> places = filter.place ? select::places_in(graph, *filter.place) : std::set<NodeRef>{};
  std::vector<NodeRef> found = filter.type.empty() ? events(graph) : events(graph, filter.type);
  std::erase_if(found, [&](NodeRef v) {
    const Node& node = graph[v];
    const auto takes_part = [&](NodeRef who) { return select::has_edge(graph, v, EdgeKind::role, {}, {who}); };
    return (filter.modality && node.modality != *filter.modality) ||
           (filter.polarity && node.polarity != *filter.polarity) ||
           !select::is_between(node.when, filter.from, filter.to) ||
           !std::all_of(filter.with.begin(), filter.with.end(), takes_part) ||
           (filter.place && !select::has_edge(graph, v, EdgeKind::role, "place", places)) ||
           (filter.source && !select::has_edge(graph, v, EdgeKind::source, {}, {*filter.source})) ||
           count_documents(node.mentions) < filter.documents;
  });
  return found;
}

/// Some nodes with all that events among them connect to directly: who takes part, when, where, and who says so. What
/// an answer needs around it to be read alone.
inline std::vector<NodeRef> with_fillers(const EventGraph& graph, const std::vector<NodeRef>& nodes) {
  std::set<NodeRef> found(nodes.begin(), nodes.end());
  for (const NodeRef v : nodes) {
    if (graph[v].kind != NodeKind::event) continue;
    for (const EdgeRef e : boost::make_iterator_range(out_edges(v, graph))) {
      if (graph[e].kind != EdgeKind::order) found.insert(target(e, graph));
    }
  }
  return {found.begin(), found.end()};
}

/// Entities that are called so: with this id, else this name, else this alias, else with all these words in their name.
/// Capitals of ASCII letters don't matter. Those with most mentions first.
inline std::vector<NodeRef> nodes_called(const EventGraph& graph, std::string_view called) {
  const auto folded = [](std::string_view text) {
    std::string small(text);
    for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return small;
  };
  const std::string wanted = folded(called);
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < wanted.size();) {
    const std::size_t end = std::min(wanted.find(' ', at), wanted.size());
    if (end > at) parts.push_back(wanted.substr(at, end - at));
    at = end + 1;
  }
  const auto rank_of = [&](const Node& node) {  // 0: the best; 4: not called so
    if (node.id == called) return 0;
    if (node.kind != NodeKind::entity || parts.empty()) return 4;
    const std::string name = folded(node.name);
    if (name == wanted) return 1;
    const auto& aliases = node.aliases;
    if (std::any_of(aliases.begin(), aliases.end(), [&](const SharedText& a) { return folded(a) == wanted; })) return 2;
    return std::all_of(parts.begin(), parts.end(), [&](const auto& part) { return name.find(part) != name.npos; }) ? 3
                                                                                                                   : 4;
  };
  int best = 4;
  std::vector<NodeRef> found;
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    const int rank = rank_of(graph[v]);
    if (rank > best || rank == 4) continue;
    if (rank < best) found.clear();
    best = rank;
    found.push_back(v);
  }
  std::stable_sort(found.begin(), found.end(),
                   [&](NodeRef a, NodeRef b) { return graph[a].mentions.size() > graph[b].mentions.size(); });
  return found;
}

}  // namespace tidings
