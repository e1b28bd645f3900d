// Reads one number in digits or words, with its value (seeds/lexicons/quantity-words.tsv).
#pragma once

#include <limits>
#include <optional>
#include <string_view>

#include "discourse/lexicon.hpp"
#include "tidings/syntax/names.hpp"
#include "tidings/text/tokens.hpp"

namespace tidings {

/// The parts of a number from a token on; nothing behind the end of the sentence. Tokens inside names are no parts, but
/// the "US" of "US dollars" and the digits of a name that is a quantity are.
class NumberReader {
 public:
  NumberReader(const Source& source, const Tokens& tokens, const Names& names, Lexicon words)
      : source_(source), tokens_(tokens), names_(names), words_(words) {}

  void set_end(std::size_t end) noexcept {  ///< of the sentence
    end_ = end;
    last_at_ = nowhere;
  }

  /// Moves `at` behind the word of this kind that stands there.
  bool take(std::size_t& at, std::string_view kind) const;

  struct Reading {
    std::optional<double>
        value;  ///< none where nobody counted ("several", "hundreds of thousands"), or it can't be read
  };
  /// "3.5", "3.5 million", "two hundred and fifty", "a million", "half a million", "several million", "hundreds of
  /// millions of" (before a unit): moves `at` behind it.
  std::optional<Reading> take_number(std::size_t& at) const;

  std::string_view form(std::size_t at) const {
    return at < end_ ? tokens_.form(source_, TokenId(at)) : std::string_view();
  }

 private:
  struct Part {
    std::string_view kind;
    std::string_view about;  ///< the value or the unit
    std::size_t words = 0;
  };
  Part part(std::size_t at) const;
  Part look_up(std::size_t at) const;
  bool is_named(std::size_t at) const;
  std::optional<Reading> take_vague(std::size_t& at) const;
  std::optional<Reading> take_digits(std::size_t& at) const;
  std::optional<Reading> take_words(std::size_t& at) const;
  bool ends_number(std::size_t at) const;

  const Source& source_;
  const Tokens& tokens_;
  const Names& names_;
  Lexicon words_;
  std::size_t end_ = 0;
  // What stands at a token is asked for each kind in turn, and is looked up once.
  static constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();
  mutable std::size_t last_at_ = nowhere;
  mutable Part last_;
};

}  // namespace tidings
