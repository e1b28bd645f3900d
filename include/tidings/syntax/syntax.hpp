// Syntax: parts of speech, features, lemmas and dependencies of Universal Dependencies v2 (universaldependencies.org).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tidings/text/tokens.hpp"

namespace tidings {

enum class Upos : std::uint8_t {
  adj,
  adp,
  adv,
  aux,
  cconj,
  det,
  intj,
  noun,
  num,
  part,
  pron,
  propn,
  punct,
  sconj,
  sym,
  verb,
  x,
};
inline constexpr std::size_t upos_count = 17;
std::string_view to_string(Upos upos) noexcept;  ///< "ADJ", "ADP", …
std::optional<Upos> upos_from(std::string_view name) noexcept;

/// Relations that occur in English treebanks; a subtype is a relation of its own. `main_type` takes it off.
enum class Relation : std::uint8_t {
  acl,
  acl_relcl,
  advcl,
  advcl_relcl,
  advmod,
  advmod_emph,
  amod,
  appos,
  aux,
  aux_pass,
  case_,
  cc,
  cc_preconj,
  ccomp,
  compound,
  compound_prt,
  conj,
  cop,
  csubj,
  csubj_outer,
  csubj_pass,
  dep,
  det,
  det_predet,
  discourse,
  dislocated,
  expl,
  fixed,
  flat,
  flat_foreign,
  flat_name,
  goeswith,
  iobj,
  list,
  mark,
  nmod,
  nmod_desc,
  nmod_poss,
  nmod_unmarked,
  nsubj,
  nsubj_outer,
  nsubj_pass,
  nummod,
  obj,
  obl,
  obl_agent,
  obl_unmarked,
  orphan,
  parataxis,
  punct,
  reparandum,
  root,
  vocative,
  xcomp,
};
inline constexpr std::size_t relation_count = static_cast<std::size_t>(Relation::xcomp) + 1;
std::string_view to_string(Relation relation) noexcept;  ///< "acl:relcl", "nmod:poss", …
/// An unknown subtype gives its main type; an unknown relation gives `dep`.
Relation relation_from(std::string_view name) noexcept;
Relation main_type(Relation relation) noexcept;

/// Morphological features, each 0 where it is not told. Packed: four bytes a token.
struct Morph {
  enum class VerbForm : std::uint8_t { none, fin, inf, part, ger };
  enum class Tense : std::uint8_t { none, past, pres };
  enum class Mood : std::uint8_t { none, ind, imp, sub };
  enum class Number : std::uint8_t { none, sing, plur, ptan };
  enum class PronType : std::uint8_t { none, prs, art, dem, int_, rel, ind, neg, tot, rcp };
  enum class Degree : std::uint8_t { none, pos, cmp, sup };
  enum class Case : std::uint8_t { none, nom, acc, gen };
  enum class Gender : std::uint8_t { none, masc, fem, neut };
  enum class Definite : std::uint8_t { none, def, ind };
  enum class NumType : std::uint8_t { none, card, ord, frac, mult };

  VerbForm verb_form : 3 = VerbForm::none;
  Tense tense : 2 = Tense::none;
  Mood mood : 2 = Mood::none;
  Number number : 2 = Number::none;
  PronType pron_type : 4 = PronType::none;
  Degree degree : 2 = Degree::none;
  Case case_ : 2 = Case::none;
  Gender gender : 2 = Gender::none;
  Definite definite : 2 = Definite::none;
  NumType num_type : 3 = NumType::none;
  std::uint8_t person : 2 = 0;  ///< 1, 2, 3
  bool passive : 1 = false;     ///< Voice=Pass
  bool possessive : 1 = false;  ///< Poss=Yes
  bool reflexive : 1 = false;
  bool negative : 1 = false;     ///< Polarity=Neg
  bool abbreviated : 1 = false;  ///< Abbr=Yes

  bool operator==(const Morph&) const noexcept = default;
};
/// "Mood=Ind|Number=Sing|…" as in the FEATS column, names in alphabetical order; "_" where nothing is told.
std::string to_string(const Morph& morph);
/// Features that Morph does not know are passed over.
Morph morph_from(std::string_view feats) noexcept;

/// Struct of arrays, one entry a token. Every sentence is one tree: exactly one token has no head (its relation is
/// `root`), and heads never lead in a circle or out of the sentence.
struct Syntax {
  IdVector<TokenId, Upos> upos;
  IdVector<TokenId, Morph> morph;
  IdVector<TokenId, TokenId> head;  ///< none for the root
  IdVector<TokenId, Relation> relation;

  std::size_t size() const noexcept { return upos.size(); }
  std::string_view lemma(TokenId token) const noexcept {
    const ByteSpan span = lemma_spans[token];
    return std::string_view(lemma_pool).substr(span.begin, span.size());
  }
  void set_lemma(TokenId token, std::string_view lemma);  ///< appends to the pool
  void resize(std::size_t tokens);

  IdVector<TokenId, ByteSpan> lemma_spans;  ///< into `lemma_pool`
  std::string lemma_pool;
};

/// Dependents of every token in the order of the text, in two arrays: built once a document, read by all later stages.
class Dependents {
 public:
  Dependents() = default;
  explicit Dependents(const Syntax& syntax);

  struct Range {
    const TokenId* first = nullptr;
    const TokenId* last = nullptr;
    const TokenId* begin() const noexcept { return first; }
    const TokenId* end() const noexcept { return last; }
    bool empty() const noexcept { return first == last; }
    std::size_t size() const noexcept { return static_cast<std::size_t>(last - first); }
  };
  Range of(TokenId head) const noexcept {
    const TokenId* base = dependents_.data();
    return {base + offsets_[head.index()], base + offsets_[head.index() + 1]};
  }
  /// From the leftmost to the rightmost token below `head`, itself included. (Not all between need be below it.)
  TokenRange subtree(TokenId head) const noexcept { return subtrees_[head]; }

 private:
  std::vector<std::uint32_t> offsets_;
  std::vector<TokenId> dependents_;
  IdVector<TokenId, TokenRange> subtrees_;
};

}  // namespace tidings
