// Timelines of events as text: a table, or a chart with one bar an event. Header-only.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/graph/days.hpp"
#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/queries.hpp"
#include "tidings/graph/summary.hpp"

namespace tidings {

namespace timelines {

/// The dated ones among some events, the earliest first.
inline std::vector<NodeRef> in_order(const EventGraph& graph, std::vector<NodeRef> nodes) {
  std::erase_if(nodes, [&](NodeRef v) { return !days::range_of(graph[v].when); });
  std::stable_sort(nodes.begin(), nodes.end(), [&](NodeRef a, NodeRef b) {
    return days::range_of(graph[a].when)->first < days::range_of(graph[b].when)->first;
  });
  return nodes;
}

inline std::string state_of(const Node& event) {
  const std::string modality = event.modality == Modality::actual ? "" : std::string(to_string(event.modality));
  return event.polarity == Polarity::positive ? modality : modality.empty() ? "not" : "not " + modality;
}

inline std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.append(width - text.size(), ' ');
  return text;
}

/// The line of an event without the day, which stands before it.
inline std::string line_of(const EventGraph& graph, NodeRef event) {
  std::string line = summary::line_of(graph, event);
  const std::string day = " [" + summary::when_of(graph[event]) + ']';
  if (const std::size_t at = line.find(day); at != std::string::npos) line.erase(at, day.size());
  return line;
}

}  // namespace timelines

/// One dated event a line: day, type, certainty, id, who and what; the earliest first. Undated ones are left out.
inline void write_timeline(std::ostream& out, const EventGraph& graph, const std::vector<NodeRef>& nodes) {
  for (const NodeRef v : timelines::in_order(graph, nodes)) {
    const Node& node = graph[v];
    out << timelines::padded(days::text_of(*node.when), 24) << "  " << timelines::padded(node.type.str(), 20) << "  "
        << timelines::padded(timelines::state_of(node), 12) << "  " << timelines::padded(node.id.str(), 6) << "  "
        << timelines::line_of(graph, v) << '\n';
  }
}

/// The same as a chart: the days from left to right, one bar an event. Solid is what is actual, "~" what is not sure.
/// Nineteen of twenty events decide the scale: what is far off is told with an arrow at the rim.
inline void write_timeline_chart(std::ostream& out, const EventGraph& graph, const std::vector<NodeRef>& nodes,
                                 std::size_t columns = 48) {
  const std::vector<NodeRef> dated = timelines::in_order(graph, nodes);
  if (dated.empty()) return;
  const std::size_t outliers = dated.size() / 20;
  std::vector<std::chrono::sys_days> lasts;
  for (const NodeRef v : dated) lasts.push_back(days::range_of(graph[v].when)->last);
  std::sort(lasts.begin(), lasts.end());
  const auto first = days::range_of(graph[dated[outliers]].when)->first;
  const auto last = std::max(lasts[lasts.size() - 1 - outliers], first);
  const auto width = static_cast<long>(columns);
  const auto column = [&](std::chrono::sys_days day) {
    return long{(day - first).count()} * width / ((last - first).count() + 1);
  };
  const std::string to = days::text_of(last);
  out << timelines::padded("", 26) << timelines::padded(days::text_of(first), columns - std::min(columns, to.size()))
      << to << '\n';
  for (const NodeRef v : dated) {
    const Node& node = graph[v];
    const auto [begin, ends] = *days::range_of(node.when);
    const bool sure = node.modality == Modality::actual && node.polarity == Polarity::positive;
    std::string bar(columns, ' ');
    const long a = std::clamp(column(begin), 0L, width - 1);
    const long b = std::clamp(column(ends), a, width - 1);
    std::fill(bar.begin() + a, bar.begin() + b + 1, sure ? '=' : '~');
    if (begin < first) bar.front() = '<';
    if (ends > last) bar.back() = '>';
    out << timelines::padded(days::text_of(*node.when), 24) << " |" << bar << "| " << timelines::line_of(graph, v)
        << '\n';
  }
}

}  // namespace tidings
