// Times: expressions of date, time, duration and repetition, with TIMEX3 values (TimeML 1.2.1).
#pragma once

#include <optional>
#include <string>

#include "tidings/graph/terms.hpp"
#include "tidings/syntax/syntax.hpp"

namespace tidings {

/// Days [begin, end], both included.
struct Interval {
  Date begin;
  Date end;
  bool operator==(const Interval&) const noexcept = default;
};

struct Time {
  TokenRange tokens;
  TimeType type = TimeType::date;
  std::string value;  ///< "2015-09-12", "2015-W37", "P4D", "PAST_REF", "XXXX-WXX-5"; empty: not known, never a guess
  std::optional<Interval> days;  ///< where the value names days of the calendar
  TokenId head;                  ///< the token that hangs on the rest of the sentence; inside `tokens`
  TimeBound bound =
      TimeBound::at;  ///< what the word before it says: "since" gives `begin`, "until" and "by" give `end`
};

struct Times {
  IdVector<TimeId, Time> items;  ///< in the order of the text, without overlap
  IdVector<TokenId, TimeId> of_token;
};

/// The value of `value` as days: "2015-09" gives the whole month. Nothing where it names no days (durations, sets,
/// "PAST_REF").
std::optional<Interval> days_of(std::string_view value) noexcept;

class Knowledge;
struct Document;

/// Reads text, tokens, sentences and syntax of `document`; values are resolved against `document.page.published`, the
/// tense of the verb that governs, and the times before. Linear; thread-safe.
Times find_times(const Document& document, const Knowledge& knowledge);

}  // namespace tidings
