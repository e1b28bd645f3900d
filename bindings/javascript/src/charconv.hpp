// What the libc++ of Debian's emscripten (13) lacks of <charconv>: floating numbers. Read before the library
// (build.sh). The C library of emscripten knows one locale, so that what is printed is what libstdc++ prints.
#pragma once

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string>

#ifndef __cpp_lib_to_chars
namespace std {

inline from_chars_result from_chars(const char* first, const char* last, double& value) {
  const string text(first, last);
  char* end = nullptr;
  errno = 0;
  const double read = strtod(text.c_str(), &end);
  if (end == text.c_str()) return {first, errc::invalid_argument};
  const char* const after = first + (end - text.c_str());
  if (errno == ERANGE) return {after, errc::result_out_of_range};
  value = read;
  return {after, errc()};
}

// Without an exponent, with as few digits as tell the number from all others.
inline to_chars_result to_chars(char* first, char* last, double value, chars_format) {
  constexpr int most_digits = 340;
  char digits[2 * most_digits];
  int length = 0;
  for (int after_point = 0; after_point <= most_digits; ++after_point) {
    length = snprintf(digits, sizeof digits, "%.*f", after_point, value);
    if (strtod(digits, nullptr) == value) break;
  }
  if (length > last - first) return {last, errc::value_too_large};
  return {copy(digits, digits + length, first), errc()};
}

}  // namespace std
#endif
