// Who did what to whom, counted: who met whom, who accuses whom. Header-only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <map>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/queries.hpp"

namespace tidings {

/// Two entities and the events that link them, in order of first appearance.
struct Pair {
  NodeRef first = 0;
  NodeRef second = 0;
  std::vector<NodeRef> events;
};

namespace pairs {

// A summit of two hundred is one meeting, not twenty thousand pairs.
inline constexpr std::size_t most_fillers = 40;

inline std::vector<NodeRef> fillers_of(const EventGraph& graph, NodeRef event,
                                       std::span<const std::string_view> roles) {
  std::vector<NodeRef> found;
  for (const std::string_view role : roles) {
    for (const NodeRef v : fillers(graph, event, role)) {
      const bool fresh = std::find(found.begin(), found.end(), v) == found.end();
      if (fresh && graph[v].kind == NodeKind::entity && found.size() < most_fillers) found.push_back(v);
    }
  }
  return found;
}

// Those with most events first; of equal ones the first to appear.
inline std::vector<Pair> ranked(std::map<std::pair<NodeRef, NodeRef>, std::vector<NodeRef>> linked) {
  std::vector<Pair> all;
  for (auto& [pair, events] : linked) all.push_back({pair.first, pair.second, std::move(events)});
  std::stable_sort(all.begin(), all.end(),
                   [](const Pair& a, const Pair& b) { return a.events.size() > b.events.size(); });
  return all;
}

}  // namespace pairs

/// Who has one of the `actors` roles towards whom in one of the `others`, in these events.
inline std::vector<Pair> directed_pairs(const EventGraph& graph, const std::vector<NodeRef>& events,
                                        std::initializer_list<std::string_view> actors,
                                        std::initializer_list<std::string_view> others) {
  std::map<std::pair<NodeRef, NodeRef>, std::vector<NodeRef>> linked;
  for (const NodeRef event : events) {
    for (const NodeRef a : pairs::fillers_of(graph, event, actors)) {
      for (const NodeRef b : pairs::fillers_of(graph, event, others)) {
        if (a != b) linked[{a, b}].push_back(event);
      }
    }
  }
  return pairs::ranked(std::move(linked));
}

/// Who is together with whom in these events, whoever the agent is.
inline std::vector<Pair> mutual_pairs(const EventGraph& graph, const std::vector<NodeRef>& events) {
  static constexpr std::string_view roles[] = {"agent", "participant", "patient", "recipient"};
  std::map<std::pair<NodeRef, NodeRef>, std::vector<NodeRef>> linked;
  for (const NodeRef event : events) {
    const std::vector<NodeRef> all = pairs::fillers_of(graph, event, roles);
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t k = i + 1; k < all.size(); ++k) linked[std::minmax(all[i], all[k])].push_back(event);
    }
  }
  return pairs::ranked(std::move(linked));
}

/// Who met, visited or talked with whom; planned meetings and those that did not happen too: look at the events.
inline std::vector<Pair> who_met_whom(const EventGraph& graph) { return mutual_pairs(graph, events(graph, "contact")); }

/// Who accuses, criticizes, sues or charges whom.
inline std::vector<Pair> who_accuses_whom(const EventGraph& graph) {
  const auto accuses = [](const Node& n) {
    return n.kind == NodeKind::event && (n.type == "statement.accuse" || n.type == "statement.criticize" ||
                                         n.type == "justice.sue" || n.type == "justice.charge");
  };
  return directed_pairs(graph, nodes_where(graph, accuses), {"agent"}, {"patient", "recipient"});
}

}  // namespace tidings
