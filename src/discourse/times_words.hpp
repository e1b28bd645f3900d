// Tokens as the grammar of times sees them: their word, the classes they belong to, and numbers and dates by their
// shape.
#pragma once

#include "discourse/times_grammar.hpp"
#include "tidings/text/tokens.hpp"

namespace tidings::timex {

/// What one token may be. For spelled numbers and dates of several tokens: what begins here, and how many tokens it
/// takes.
struct Reading {
  WordId word = no_word;
  ClassSet classes = 0;
  std::uint8_t number_tokens = 1;  ///< "twenty-five": 3
  std::uint8_t year_tokens = 1;    ///< of spelled_year: "nineteen ninety-four"
  std::uint8_t date_tokens = 1;    ///< "2014-03-09": 5
  std::uint8_t holiday_tokens = 1;
  double number = 0;  ///< of number, ordinal, day and hour
  int year = 0;       ///< of year and decade (its first year)
  int spelled_year = 0;
  Date date{};             ///< of date
  std::string_view clock;  ///< of clock: "3:30"; into the source
  const Sense* holiday = nullptr;

  bool is(WordClass c) const noexcept { return (classes & bit(c)) != 0; }
  std::size_t tokens_of(WordClass c) const noexcept {
    switch (c) {
      case WordClass::number:
        return number_tokens;
      case WordClass::spelled_year:
        return year_tokens;
      case WordClass::date:
        return date_tokens;
      case WordClass::holiday:
        return holiday_tokens;
      default:
        return 1;
    }
  }
};

/// Readings of all tokens; most have none. Linear: a number or date looks a few tokens ahead at most.
class Readings {
 public:
  Readings(const Source& source, const Tokens& tokens, const Sentences& sentences, const Syntax& syntax,
           const Grammar& grammar);
  const Reading& operator[](TokenId token) const noexcept { return readings_[of_token_[token]]; }
  bool any() const noexcept { return readings_.size() > 1; }

 private:
  IdVector<TokenId, std::uint32_t> of_token_;
  std::vector<Reading> readings_;  ///< the first one: nothing
};

}  // namespace tidings::timex
