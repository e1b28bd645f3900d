#include "syntax/quantities.hpp"

#include <algorithm>
#include <optional>

#include "discourse/lexicon.hpp"
#include "model/name_recognizer.hpp"

namespace tidings {

namespace {

/// What a word is in a quantity, and how many tokens it takes.
struct Part {
  std::string_view kind;
  std::size_t words = 0;
};

bool is_digits(std::string_view form) noexcept {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_number_mark = [](char c) { return c == '.' || c == ','; };
  return !form.empty() && (is_digit(form.front()) || (form.front() == '.' && form.size() > 1)) &&
         is_digit(form.back()) &&
         std::all_of(form.begin(), form.end(), [&](char c) { return is_digit(c) || is_number_mark(c); });
}

bool is_dash(std::string_view form) noexcept { return form == "-" || form == "–" || form == "to"; }

class Finder {
 public:
  Finder(const Source& source, const Tokens& tokens, const Names& names, Lexicon words)
      : source_(source), tokens_(tokens), names_(names), words_(words) {}

  void set_end(std::size_t end) noexcept { end_ = end; }  ///< of the sentence

  /// From the token at `begin` on; none where no quantity begins there.
  std::optional<Name> at(std::size_t begin) const {
    std::size_t next = begin;
    const bool sign = take(next, "sign");
    if (!take_number(next)) return std::nullopt;
    if (sign) {
      take_range(next);
      take(next, "currency");  // "$5 million US dollars"
      return name(begin, next, NameType::money);
    }
    take_range(next);
    if (take(next, "currency") || take(next, "sign")) return name(begin, next, NameType::money);
    if (take(next, "share") || take(next, "unit")) return name(begin, next, NameType::quantity);
    return std::nullopt;
  }

 private:
  Part part(std::size_t at) const {
    if (at >= end_) return {};
    const std::string_view form = tokens_.form(source_, TokenId(at));
    if (is_digits(form) && !names_.of_token[TokenId(at)]) return {"digits", 1};
    const auto match = words_.longest(end_ - at, [&](std::size_t i) { return tokens_.form(source_, TokenId(at + i)); });
    const auto named = static_cast<bool>(names_.of_token[TokenId(at)]);
    if (!match || (named && match.words == 1)) return {};  // the "US" of "US dollars" is no name
    return {match.value[0], match.words};
  }

  bool take(std::size_t& at, std::string_view kind) const {
    const Part found = part(at);
    if (found.kind != kind) return false;
    at += found.words;
    return true;
  }

  // "3.5", "3.5 million", "two hundred", "several million", "hundreds of millions of": what ends in "of" must go on.
  bool take_number(std::size_t& at) const {
    std::size_t next = at;
    if (take(next, "vague")) {
      while (take(next, "scale")) {
      }
      for (std::size_t after = next;
           take(after, "of") && (take(after, "vague") || take(after, "scale") || ends_number(after));)
        next = after;
      at = next;
      return true;
    }
    if (take(next, "digits")) {
      while (take(next, "scale")) {
      }
    } else {
      if (!take(next, "number") && !take_article(next)) return false;
      for (;;) {
        const std::size_t before = next;
        if (part(next).kind != "scale" && form(next) == "-") ++next;  // "twenty-five"
        if (!take(next, "number") && !take(next, "scale")) {
          next = before;
          break;
        }
      }
    }
    at = next;
    return true;
  }

  // "of dollars": the number ends before the currency.
  bool ends_number(std::size_t at) const { return part(at).kind == "currency" || part(at).kind == "unit"; }

  // "a million"
  bool take_article(std::size_t& at) const {
    if (form(at) != "a" || part(at + 1).kind != "scale") return false;
    at += 2;
    return true;
  }

  // "9 – 85 million", "$5 to $7 million"
  void take_range(std::size_t& at) const {
    std::size_t next = at;
    if (!is_dash(form(next))) return;
    ++next;
    take(next, "sign");
    if (take_number(next)) at = next;
  }

  std::string_view form(std::size_t at) const {
    return at < end_ ? tokens_.form(source_, TokenId(at)) : std::string_view();
  }

  static Name name(std::size_t begin, std::size_t end, NameType type) {
    return {{TokenId(begin), TokenId(end)}, type, 0.9F};
  }

  const Source& source_;
  const Tokens& tokens_;
  const Names& names_;
  Lexicon words_;
  std::size_t end_ = 0;
};

}  // namespace

void add_quantities(const Source& source, const Tokens& tokens, const Sentences& sentences, const Knowledge& knowledge,
                    Names& names) {
  Finder finder(source, tokens, names, lexicon_of(knowledge, "quantity-words"));
  Names found;
  for (const TokenRange sentence : sentences.tokens) {
    finder.set_end(sentence.end_id.index());
    for (std::size_t at = sentence.begin_id.index(); at < sentence.end_id.index(); ++at) {
      const auto quantity = finder.at(at);
      if (!quantity) continue;
      found.items.push_back(*quantity);
      at = quantity->tokens.end_id.index() - 1;
    }
  }
  add_names(found, names);
}

}  // namespace tidings
