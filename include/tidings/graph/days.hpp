// Days as the graph writes them: ISO 8601, as coarse as known. Header-only.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "tidings/graph/event_graph.hpp"

namespace tidings::days {

/// First and last day that something may mean or last, both included.
struct Range {
  std::chrono::sys_days first;
  std::chrono::sys_days last;
};

/// "2015", "2015-09" or "2015-09-13" (what follows is passed over); nothing where it is no such thing.
inline std::optional<Range> range_of(std::string_view date) {
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = 0;
    if (at + length > date.size()) return -1;
    for (std::size_t i = at; i < at + length; ++i) {
      if (date[i] < '0' || date[i] > '9') return -1;
      value = value * 10 + (date[i] - '0');
    }
    return value;
  };
  using namespace std::chrono;
  const int y = number(0, 4);
  if (y < 0 || (date.size() > 4 && date[4] != '-')) return std::nullopt;
  const year_month_day first_of_year{year(y), month(1), day(1)};
  const year_month_day last_of_year{year(y), month(12), day(31)};
  if (date.size() <= 5) return Range{first_of_year, last_of_year};
  const int m = number(5, 2);
  if (m < 1 || m > 12 || (date.size() > 7 && date[7] != '-')) return std::nullopt;
  const year_month in_year = year(y) / month(static_cast<unsigned>(m));
  if (date.size() <= 8) return Range{sys_days(in_year / 1), sys_days(in_year / last)};
  const year_month_day whole = in_year / day(static_cast<unsigned>(std::max(number(8, 2), 0)));
  return whole.ok() ? std::optional(Range{whole, whole}) : std::nullopt;
}

/// One of the two may be missing; nothing where neither is a date.
inline std::optional<Range> range_of(const std::optional<When>& when) {
  if (!when) return std::nullopt;
  std::optional<Range> begin = range_of(when->begin);
  std::optional<Range> end = range_of(when->end);
  if (!begin) begin = end;
  if (!end) end = begin;
  if (!begin) return std::nullopt;
  return Range{begin->first, std::max(begin->first, end->last)};
}

/// "2015-09-13"
inline std::string text_of(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  const auto padded = [](int number, std::size_t width) {
    std::string digits = std::to_string(number);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
  };
  return padded(int(date.year()), 4) + '-' + padded(int(unsigned(date.month())), 2) + '-' +
         padded(int(unsigned(date.day())), 2);
}

/// "2015-09-07 to 2015-09-12", "2015-09"
inline std::string text_of(const When& when) {
  if (when.begin.empty() || when.end.empty() || when.begin == when.end)
    return (when.begin.empty() ? when.end : when.begin).str();
  return when.begin + " to " + when.end;
}

}  // namespace tidings::days
