// Mentions: spans that refer to an entity: names ("Susan Rice"), nominals ("the Chinese president"), pronouns ("he").
#pragma once

#include "tidings/discourse/times.hpp"
#include "tidings/syntax/names.hpp"

namespace tidings {

enum class Gender : std::uint8_t { unknown, male, female, neuter };
enum class GrammaticalNumber : std::uint8_t { unknown, singular, plural };

struct Mention {
  TokenRange
      extent;  ///< as annotators mark it: with determiner and modifiers, without relative clauses and appositions
  TokenRange phrase;      ///< the whole noun phrase: `extent`, and behind it the clauses that say which one and what is
                          ///< told of it behind a comma: "Comey, the director of the FBI"
  TokenRange head_range;  ///< the name itself, or the head word
  TokenId head;           ///< syntactic head of `extent`: in `head_range`, or a title before it
  MentionForm form = MentionForm::nominal;
  NameType type = NameType::other;
  Gender gender = Gender::unknown;
  GrammaticalNumber number = GrammaticalNumber::unknown;
  bool animate = false;
  NameId name;                ///< where a name recogniser found it; none for nominals, pronouns and for parts of names
  bool coordination = false;  ///< "Rice and Meng": a set; its `head` is that of the first member
  MentionId whole;            ///< the mention it is a part of: nested names, members of a coordination; else none
  float score = 1;
};

/// In the order of `extent` (begin, then the longer one first). Mentions may be nested, and never cross.
struct Mentions {
  IdVector<MentionId, Mention> items;
  IdVector<TokenId, MentionId> by_head;  ///< the longest mention with this syntactic head, no coordination; else none
};

class Knowledge;
struct Document;

/// Reads text, tokens, sentences, syntax, names and times of `document`. Linear; thread-safe.
Mentions find_mentions(const Document& document, const Knowledge& knowledge);

}  // namespace tidings
