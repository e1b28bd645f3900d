// Anchors: which time expressions are an event's own, and the days that they give it.
//
//   EventAnchors anchors(document, dependents, knowledge);   // once a document
//   mention.times = anchors.times_of(predicate);             // for each event mention
//   event.when = event_days(document, mention.times);
#pragma once

#include <vector>

#include "discourse/lexicon.hpp"
#include "tidings/events/events.hpp"

namespace tidings {

/// Every time expression is given to one predicate (those of a list, to the same); linear in the length of the
/// document. Holds references to the document and to the dependents, and reads its layers down to predicates.
class EventAnchors {
 public:
  EventAnchors(const Document& document, const Dependents& dependents, const Knowledge& knowledge);

  /// When, or how long: the expressions of the predicate itself, of its light verb ("held talks on Friday"), of the
  /// verb of its course ("began on Friday to march"), and those that stand before the verbs it is joined with ("On
  /// Friday he came and left"). In the order of the text.
  std::vector<TimeId> times_of(const Predicate& predicate) const;

 private:
  TokenId governor_of(TimeId time) const;
  TokenId neighbour(const Time& time) const;
  TokenId climb(const Time& time) const;
  TokenId content_of(const Time& time) const;
  bool heads_predicate(TokenId token) const;
  bool is_distance(const Time& time) const;
  void take(TokenId governor, std::vector<TimeId>& out) const;

  const Document& d_;
  const Dependents& dependents_;
  Lexicon aspectual_;
  IdVector<TokenId, bool> light_;  ///< a light verb: its noun heads the predicate
  IdVector<TimeId, TokenId> governors_;
  IdVector<TimeId, TimeId> next_;    ///< the next one with the same governor
  IdVector<TokenId, TimeId> first_;  ///< the first one of a governor
};

/// The days in which an event with these times lies: those of the first expression that names days, or of both ends of
/// a range ("September 24-25"). Nothing where only a bound is told ("by Friday", "after May 3").
std::optional<Interval> event_days(const Document& document, const std::vector<TimeId>& times);

}  // namespace tidings
