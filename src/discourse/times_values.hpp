// From a match of the grammar to TIMEX3: what the caught words mean, on which day of the calendar.
#pragma once

#include "discourse/times_calendar.hpp"
#include "discourse/times_tense.hpp"

namespace tidings::timex {

/// A rule that matched, and where its parts stand.
struct Match {
  const Rule* rule = nullptr;
  TokenRange tokens;
  std::array<TokenId, slots> parts{};
};

/// An expression on its way to a Time.
struct Finding {
  TokenRange tokens;
  TokenId head;
  TimeType type = TimeType::date;
  std::string value;
  std::optional<Point> point;  ///< where it is one of the calendar
  std::string clock;           ///< "T15:30", "TMO": the part of the value behind the day
  bool only_clock = false;     ///< a time of a day that the expression itself doesn't tell
};

/// Makes the values of one document's expressions, in the order of the text: later ones may be told from earlier ones.
class ValueMaker {
 public:
  ValueMaker(std::optional<Date> published, const Readings& readings, const Grammar& grammar, const TenseReader& tense);

  /// Fills type, value, point and clock of `out`, whose tokens and head are set. `parts`: those of the match, with what
  /// a second expression takes over.
  void make(const Rule& rule, const std::array<TokenId, slots>& parts, Finding& out);
  /// Puts a time of day and its day together: value, point and clock of `day` become those of both.
  static void join(Finding& day, const Finding& clock);
  /// `rule`: that made the finding.
  void remember(const Finding& finding, const Rule& rule);

 private:
  struct Caught;
  void make_calendar(const Rule& rule, const Caught& c, Finding& out);
  std::optional<Point> calendar_point(const Rule& rule, const Caught& c, Finding& out);
  std::optional<int> told_year(const Caught& c) const;
  std::optional<Point> numbered(const Rule& rule, const Caught& c, const Finding& out) const;
  std::optional<Point> year_point(const Caught& c, int year) const;
  std::optional<Point> month_or_day(const Caught& c, Finding& out);
  std::optional<Point> year_of_weekday(const Caught& c) const;
  std::optional<Point> holiday(const Caught& c, Direction direction) const;
  std::optional<Point> named_quarter(int number, Direction direction) const;
  std::optional<Point> nearest(Point one_year, Direction direction) const;
  Point weekday_near(Days from, unsigned weekday, Direction direction) const;
  void make_shift(const Rule& rule, const Caught& c, Finding& out);
  std::optional<Point> shifted(const Rule& rule, const Caught& c, const Finding& out) const;
  std::optional<Point> shifted_name(const Caught& c, int by, const Finding& out) const;
  std::optional<Point> shifted_unit(Grain grain, int by, bool from_text, const Finding& out) const;
  void make_offset(const Rule& rule, const Caught& c, Finding& out);
  void make_duration(const Rule& rule, const Caught& c, Finding& out) const;
  void make_set(const Rule& rule, const Caught& c, Finding& out) const;
  void make_clock(const Caught& c, Finding& out) const;
  void make_quarter_before(const Rule& rule, const Caught& c, Finding& out);
  void make_this_unit(const Rule& rule, const Caught& c, Finding& out);
  std::optional<Point> quarter_of_report(const Finding& out) const;
  void set_point(std::optional<Point> point, Finding& out) const;
  Direction direction(const Finding& out, bool of_year = false) const {
    return tense_.direction(out.tokens, out.head, of_year);
  }

  std::optional<Days> published_;
  const Readings& readings_;
  const Grammar& grammar_;
  const TenseReader& tense_;
  std::optional<Point> last_;          ///< the point of the calendar told last
  std::size_t told_at_ = 0;            ///< token
  std::optional<Point> last_quarter_;  ///< that the text reports of; not those it is compared with
  std::size_t quarter_told_at_ = 0;    ///< token
};

}  // namespace tidings::timex
