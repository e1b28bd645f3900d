// Characters as the tokenizer sees them: what is white space, a letter, a digit, a quotation mark.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tidings/graph/utf8.hpp"

namespace tidings {

struct Character {
  char32_t code = 0;
  std::uint32_t length = 1;  ///< bytes
};

/// The character at `at`. A byte that is none is U+FFFD and one byte long.
inline Character character_at(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  switch (utf8::length_at(text, at)) {
    case 1:
      return {byte(0), 1};
    case 2:
      return {static_cast<char32_t>((byte(0) & 0x1F) << 6 | (byte(1) & 0x3F)), 2};
    case 3:
      return {static_cast<char32_t>((byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F)), 3};
    case 4:
      return {static_cast<char32_t>((byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 |
                                    (byte(3) & 0x3F)),
              4};
    default:
      return {0xFFFD, 1};
  }
}

inline bool is_space(char32_t c) noexcept {
  return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
         c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF || c == 0xAD;
}
inline bool is_digit(char32_t c) noexcept { return c >= '0' && c <= '9'; }
inline bool is_currency(char32_t c) noexcept {
  return c == '$' || (c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c <= 0x20CF);
}
inline bool is_letter(char32_t c) noexcept {
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  const bool punctuation = (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) ||
                           (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF0F) ||
                           (c >= 0x1F000 && c <= 0x1FAFF);
  return c != 0xD7 && c != 0xF7 && c != 0xFFFD && !punctuation;
}
inline bool is_upper(char32_t c) noexcept {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c >= 0xC0 && c <= 0xDE) return c != 0xD7;
  if (c >= 0x100 && c <= 0x137) return c % 2 == 0;
  if (c >= 0x139 && c <= 0x148) return c % 2 == 1;
  if (c >= 0x14A && c <= 0x177) return c % 2 == 0;
  if (c >= 0x178 && c <= 0x17D) return c == 0x178 || c % 2 == 1;
  return (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
}
inline bool is_lower(char32_t c) noexcept { return is_letter(c) && !is_upper(c); }
inline bool is_apostrophe(char32_t c) noexcept { return c == '\'' || c == 0x2019 || c == 0x2018 || c == '`'; }
inline bool is_quote(char32_t c) noexcept {
  return c == '"' || is_apostrophe(c) || (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x2039 ||
         c == 0x203A;
}
inline bool is_dash(char32_t c) noexcept { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }
inline bool is_opener(char32_t c) noexcept { return c == '(' || c == '[' || c == '{'; }
inline bool is_closer(char32_t c) noexcept { return c == ')' || c == ']' || c == '}'; }

/// Latin capitals without accents become small, all else stays.
inline std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return out;
}

}  // namespace tidings
