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
      body_nouns(lexicon_of(knowledge, "body-nouns")),
      measure_nouns(lexicon_of(knowledge, "measure-nouns")),
      law_nouns(lexicon_of(knowledge, "law-nouns")),
      thin_nouns(lexicon_of(knowledge, "thin-nouns")),
      body_context(lexicon_of(knowledge, "body-context")) {}

namespace {

std::string_view form(const Document& document, TokenId token) { return document.tokens.form(document.source, token); }

std::string_view lemma_of(const Document& document, TokenId token) {
  return document.syntax.upos[token] == Upos::propn ? form(document, token) : document.syntax.lemma(token);
}

// The word directly before that says what kind of thing the noun is; none where there is no such word.
TokenId modifier_before(const Document& document, TokenId token) {
  if (token.index() == 0) return {};
  const TokenId before(token.index() - 1);
  if (document.syntax.head[before] != token) return {};
  const Relation r = main_type(document.syntax.relation[before]);
  return r == Relation::compound || r == Relation::amod ? before : TokenId();
}

// "state" in "lie in state" and "business" in "do business": a noun in the singular with nothing before it.
bool stands_bare(const Document& document, TokenId token) {
  if (document.syntax.morph[token].number != Morph::Number::sing || token.index() == 0) return false;
  return document.syntax.head[TokenId(token.index() - 1)] != token ||
         document.syntax.upos[TokenId(token.index() - 1)] == Upos::adp;
}

// "miners" in "hundreds of miners".
TokenId what_is_measured(const NounLexicons& lexicons, const Document& document, const Dependents& dependents,
                         TokenId token) {
  if (!lexicons.measure_nouns.contains(lemma_of(document, token))) return {};
  for (const TokenId child : dependents.of(token)) {
    if (child < token || main_type(document.syntax.relation[child]) != Relation::nmod) continue;
    for (const TokenId mark : dependents.of(child)) {
      if (document.syntax.relation[mark] == Relation::case_ && form(document, mark) == "of") return child;
    }
  }
  return {};
}

}  // namespace

std::optional<LexiconValue> head_noun_at(const NounLexicons& lexicons, const Document& document, TokenId token) {
  const std::string_view lemma = lemma_of(document, token);
  if (const TokenId before = modifier_before(document, token)) {
    std::string both(form(document, before));
    both += ' ';
    both += lemma;
    if (const auto known = lexicons.head_nouns.find(both)) return known;
  }
  const auto known = lexicons.head_nouns.find(lemma);
  if (!known || (*known)[2].empty() || document.syntax.upos[token] == Upos::propn) return known;
  return (*known)[2] == "counted" && !stands_bare(document, token) ? known : std::nullopt;
}

NounKind kind_of_noun(const NounLexicons& lexicons, const Document& document, const Dependents& dependents,
                      TokenId token) {
  static const NameTypes types;
  const std::string_view lemma = lemma_of(document, token);
  NounKind kind;
  if (const auto gender = lexicons.gendered_nouns.find(lemma)) {
    return {NameType::person, (*gender)[0] == "m" ? Gender::male : Gender::female, true};
  }
  if (const auto head = head_noun_at(lexicons, document, token)) {
    kind.type = types.find((*head)[0]).value_or(NameType::other);
    kind.animate = kind.type == NameType::group;
    return kind;
  }
  if (lexicons.person_nouns.contains(lemma)) return {NameType::person, Gender::unknown, true};
  if (const TokenId measured = what_is_measured(lexicons, document, dependents, token)) {
    if (const NameId name = document.names.of_token[measured]) {
      kind.type = document.names.items[name].type;
      kind.animate = kind.type == NameType::group;
      return kind.type == NameType::group ? kind : NounKind();
    }
    return kind_of_noun(lexicons, document, dependents, measured);
  }
  return kind;
}

}  // namespace tidings
