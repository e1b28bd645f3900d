// UTF-8 as the writers of graphs need it: what is a character, and what is not. Header-only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tidings::utf8 {

/// Length of the character that begins at `at`, 1 to 4; 0 where no valid one does (surrogates, overlong forms, stray
/// bytes).
inline std::size_t length_at(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const unsigned char first = byte(at);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4 || !follows(at + 1)) return 0;
  if (first < 0xE0) return 2;
  const unsigned char second = byte(at + 1);
  if (!follows(at + 2)) return 0;
  if (first < 0xF0) {
    const bool overlong = first == 0xE0 && second < 0xA0;
    const bool surrogate = first == 0xED && second > 0x9F;
    return overlong || surrogate ? 0 : 3;
  }
  const bool overlong = first == 0xF0 && second < 0x90;
  const bool beyond = first == 0xF4 && second > 0x8F;
  return overlong || beyond || !follows(at + 3) ? 0 : 4;
}

inline constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

/// Calls `character(std::string_view)` for every character; a byte that is none is told as U+FFFD.
template <class Character>
void for_each(std::string_view text, Character character) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = length_at(text, at);
    character(length == 0 ? replacement : text.substr(at, length));
    at += length == 0 ? 1 : length;
  }
}

/// At most `characters` characters of `text`, in valid UTF-8, white space as single blanks, "…" where something is cut.
inline std::string shorten(std::string_view text, std::size_t characters) {
  std::string out;
  std::size_t count = 0;
  bool blank = false;
  bool cut = false;
  for_each(text, [&](std::string_view c) {
    if (cut) return;
    const auto first = static_cast<unsigned char>(c[0]);
    if (first <= 0x20 || first == 0x7F || c == "\xC2\xA0") {
      blank = count > 0;
      return;
    }
    if (count + 1 >= characters) {
      cut = true;
      out += "…";
      return;
    }
    if (blank) {
      out += ' ';
      ++count;
      blank = false;
    }
    out += c;
    ++count;
  });
  return out;
}

}  // namespace tidings::utf8
