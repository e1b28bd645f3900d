#include "events/anchors.hpp"

#include <algorithm>

#include "tidings/document.hpp"

namespace tidings {

namespace {

constexpr int most_steps = 6;  // from an expression up to its predicate

bool is_verb(const Syntax& s, TokenId t) { return s.upos[t] == Upos::verb || s.upos[t] == Upos::aux; }

// "September 24-25", "from May to June": words of a range and nothing else between.
bool is_range(const Document& d, const Time& from, const Time& to) {
  const std::size_t gap = to.tokens.front().index() - from.tokens.end_id.index();
  if (gap != 1) return false;
  const std::string_view word = d.tokens.form(d.source, from.tokens.end_id);
  return word == "-" || word == "\xe2\x80\x93" || word == "to" || word == "through" || word == "until" ||
         word == "till";
}

}  // namespace

EventAnchors::EventAnchors(const Document& document, const Dependents& dependents, const Knowledge& knowledge)
    : d_(document), dependents_(dependents), aspectual_(lexicon_of(knowledge, "aspectual-verbs")) {
  if (d_.times.items.empty()) return;
  light_.resize(d_.tokens.size());
  first_.resize(d_.tokens.size());
  for (const Predicate& p : d_.predicates.items) {
    if (p.carrier) light_[p.carrier] = true;
  }
  governors_.resize(d_.times.items.size());
  next_.resize(d_.times.items.size());
  for (const TimeId t : d_.times.items.ids()) governors_[t] = governor_of(t);
  for (std::size_t i = d_.times.items.size(); i-- > 0;) {
    const TimeId t(i);
    if (!governors_[t]) continue;
    next_[t] = first_[governors_[t]];
    first_[governors_[t]] = t;
  }
}

bool EventAnchors::heads_predicate(TokenId token) const { return d_.predicates.of_head[token] || light_[token]; }

// Those before are known.
TokenId EventAnchors::governor_of(TimeId id) const {
  const Time& time = d_.times.items[id];
  if (is_distance(time)) return {};
  if (time.type == TimeType::duration) {
    if (const TokenId content = content_of(time)) return content;
  }
  if (id.index() > 0) {
    const TimeId before(id.index() - 1);
    const TokenId head = d_.syntax.head[time.head];
    const bool listed = head && d_.times.of_token[head] == before;
    if (listed || is_range(d_, d_.times.items[before], time)) return governors_[before];
  }
  if (const TokenId near = neighbour(time)) return near;
  return climb(time);
}

// "13 days after the bombing" is no duration of anything.
bool EventAnchors::is_distance(const Time& time) const {
  if (time.type != TimeType::duration || time.tokens.end_id.index() >= d_.tokens.size()) return false;
  const std::string_view next = d_.tokens.form(d_.source, time.tokens.end_id);
  return next == "after" || next == "before" || next == "later" || next == "earlier" || next == "since";
}

// "four days of talks"
TokenId EventAnchors::content_of(const Time& time) const {
  for (const TokenId child : dependents_.of(time.head)) {
    if (child >= time.tokens.end_id && main_type(d_.syntax.relation[child]) == Relation::nmod && heads_predicate(child))
      return child;
  }
  return {};
}

// News puts the day right behind its verb, or right before it: "said Thursday", "forces Thursday launched", whatever
// else of the sentence the tree hangs it on.
TokenId EventAnchors::neighbour(const Time& time) const {
  const TokenRange sentence = d_.sentences.tokens[d_.sentences.of_token[time.head]];
  std::size_t at = time.tokens.front().index();
  const auto form = [&](std::size_t i) { return d_.tokens.form(d_.source, TokenId(i)); };
  if (at > sentence.begin_id.index() && (form(at - 1) == "on" || form(at - 1) == "in")) --at;
  if (at <= sentence.begin_id.index()) return {};
  const TokenId before(at - 1);
  if (is_verb(d_.syntax, before) && heads_predicate(before)) return before;
  const TokenId after = time.tokens.end_id;
  const bool has_after = after < sentence.end_id;
  const Upos upos = d_.syntax.upos[before];
  const bool behind_subject = upos == Upos::noun || upos == Upos::propn || upos == Upos::pron;
  if (has_after && behind_subject && d_.syntax.upos[after] == Upos::verb &&
      d_.syntax.morph[after].tense == Morph::Tense::past && heads_predicate(after))
    return after;
  return {};
}

TokenId EventAnchors::climb(const Time& time) const {
  TokenId at = d_.syntax.head[time.head];
  for (int step = 0; at && step < most_steps; ++step, at = d_.syntax.head[at]) {
    if (!time.tokens.contains(at) && (heads_predicate(at) || is_verb(d_.syntax, at))) return at;
  }
  return {};
}

void EventAnchors::take(TokenId governor, std::vector<TimeId>& out) const {
  for (TimeId t = first_[governor]; t; t = next_[t]) out.push_back(t);
}

std::vector<TimeId> EventAnchors::times_of(const Predicate& p) const {
  std::vector<TimeId> out;
  if (d_.times.items.empty()) return out;
  take(p.head, out);
  if (p.carrier) take(p.carrier, out);
  const TokenId head = p.carrier ? p.carrier : p.head;
  const TokenId governor = d_.syntax.head[head];
  if (!out.empty() || !governor || !is_verb(d_.syntax, governor)) return out;
  const Relation r = main_type(d_.syntax.relation[head]);
  if (r == Relation::xcomp || aspectual_.contains(d_.syntax.lemma(governor))) take(governor, out);
  if (r != Relation::conj) return out;
  take(governor, out);
  const auto behind = [&](TimeId t) { return d_.times.items[t].tokens.front() > governor; };
  out.erase(std::remove_if(out.begin(), out.end(), behind), out.end());
  return out;
}

std::optional<Interval> event_days(const Document& d, const std::vector<TimeId>& times) {
  for (const TimeId id : times) {
    const Time& time = d.times.items[id];
    if (!time.days || time.bound == TimeBound::end) continue;
    const TimeId next(id.index() + 1);
    const bool has_next = next.index() < d.times.items.size() && is_range(d, time, d.times.items[next]);
    const auto end = has_next ? d.times.items[next].days : std::nullopt;
    if (end && std::chrono::sys_days(end->end) >= std::chrono::sys_days(time.days->begin))
      return Interval{time.days->begin, end->end};
    if (time.bound == TimeBound::at) return time.days;
  }
  return std::nullopt;
}

}  // namespace tidings
