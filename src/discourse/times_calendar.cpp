#include "discourse/times_calendar.hpp"

#include <array>
#include <charconv>
#include <cstdio>

namespace tidings::timex {

namespace {

using namespace std::chrono;

Days day_at(int y, unsigned m, unsigned d) { return Days(year(y) / month(m) / day(d)); }

Days first_of_month(Days d, int months_back) {
  const Date date = date_of(d);
  return Days(year_month(date.year(), date.month()) / 1 - months(months_back));
}

int year_at(Days d) { return static_cast<int>(date_of(d).year()); }
unsigned month_at(Days d) { return static_cast<unsigned>(date_of(d).month()); }

int floor_to(int number, int step) { return number - ((number % step) + step) % step; }

// The ISO year of a week is the year of its Thursday.
struct IsoWeek {
  int year;
  int week;
};
IsoWeek iso_week(Days monday) {
  const Days thursday = monday + std::chrono::days(3);
  const int y = year_at(thursday);
  return {y, static_cast<int>((thursday - day_at(y, 1, 1)).count() / 7 + 1)};
}

constexpr std::array<int, 10> months_of_grain = {0, 0, 0, 1, 3, 3, 6, 12, 120, 1200};

std::string print(const char* format, int a, int b = 0, int c = 0) {
  char out[48];
  const int n = std::snprintf(out, sizeof out, format, a, b, c);
  return std::string(out, static_cast<std::size_t>(n));
}

const char* season_name(unsigned first_month) {
  switch (first_month) {
    case 3:
      return "SP";
    case 6:
      return "SU";
    case 9:
      return "FA";
    default:
      return "WI";
  }
}

}  // namespace

Date date_of(Days d) { return Date(d); }

unsigned iso_weekday(Days d) { return weekday(d).iso_encoding(); }

Point point_of(Grain grain, Days d) {
  const int back_in_year = static_cast<int>(month_at(d)) - 1;
  switch (grain) {
    case Grain::day:
      return {grain, d};
    case Grain::week:
      return {grain, d - std::chrono::days(iso_weekday(d) - 1)};
    case Grain::weekend:
      return {grain, d - std::chrono::days(iso_weekday(d) - 1) + std::chrono::days(5)};
    case Grain::month:
      return {grain, first_of_month(d, 0)};
    case Grain::quarter:
      return {grain, first_of_month(d, back_in_year % 3)};
    case Grain::season:
      return {grain, first_of_month(d, (back_in_year + 1) % 3)};
    case Grain::half:
      return {grain, first_of_month(d, back_in_year % 6)};
    case Grain::year:
      return {grain, day_at(year_at(d), 1, 1)};
    case Grain::decade:
      return {grain, day_at(floor_to(year_at(d), 10), 1, 1)};
    case Grain::century:
      return {grain, day_at(floor_to(year_at(d), 100), 1, 1)};
  }
  return {Grain::day, d};
}

Point moved(Point p, int steps) {
  if (p.grain == Grain::day) return {p.grain, p.begin + std::chrono::days(steps)};
  if (p.grain == Grain::week || p.grain == Grain::weekend) return {p.grain, p.begin + std::chrono::days(7 * steps)};
  return {p.grain, first_of_month(p.begin, -steps * months_of_grain[static_cast<std::size_t>(p.grain)])};
}

Days end_of(Point p) {
  if (p.grain == Grain::weekend) return p.begin + std::chrono::days(1);
  return moved(p, 1).begin - std::chrono::days(1);
}

std::string value_of(Point p) {
  const int y = year_at(p.begin);
  if (y < first_year || y > last_year) return {};
  const int m = static_cast<int>(month_at(p.begin));
  switch (p.grain) {
    case Grain::day:
      return print("%04d-%02d-%02d", y, m, static_cast<int>(static_cast<unsigned>(date_of(p.begin).day())));
    case Grain::week:
      return print("%04d-W%02d", iso_week(p.begin).year, iso_week(p.begin).week);
    case Grain::weekend:
      return print("%04d-W%02d-WE", iso_week(p.begin - std::chrono::days(5)).year,
                   iso_week(p.begin - std::chrono::days(5)).week);
    case Grain::month:
      return print("%04d-%02d", y, m);
    case Grain::quarter:
      return print("%04d-Q%d", y, (m - 1) / 3 + 1);
    case Grain::half:
      return print("%04d-H%d", y, (m - 1) / 6 + 1);
    case Grain::season:
      return print("%04d-", y) + season_name(static_cast<unsigned>(m));
    case Grain::year:
      return print("%04d", y);
    case Grain::decade:
      return print("%03d", y / 10);
    case Grain::century:
      return print("%02d", y / 100);
  }
  return {};
}

Days nth_weekday(int y, unsigned m, unsigned iso, int nth) {
  const weekday wanted(iso % 7);
  if (nth < 0) {
    const Days last = Days(year(y) / month(m) / wanted[std::chrono::last]);
    return last - std::chrono::days(7 * (-nth - 1));
  }
  return Days(year(y) / month(m) / wanted[1]) + std::chrono::days(7 * (nth - 1));
}

// The Gregorian computus, after J. Meeus, Astronomical Algorithms (1991), chapter 8.
Days easter_sunday(int y) {
  const int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4;
  const int f = (b + 8) / 25, g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return day_at(y, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
}

}  // namespace tidings::timex

namespace tidings {

namespace {

using timex::Grain;
using timex::Point;

// Reads a TIMEX3 value from its left.
class ValueReader {
 public:
  explicit ValueReader(std::string_view text) : rest_(text.substr(0, text.find('T'))) {}

  std::optional<Point> read() {
    const auto lead = number(leading_digits());
    if (!lead) return std::nullopt;
    const std::size_t digits = digits_;
    if (digits == 2 && rest_.empty()) return at(Grain::century, *lead * 100);
    if (digits == 3 && rest_.empty()) return at(Grain::decade, *lead * 10);
    if (digits != 4) return std::nullopt;
    if (rest_.empty()) return at(Grain::year, *lead);
    if (rest_.front() != '-') return std::nullopt;
    rest_.remove_prefix(1);
    return read_inside(*lead);
  }

 private:
  std::size_t leading_digits() {
    digits_ = 0;
    while (digits_ < rest_.size() && rest_[digits_] >= '0' && rest_[digits_] <= '9') ++digits_;
    return digits_;
  }
  std::optional<int> number(std::size_t digits) {
    if (digits == 0 || digits > 4 || digits > rest_.size()) return std::nullopt;
    int out = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + digits, out);
    if (error != std::errc() || end != rest_.data() + digits) return std::nullopt;
    rest_.remove_prefix(digits);
    return out;
  }
  static std::optional<Point> at(Grain grain, int y, unsigned m = 1, unsigned d = 1) {
    const Date date{std::chrono::year(y), std::chrono::month(m), std::chrono::day(d)};
    if (y < 1 || !date.ok()) return std::nullopt;
    return timex::point_of(grain, std::chrono::sys_days(date));
  }

  std::optional<Point> read_inside(int y) {
    if (rest_ == "SP") return at(Grain::season, y, 3);
    if (rest_ == "SU") return at(Grain::season, y, 6);
    if (rest_ == "FA") return at(Grain::season, y, 9);
    if (rest_ == "WI") return at(Grain::season, y, 12);
    const char letter = rest_.empty() ? '\0' : rest_.front();
    if (letter == 'Q' || letter == 'H') return read_part(y, letter);
    if (letter == 'W') return read_week(y);
    const auto m = number(2);
    if (!m) return std::nullopt;
    if (rest_.empty()) return at(Grain::month, y, static_cast<unsigned>(*m));
    if (rest_.size() != 3 || rest_.front() != '-') return std::nullopt;
    rest_.remove_prefix(1);
    const auto d = number(2);
    return d ? at(Grain::day, y, static_cast<unsigned>(*m), static_cast<unsigned>(*d)) : std::nullopt;
  }
  std::optional<Point> read_part(int y, char letter) {
    if (rest_.size() != 2 || rest_[1] < '1' || rest_[1] > (letter == 'Q' ? '4' : '2')) return std::nullopt;
    const auto part = static_cast<unsigned>(rest_[1] - '1');
    return letter == 'Q' ? at(Grain::quarter, y, part * 3 + 1) : at(Grain::half, y, part * 6 + 1);
  }
  std::optional<Point> read_week(int y) {
    rest_.remove_prefix(1);
    const auto week = number(2);
    if (!week || *week < 1 || *week > 53 || y < 1) return std::nullopt;
    const auto fourth = at(Grain::week, y, 1, 4);  // always in week 1
    const Point monday = timex::moved(*fourth, *week - 1);
    if (rest_.empty()) return monday;
    if (rest_ == "-WE") return timex::point_of(Grain::weekend, monday.begin);
    return std::nullopt;
  }

  std::string_view rest_;
  std::size_t digits_ = 0;
};

}  // namespace

std::optional<Interval> days_of(std::string_view value) noexcept {
  const auto point = ValueReader(value).read();
  if (!point) return std::nullopt;
  return Interval{timex::date_of(point->begin), timex::date_of(timex::end_of(*point))};
}

}  // namespace tidings
