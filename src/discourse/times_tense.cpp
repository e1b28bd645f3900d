#include "discourse/times_tense.hpp"

#include <algorithm>

#include "discourse/lexicon.hpp"

namespace tidings::timex {

namespace {

constexpr int most_steps = 6;     // from an expression up to its verb
constexpr std::size_t reach = 8;  // words around a verb among which its auxiliaries are looked for

}  // namespace

bool TenseReader::is_to_come(TokenId token) const {
  if (syntax_.upos[token] != Upos::verb && syntax_.upos[token] != Upos::adj) return false;
  const WordId id = grammar_.find(syntax_.lemma(token));
  return id != no_word && (grammar_.word(id).classes & bit(WordClass::to_come)) != 0;
}

// "will meet", "is to meet", "had met". Modal verbs speak of what has not happened.
std::optional<Direction> TenseReader::tell_auxiliaries(TokenId verb) const {
  const TokenRange sentence = sentences_.tokens[sentences_.of_token[verb]];
  const std::size_t stop = std::max(sentence.begin_id.index(), verb.index() > reach ? verb.index() - reach : 0);
  std::optional<Direction> found;
  for (std::size_t i = verb.index(); i-- > stop;) {
    const TokenId t(i);
    if (syntax_.head[t] != verb) continue;
    const Relation r = syntax_.relation[t];
    if (r == Relation::mark && syntax_.upos[t] == Upos::part) return Direction::future;
    if (main_type(r) != Relation::aux && r != Relation::cop) continue;
    const Morph& m = syntax_.morph[t];
    if (m.verb_form == Morph::VerbForm::fin && m.tense == Morph::Tense::none) return Direction::future;  // modal verbs
    if (m.tense == Morph::Tense::past || syntax_.lemma(t) == "have") found = Direction::past;
    const bool progressive = r == Relation::aux && m.tense == Morph::Tense::pres && syntax_.lemma(t) == "be";
    if (progressive && !found) found = Direction::future;  // "are meeting on Friday"
    const WordId id = grammar_.find(syntax_.lemma(t));
    const bool modal = id != no_word && (grammar_.word(id).classes & bit(WordClass::modal)) != 0;
    if (modal) return Direction::future;
  }
  return found;
}

std::optional<Direction> TenseReader::tell(TokenId verb) const {
  const Upos upos = syntax_.upos[verb];
  const bool active_past = upos == Upos::verb && syntax_.morph[verb].verb_form == Morph::VerbForm::fin &&
                           syntax_.morph[verb].tense == Morph::Tense::past;
  if (is_to_come(verb))
    return active_past ? Direction::past : Direction::future;  // "planned on Friday", "planned for Friday"
  const auto told = tell_auxiliaries(verb);
  if (told) return told;
  if (upos != Upos::verb && upos != Upos::aux) return std::nullopt;
  const Morph& m = syntax_.morph[verb];
  if (m.tense == Morph::Tense::past)
    return Direction::past;  // a finite verb, or a participle: "the deal signed Friday"
  if (m.verb_form == Morph::VerbForm::fin && m.tense == Morph::Tense::pres) return Direction::unknown;
  return std::nullopt;
}

// "said Friday", "said on Friday": whatever the tree makes of it.
std::optional<Direction> TenseReader::tell_neighbour(TokenRange expression, bool of_year) const {
  const std::size_t first = sentences_.tokens[sentences_.of_token[expression.front()]].begin_id.index();
  std::size_t at = expression.front().index();
  if (at == first) return std::nullopt;
  TokenId before(at - 1);
  const WordId id = word(before);
  const Sense* ahead = id == no_word ? nullptr : grammar_.word(id).sense(WordClass::ahead);
  if (ahead != nullptr && (of_year || ahead->value.empty())) return of_year ? Direction::unknown : Direction::future;
  if (tokens_.form(source_, before) == "on" && at - 1 > first) before = TokenId(at - 2);
  const bool past_verb = syntax_.upos[before] == Upos::verb && syntax_.morph[before].tense == Morph::Tense::past;
  return past_verb && !is_to_come(before) ? std::optional(Direction::past) : std::nullopt;
}

WordId TenseReader::word(TokenId token) const {
  char folded[16];
  const std::string_view form = tokens_.form(source_, token);
  return form.size() < sizeof folded ? grammar_.find({folded, fold_key(form, folded, sizeof folded)}) : no_word;
}

Direction TenseReader::direction(TokenRange expression, TokenId head, bool of_year) const {
  if (const auto told = tell_neighbour(expression, of_year)) return *told;
  const Relation r = main_type(syntax_.relation[head]);
  const bool names_a_noun =
      r == Relation::compound || r == Relation::amod || syntax_.relation[head] == Relation::nmod_poss;
  TokenId at = syntax_.head[head];
  if (names_a_noun && at) {  // "Wednesday's ruling": the verb is the ruling's, not the day's
    return is_to_come(at) ? Direction::future : Direction::unknown;
  }
  for (int step = 0; at && step < most_steps; ++step, at = syntax_.head[at]) {
    if (const auto told = tell(at)) return *told;
  }
  return Direction::unknown;
}

}  // namespace tidings::timex
