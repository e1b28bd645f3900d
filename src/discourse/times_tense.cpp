#include "discourse/times_tense.hpp"

#include <algorithm>

#include "discourse/lexicon.hpp"

namespace tidings::timex {

namespace {

constexpr int most_steps = 6;            // from an expression up to its verb
constexpr std::size_t reach = 8;         // words around a verb among which its auxiliaries are looked for

}  // namespace

bool TenseReader::is_to_come(TokenId token) const {
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
    const bool modal = syntax_.lemma(t) == "will" || syntax_.lemma(t) == "would" || syntax_.lemma(t) == "may" || syntax_.lemma(t) == "could" || syntax_.lemma(t) == "should" || syntax_.lemma(t) == "might" || syntax_.lemma(t) == "must" || syntax_.lemma(t) == "can" || syntax_.lemma(t) == "shall";
    if (modal) return Direction::future;
  }
  return found;
}

std::optional<Direction> TenseReader::tell(TokenId verb) const {
  if (is_to_come(verb)) return Direction::future;
  const Upos upos = syntax_.upos[verb];
  const auto told = tell_auxiliaries(verb);
  if (told) return told;
  if (upos != Upos::verb && upos != Upos::aux) return std::nullopt;
  const Morph& m = syntax_.morph[verb];
  if (m.tense == Morph::Tense::past) return Direction::past;  // a finite verb, or a participle: "the deal signed Friday"
  if (m.verb_form == Morph::VerbForm::fin && m.tense == Morph::Tense::pres) return Direction::unknown;
  return std::nullopt;
}

Direction TenseReader::direction(TokenRange expression, TokenId head) const {
  if (expression.front().index() > sentences_.tokens[sentences_.of_token[head]].begin_id.index()) {
    const TokenId before(expression.front().index() - 1);
    char word[8];
    const std::string_view form = tokens_.form(source_, before);
    const WordId id = form.size() < sizeof word ? grammar_.find({word, fold_key(form, word, sizeof word)}) : no_word;
    if (id != no_word && (id == until_ || id == till_)) return Direction::future;
  }
  TokenId at = syntax_.head[head];
  for (int step = 0; at && step < most_steps; ++step, at = syntax_.head[at]) {
    if (const auto told = tell(at)) return *told;
  }
  return Direction::unknown;
}

}  // namespace tidings::timex
