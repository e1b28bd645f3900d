// Timelines of events as text: a table, or a chart with one bar an event. Header-only.
#pragma once

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/queries.hpp"
#include "tidings/graph/select.hpp"
#include "tidings/graph/summary.hpp"

namespace tidings {

namespace timelines {

/// Days since 1970-01-01 of a whole ISO day; the day before the first of all where it is none.
inline long day_number(std::string_view day) {
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = 0;
    if (at + length <= day.size()) std::from_chars(day.data() + at, day.data() + at + length, value);
    return value;
  };
  using namespace std::chrono;
  const year_month month = year(number(0, 4)) / std::chrono::month(static_cast<unsigned>(std::clamp(number(5, 2), 1, 12)));
  const auto last = year_month_day_last(month.year(), month_day_last(month.month()));
  const unsigned in_month = static_cast<unsigned>(std::clamp(number(8, 2), 1, static_cast<int>(unsigned(last.day()))));
  return sys_days(month / std::chrono::day(in_month)).time_since_epoch().count();
}

struct Days {
  long first = 0;
  long last = 0;
};

inline Days days_of(const When& when) {
  const std::string& begin = when.begin.empty() ? when.end : when.begin;
  const std::string& end = when.end.empty() ? when.begin : when.end;
  const long first = day_number(select::first_day(begin));
  return {first, std::max(first, day_number(select::last_day(end)))};
}

inline std::string spelled(const When& when) {
  if (when.begin.empty() || when.end.empty() || when.begin == when.end) return when.begin.empty() ? when.end : when.begin;
  return when.begin + " to " + when.end;
}

/// The dated ones among some events, the earliest first.
inline std::vector<NodeRef> in_order(const EventGraph& graph, std::vector<NodeRef> nodes) {
  std::erase_if(nodes, [&](NodeRef v) { return !graph[v].when; });
  std::stable_sort(nodes.begin(), nodes.end(), [&](NodeRef a, NodeRef b) {
    return days_of(*graph[a].when).first < days_of(*graph[b].when).first;
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
    out << timelines::padded(timelines::spelled(*node.when), 24) << "  " << timelines::padded(node.type, 20) << "  "
        << timelines::padded(timelines::state_of(node), 12) << "  " << timelines::padded(node.id, 6) << "  "
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
  std::vector<long> lasts;
  for (const NodeRef v : dated) lasts.push_back(timelines::days_of(*graph[v].when).last);
  std::sort(lasts.begin(), lasts.end());
  const long first = timelines::days_of(*graph[dated[outliers]].when).first;
  const long last = std::max(lasts[lasts.size() - 1 - outliers], first);
  const auto width = static_cast<long>(columns);
  const auto column = [&](long day) { return (day - first) * width / (last - first + 1); };
  const std::string from = timelines::spelled({graph[dated[outliers]].when->begin, {}});
  const std::chrono::year_month_day end{std::chrono::sys_days(std::chrono::days(last))};
  const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const std::string to = std::to_string(int(end.year())) + '-' + two(unsigned(end.month())) + '-' + two(unsigned(end.day()));
  out << timelines::padded("", 26) << timelines::padded(from, columns - std::min(columns, to.size())) << to << '\n';
  for (const NodeRef v : dated) {
    const Node& node = graph[v];
    const auto [begin, ends] = timelines::days_of(*node.when);
    const bool sure = node.modality == Modality::actual && node.polarity == Polarity::positive;
    std::string bar(columns, ' ');
    const long a = std::clamp(column(begin), 0L, width - 1);
    const long b = std::clamp(column(ends), a, width - 1);
    std::fill(bar.begin() + a, bar.begin() + b + 1, sure ? '=' : '~');
    if (begin < first) bar.front() = '<';
    if (ends > last) bar.back() = '>';
    out << timelines::padded(timelines::spelled(*node.when), 24) << " |" << bar << "| " << timelines::line_of(graph, v) << '\n';
  }
}

}  // namespace tidings
