#include "discourse/score_rows.hpp"

#include <algorithm>

namespace tidings {

namespace {

class Row {
 public:
  Row(const Document& document, TokenRange sentence) : d_(document), at_(sentence.begin_id), end_(sentence.end_id) {}

  std::vector<TokenRange> teams() {
    std::vector<TokenRange> names;
    std::size_t numbers = 0, fewest = 99;
    while (at_ < end_ && form(at_) != "(" && names.size() < 2) {
      const TokenRange name = read_name();
      skip_brackets();
      const std::size_t read = read_numbers();
      if (name.empty() || read == 0) return {};
      names.push_back(name);
      numbers += read;
      fewest = std::min(fewest, read);
    }
    if (at_ < end_ && form(at_) != "(") return {};
    if (names.size() == 2) return fewest == numbers - fewest ? names : std::vector<TokenRange>();
    const bool table = numbers >= (!names.empty() && is_recognized(names[0]) ? 3U : 5U);
    return table ? names : std::vector<TokenRange>();
  }

 private:
  std::string_view form(TokenId t) const { return d_.tokens.form(d_.source, t); }
  bool is_word(TokenId t) const {
    const std::string_view word = form(t);
    const auto first = word.empty() ? 0 : static_cast<unsigned char>(word[0]);
    return ((first >= 'A' && first <= 'Z') || first == 0xC3) && d_.syntax.upos[t] == Upos::propn;
  }
  bool is_recognized(TokenRange name) const {
    return std::any_of(name.begin(), name.end(), [&](TokenId t) { return bool(d_.names.of_token[t]); });
  }
  void advance() { at_ = TokenId(at_.index() + 1); }

  TokenRange read_name() {
    TokenRange name{at_, at_};
    constexpr std::size_t longest_name = 5;
    while (at_ < end_ && name.size() < longest_name) {
      const TokenId next(at_.index() + 1);
      const bool hyphen = form(at_) == "-" && !name.empty() && next < end_ && is_word(next);
      if (!is_word(at_) && !hyphen) break;
      advance();
      name.end_id = at_;
    }
    return name;
  }
  // "(BJ)": where the club is from
  void skip_brackets() {
    if (at_.index() + 2 >= end_.index() || form(at_) != "(" || form(TokenId(at_.index() + 2)) != ")") return;
    at_ = TokenId(at_.index() + 3);
  }
  std::size_t read_numbers() {
    std::size_t count = 0;
    for (; at_ < end_; advance()) {
      const std::string_view word = form(at_);
      if (is_number(word)) ++count;
      else if (word != "-") break;
    }
    return count;
  }
  // Goals and games, not prices or people: "10", ".474", "1/2"
  static bool is_number(std::string_view word) {
    if (word.size() > 1 && word[0] == '.') word.remove_prefix(1);
    return !word.empty() && word.size() <= 3 && word[0] >= '0' && word[0] <= '9' &&
           std::all_of(word.begin(), word.end(), [](char c) { return (c >= '0' && c <= '9') || c == '/'; });
  }

  const Document& d_;
  TokenId at_, end_;
};

}  // namespace

std::vector<TokenRange> teams_in_row(const Document& document, TokenRange sentence) {
  constexpr std::size_t shortest = 4, longest = 24;
  if (sentence.size() < shortest || sentence.size() > longest) return {};
  return Row(document, sentence).teams();
}

}  // namespace tidings
