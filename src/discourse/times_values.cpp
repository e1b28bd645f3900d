#include "discourse/times_values.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iomanip>
#include <locale>
#include <sstream>

namespace tidings::timex {

namespace {

using DayCount = std::chrono::days;

std::optional<Grain> grain_of(std::string_view unit) {
  if (unit == "D") return Grain::day;
  if (unit == "WE") return Grain::weekend;
  if (unit == "W") return Grain::week;
  if (unit == "M") return Grain::month;
  if (unit == "Q") return Grain::quarter;
  if (unit == "Y") return Grain::year;
  if (unit == "DE") return Grain::decade;
  if (unit == "CE") return Grain::century;
  return std::nullopt;
}

bool is_of_clock(std::string_view unit) { return unit == "H" || unit == "MIN" || unit == "S"; }

std::string number_text(double number) {
  std::ostringstream out;  // to_chars of floating numbers is wanting in libc++ before 14
  out.imbue(std::locale::classic());
  out << std::fixed << std::setprecision(number == std::floor(number) ? 0 : 1) << number;
  return out.str();
}

// "Y" and 2 give "2Y". A half is told in the next unit where that is exact; decades and the like are told in years.
std::string amount(double number, std::string_view unit) {
  if (unit == "FN") return amount(number * 2, "W");
  if (unit == "DE") return amount(number * 10, "Y");
  if (unit == "CE") return amount(number * 100, "Y");
  if (unit == "ML") return amount(number * 1000, "Y");
  const double whole = std::floor(number);
  const bool half = number - whole == 0.5;
  if (half && whole > 0 && unit == "Y") return number_text(whole) + "Y6M";
  if (half && whole > 0 && unit == "H") return number_text(whole) + "H30M";
  if (half && whole > 0 && unit == "MIN") return number_text(whole) + "M30S";
  if (half && whole == 0 && unit == "H") return "30M";
  if (half && whole == 0 && unit == "Y") return "6M";
  return number_text(number) + std::string(unit == "MIN" ? "M" : unit);
}

std::string duration_value(double number, std::string_view unit) {
  return (is_of_clock(unit) ? "PT" : "P") + amount(number, unit);
}

std::string two_figures(int number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

int year_at(Days d) { return static_cast<int>(date_of(d).year()); }

std::optional<Days> day_at(int y, int m, int d) {
  const Date date{std::chrono::year(y), std::chrono::month(static_cast<unsigned>(m)),
                  std::chrono::day(static_cast<unsigned>(d))};
  if (y < first_year || y > last_year || !date.ok()) return std::nullopt;
  return Days(date);
}

}  // namespace

// The parts of a match by their classes.
struct ValueMaker::Caught {
  const Readings& readings;
  const Grammar& grammar;
  const std::array<TokenId, slots>& parts;

  bool has(WordClass c, bool second = false) const noexcept { return static_cast<bool>(parts[slot_of(c, second)]); }
  const Reading& at(WordClass c, bool second = false) const { return readings[parts[slot_of(c, second)]]; }
  const Sense* sense(WordClass c, bool second = false) const {
    if (!has(c, second)) return nullptr;
    const WordId word = at(c, second).word;
    return word == no_word ? nullptr : grammar.word(word).sense(c);
  }
  std::string_view value(WordClass c, bool second = false) const {
    const Sense* s = sense(c, second);
    return s == nullptr ? std::string_view() : s->value;
  }
  int number(WordClass c) const {
    const Sense* s = sense(c);
    return s == nullptr ? 0 : s->number;
  }
  unsigned weekday() const {
    return static_cast<unsigned>(has(WordClass::weekday) ? number(WordClass::weekday)
                                                         : number(WordClass::short_weekday));
  }
  bool has_weekday() const noexcept { return has(WordClass::weekday) || has(WordClass::short_weekday); }
  std::string_view unit(const Rule& rule, bool second = false) const {
    if (has(WordClass::unit, second)) return value(WordClass::unit, second);
    if (has(WordClass::units, second)) return value(WordClass::units, second);
    return second ? std::string_view() : std::string_view(rule.unit);
  }
  /// "two", "a couple of", "two and a half"; 1 where the words tell none.
  double count(bool second = false) const {
    double out = has(WordClass::number, second) ? at(WordClass::number, second).number
                 : has(WordClass::couple)       ? number(WordClass::couple)
                                                : 1;
    if (const Sense* fraction = second ? nullptr : sense(WordClass::fraction))
      out += std::strtod(fraction->value.c_str(), nullptr);
    return out;
  }
};

ValueMaker::ValueMaker(std::optional<Date> published, const Readings& readings, const Grammar& grammar,
                       const TenseReader& tense)
    : readings_(readings), grammar_(grammar), tense_(tense) {
  if (published && published->ok()) published_ = Days(*published);
}

void ValueMaker::set_point(std::optional<Point> point, Finding& out) const {
  out.point = point;
  out.value = point ? value_of(*point) : std::string();
  if (out.value.empty()) out.point.reset();
  if (out.point && out.point->grain == Grain::day) out.value += out.clock;
}

void ValueMaker::make(const Rule& rule, const std::array<TokenId, slots>& parts, Finding& out) {
  const Caught c{readings_, grammar_, parts};
  out.type = rule.type;
  switch (rule.making) {
    case Making::calendar:
      return make_calendar(rule, c, out);
    case Making::shift:
      return make_shift(rule, c, out);
    case Making::offset:
      return make_offset(rule, c, out);
    case Making::duration:
    case Making::duration_last:
    case Making::vague_duration:
      return make_duration(rule, c, out);
    case Making::set:
    case Making::set_calendar:
    case Making::set_adverb:
      return make_set(rule, c, out);
    case Making::clock:
      return make_clock(c, out);
    case Making::this_unit:
      return make_this_unit(rule, c, out);
    case Making::year_ago:
      if (!quarter_of_report(out))
        return set_point(published_ ? std::optional(moved(point_of(Grain::year, *published_), -1)) : std::nullopt, out);
      return make_quarter_before(rule, c, out);
    case Making::year_ago_quarter:
      return make_quarter_before(rule, c, out);
    case Making::constant:
      out.value = rule.constant;
      return;
    case Making::nothing:
      return;
  }
}

void ValueMaker::remember(const Finding& f, const Rule& rule) {
  if (!f.point || f.only_clock || (f.type != TimeType::date && f.type != TimeType::time)) return;
  last_ = f.point;
  told_at_ = f.tokens.front().index();
  if (f.point->grain != Grain::quarter || rule.making == Making::year_ago || rule.making == Making::year_ago_quarter)
    return;
  last_quarter_ = f.point;
  quarter_told_at_ = f.tokens.front().index();
}

void ValueMaker::join(Finding& day, const Finding& clock) {
  day.clock = clock.clock;
  day.type = TimeType::time;
  day.only_clock = false;
  if (day.point && day.point->grain == Grain::day) day.value = value_of(*day.point) + day.clock;
}

// ---- parts of the calendar

// Of the same day, month or season in the years around publication, the one that the tense tells; else the nearest. A
// day that is most of a year away would be told with its year, so that one close by on the other side is meant after
// all.
std::optional<Point> ValueMaker::nearest(Point one, Direction direction) const {
  if (!published_) return std::nullopt;
  constexpr DayCount most_of_a_year(270);
  const auto distance = [&](const Point& p) {
    const Days end = end_of(p);
    return end < *published_ ? *published_ - end : p.begin > *published_ ? p.begin - *published_ : DayCount(0);
  };
  std::optional<Point> best, told;
  const int now = year_at(*published_);
  for (int year = now - 4; year <= now + 4; ++year) {  // the 29th of February comes every fourth year
    const Date date = date_of(one.begin);
    const Date there{std::chrono::year(year), date.month(), date.day()};
    if (!there.ok()) continue;
    const Point p{one.grain, Days(there)};
    if (!best || distance(p) < distance(*best)) best = p;
    if (direction == Direction::past ? p.begin > *published_ : end_of(p) < *published_) continue;
    if (!told || distance(p) < distance(*told)) told = p;
  }
  if (direction == Direction::unknown || !told) return best;
  return one.grain == Grain::day && distance(*told) > most_of_a_year ? best : told;
}

// News says "on Saturday" of the last one, publication day included, unless the verb points ahead.
Point ValueMaker::weekday_near(Days from, unsigned weekday, Direction direction) const {
  const int ahead = (static_cast<int>(weekday) - static_cast<int>(iso_weekday(from)) + 7) % 7;
  return {Grain::day, from + DayCount(direction == Direction::future || ahead == 0 ? ahead : ahead - 7)};
}

// Reports speak of the quarter that is nearest, whatever their verbs, and rather of one that is over than of one to
// come.
std::optional<Point> ValueMaker::named_quarter(int number, Direction direction) const {
  const int year = published_ ? year_at(*published_) : 2000;
  const auto begin = day_at(year, 3 * ((number < 1 ? 4 : number) - 1) + 1, 1);
  if (!begin || number > 4) return std::nullopt;
  const auto near = nearest({Grain::quarter, *begin}, Direction::unknown);
  const bool is_to_come = near && published_ && near->begin > *published_ + DayCount(60);
  return is_to_come && direction != Direction::future ? moved(*near, -4) : near;
}

std::optional<Point> ValueMaker::holiday(const Caught& c, Direction direction) const {
  const Sense* sense = c.at(WordClass::holiday).holiday;
  if (sense == nullptr) return std::nullopt;
  const auto in_year = [&](int year) -> std::optional<Point> {
    int a = 0, b = 0, n = 0, more = 0;
    if (std::sscanf(sense->value.c_str(), "nth %d %d %d %d", &a, &b, &n, &more) >= 3) {
      return Point{Grain::day,
                   nth_weekday(year, static_cast<unsigned>(a), static_cast<unsigned>(b), n) + DayCount(more)};
    }
    if (std::sscanf(sense->value.c_str(), "easter %d", &a) == 1)
      return Point{Grain::day, easter_sunday(year) + DayCount(a)};
    if (std::sscanf(sense->value.c_str(), "%d-%d", &a, &b) != 2) return std::nullopt;
    const auto day = day_at(year, a, b);
    return day ? std::optional(Point{Grain::day, *day}) : std::nullopt;
  };
  if (c.has(WordClass::year)) return in_year(c.at(WordClass::year).year);
  if (!published_) return std::nullopt;
  const int now = year_at(*published_);
  if (c.has(WordClass::shift) && c.parts[slot_of(WordClass::shift)] > c.parts[slot_of(WordClass::holiday)])
    return in_year(now + c.number(WordClass::shift));
  std::optional<Point> best;
  for (int year = now - 1; year <= now + 1; ++year) {
    const auto p = in_year(year);
    if (!p || (direction == Direction::past && p->begin > *published_) ||
        (direction == Direction::future && p->begin < *published_))
      continue;
    const auto distance = [&](const Point& x) {
      return x.begin < *published_ ? *published_ - x.begin : x.begin - *published_;
    };
    if (!best || distance(*p) < distance(*best)) best = p;
  }
  return best;
}

// With its year told: quarter, half, season, month or day of it.
std::optional<Point> ValueMaker::year_point(const Caught& c, int year) const {
  const auto begin = [&](Grain grain, int month) -> std::optional<Point> {
    const auto day = day_at(year, month, 1);
    return day ? std::optional(Point{grain, *day}) : std::nullopt;
  };
  if (c.has(WordClass::season)) {
    const std::string_view name = c.value(WordClass::season);
    return begin(Grain::season, name == "SP" ? 3 : name == "SU" ? 6 : name == "FA" ? 9 : 12);
  }
  if (!c.has(WordClass::month)) return begin(Grain::year, 1);
  const int month = c.number(WordClass::month);
  if (!c.has(WordClass::day)) return begin(Grain::month, month);
  const auto day = day_at(year, month, static_cast<int>(c.at(WordClass::day).number));
  return day ? std::optional(Point{Grain::day, *day}) : std::nullopt;
}

// "Monday, October 26": the year nearest to publication in which that day is a Monday.
std::optional<Point> ValueMaker::year_of_weekday(const Caught& c) const {
  const int now = year_at(*published_);
  std::optional<Point> best, right;
  for (const int step : {0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6}) {
    const auto p = year_point(c, now + step);
    if (!p) continue;
    if (!best) best = p;
    if (!right && iso_weekday(p->begin) == c.weekday()) right = p;
  }
  return right ? right : best;
}

std::optional<Point> ValueMaker::month_or_day(const Caught& c, Finding& out) {
  constexpr int leap_year = 2000;  // any: nearest() looks for the right one
  const auto point = year_point(c, leap_year);
  if (!point) return std::nullopt;
  if (published_ && c.has_weekday()) return year_of_weekday(c);
  if (published_) return nearest(*point, direction(out, true));
  if (c.has(WordClass::month)) {
    out.value = "XXXX-" + two_figures(c.number(WordClass::month));
    if (c.has(WordClass::day))
      out.value += '-' + two_figures(static_cast<int>(c.at(WordClass::day).number)) + out.clock;
  }
  return std::nullopt;
}

void ValueMaker::make_calendar(const Rule& rule, const Caught& c, Finding& out) {
  if (c.has(WordClass::daypart)) out.clock = 'T' + std::string(c.value(WordClass::daypart));
  const auto point = calendar_point(rule, c, out);
  if (point || out.value.empty()) set_point(point, out);
}

std::optional<int> ValueMaker::told_year(const Caught& c) const {
  if (c.has(WordClass::year)) return c.at(WordClass::year).year;
  if (c.has(WordClass::spelled_year)) return c.at(WordClass::spelled_year).spelled_year;
  if (c.has(WordClass::number)) return static_cast<int>(c.at(WordClass::number).number);
  if (c.has(WordClass::shift) && published_) return year_at(*published_) + c.number(WordClass::shift);
  if (c.has(WordClass::sequel) && last_) return year_at(last_->begin) + c.number(WordClass::sequel);
  return std::nullopt;
}

// The third quarter, the first half, the 20th century.
std::optional<Point> ValueMaker::numbered(const Rule& rule, const Caught& c, const Finding& out) const {
  int number = c.has(WordClass::quarter_name) ? c.number(WordClass::quarter_name)
                                              : static_cast<int>(c.at(WordClass::ordinal).number);
  auto year = told_year(c);
  if (rule.unit == "Q" && !year) return named_quarter(number, direction(out));
  if (rule.unit == "CE") {
    const auto day = number > 10 && number < 30 ? day_at((number - 1) * 100, 1, 1) : std::nullopt;
    return day ? std::optional(Point{Grain::century, *day}) : std::nullopt;
  }
  const Grain grain = rule.unit == "Q" ? Grain::quarter : Grain::half;
  const int parts = grain == Grain::quarter ? 4 : 2;
  if (number == -1) number = parts;
  if (!year && published_) year = year_at(*published_);
  if (!year || number < 1 || number > parts) return std::nullopt;
  const auto day = day_at(*year, (number - 1) * 12 / parts + 1, 1);
  return day ? std::optional(Point{grain, *day}) : std::nullopt;
}

std::optional<Point> ValueMaker::calendar_point(const Rule& rule, const Caught& c, Finding& out) {
  if (c.has(WordClass::date)) return Point{Grain::day, Days(c.at(WordClass::date).date)};
  if (c.has(WordClass::decade)) {
    const auto day = day_at(c.at(WordClass::decade).year, 1, 1);
    return day ? std::optional(Point{Grain::decade, *day}) : std::nullopt;
  }
  if (c.has(WordClass::holiday)) return holiday(c, direction(out, true));
  if (c.has(WordClass::ordinal) || c.has(WordClass::quarter_name)) return numbered(rule, c, out);
  if (const auto year = told_year(c)) return year_point(c, *year);
  if (c.has(WordClass::shift) || c.has(WordClass::sequel)) return std::nullopt;
  if (c.has(WordClass::month) || c.has(WordClass::season)) return month_or_day(c, out);
  if (c.has_weekday() && published_) return weekday_near(*published_, c.weekday(), direction(out));
  return std::nullopt;
}

// ---- steps from publication, or from the time told last

std::optional<Point> ValueMaker::shifted_unit(Grain grain, int by, bool from_text, const Finding& out) const {
  if (from_text && last_) {
    if (last_->grain > grain) return std::nullopt;  // "the next day" after a year
    return moved(point_of(grain, last_->begin), by);
  }
  if (!published_) return std::nullopt;
  Point p = moved(point_of(grain, *published_), by);
  if (grain == Grain::weekend && by == 0 && p.begin > *published_ && direction(out) != Direction::future)
    p = moved(p, -1);
  return p;
}

// "last Monday", "next spring", "this April": a name, and which one of them.
std::optional<Point> ValueMaker::shifted_name(const Caught& c, int by, const Finding& out) const {
  if (!published_) return std::nullopt;
  const Days now = *published_;
  if (c.has(WordClass::weekday)) {
    if (c.has(WordClass::unit)) {  // "Monday next week"
      const auto grain = grain_of(c.value(WordClass::unit));
      if (grain != Grain::week) return std::nullopt;
      return Point{Grain::day, moved(point_of(Grain::week, now), by).begin + DayCount(c.weekday() - 1)};
    }
    if (by < 0) return weekday_near(now - DayCount(1), c.weekday(), Direction::past);
    if (by > 0) return weekday_near(now + DayCount(1), c.weekday(), Direction::future);
    const Direction d = direction(out);
    return d == Direction::unknown ? Point{Grain::day, point_of(Grain::week, now).begin + DayCount(c.weekday() - 1)}
                                   : weekday_near(now, c.weekday(), d);
  }
  if (c.has(WordClass::holiday))
    return holiday(c, by < 0 ? Direction::past : by > 0 ? Direction::future : direction(out));
  const int year = year_at(now);
  if (by == 0) return c.has(WordClass::season) ? nearest(*year_point(c, year), direction(out)) : year_point(c, year);
  for (int step = -1; step <= 1; ++step) {
    const auto p = year_point(c, year + (by < 0 ? -step : step));
    if (p && (by < 0 ? end_of(*p) < now : p->begin > now)) return p;
  }
  return std::nullopt;
}

std::optional<Point> ValueMaker::shifted(const Rule& rule, const Caught& c, const Finding& out) const {
  int by = rule.by.value_or(0);
  if (c.has(WordClass::shift)) by = c.number(WordClass::shift);
  if (c.has(WordClass::sequel)) by = c.number(WordClass::sequel);
  if (c.has(WordClass::near_day)) by = c.number(WordClass::near_day);
  const bool from_text = rule.from_text || c.has(WordClass::sequel);
  const bool named =
      c.has(WordClass::weekday) || c.has(WordClass::month) || c.has(WordClass::season) || c.has(WordClass::holiday);
  if (named && from_text && last_ && c.has(WordClass::weekday)) {
    const int step = by < 0 ? -1 : by > 0 ? 1 : 0;
    return weekday_near(last_->begin + DayCount(step), c.weekday(), by < 0 ? Direction::past : Direction::future);
  }
  if (named) return shifted_name(c, by, out);
  const auto grain = c.has(WordClass::daypart) ? Grain::day : grain_of(c.unit(rule));
  return grain ? shifted_unit(*grain, by, from_text, out) : std::nullopt;
}

void ValueMaker::make_shift(const Rule& rule, const Caught& c, Finding& out) {
  const std::string_view unit = c.unit(rule);
  const bool only_long = !unit.empty() && !c.has(WordClass::weekday) &&
                         (!grain_of(unit) || (unit == "DE" && c.number(WordClass::shift) != 0));
  if (only_long) {  // "the past hour", "the last decade"
    out.type = TimeType::duration;
    out.value = duration_value(1, unit);
    return;
  }
  if (c.has(WordClass::daypart)) out.clock = 'T' + std::string(c.value(WordClass::daypart));
  if (!rule.part.empty()) out.clock = 'T' + rule.part;
  if (!out.clock.empty()) out.type = TimeType::time;
  set_point(shifted(rule, c, out), out);
}

void ValueMaker::make_offset(const Rule& rule, const Caught& c, Finding& out) {
  std::string_view unit = c.unit(rule);
  double count = c.count();
  if (unit == "FN") unit = "W", count *= 2;
  if (unit == "DE" || unit == "CE" || unit == "ML") count *= unit == "DE" ? 10 : unit == "CE" ? 100 : 1000, unit = "Y";
  const auto grain = grain_of(unit);
  if (is_of_clock(unit) && rule.from_text) {
    out.type = TimeType::duration;
    out.value = duration_value(count, unit);
    return;
  }
  if (!grain || count > 10000) {
    out.value = published_ && rule.by.value_or(1) < 0 ? "PAST_REF" : "";
    return;
  }
  const int by = rule.by.value_or(1) * static_cast<int>(count);
  const bool days_known = rule.from_text && last_ && last_->grain == Grain::day;
  if (days_known && (*grain == Grain::week || *grain == Grain::day)) {
    return set_point(Point{Grain::day, last_->begin + DayCount(by * (*grain == Grain::week ? 7 : 1))}, out);
  }
  set_point(shifted_unit(*grain, by, rule.from_text, out), out);
}

// "the quarter" is the one that was spoken of, else the last whole one.
void ValueMaker::make_this_unit(const Rule& rule, const Caught& c, Finding& out) {
  const std::string_view unit = c.unit(rule);
  const auto grain = grain_of(unit.empty() ? "Q" : unit);
  if (!grain) return;
  if (*grain != Grain::quarter) return set_point(shifted_unit(*grain, 0, false, out), out);
  const auto told = quarter_of_report(out);
  set_point(told ? told : shifted_unit(Grain::quarter, -1, false, out), out);
}

// The quarter that was spoken of a few sentences before at most.
std::optional<Point> ValueMaker::quarter_of_report(const Finding& out) const {
  constexpr std::size_t memory = 150;  // tokens
  return last_quarter_ && out.tokens.front().index() < quarter_told_at_ + memory ? last_quarter_ : std::nullopt;
}

void ValueMaker::make_quarter_before(const Rule& rule, const Caught& c, Finding& out) {
  std::optional<Point> now = quarter_of_report(out);
  if (c.has(WordClass::ordinal)) now = numbered(rule, c, out);
  if (!now) now = shifted_unit(Grain::quarter, -1, false, out);
  const int years =
      !c.has(WordClass::year) || !now ? -1 : c.at(WordClass::year).year - year_at(now->begin);  // "the 1988 quarter"
  set_point(now ? std::optional(moved(*now, 4 * years)) : std::nullopt, out);
}

// ---- what is on no day

void ValueMaker::make_duration(const Rule& rule, const Caught& c, Finding& out) const {
  const std::string_view unit = c.unit(rule);
  if (unit.empty()) return;
  if (rule.making == Making::vague_duration) {
    out.value = (is_of_clock(unit) ? "PTX" : "PX") + std::string(unit == "MIN" ? "M" : unit);
    return;
  }
  const bool last = rule.making == Making::duration_last && c.has(WordClass::number, true);
  out.value = duration_value(c.count(last), unit);
  const std::string_view more = c.unit(rule, true);
  if (more.empty()) return;
  if (is_of_clock(more) && !is_of_clock(unit)) out.value += 'T';
  out.value += amount(c.count(true), more);
}

void ValueMaker::make_set(const Rule& rule, const Caught& c, Finding& out) const {
  if (rule.making == Making::set_adverb) {
    out.value = c.value(WordClass::adverb_of_set);
    return;
  }
  if (rule.making == Making::set) {
    out.value = duration_value(c.count(), c.unit(rule));
    return;
  }
  const std::string_view part = c.has(WordClass::daypart) ? c.value(WordClass::daypart) : c.value(WordClass::dayparts);
  const std::string clock = part.empty() ? std::string() : 'T' + std::string(part);
  const int weekday = c.has(WordClass::weekdays) ? c.number(WordClass::weekdays) : c.number(WordClass::weekday);
  if (weekday != 0) out.value = "XXXX-WXX-" + std::to_string(weekday) + clock;
  else if (c.has(WordClass::month)) out.value = "XXXX-" + two_figures(c.number(WordClass::month));
  else if (c.has(WordClass::season)) out.value = "XXXX-" + std::string(c.value(WordClass::season));
  else if (c.has(WordClass::seasons)) out.value = "XXXX-" + std::string(c.value(WordClass::seasons));
  else out.value = "XXXX-XX-XX" + clock;
}

void ValueMaker::make_clock(const Caught& c, Finding& out) const {
  int hour = 0, minute = 0;
  if (c.has(WordClass::clock)) {
    std::sscanf(std::string(c.at(WordClass::clock).clock).c_str(), "%d:%d", &hour, &minute);
  } else if (c.has(WordClass::hour)) {
    hour = static_cast<int>(c.at(WordClass::hour).number);
  }
  const std::string_view part = c.value(WordClass::daypart);
  const bool afternoon =
      c.value(WordClass::meridiem) == "pm" || part == "AF" || part == "EV" || (part == "NI" && hour > 5);
  const bool twelve = c.has(WordClass::meridiem) || !part.empty();
  if (twelve && afternoon && hour < 12) hour += 12;
  if (c.value(WordClass::meridiem) == "am" && hour == 12) hour = 0;
  out.only_clock = true;
  if (c.has(WordClass::moment)) out.clock = 'T' + std::string(c.value(WordClass::moment));
  else if (c.has(WordClass::clock) || c.has(WordClass::hour))
    out.clock = 'T' + two_figures(hour) + ':' + two_figures(minute) + std::string(c.value(WordClass::zone));
  else out.clock = 'T' + std::string(part);
  constexpr std::size_t memory = 25;  // tokens: about a sentence
  const bool day_told = last_ && last_->grain == Grain::day && out.tokens.front().index() < told_at_ + memory;
  set_point(day_told ? last_ : published_ ? std::optional(Point{Grain::day, *published_}) : std::nullopt, out);
}

}  // namespace tidings::timex
