#include "events/certainty.hpp"

#include <algorithm>

#include "model/factuality_network.hpp"

namespace tidings {

namespace {

constexpr int farthest_governor = 5;
// Log odds from which a verb is a fact although what governs it speaks against it.
constexpr int fact_from = Factuality::unit / 4;
constexpr int infinitive_is_fact_from = 2 * Factuality::unit;

// What is only planned stays planned if it may also be possible; what is alleged stays alleged.
int weight(Modality modality) {
  switch (modality) {
    case Modality::actual:
      return 0;
    case Modality::possible:
      return 2;
    case Modality::planned:
      return 3;
    case Modality::alleged:
      return 1;
    case Modality::hypothetical:
      return 4;
  }
  return 0;
}

}  // namespace

CertaintyReader::CertaintyReader(const Document& document, const Dependents& dependents, const Knowledge& knowledge)
    : d_(document),
      s_(document.syntax),
      dependents_(dependents),
      words_(document, knowledge),
      cues_(lexicon_of(knowledge, "modality-cues")),
      claim_verbs_(lexicon_of(knowledge, "claim-verbs")) {}

Certainty CertaintyReader::read(const Predicate& predicate) const {
  Certainty certainty;
  if (is_yet_to(predicate.light_verb ? predicate.light_verb : predicate.head)) {
    certainty.polarity = Polarity::negative;
    certainty.tense = EventTense::past;
    return certainty;
  }
  read_own(predicate.head, certainty);
  if (predicate.light_verb) {
    read_own(predicate.light_verb, certainty);
    const bool below = s_.head[predicate.light_verb] == predicate.head;                    // "talks held in Geneva"
    if (below && is_infinitive(predicate.light_verb)) apply_effect("planned", certainty);  // "talks to be held"
    read_governors(below ? predicate.head : predicate.light_verb, certainty);
    certainty.tense = tense_of(predicate.light_verb);
  } else {
    read_governors(predicate.head, certainty);
    if (predicate.form == PredicateForm::verb) {
      certainty.tense = tense_of(predicate.head);
      read_mood(predicate.head, certainty);
      weigh_sentence(predicate.head, certainty);
    }
  }
  return certainty;
}

// "the treatment that cats receive", "now that they hope he wins": what no list tells.
void CertaintyReader::weigh_sentence(TokenId verb, Certainty& certainty) const {
  const auto of_sentence = d_.factuality.of(verb);
  if (!of_sentence || certainty.done || certainty.polarity == Polarity::negative ||
      certainty.modality == Modality::alleged)
    return;
  const int log_odds = *of_sentence + FactualityNetwork::builtin().of_rules(certainty.modality, certainty.polarity);
  const bool infinitive = is_infinitive(verb);
  if (certainty.modality == Modality::actual) {
    if (log_odds < 0) certainty.modality = infinitive ? Modality::planned : Modality::possible;
    return;
  }
  const bool to_come = certainty.modality == Modality::planned && is_present(verb);  // "hopes he wins", "before he visits"
  if (log_odds < (infinitive ? infinitive_is_fact_from : fact_from) || to_come || is_uncertain_itself(verb)) return;
  certainty.modality = Modality::actual;
  certainty.purpose = certainty.intended = false;
}

// "may meet", "allegedly met": its own words outweigh what the sentence looks like.
bool CertaintyReader::is_uncertain_itself(TokenId verb) const {
  Certainty own;
  read_own(verb, own);
  return own.modality != Modality::actual;
}

bool CertaintyReader::is_to_come(const Time& time) const {
  return std::any_of(time.tokens.begin(), time.tokens.end(), [&](TokenId token) {
    Certainty certainty;
    apply(d_.tokens.form(d_.source, token), "time", certainty);
    return certainty.modality == Modality::planned;
  });
}

// What is ordered or asked for isn't told as a fact.
void CertaintyReader::read_mood(TokenId verb, Certainty& certainty) const {
  const Relation r = main_type(s_.relation[verb]);
  if (r != Relation::root && r != Relation::conj && r != Relation::parataxis) return;
  const TokenRange sentence = d_.sentences.tokens[d_.sentences.of_token[verb]];
  const bool imperative = s_.morph[verb].mood == Morph::Mood::imp && !has_subject(verb);
  const bool asked = r == Relation::root && d_.tokens.form(d_.source, sentence.back()) == "?";
  if ((imperative || asked) && certainty.modality == Modality::actual) certainty.modality = Modality::hypothetical;
}

bool CertaintyReader::has_subject(TokenId verb) const {
  const auto children = dependents_.of(verb);
  return std::any_of(children.begin(), children.end(),
                     [&](TokenId c) { return main_type(s_.relation[c]) == Relation::nsubj; });
}

// "has yet to blame": the tree tells it in several ways, the words in one.
bool CertaintyReader::is_yet_to(TokenId verb) const {
  for (const TokenId child : dependents_.of(verb)) {
    if (s_.upos[child] != Upos::part || s_.lemma(child) != "to" || child.index() == 0) continue;
    const TokenId before(child.index() - 1);
    return d_.sentences.of_token[before] == d_.sentences.of_token[verb] && s_.lemma(before) == "yet";
  }
  return false;
}

bool CertaintyReader::has_negative_determiner(TokenId noun) const {
  for (const TokenId child : dependents_.of(noun)) {
    if (main_type(s_.relation[child]) == Relation::det && s_.lemma(child) == "no") return true;
  }
  return false;
}

// "a hacker who exploits it could …": what is said of anybody is as sure as the sentence.
bool CertaintyReader::is_of_anybody(TokenId noun) const {
  for (const TokenId child : dependents_.of(noun)) {
    if (main_type(s_.relation[child]) != Relation::det) continue;
    const std::string_view w = s_.lemma(child);
    return w == "a" || w == "any" || w == "every";
  }
  const std::string_view w = s_.lemma(noun);
  return w == "anyone" || w == "anybody" || w == "those" || w == "whoever";
}

bool CertaintyReader::is_behind_preposition(TokenId verb) const {
  for (const TokenId child : dependents_.of(verb)) {
    const Relation r = main_type(s_.relation[child]);
    if (r != Relation::mark && r != Relation::case_) continue;
    const std::string_view w = s_.lemma(child);
    return w == "of" || w == "from" || w == "into" || w == "for";
  }
  return false;
}

bool CertaintyReader::has_mark(TokenId verb) const {
  const auto children = dependents_.of(verb);
  return std::any_of(children.begin(), children.end(),
                     [&](TokenId c) { return main_type(s_.relation[c]) == Relation::mark; });
}

bool CertaintyReader::is_presupposed(TokenId noun) const {
  if (s_.upos[noun] != Upos::noun) return false;
  for (const TokenId child : dependents_.of(noun)) {
    if (main_type(s_.relation[child]) != Relation::det) continue;
    const std::string_view w = s_.lemma(child);
    return w == "the" || w == "this" || w == "that" || w == "these" || w == "those";
  }
  return false;
}

bool CertaintyReader::is_present(TokenId verb) const { return tense_of(verb) == EventTense::present; }

void CertaintyReader::apply(std::string_view cue, std::string_view scope, Certainty& certainty) const {
  const auto entry = cues_.find(cue);
  if (!entry) return;
  for (const Fields fields : *entry) {
    if (fields[1] == scope) apply_effect(fields[0], certainty);
  }
}

bool CertaintyReader::has_scope(std::string_view cue, std::string_view scope) const {
  const auto entry = cues_.find(cue);
  if (!entry) return false;
  for (const Fields fields : *entry) {
    if (fields[1] == scope) return true;
  }
  return false;
}

void CertaintyReader::apply_effect(std::string_view effect, Certainty& certainty) const {
  if (effect == "negative") {
    certainty.polarity = certainty.polarity == Polarity::positive ? Polarity::negative : Polarity::positive;
    return;
  }
  const bool imminent = effect == "imminent";                     // "is about to": planned, but told as what happens
  const bool purpose = effect == "purpose" || effect == "asked";  // "came to talk": planned, but nobody announces it
  const Modality modality =
      imminent || purpose ? Modality::planned : term_from<Modality>(effect).value_or(Modality::actual);
  if (modality == Modality::planned && !imminent && !purpose) certainty.intended = true;
  certainty.purpose |= purpose;
  if (weight(modality) > weight(certainty.modality)) certainty.modality = modality;
}

void CertaintyReader::read_own(TokenId head, Certainty& certainty) const {
  for (const TokenId child : dependents_.of(head)) {
    switch (main_type(s_.relation[child])) {
      case Relation::aux:
      case Relation::advmod:
      case Relation::det:
      case Relation::amod:
      case Relation::mark:
      case Relation::case_:
      case Relation::cc: {
        const std::string_view form = d_.tokens.form(d_.source, child);
        if (is_future_in_past(child)) apply_effect("planned", certainty);
        else if (cues_.contains(form)) apply(form, "self", certainty);
        else if (s_.upos[child] != Upos::sconj || form == "if") apply(words_.lemma(child), "self", certainty);
        break;
      }
      case Relation::nsubj:
      case Relation::obj:
        read_argument(child, certainty);
        break;
      case Relation::advcl:  // "is due to meet", where the tree hangs "due to" on the verb
        if (s_.upos[child] == Upos::adj && child < head && has_own(child, "to"))
          apply(s_.lemma(child), "clause", certainty);
        break;
      default:
        break;
    }
  }
}

// "neither government will", "killed no one": what is said of nobody is denied.
void CertaintyReader::read_argument(TokenId noun, Certainty& certainty) const {
  if (s_.upos[noun] == Upos::pron) return apply(s_.lemma(noun), "argument", certainty);
  for (const TokenId child : dependents_.of(noun)) {
    if (main_type(s_.relation[child]) == Relation::det) apply(s_.lemma(child), "argument", certainty);
  }
}

// "said that he would raise it": what was meant to be done then.
bool CertaintyReader::is_future_in_past(TokenId auxiliary) const {
  if (s_.upos[auxiliary] != Upos::aux || s_.lemma(auxiliary) != "would") return false;
  const TokenId verb = s_.head[auxiliary];
  for (const TokenId child : dependents_.of(verb)) {
    const bool perfect = s_.upos[child] == Upos::aux && s_.lemma(child) == "have";
    const bool conditional = main_type(s_.relation[child]) == Relation::advcl;
    if (perfect || (conditional && has_own(child, "if"))) return false;
  }
  TokenId clause = verb;
  if (main_type(s_.relation[clause]) == Relation::conj) clause = s_.head[clause];
  const TokenId governor = s_.head[clause];
  return governor && main_type(s_.relation[clause]) == Relation::ccomp &&
         claim_verbs_.contains(words_.lemma(governor)) && tense_of(governor) == EventTense::past;
}

bool CertaintyReader::has_own(TokenId head, std::string_view lemma) const {
  const auto children = dependents_.of(head);
  return std::any_of(children.begin(), children.end(), [&](TokenId c) { return s_.lemma(c) == lemma; });
}

bool CertaintyReader::governs_as_clause(TokenId token) const {
  const Relation r = main_type(s_.relation[token]);
  return r == Relation::xcomp || r == Relation::ccomp || r == Relation::acl || r == Relation::csubj ||
         r == Relation::advcl;
}

bool CertaintyReader::is_infinitive(TokenId verb) const {
  for (const TokenId child : dependents_.of(verb)) {
    if (s_.upos[child] == Upos::part && s_.lemma(child) == "to") return true;
  }
  return false;
}

// Upwards while the event is an argument or a clause of something that may take its certainty away.
void CertaintyReader::read_governors(TokenId head, Certainty& certainty) const {
  TokenId at = head;
  for (int i = 0; i < farthest_governor; ++i) {
    const TokenId governor = s_.head[at];
    if (!governor) return;
    const Relation r = main_type(s_.relation[at]);
    if (r == Relation::conj) {  // shares what its first member has, but for its own negation
      Certainty shared;
      read_own(governor, shared);
      if (weight(shared.modality) > weight(certainty.modality)) certainty.modality = shared.modality;
      at = governor;
      continue;
    }
    const std::string cue = words_.lemma(governor);
    if (takes_part(at, cue)) {  // "accused of being involved in hacking"
      Certainty above;
      read_own(governor, above);
      apply(cue, "clause", above);
      if (weight(above.modality) > weight(certainty.modality)) certainty.modality = above.modality;
      at = governor;
      continue;
    }
    if (r == Relation::advcl) {
      if (is_behind_preposition(at)) {  // "accused of hacking"
        apply(cue, "of", certainty);
        apply(cue, "clause", certainty);
        return;
      }
      if (is_infinitive(at)) return apply_effect("purpose", certainty);
      if (is_present(at) && !is_present(governor)) read_conjunction(at, certainty);
      Certainty above;
      read_own(governor, above);
      if (is_present(at) && above.modality != Modality::actual && above.modality != Modality::alleged)
        apply_effect(to_string(above.modality), certainty);
      return;
    }
    if (s_.relation[at] == Relation::acl_relcl) {
      if (!is_of_anybody(governor) || !s_.head[governor]) return;
      Certainty above;
      read_own(s_.head[governor], above);
      if (above.modality != Modality::actual) apply_effect(to_string(above.modality), certainty);
      return;
    }
    if ((r == Relation::nmod || r == Relation::acl || r == Relation::ccomp) && s_.upos[governor] == Upos::noun &&
        has_negative_determiner(governor)) {
      certainty.polarity = Polarity::negative;  // "no evidence that data were stolen"
    }
    if (r == Relation::acl && is_past_participle(at)) return;  // "the agreement reached": as sure as its own words
    if (governs_as_clause(at)) {
      apply(d_.tokens.form(d_.source, governor), "form", certainty);
      if (is_done(governor, cue)) {
        certainty.done = true;
      } else {
        apply(cue, s_.upos[governor] == Upos::noun ? "noun" : "clause", certainty);
        if (is_infinitive(at)) apply(cue, "infinitive", certainty);
      }
      const bool told = r == Relation::ccomp && claim_verbs_.contains(cue);
      if (told) return;
      if (r == Relation::acl && s_.upos[governor] == Upos::noun && is_infinitive(at))
        apply_effect("planned", certainty);
    } else if (r == Relation::obj || r == Relation::obl || r == Relation::nmod || r == Relation::nsubj) {
      const bool passive_subject = s_.relation[at] == Relation::nsubj_pass;
      if (r == Relation::obj || passive_subject) apply(cue, "object", certainty);
      if (r == Relation::obl) apply(cue, "of", certainty);
      if (r == Relation::obl || r == Relation::nmod) read_prepositions(at, certainty);
      if (r == Relation::nmod && s_.relation[at] != Relation::nmod_poss) apply(cue, "noun", certainty);
      if (r == Relation::nsubj && !passive_subject) return;
      if (r == Relation::obl) return;
    } else {
      return;
    }
    if (r == Relation::acl && !is_infinitive(at) && !has_mark(at))
      return;                        // "an attack killing three": as sure as its own words
    if (is_presupposed(at)) return;  // "they want to end the talks": the talks are a fact
    // What is planned, possible or denied above holds for what is below; time and fact do not.
    Certainty above;
    read_own(governor, above);
    if (above.modality != Modality::actual && weight(above.modality) > weight(certainty.modality))
      certainty.modality = above.modality;
    if (above.polarity == Polarity::negative && (r == Relation::xcomp || r == Relation::obj))
      certainty.polarity = Polarity::negative;
    at = governor;
  }
}

// Whether it is what somebody has a part in, so that it is as sure as the part is.
bool CertaintyReader::takes_part(TokenId token, std::string_view cue) const {
  const Relation r = main_type(s_.relation[token]);
  const bool subject = r == Relation::nsubj;
  if ((!subject && r != Relation::obl && r != Relation::advcl) || is_presupposed(token)) return false;
  const auto entry = cues_.find(cue);
  if (!entry) return false;
  for (const Fields fields : *entry) {
    if (fields[0] == "same" && (subject ? fields[1] == "subject" : has_own(token, fields[1]))) return true;
  }
  return false;
}

// "had to pay", "were able to escape": of the past it tells what happened.
bool CertaintyReader::is_done(TokenId governor, std::string_view cue) const {
  if (!has_scope(cue, "past")) return false;
  const auto children = dependents_.of(governor);
  return tense_of(governor) == EventTense::past || std::any_of(children.begin(), children.end(), [&](TokenId c) {
           return s_.relation[c] == Relation::cop && s_.morph[c].tense == Morph::Tense::past;
         });
}

// "met shortly before he visits Paris": the present of a clause of time in what is told of the past or the future.
void CertaintyReader::read_conjunction(TokenId verb, Certainty& certainty) const {
  for (const TokenId child : dependents_.of(verb)) {
    const Relation r = main_type(s_.relation[child]);
    if (child < verb && (r == Relation::mark || r == Relation::advmod || r == Relation::case_))
      apply(s_.lemma(child), "present", certainty);
  }
}

// "ahead of the visit": what the words before it say of the time to come.
void CertaintyReader::read_prepositions(TokenId noun, Certainty& certainty) const {
  for (const TokenId child : dependents_.of(noun)) {
    if (main_type(s_.relation[child]) != Relation::case_ || child > noun) continue;
    apply(s_.lemma(child), "behind", certainty);
    if (child.index() != 0 && s_.upos[TokenId(child.index() - 1)] == Upos::adv)
      apply(s_.lemma(TokenId(child.index() - 1)), "behind", certainty);
  }
}

bool CertaintyReader::is_past_participle(TokenId verb) const {
  const Morph& m = s_.morph[verb];
  return m.verb_form == Morph::VerbForm::part && m.tense == Morph::Tense::past && !is_infinitive(verb) &&
         !has_mark(verb);
}

EventTense CertaintyReader::tense_of(TokenId verb) const {
  bool perfect = false;
  EventTense tense = EventTense::unknown;
  for (const TokenId child : dependents_.of(verb)) {
    if (main_type(s_.relation[child]) != Relation::aux) continue;
    const std::string_view lemma = s_.lemma(child);
    if (lemma == "will" || lemma == "shall") return EventTense::future;
    const auto time = s_.morph[child].tense;
    if (lemma == "have") perfect = true;
    if (time == Morph::Tense::past) tense = EventTense::past;
    if (time == Morph::Tense::pres) tense = EventTense::present;
  }
  if (perfect) return EventTense::past;
  if (tense != EventTense::unknown) return tense;
  const Morph& m = s_.morph[verb];
  if (is_infinitive(verb)) return EventTense::unknown;
  if (m.verb_form == Morph::VerbForm::fin || m.verb_form == Morph::VerbForm::part) {
    if (m.tense == Morph::Tense::past) return EventTense::past;
    if (m.tense == Morph::Tense::pres && m.verb_form == Morph::VerbForm::fin) return EventTense::present;
  }
  return EventTense::unknown;
}

}  // namespace tidings
