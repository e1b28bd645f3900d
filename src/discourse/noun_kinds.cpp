#include "discourse/noun_kinds.hpp"

namespace tidings {

NounLexicons::NounLexicons(const Knowledge& knowledge)
    : person_nouns(lexicon_of(knowledge, "person-nouns")),
      head_nouns(lexicon_of(knowledge, "head-nouns")),
      gendered_nouns(lexicon_of(knowledge, "gendered-nouns")),
      pronouns(lexicon_of(knowledge, "pronouns")),
      demonyms(lexicon_of(knowledge, "demonyms")),
      places(lexicon_of(knowledge, "places")),
      organizations(lexicon_of(knowledge, "organizations")),
      given_names(lexicon_of(knowledge, "given-names")),
      titles(lexicon_of(knowledge, "titles")),
      people(lexicon_of(knowledge, "people")),
      organization_cues(lexicon_of(knowledge, "organization-cues")),
      facility_cues(lexicon_of(knowledge, "facility-cues")),
      noun_classes(lexicon_of(knowledge, "noun-classes")),
      place_cues(lexicon_of(knowledge, "place-cues")),
      metonyms(lexicon_of(knowledge, "metonyms")),
      leaders(lexicon_of(knowledge, "leaders")),
      stative_verbs(lexicon_of(knowledge, "stative-verbs")),
      position_tenses(lexicon_of(knowledge, "position-tenses")),
      member_nouns(lexicon_of(knowledge, "member-nouns")),
      kin_nouns(lexicon_of(knowledge, "kin-nouns")),
      office_fields(lexicon_of(knowledge, "office-fields")),
      body_nouns(lexicon_of(knowledge, "body-nouns")) {}

NounKind kind_of_noun(const NounLexicons& lexicons, std::string_view lemma) {
  static const NameTypes types;
  NounKind kind;
  if (const auto gender = lexicons.gendered_nouns.find(lemma)) {
    return {NameType::person, (*gender)[0] == "m" ? Gender::male : Gender::female, true};
  }
  if (const auto head = lexicons.head_nouns.find(lemma)) {
    kind.type = types.find((*head)[0]).value_or(NameType::other);
    kind.animate = kind.type == NameType::group;
    return kind;
  }
  if (lexicons.person_nouns.contains(lemma)) return {NameType::person, Gender::unknown, true};
  return kind;
}

}  // namespace tidings
