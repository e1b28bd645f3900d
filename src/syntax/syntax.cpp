#include "tidings/syntax/syntax.hpp"

#include <algorithm>
#include <vector>

namespace tidings {

namespace {

constexpr std::array<std::string_view, upos_count> upos_names = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                                                 "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                                                 "PUNCT", "SCONJ", "SYM", "VERB", "X"};

constexpr std::array<std::string_view, relation_count> relation_names = {
    "acl",      "acl:relcl",    "advcl",      "advcl:relcl",   "advmod",       "advmod:emph", "amod",
    "appos",    "aux",          "aux:pass",   "case",          "cc",           "cc:preconj",  "ccomp",
    "compound", "compound:prt", "conj",       "cop",           "csubj",        "csubj:outer", "csubj:pass",
    "dep",      "det",          "det:predet", "discourse",     "dislocated",   "expl",        "fixed",
    "flat",     "flat:foreign", "flat:name",  "goeswith",      "iobj",         "list",        "mark",
    "nmod",     "nmod:desc",    "nmod:poss",  "nmod:unmarked", "nsubj",        "nsubj:outer", "nsubj:pass",
    "nummod",   "obj",          "obl",        "obl:agent",     "obl:unmarked", "orphan",      "parataxis",
    "punct",    "reparandum",   "root",       "vocative",      "xcomp"};

/// One feature of the FEATS column: its values, the first of which is number 1, and how it is read and written.
struct Feature {
  std::string_view name;
  std::array<std::string_view, 9> values;
  unsigned (*get)(const Morph&) noexcept;
  void (*set)(Morph&, unsigned) noexcept;
};

#define TIDINGS_ENUM(FIELD, TYPE)                                         \
  [](const Morph& m) noexcept { return static_cast<unsigned>(m.FIELD); }, \
      [](Morph& m, unsigned value) noexcept { m.FIELD = static_cast<Morph::TYPE>(value); }
#define TIDINGS_FLAG(FIELD)                                  \
  [](const Morph& m) noexcept { return m.FIELD ? 1U : 0U; }, \
      [](Morph& m, unsigned value) noexcept { m.FIELD = value != 0; }

// In alphabetical order, as in the FEATS column.
constexpr std::array features = {
    Feature{"Abbr", {"Yes"}, TIDINGS_FLAG(abbreviated)},
    Feature{"Case", {"Nom", "Acc", "Gen"}, TIDINGS_ENUM(case_, Case)},
    Feature{"Definite", {"Def", "Ind"}, TIDINGS_ENUM(definite, Definite)},
    Feature{"Degree", {"Pos", "Cmp", "Sup"}, TIDINGS_ENUM(degree, Degree)},
    Feature{"Gender", {"Masc", "Fem", "Neut"}, TIDINGS_ENUM(gender, Gender)},
    Feature{"Mood", {"Ind", "Imp", "Sub"}, TIDINGS_ENUM(mood, Mood)},
    Feature{"NumType", {"Card", "Ord", "Frac", "Mult"}, TIDINGS_ENUM(num_type, NumType)},
    Feature{"Number", {"Sing", "Plur", "Ptan"}, TIDINGS_ENUM(number, Number)},
    Feature{"Person",
            {"1", "2", "3"},
            [](const Morph& m) noexcept { return static_cast<unsigned>(m.person); },
            [](Morph& m, unsigned value) noexcept { m.person = static_cast<std::uint8_t>(value & 3U); }},
    Feature{"Polarity", {"Neg"}, TIDINGS_FLAG(negative)},
    Feature{"Poss", {"Yes"}, TIDINGS_FLAG(possessive)},
    Feature{
        "PronType", {"Prs", "Art", "Dem", "Int", "Rel", "Ind", "Neg", "Tot", "Rcp"}, TIDINGS_ENUM(pron_type, PronType)},
    Feature{"Reflex", {"Yes"}, TIDINGS_FLAG(reflexive)},
    Feature{"Tense", {"Past", "Pres"}, TIDINGS_ENUM(tense, Tense)},
    Feature{"VerbForm", {"Fin", "Inf", "Part", "Ger"}, TIDINGS_ENUM(verb_form, VerbForm)},
    Feature{"Voice", {"Pass"}, TIDINGS_FLAG(passive)},
};

#undef TIDINGS_ENUM
#undef TIDINGS_FLAG

std::optional<Relation> exact_relation(std::string_view name) noexcept {
  const auto at = std::find(relation_names.begin(), relation_names.end(), name);
  if (at == relation_names.end()) return std::nullopt;
  return static_cast<Relation>(at - relation_names.begin());
}

void set_feature(Morph& morph, std::string_view name, std::string_view value) noexcept {
  for (const Feature& feature : features) {
    if (feature.name != name) continue;
    for (std::size_t i = 0; i < feature.values.size() && !feature.values[i].empty(); ++i) {
      if (feature.values[i] == value) feature.set(morph, static_cast<unsigned>(i + 1));
    }
  }
}

}  // namespace

std::string_view to_string(Upos upos) noexcept { return upos_names[static_cast<std::size_t>(upos)]; }

std::optional<Upos> upos_from(std::string_view name) noexcept {
  const auto at = std::find(upos_names.begin(), upos_names.end(), name);
  if (at == upos_names.end()) return std::nullopt;
  return static_cast<Upos>(at - upos_names.begin());
}

std::string_view to_string(Relation relation) noexcept { return relation_names[static_cast<std::size_t>(relation)]; }

Relation relation_from(std::string_view name) noexcept {
  if (const auto exact = exact_relation(name)) return *exact;
  return exact_relation(name.substr(0, name.find(':'))).value_or(Relation::dep);
}

Relation main_type(Relation relation) noexcept {
  const std::string_view name = to_string(relation);
  return name.find(':') == std::string_view::npos ? relation : relation_from(name.substr(0, name.find(':')));
}

std::string to_string(const Morph& morph) {
  std::string out;
  for (const Feature& feature : features) {
    const unsigned value = feature.get(morph);
    if (value == 0) continue;
    if (!out.empty()) out += '|';
    out += feature.name;
    out += '=';
    out += feature.values[value - 1];
  }
  return out.empty() ? "_" : out;
}

Morph morph_from(std::string_view feats) noexcept {
  Morph morph;
  while (!feats.empty()) {
    const std::string_view part = feats.substr(0, feats.find('|'));
    feats.remove_prefix(std::min(feats.size(), part.size() + 1));
    const std::size_t equals = part.find('=');
    if (equals != std::string_view::npos) set_feature(morph, part.substr(0, equals), part.substr(equals + 1));
  }
  return morph;
}

void Syntax::set_lemma(TokenId token, std::string_view lemma) {
  const auto begin = static_cast<std::uint32_t>(lemma_pool.size());
  lemma_pool += lemma;
  lemma_spans[token] = {begin, static_cast<std::uint32_t>(lemma_pool.size())};
}

void Syntax::resize(std::size_t tokens) {
  upos.resize(tokens, Upos::x);
  morph.resize(tokens);
  head.resize(tokens);
  relation.resize(tokens, Relation::dep);
  lemma_spans.resize(tokens);
}

Dependents::Dependents(const Syntax& syntax) : offsets_(syntax.size() + 1, 0), subtrees_(syntax.size()) {
  const auto ids = syntax.head.ids();
  for (const TokenId token : ids) {
    if (const TokenId head = syntax.head[token]) ++offsets_[head.index() + 1];
  }
  for (std::size_t i = 1; i < offsets_.size(); ++i) offsets_[i] += offsets_[i - 1];
  dependents_.resize(offsets_.back());
  std::vector<std::uint32_t> next(offsets_.begin(), offsets_.end() - 1);
  for (const TokenId token : ids) {
    if (const TokenId head = syntax.head[token]) dependents_[next[head.index()]++] = token;
  }
  // From the leaves up: a token is done when all its dependents are, so that no depth of tree costs more than its size.
  std::vector<std::uint32_t> waiting(syntax.size());
  std::vector<TokenId> ready;
  for (const TokenId token : ids) {
    subtrees_[token] = TokenRange::one(token);
    waiting[token.index()] = offsets_[token.index() + 1] - offsets_[token.index()];
    if (waiting[token.index()] == 0) ready.push_back(token);
  }
  while (!ready.empty()) {
    const TokenId token = ready.back();
    ready.pop_back();
    const TokenId head = syntax.head[token];
    if (!head) continue;
    TokenRange& above = subtrees_[head];
    above.begin_id = std::min(above.begin_id, subtrees_[token].begin_id);
    above.end_id = std::max(above.end_id, subtrees_[token].end_id);
    if (--waiting[head.index()] == 0) ready.push_back(head);
  }
}

}  // namespace tidings
