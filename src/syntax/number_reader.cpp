#include "syntax/number_reader.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>

#include "syntax/quantities.hpp"

namespace tidings {

namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool is_digits(std::string_view form) noexcept {
  const auto is_number_mark = [](char c) { return c == '.' || c == ','; };
  return !form.empty() && (is_digit(form.front()) || (form.front() == '.' && form.size() > 1)) &&
         is_digit(form.back()) &&
         std::all_of(form.begin(), form.end(), [&](char c) { return is_digit(c) || is_number_mark(c); });
}

double parsed(std::string_view digits) noexcept {
  double value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return result.ec == std::errc() ? value : std::numeric_limits<double>::infinity();
}

// Decimal, so that "1.1 million" is 1100000 and not what binary fractions make of it: the exponent goes into the text.
double parsed(std::string digits, int exponent) { return parsed(digits + 'e' + std::to_string(exponent)); }

// "1,200,000" and "1,50,000", "3.5"; none for "1.2.3" and for a comma that is no separator of thousands ("12,5").
std::optional<std::string> without_separators(std::string_view form) {
  const std::size_t point = form.find('.');
  if (point != std::string_view::npos && form.find_first_of(".,", point + 1) != std::string_view::npos)
    return std::nullopt;
  const std::string_view whole = form.substr(0, point);
  const std::size_t comma = whole.rfind(',');
  if (comma != std::string_view::npos && whole.size() - comma != 4) return std::nullopt;
  std::string digits(form);
  std::erase(digits, ',');
  return digits.size() > 30 ? std::nullopt : std::optional(digits);
}

// News counts no higher; what does is a row of digits or of scales.
constexpr double highest = 1e18;

NumberReader::Reading reading_of(double value) noexcept {
  return {value <= highest ? std::optional(value) : std::nullopt};
}

int zeros_of(std::string_view power_of_ten) noexcept {
  return static_cast<int>(std::count(power_of_ten.begin(), power_of_ten.end(), '0'));
}

// The value of number words as they are said: "two hundred and fifty thousand".
class SaidNumber {
 public:
  void add(double number) noexcept {
    below_ += number;
    spoken_ = true;
  }
  void scale(double by) noexcept {
    if (!spoken_) below_ = 1;
    below_ *= by;
    spoken_ = true;
    if (by < 1000) return;
    total_ += below_;
    below_ = 0;
  }
  double value() const noexcept { return total_ + below_; }

 private:
  double total_ = 0;
  double below_ = 0;  // what the next thousand, million … multiplies
  bool spoken_ = false;
};

}  // namespace

bool NumberReader::is_named(std::size_t at) const {
  const NameId name = names_.of_token[TokenId(at)];
  return name && !is_quantity(names_.items[name].type);
}

NumberReader::Part NumberReader::part(std::size_t at) const {
  if (at != last_at_) {
    last_ = look_up(at);
    last_at_ = at;
  }
  return last_;
}

NumberReader::Part NumberReader::look_up(std::size_t at) const {
  if (at >= end_) return {};
  const std::string_view word = form(at);
  if (is_digits(word) && !is_named(at)) return {"digits", word, 1};
  const auto match = words_.longest(end_ - at, [&](std::size_t i) { return form(at + i); });
  if (!match || (is_named(at) && match.words == 1)) return {};
  return {match.value[0], match.value[1], match.words};
}

bool NumberReader::take(std::size_t& at, std::string_view kind) const {
  const Part found = part(at);
  if (found.kind != kind) return false;
  at += found.words;
  return true;
}

std::optional<NumberReader::Reading> NumberReader::take_number(std::size_t& at) const {
  if (const auto vague = take_vague(at)) return vague;
  if (const auto digits = take_digits(at)) return digits;
  return take_words(at);
}

// What ends in "of" must go on: with a scale, or with what is counted.
std::optional<NumberReader::Reading> NumberReader::take_vague(std::size_t& at) const {
  if (!take(at, "vague")) return std::nullopt;
  while (take(at, "scale")) {
  }
  for (std::size_t after = at;
       take(after, "of") && (take(after, "vague") || take(after, "scale") || ends_number(after));)
    at = after;
  return Reading{};
}

// "of dollars": the number ends before the currency.
bool NumberReader::ends_number(std::size_t at) const { return part(at).kind == "currency" || part(at).kind == "unit"; }

std::optional<NumberReader::Reading> NumberReader::take_digits(std::size_t& at) const {
  const Part digits = part(at);
  if (digits.kind != "digits") return std::nullopt;
  at += digits.words;
  int exponent = 0;
  double dozens = 1;
  for (Part scale = part(at); scale.kind == "scale"; scale = part(at)) {
    if (scale.about.starts_with("10")) exponent += zeros_of(scale.about);
    else dozens *= parsed(scale.about);
    at += scale.words;
  }
  const auto plain = without_separators(digits.about);
  if (!plain) return Reading{};
  return reading_of(parsed(*plain, exponent) * dozens);
}

std::optional<NumberReader::Reading> NumberReader::take_words(std::size_t& at) const {
  SaidNumber said;
  if (const Part first = part(at); first.kind == "number") {
    said.add(parsed(first.about));
    at += first.words;
    if (form(at) == "a" && part(at + 1).kind == "scale") ++at;  // "half a million"
  } else if (form(at) == "a" && part(at + 1).kind == "scale") {
    ++at;
  } else {
    return std::nullopt;
  }
  for (bool scaled = false;;) {
    std::size_t next = at;
    if (form(at) == "-" || (scaled && part(at).kind == "and")) ++next;  // "twenty-five", "two hundred and fifty"
    const Part more = part(next);
    const bool scales = more.kind == "scale" && part(at).kind != "and";
    if (!scales && more.kind != "number") return reading_of(said.value());
    if (scales) said.scale(parsed(more.about));
    else said.add(parsed(more.about));
    scaled = scales;
    at = next + more.words;
  }
}

}  // namespace tidings
