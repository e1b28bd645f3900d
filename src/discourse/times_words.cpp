#include "discourse/times_words.hpp"

#include <charconv>

#include "discourse/lexicon.hpp"

namespace tidings::timex {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && is_digit(text[n])) ++n;
  return n;
}

int to_int(std::string_view digits) {
  int out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

bool is_year(int number) { return number >= 1400 && number < 2200; }

// "'85" was and "'05" is: years of two figures are those from 1930 to 2029.
int year_of_two_figures(int number) { return number < 30 ? 2000 + number : 1900 + number; }

class Reader {
 public:
  Reader(const Source& source, const Tokens& tokens, const Syntax& syntax, const Grammar& grammar)
      : source_(source), tokens_(tokens), syntax_(syntax), grammar_(grammar) {}

  /// Whether the token is anything; what begins before `end` only.
  bool read(TokenId token, TokenId end, Reading& out) {
    token_ = token;
    end_ = end;
    const std::string_view form = tokens_.form(source_, token);
    read_shape(form, out);
    if (grammar_.may_know(form)) read_word(form, out);
    if (out.is(WordClass::cardinal)) read_spelled(out);
    return out.classes != 0 || out.word != no_word;
  }

 private:
  TokenId after(std::size_t steps) const { return TokenId(token_.index() + steps); }
  bool has(std::size_t steps) const { return token_.index() + steps < end_.index(); }
  std::string_view form(std::size_t steps) const { return tokens_.form(source_, after(steps)); }
  bool joined(std::size_t steps) const { return !tokens_.has(after(steps - 1), Tokens::space_after); }

  // ---- words

  WordId find(std::string_view form) const {
    char folded[Grammar::longest_word];
    const std::size_t n = fold_key(form, folded, sizeof folded);
    const WordId id = grammar_.find({folded, n});
    return id == no_word && n > 1 && folded[n - 1] == '.' ? grammar_.find({folded, n - 1}) : id;
  }

  bool fits(const Sense& sense, TokenId token, char first) const {
    if (sense.capital && !(first >= 'A' && first <= 'Z')) return false;
    return sense.parts_of_speech == 0 ||
           ((sense.parts_of_speech >> static_cast<unsigned>(syntax_.upos[token])) & 1U) != 0;
  }

  void read_word(std::string_view form, Reading& out) {
    const WordId id = find(form);
    if (id == no_word) return;
    out.word = id;
    const Word& word = grammar_.word(id);
    ClassSet classes = word.classes;
    if (word.conditional != 0) {
      classes &= ~word.conditional;
      for (const Sense& sense : word.senses) {
        if (fits(sense, token_, form.front())) classes |= bit(sense.word_class);
      }
    }
    out.classes |= classes;
    if ((classes & bit(WordClass::ordinal)) != 0) {
      out.number = word.sense(WordClass::ordinal)->number;
      if (out.number > 0) out.classes |= bit(WordClass::day);
    }
    if ((classes & bit(WordClass::decade)) != 0) out.year = 1900 + 10 * word.sense(WordClass::decade)->number;
    if ((classes & bit(WordClass::holiday)) != 0) out.holiday = word.sense(WordClass::holiday);
    for (const Word::Phrase& phrase : word.phrases) {
      if (!fits(phrase.sense, token_, form.front()) || !follows(phrase.rest)) continue;
      out.classes |= bit(phrase.sense.word_class);
      out.holiday = &phrase.sense;
      out.holiday_tokens = static_cast<std::uint8_t>(1 + phrase.rest.size());
      break;
    }
  }

  bool follows(const std::vector<WordId>& words) const {
    if (!has(words.size())) return false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (find(form(i + 1)) != words[i]) return false;
    }
    return true;
  }

  // ---- spelled numbers

  std::optional<int> cardinal(std::size_t steps) const {
    if (!has(steps) || !grammar_.may_know(form(steps))) return std::nullopt;
    const WordId id = find(form(steps));
    if (id == no_word) return std::nullopt;
    const Sense* sense = grammar_.word(id).sense(WordClass::cardinal);
    return sense == nullptr ? std::nullopt : std::optional(sense->number);
  }
  bool is_hyphen(std::size_t steps) const { return has(steps + 1) && form(steps) == "-"; }

  // A number below a hundred at `steps`; `steps` moves behind it.
  std::optional<int> small(std::size_t& steps) const {
    const auto first = cardinal(steps);
    if (!first || *first >= 100) return std::nullopt;
    ++steps;
    if (*first < 20 || *first % 10 != 0) return first;
    const std::size_t unit_at = steps + (is_hyphen(steps) ? 1 : 0);
    const auto unit = cardinal(unit_at);
    if (!unit || *unit < 1 || *unit > 9) return first;
    steps = unit_at + 1;
    return *first + *unit;
  }

  void read_spelled(Reading& out) {
    std::size_t steps = 0;
    const auto first = small(steps);
    double number = first.value_or(1);
    if (first && *first >= 11 && *first <= 20) read_spelled_year(*first, steps, out);
    if (!first && !multiplier(steps)) return;
    double total = 0;
    while (const auto by = multiplier(steps)) {
      ++steps;
      if (*by == 100 || *by == 12) {
        number *= *by;
      } else {
        total += number * *by;
        number = 0;
      }
      std::size_t next = steps;
      if (*by != 12 && has(next) && form(next) == "and") ++next;
      const auto more = small(next);
      if (more) {
        number += *more;
        steps = next;
      }
    }
    set_number(total + number, steps, out);
  }

  std::optional<int> multiplier(std::size_t steps) const {
    const auto by = cardinal(steps);
    return by && (*by >= 100 || *by == 12) && !(*by == 12 && form(steps).front() != 'd') ? by : std::nullopt;
  }

  // "nineteen ninety-four", "twenty fifteen"
  void read_spelled_year(int century, std::size_t steps, Reading& out) {
    if (is_hyphen(steps)) ++steps;
    std::size_t next = steps;
    const auto rest = small(next);
    if (!rest || *rest < 10 || !is_year(century * 100 + *rest)) return;
    out.classes |= bit(WordClass::spelled_year);
    out.spelled_year = century * 100 + *rest;
    out.year_tokens = static_cast<std::uint8_t>(next);
  }

  static void set_number(double number, std::size_t tokens, Reading& out) {
    out.classes |= bit(WordClass::number);
    out.number = number;
    out.number_tokens = static_cast<std::uint8_t>(tokens);
    if (tokens != 1) return;
    if (number >= 1 && number <= 31) out.classes |= bit(WordClass::day);
    if (number >= 0 && number <= 24) out.classes |= bit(WordClass::hour);
  }

  // ---- figures

  void read_shape(std::string_view form, Reading& out) {
    if (form.size() > 5 && (form.starts_with("mid-") || form.starts_with("Mid-")))
      return read_rest_of_compound(form.substr(4), out);
    if (form.starts_with("\xe2\x80\x99")) form.remove_prefix(2);  // typographic apostrophe: its last byte stands for it
    const bool elided = !form.empty() && (form.front() == '\'' || form.front() == '\x99');
    if (elided) form.remove_prefix(1);
    if (form.empty()) return;
    if (form.starts_with("FY")) return read_year(form.substr(2), false, out);
    if (!is_digit(form.front()) || form.size() > 20) return;
    const std::size_t n = digits_at(form);
    const std::string_view rest = form.substr(n);
    if (elided) return read_year(form, true, out);
    if (rest.empty()) return read_digits(form, out);
    if (rest == "s" && (n == 4 || n == 2)) return read_decade(form, out);
    if (rest == "st" || rest == "nd" || rest == "rd" || rest == "th") return read_ordinal(form.substr(0, n), out);
    if (rest.front() == ':') return read_clock(form, n, out);
    if (rest.front() == '-' && n == 4) return read_joined_iso_date(form, out);
    if (rest.front() == '/') return read_slashes(form, out);
    if (rest.front() == '.' || rest.front() == ',') return read_decimal(form, out);
  }

  void read_rest_of_compound(std::string_view rest, Reading& out) {
    read_shape(rest, out);
    if (!grammar_.may_know(rest)) return;
    Reading inner;
    read_word(rest, inner);
    out.classes |= inner.classes & (bit(WordClass::month) | bit(WordClass::daypart) | bit(WordClass::decade) |
                                    bit(WordClass::season) | bit(WordClass::weekday));
    out.word = inner.word;
    if (inner.year != 0) out.year = inner.year;
  }

  void read_year(std::string_view digits, bool elided, Reading& out) {
    if (digits.ends_with('s')) return read_decade(digits, out);
    if (digits_at(digits) != digits.size()) return;
    if (digits.size() != 2 && (elided || digits.size() != 4)) return;
    const int number = to_int(digits);
    out.year = digits.size() == 2 ? year_of_two_figures(number) : number;
    if (is_year(out.year)) out.classes |= bit(WordClass::year);
  }

  void read_digits(std::string_view digits, Reading& out) {
    if (digits.size() > 9) return;
    const int number = to_int(digits);
    if (digits.size() == 4 && is_year(number)) {
      out.classes |= bit(WordClass::year);
      out.year = number;
    }
    set_number(number, 1, out);
    if (digits.size() > 2) out.classes &= ~(bit(WordClass::day) | bit(WordClass::hour));
    read_iso_date(digits, out);
    std::size_t next = 1;
    while (const auto by = multiplier(next)) {
      out.number *= *by;
      ++next;
    }
    if (next > 1) set_number(out.number, next, out);
  }

  void read_decade(std::string_view form, Reading& out) {
    const int number = to_int(form.substr(0, digits_at(form)));
    if (number % 10 != 0) return;
    out.year = form.size() > 3 ? number : year_of_two_figures(number);
    if (is_year(out.year)) out.classes |= bit(WordClass::decade);
  }

  static void read_ordinal(std::string_view digits, Reading& out) {
    if (digits.size() > 4) return;
    out.number = to_int(digits);
    out.classes |= bit(WordClass::ordinal);
    if (out.number >= 1 && out.number <= 31) out.classes |= bit(WordClass::day);
  }

  static void read_clock(std::string_view form, std::size_t hour_digits, Reading& out) {
    if (hour_digits > 2 || to_int(form.substr(0, hour_digits)) > 24) return;
    const std::string_view minutes = form.substr(hour_digits + 1);
    if (digits_at(minutes) != 2 || to_int(minutes.substr(0, 2)) > 59) return;
    if (minutes.size() != 2 && !(minutes.size() == 5 && minutes[2] == ':' && digits_at(minutes.substr(3)) == 2)) return;
    out.classes |= bit(WordClass::clock);
    out.clock = form;
  }

  // "12/25/2014": in the American order, the other way round where only that gives a day.
  static void read_slashes(std::string_view form, Reading& out) {
    const std::size_t one = form.find('/'), two = form.find('/', one + 1);
    if (two == std::string_view::npos) return;
    const std::string_view a = form.substr(0, one), b = form.substr(one + 1, two - one - 1), c = form.substr(two + 1);
    if (a.size() == 4) return static_cast<void>(set_date(to_int(a), to_int(b), to_int(c), 1, out));
    if (digits_at(b) != b.size() || digits_at(c) != c.size() || (c.size() != 2 && c.size() != 4) || a.size() > 2 ||
        b.size() > 2)
      return;
    const int year = c.size() == 2 ? year_of_two_figures(to_int(c)) : to_int(c);
    if (!set_date(year, to_int(a), to_int(b), 1, out)) set_date(year, to_int(b), to_int(a), 1, out);
  }

  // Written as one token.
  static void read_joined_iso_date(std::string_view form, Reading& out) {
    if (form.size() < 10 || form[7] != '-' || digits_at(form.substr(5)) != 2 || digits_at(form.substr(8)) < 2) return;
    set_date(to_int(form.substr(0, 4)), to_int(form.substr(5, 2)), to_int(form.substr(8, 2)), 1, out);
  }

  void read_iso_date(std::string_view digits, Reading& out) {
    if (digits.size() != 4 || !has(4) || form(1) != "-" || form(3) != "-") return;
    for (std::size_t i = 1; i <= 4; ++i) {
      if (!joined(i)) return;
    }
    const std::string_view month = form(2), day = form(4);
    if (month.size() != 2 || digits_at(month) != 2 || digits_at(day) != 2) return;
    set_date(to_int(digits), to_int(month), to_int(day.substr(0, 2)), 5, out);
  }

  static bool set_date(int year, int month, int day, std::uint8_t tokens, Reading& out) {
    const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                    std::chrono::day(static_cast<unsigned>(day))};
    if (!is_year(year) || !date.ok()) return false;
    out.classes |= bit(WordClass::date);
    out.date = date;
    out.date_tokens = tokens;
    return true;
  }

  static void read_decimal(std::string_view form, Reading& out) {
    double number = 0, scale = 0;
    for (const char c : form) {
      if (c == '.') {
        if (scale != 0) return;
        scale = 1;
      } else if (is_digit(c)) {
        number = number * 10 + (c - '0');
        scale *= 10;
      } else if (c != ',') {
        return;
      }
    }
    out.classes |= bit(WordClass::number);
    out.number = scale > 1 ? number / scale : number;
  }

  const Source& source_;
  const Tokens& tokens_;
  const Syntax& syntax_;
  const Grammar& grammar_;
  TokenId token_, end_;
};

}  // namespace

Readings::Readings(const Source& source, const Tokens& tokens, const Sentences& sentences, const Syntax& syntax,
                   const Grammar& grammar)
    : of_token_(tokens.size(), 0), readings_(1) {
  Reader reader(source, tokens, syntax, grammar);
  for (const TokenRange sentence : sentences.tokens) {
    for (const TokenId token : sentence) {
      Reading reading;
      if (!reader.read(token, sentence.end_id, reading)) continue;
      of_token_[token] = static_cast<std::uint32_t>(readings_.size());
      readings_.push_back(reading);
    }
  }
}

}  // namespace tidings::timex
