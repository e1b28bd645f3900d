// Modality, polarity and tense of an event mention: from its auxiliaries, adverbs and negations, and from what governs
// it.
#pragma once

#include "discourse/lexicon.hpp"
#include "events/words.hpp"
#include "tidings/document.hpp"

namespace tidings {

struct Certainty {
  Modality modality = Modality::actual;
  Polarity polarity = Polarity::positive;
  EventTense tense = EventTense::unknown;
  bool purpose = false;   ///< what something else is done for, or what somebody is asked to do
  bool intended = false;  ///< planned, promised or refused by the one who does it
  bool done = false;      ///< what governs it tells that it happened: "were able to escape"
};

/// Cues are those of seeds/lexicons/modality-cues.tsv. After Saurí and Pustejovsky (2009), "FactBank", much simplified.
/// Of verbs the model's reading of the sentence (Factuality) has a say, too.
class CertaintyReader {
 public:
  CertaintyReader(const Document& document, const Dependents& dependents, const Knowledge& knowledge);
  Certainty read(const Predicate& predicate) const;
  /// Whether the words of a time say that it is still to come: "in the following weeks".
  bool is_to_come(const Time& time) const;

 private:
  void apply(std::string_view cue, std::string_view scope, Certainty& certainty) const;
  bool has_scope(std::string_view cue, std::string_view scope) const;
  void apply_effect(std::string_view effect, Certainty& certainty) const;
  void weigh_sentence(TokenId verb, Certainty& certainty) const;
  bool is_uncertain_itself(TokenId verb) const;
  void read_own(TokenId head, Certainty& certainty) const;
  void read_governors(TokenId head, Certainty& certainty) const;
  bool governs_as_clause(TokenId token) const;
  void read_mood(TokenId verb, Certainty& certainty) const;
  void read_prepositions(TokenId noun, Certainty& certainty) const;
  EventTense tense_of(TokenId verb) const;
  bool is_present(TokenId verb) const;
  bool is_behind_preposition(TokenId verb) const;
  bool is_presupposed(TokenId noun) const;
  bool is_past_participle(TokenId verb) const;
  void read_argument(TokenId noun, Certainty& certainty) const;
  void read_conjunction(TokenId verb, Certainty& certainty) const;
  bool is_future_in_past(TokenId auxiliary) const;
  bool has_own(TokenId head, std::string_view lemma) const;
  bool takes_part(TokenId token, std::string_view cue) const;
  bool is_done(TokenId governor, std::string_view cue) const;
  bool has_mark(TokenId verb) const;
  bool is_yet_to(TokenId verb) const;
  bool is_of_anybody(TokenId noun) const;
  bool has_subject(TokenId verb) const;
  bool has_negative_determiner(TokenId noun) const;
  bool is_infinitive(TokenId verb) const;

  const Document& d_;
  const Syntax& s_;
  const Dependents& dependents_;
  EventWords words_;
  Lexicon cues_, claim_verbs_;
};

}  // namespace tidings
