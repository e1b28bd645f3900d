// Points of the calendar at every grain of TIMEX3, from a day to a century: steps, days and values.
#pragma once

#include <chrono>
#include <string>

#include "tidings/discourse/times.hpp"

namespace tidings::timex {

using Days = std::chrono::sys_days;

/// From fine to coarse.
enum class Grain : std::uint8_t { day, weekend, week, month, quarter, season, half, year, decade, century };

/// The day, week, month … that begins on `begin`. (Winter begins in December and has the year of that month.)
struct Point {
  Grain grain = Grain::day;
  Days begin{};
  bool operator==(const Point&) const noexcept = default;
};

/// Years that a text of news may speak of. What is beyond is a number of something else.
inline constexpr int first_year = 1000, last_year = 2999;

Point point_of(Grain grain, Days day);  ///< the one that contains `day`
Point moved(Point point, int steps);    ///< by steps of its own grain (seasons: of a quarter of a year)
Days end_of(Point point);               ///< its last day
std::string value_of(Point point);      ///< TIMEX3; empty where the year is beyond the range above
Date date_of(Days day);

Days nth_weekday(int year, unsigned month, unsigned iso_weekday,
                 int nth);  ///< from the end of the month where negative
Days easter_sunday(int year);
unsigned iso_weekday(Days day);  ///< Monday is 1

}  // namespace tidings::timex
