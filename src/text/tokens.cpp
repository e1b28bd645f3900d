// Tokens after the conventions of UD English EWT: white space first, then marks at both ends of what it leaves, then
// hyphens, slashes and clitics inside.
#include "tidings/text/tokens.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "discourse/lexicon.hpp"
#include "text/characters.hpp"

namespace tidings {

namespace {

struct Words {
  Knowledge knowledge = Knowledge::builtin();
  Lexicon abbreviations = lexicon_of(knowledge, "abbreviations");
  Lexicon contractions = lexicon_of(knowledge, "contractions");
  Lexicon clitics = lexicon_of(knowledge, "clitics");
  Lexicon elisions = lexicon_of(knowledge, "elisions");
  Lexicon prefixes = lexicon_of(knowledge, "hyphen-prefixes");
  Lexicon units = lexicon_of(knowledge, "unit-suffixes");
  RE2 address{R"re((?i)(?:(?:https?|ftp)://|www\.)[^\s<>"]+|[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+|)re"
              R"re((?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|info|co\.[a-z]{2})(?:/[^\s<>"]*)?)re",
              RE2::Quiet};
};

const Words& words() {
  static const Words instance;
  return instance;
}

constexpr std::uint32_t longest_chunk = 512;  // bytes without white space that are looked at together

class Tokenizer {
 public:
  explicit Tokenizer(const Source& source) : text_(source.bytes()) {}

  void read_block(const Block& block) {
    starts_block_ = true;
    for (std::uint32_t at = block.span.begin; at < block.span.end;) {
      const Character c = character_at(text_.substr(0, block.span.end), at);
      if (is_space(c.code)) {
        at += c.length;
        mark_space();
        continue;
      }
      const std::uint32_t end = end_of_chunk(at, block.span.end);
      read_chunk(at, end);
      at = end;
    }
    mark_space();
  }

  Tokens take() { return std::move(tokens_); }

 private:
  char32_t at(std::uint32_t offset) const noexcept { return character_at(text_, offset).code; }
  char32_t before(std::uint32_t offset, std::uint32_t begin) const noexcept {
    return offset > begin ? at(previous(offset, begin)) : U' ';
  }
  std::uint32_t next(std::uint32_t offset) const noexcept { return offset + character_at(text_, offset).length; }
  std::uint32_t previous(std::uint32_t offset, std::uint32_t begin) const noexcept {
    std::uint32_t back = offset - 1;
    for (std::uint32_t i = 1; i < 4 && offset - begin > i; ++i) {
      if (character_at(text_, offset - i - 1).length == i + 1) back = offset - i - 1;
    }
    return back;
  }
  std::string_view slice(std::uint32_t begin, std::uint32_t end) const noexcept {
    return text_.substr(begin, end - begin);
  }

  std::uint32_t end_of_chunk(std::uint32_t begin, std::uint32_t limit) const noexcept {
    std::uint32_t end = begin;
    while (end < limit && end - begin < longest_chunk) {
      const Character c = character_at(text_.substr(0, limit), end);
      if (is_space(c.code)) break;
      end += c.length;
    }
    return end;
  }

  void mark_space() {
    if (!tokens_.flags.empty()) tokens_.flags.back() |= Tokens::space_after;
  }

  void add(std::uint32_t begin, std::uint32_t end, bool continues = false) {
    if (begin >= end) return;
    std::uint8_t flags = continues ? Tokens::continues_word : 0;
    if (starts_block_) flags |= Tokens::starts_block;
    starts_block_ = false;
    tokens_.spans.push_back({begin, end});
    tokens_.flags.push_back(flags);
  }

  void read_chunk(std::uint32_t begin, std::uint32_t end) {
    if (is_plain(begin, end)) return add_word(begin, end);
    begin = peel_left(begin, end);
    std::array<std::uint32_t, 16> cuts{};
    std::size_t count = 0;
    std::uint32_t core_end = end;
    while (core_end > begin && count < cuts.size()) {
      const std::uint32_t cut = mark_at_end(begin, core_end);
      if (cut == core_end) break;
      cuts[count++] = core_end;
      core_end = cut;
    }
    if (begin < core_end) read_core(begin, core_end);
    for (std::uint32_t from = core_end; count > 0; from = cuts[count]) add(from, cuts[--count]);
  }

  // Most chunks are nothing but ASCII letters.
  bool is_plain(std::uint32_t begin, std::uint32_t end) const noexcept {
    return std::all_of(text_.begin() + begin, text_.begin() + end,
                       [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
  }

  std::uint32_t run_end(std::uint32_t begin, std::uint32_t end) const noexcept {
    const char32_t c = at(begin);
    std::uint32_t at_end = next(begin);
    while (at_end < end && at(at_end) == c) at_end = next(at_end);
    return at_end;
  }

  std::uint32_t peel_left(std::uint32_t begin, std::uint32_t end) {
    while (begin < end) {
      const char32_t c = at(begin);
      if (is_letter(c) || is_digit(c)) break;
      std::uint32_t mark_end = next(begin);
      const char32_t after = mark_end < end ? at(mark_end) : U' ';
      if (is_apostrophe(c) && keeps_apostrophe(begin, end)) break;
      if ((c == '@' || c == '#') && is_letter(after)) break;
      if ((c == '+' || c == '-' || c == '.') && is_digit(after) && begin + 1 < end) {
        if (c != '-' || !is_year_range(begin)) break;
      }
      if (c == '_' || c == '&') break;
      if (c == '.' || is_dash(c) || c == '*' || c == '!' || c == '?' || c == '=' || c == '~' || c == '\'' || c == '`')
        mark_end = run_end(begin, end);
      add(begin, mark_end);
      begin = mark_end;
    }
    return begin;
  }

  // "-5" begins a number, unless something stands before it.
  bool is_year_range(std::uint32_t begin) const noexcept { return begin > 0 && is_digit(at(begin - 1)); }

  // '90s, 'em, 'tis
  bool keeps_apostrophe(std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t stop = next(begin);
    if (stop < end && is_digit(at(stop))) return end - stop >= 2 && (text_[stop + 1] >= '0' && text_[stop + 1] <= '9');
    while (stop < end && is_letter(at(stop))) stop = next(stop);
    const std::string_view word = slice(next(begin), stop);
    return words().elisions.contains(word);
  }

  // Where the mark at the end of [begin, end) begins; `end` where there is none.
  std::uint32_t mark_at_end(std::uint32_t begin, std::uint32_t end) const {
    const std::uint32_t last = previous(end, begin);
    const char32_t c = at(last);
    if (is_letter(c) || is_digit(c) || c == 0xFFFD) return end;
    if (c == '.') return dot_at_end(begin, end);
    if (is_currency(c) || c == '+' || c == '#' || c == '_' || c == '=' || c == '@' || c == '&')
      return last == begin || c == '=' ? last : end;
    std::uint32_t from = last;
    if (c == '!' || c == '?' || is_dash(c) || c == '*' || c == '\'' || c == '`') {
      while (from > begin && (at(previous(from, begin)) == c ||
                              ((c == '!' || c == '?') && (before(from, begin) == '!' || before(from, begin) == '?')))) {
        from = previous(from, begin);
      }
    }
    if (c == ')' && is_plural_in_parentheses(begin, end)) return end;
    return from;
  }

  // "member(s)"
  bool is_plural_in_parentheses(std::uint32_t begin, std::uint32_t end) const noexcept {
    const std::string_view word = slice(begin, end);
    return word.size() > 3 && word.substr(word.size() - 3) == "(s)";
  }

  std::uint32_t dot_at_end(std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t from = end - 1;
    while (from > begin && text_[from - 1] == '.') --from;
    if (end - from > 1) {  // "..." but "etc..": the first dot belongs to the abbreviation
      return end - from == 2 && is_abbreviation(begin, from + 1) ? end - 1 : from;
    }
    return is_abbreviation(begin, end) ? end : from;
  }

  bool is_abbreviation(std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t from = end - 1;
    while (from > begin && !is_dash(before(from, begin)) && before(from, begin) != '/' &&
           !is_opener(before(from, begin)))
      from = previous(from, begin);
    const std::string_view word = slice(from, end);
    if (word.size() < 2) return false;
    if (is_letter_and_dots(word)) return true;
    const auto entry = words().abbreviations.find(word);
    if (!entry) return false;
    if ((*entry)[0] == "capital") return is_upper(at(from));
    return (*entry)[0] != "number" || number_follows(end);
  }

  bool number_follows(std::uint32_t end) const noexcept {
    std::uint32_t after = end;
    while (after < text_.size() && text_[after] == ' ') ++after;
    return after < text_.size() && is_digit(at(after));
  }

  // "J.", "U.S.", "e.g.", "a.m."
  static bool is_letter_and_dots(std::string_view word) noexcept {
    if (word.size() % 2 != 0) return false;
    for (std::size_t i = 0; i < word.size(); i += 2) {
      const char32_t c = static_cast<unsigned char>(word[i]);
      if (!(word[i + 1] == '.' && c < 0x80 && is_letter(c))) return false;
    }
    return word.size() > 2 || is_upper(static_cast<unsigned char>(word[0]));
  }

  void read_core(std::uint32_t begin, std::uint32_t end) {
    const std::string_view core = slice(begin, end);
    if (core.find_first_of("./@") != std::string_view::npos && RE2::FullMatch(core, words().address))
      return add(begin, end);
    std::uint32_t from = begin;
    for (std::uint32_t i = begin; i < end;) {
      const std::uint32_t after = next(i);
      const std::uint32_t mark_end = inner_mark(begin, from, i, end);
      if (mark_end == i) {
        i = after;
        continue;
      }
      const bool belongs = is_currency(at(i)) && i > from;  // "US$" is one word
      add_word(from, belongs ? mark_end : i);
      if (!belongs) add(i, mark_end);
      from = i = mark_end;
    }
    add_word(from, end);
  }

  // The end of a mark that parts words at `i`; `i` where nothing is parted. [from, i) is the word before.
  std::uint32_t inner_mark(std::uint32_t begin, std::uint32_t from, std::uint32_t i, std::uint32_t end) const {
    const char32_t c = at(i);
    if (is_letter(c) || is_digit(c)) return i;
    const std::uint32_t after = next(i);
    const char32_t left = before(i, begin);
    const char32_t right = after < end ? at(after) : U' ';
    if (is_dash(c)) return dash_parts(from, i, end) ? run_end(i, end) : i;
    switch (c) {
      case '.':
        if (right == '.') return run_end(i, end);
        return ends_word(from, i, right) ? after : i;
      case ',':
      case ':':
        return is_digit(left) && is_digit(right) ? i : after;
      case '/':
        return is_digit(left) && is_digit(right) ? i : after;
      case '(':
      case ')':
        return is_plural_in_parentheses(from, std::min(i + 3, end)) || (c == ')' && i >= 2 && text_[i - 2] == '(')
                   ? i
                   : after;
      case '"':
      case '[':
      case ']':
      case '{':
      case '}':
      case ';':
      case '<':
      case '>':
      case '|':
      case '%':
      case 0x2026:
        return run_end(i, end);
      case '?':
      case '!':
        return is_upper(right) ? after : i;
      case '=':
        return is_digit(right) ? after : i;
      default:
        break;
    }
    if (is_currency(c)) return is_digit(right) ? after : i;
    if (is_quote(c) && !is_apostrophe(c)) return after;
    return i;
  }

  // "the end.The next", "the end.“The next": pages lose blanks between sentences.
  bool ends_word(std::uint32_t from, std::uint32_t dot, char32_t right) const noexcept {
    if (!(is_upper(right) || right == 0x201C || right == '"') || dot - from < 3) return false;
    const std::string_view word = slice(from, dot);
    if (dot + 2 < text_.size() && text_[dot + 2] == '.') return false;
    return std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  bool dash_parts(std::uint32_t from, std::uint32_t dash, std::uint32_t end) const {
    const char32_t c = at(dash);
    const std::uint32_t after = next(dash);
    if (c != '-' && c != 0x2010 && c != 0x2011) return true;
    if (after < end && at(after) == c) return true;
    const char32_t right = after < end ? at(after) : U' ';
    if (is_digit(before(dash, from)) && is_digit(right)) return !is_telephone(from, end);
    if (from == dash) return true;
    const std::string_view left = slice(from, dash);
    return !words().prefixes.contains(left);
  }

  // "555-1234", "2015-09-13"
  bool is_telephone(std::uint32_t from, std::uint32_t end) const noexcept {
    const std::string_view word = slice(from, end);
    if (word.find_first_not_of("0123456789-") != std::string_view::npos) return false;
    const auto dashes = std::count(word.begin(), word.end(), '-');
    return dashes >= 2 || (word.size() == 8 && word.find('-') == 3);
  }

  /// A word without marks at its ends: clitics and units come off.
  void add_word(std::uint32_t begin, std::uint32_t end) {
    if (begin >= end) return;
    const std::string_view word = slice(begin, end);
    if (const auto split = words().contractions.find(word)) {
      const std::uint32_t first = static_cast<std::uint32_t>((*split)[0].size());
      add(begin, begin + first);
      return add(begin + first, end, true);
    }
    const std::uint32_t cut = clitic_begin(begin, end);
    if (cut > begin && cut < end) {
      add_word(begin, cut);
      return add(cut, end, true);
    }
    const std::uint32_t unit = unit_begin(begin, end);
    add(begin, unit);
    add(unit, end);
  }

  std::uint32_t clitic_begin(std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t from = end;
    for (int letters = 0; letters < 4 && from > begin; ++letters) {
      from = previous(from, begin);
      if (!is_apostrophe(at(from))) continue;
      const std::string_view tail = slice(next(from), end);
      if (tail.empty()) return from;
      const auto entry = words().clitics.find(tail);
      if (!entry) return end;
      if ((*entry)[0] != "n") return from;
      const char32_t left = before(from, begin);
      return left == 'n' || left == 'N' ? from - 1 : end;
    }
    return end;
  }

  std::uint32_t unit_begin(std::uint32_t begin, std::uint32_t end) const {
    if (!is_digit(at(begin))) return end;
    std::uint32_t from = begin;
    while (from < end && (is_digit(at(from)) || text_[from] == '.' || text_[from] == ',' || text_[from] == ':')) ++from;
    return from < end && words().units.contains(slice(from, end)) ? from : end;
  }

  std::string_view text_;
  Tokens tokens_;
  bool starts_block_ = true;
};

}  // namespace

Tokens tokenize(const Source& source, const Page& page) {
  Tokenizer tokenizer(source);
  for (const Block& block : page.blocks) tokenizer.read_block(block);
  return tokenizer.take();
}

}  // namespace tidings
