// Predicates: syntax normalised to who does what to whom. "China was accused by the US", "the US, which accused China",
// "the US accusation against China" and "the US made an accusation against China" give the same predicate.
#pragma once

#include "tidings/discourse/entities.hpp"

namespace tidings {

enum class PredicateForm : std::uint8_t { verb, noun, adjective };

/// Grammatical function after normalisation. `prep` carries its preposition; `clause` and `open_clause` are complements
/// ("said that …", "agreed to …").
enum class ArgumentFunction : std::uint8_t {
  subject,
  object,
  indirect_object,
  prep,
  possessor,
  modifier,
  clause,
  open_clause,
  adverbial_clause,
  apposition,
  quote,
};
std::string_view to_string(ArgumentFunction function) noexcept;

struct Argument {
  ArgumentFunction function = ArgumentFunction::subject;
  std::string
      preposition;  ///< lemma, lower case, "ahead of" for several words; empty unless `prep` (or a clause's mark)
  TokenId head;     ///< head token of the argument
  bool implied =
      false;  ///< not its own dependent: shared by conjunction, control, raising, relative clause, participle
};

struct Predicate {
  TokenId head;        ///< the word that carries the meaning: the noun of "held talks"
  TokenRange trigger;  ///< its words with particle ("pulled out"), contiguous ones only
  std::string lemma;   ///< lower case, with particle: "pull out"
  PredicateForm form = PredicateForm::verb;
  TokenId light_verb;  ///< "held" of "held talks", "talks held in Geneva"; else none
  TokenId
      carrier;  ///< the light verb, or one that tells how it goes on: "ended" of "ended four days of talks"; else none
  bool passive = false;
  std::vector<Argument> arguments;  ///< in the order of the text; members of a coordination one by one
};

struct Predicates {
  IdVector<PredicateId, Predicate> items;  ///< in the order of `head`
  IdVector<TokenId, PredicateId> of_head;  ///< none: the token heads no predicate
};

class RuleSet;
struct Document;

/// Reads tokens, sentences and syntax of `document`; the light verbs come from the rules. Linear; thread-safe.
Predicates find_predicates(const Document& document, const RuleSet& rules);

}  // namespace tidings
