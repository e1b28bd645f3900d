#include "tidings/syntax/numbers.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "syntax/number_reader.hpp"
#include "tidings/document.hpp"

namespace tidings {

namespace {

class Finder {
 public:
  Finder(const Document& document, const Knowledge& knowledge)
      : d_(document),
        read_(document.source, document.tokens, document.names, lexicon_of(knowledge, "quantity-words")) {}

  Numbers find() {
    numbers_.of_token.resize(d_.tokens.size());
    for (const TokenRange sentence : d_.sentences.tokens) {
      read_.set_end(sentence.end_id.index());
      for (std::size_t at = sentence.begin_id.index(); at < sentence.end_id.index();) {
        const std::size_t end = may_begin(at, sentence.end_id.index()) ? number_at(at) : at;
        at = end == at ? at + 1 : end;
      }
    }
    return std::move(numbers_);
  }

 private:
  // A numeral stands here or behind "a", "half a"; or a name does, which may be a sum. Spares most tokens the look-up.
  bool may_begin(std::size_t at, std::size_t end) const {
    for (std::size_t i = at; i < std::min(at + 3, end); ++i) {
      if (d_.syntax.upos[TokenId(i)] == Upos::num) return true;
    }
    return static_cast<bool>(d_.names.of_token[TokenId(at)]);
  }

  // Behind the number that begins at `begin`; `begin` itself where none does.
  std::size_t number_at(std::size_t begin) {
    std::size_t end = begin;
    const auto reading = read_.take_number(end);
    if (!reading) return begin;
    const TokenRange tokens{TokenId(begin), TokenId(end)};
    if (!counts(tokens)) return begin;
    const NumberId id(numbers_.items.size());
    numbers_.items.push_back({tokens, reading->value});
    for (const TokenId token : tokens) numbers_.of_token[token] = id;
    return end;
  }

  // Not the "one" of "no one", the "second half", the "May 12" that is a time.
  bool counts(TokenRange tokens) const {
    const bool timed = std::any_of(tokens.begin(), tokens.end(),
                                   [&](TokenId token) { return static_cast<bool>(d_.times.of_token[token]); });
    return !timed && std::any_of(tokens.begin(), tokens.end(), [&](TokenId token) {
      return d_.syntax.upos[token] == Upos::num || d_.names.of_token[token];
    });
  }

  const Document& d_;
  NumberReader read_;
  Numbers numbers_;
};

}  // namespace

std::string text_of(const Number& number) {
  char digits[64];
  if (!number.value) return {};
  const auto [end, error] = std::to_chars(digits, std::end(digits), *number.value, std::chars_format::fixed);
  return error == std::errc() ? std::string(digits, end) : std::string();
}

Numbers find_numbers(const Document& document, const Knowledge& knowledge) {
  return Finder(document, knowledge).find();
}

}  // namespace tidings
