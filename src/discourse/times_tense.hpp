// Past or future: which way from publication an expression points, as the verb that governs it tells.
#pragma once

#include "discourse/times_words.hpp"

namespace tidings::timex {

enum class Direction : std::uint8_t { unknown, past, future };

/// Climbs from the expression to the verb that it hangs on. Constant work: a few steps up and a few words around each
/// verb.
class TenseReader {
 public:
  TenseReader(const Source& source, const Tokens& tokens, const Sentences& sentences, const Syntax& syntax,
              const Grammar& grammar)
      : source_(source), tokens_(tokens), sentences_(sentences), syntax_(syntax), grammar_(grammar) {}

  /// `of_year`: which year a month or day is in is asked, not which week; words like "until" then tell nothing.
  Direction direction(TokenRange expression, TokenId head, bool of_year) const;

 private:
  std::optional<Direction> tell(TokenId verb) const;
  std::optional<Direction> tell_auxiliaries(TokenId verb) const;
  std::optional<Direction> tell_neighbour(TokenRange expression, bool of_year) const;
  bool is_to_come(TokenId token) const;
  WordId word(TokenId token) const;

  const Source& source_;
  const Tokens& tokens_;
  const Sentences& sentences_;
  const Syntax& syntax_;
  const Grammar& grammar_;
};

}  // namespace tidings::timex
