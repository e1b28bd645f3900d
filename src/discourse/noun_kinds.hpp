// What the lexicons know of the words that mentions are made of.
#pragma once

#include <string_view>

#include "discourse/lexicon.hpp"
#include "tidings/document.hpp"

namespace tidings {

/// The lexicons that mentions and entities read. Cheap: views into the image.
struct NounLexicons {
  explicit NounLexicons(const Knowledge& knowledge);

  Lexicon person_nouns, head_nouns, gendered_nouns, pronouns, demonyms, places, organizations, given_names, titles,
      people, organization_cues, facility_cues, noun_classes, place_cues, metonyms, leaders, stative_verbs,
      position_tenses, member_nouns, kin_nouns, office_fields, body_nouns, measure_nouns, law_nouns,
      thin_nouns, body_context;
};

struct NounKind {
  NameType type = NameType::other;
  Gender gender = Gender::unknown;
  bool animate = false;
};

/// What `head-nouns` tells of the noun at `token`: of the word before it and the noun ("think tank", "polling
/// station"), else of the noun alone ("station"), where its use is not one that the file rules out.
std::optional<LexiconValue> head_noun_at(const NounLexicons& lexicons, const Document& document, TokenId token);

/// What the nominal with this head is: "minister" a person, "ministry" an organisation, "town" a place; "hundreds of
/// miners" are what miners are.
NounKind kind_of_noun(const NounLexicons& lexicons, const Document& document, const Dependents& dependents,
                      TokenId token);

}  // namespace tidings
