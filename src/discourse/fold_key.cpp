#include "discourse/lexicon.hpp"

namespace tidings {

// Latin-1 letters (U+00C0 to U+00DE) lie at C3 80 to C3 9E, their small ones 0x20 above; U+2019 and U+2018 are
// E2 80 99 and E2 80 98.
std::size_t fold_key(std::string_view word, char* out, std::size_t capacity) noexcept {
  std::size_t n = 0;
  for (std::size_t i = 0; i < word.size() && n < capacity; ++i) {
    const auto c = static_cast<unsigned char>(word[i]);
    const auto next = i + 1 < word.size() ? static_cast<unsigned char>(word[i + 1]) : 0;
    if (c >= 'A' && c <= 'Z') {
      out[n++] = static_cast<char>(c + ('a' - 'A'));
    } else if (c == 0xC3 && next >= 0x80 && next <= 0x9E && next != 0x97 && n + 1 < capacity) {
      out[n++] = static_cast<char>(c);
      out[n++] = static_cast<char>(next + 0x20);
      ++i;
    } else if (c == 0xE2 && i + 2 < word.size() && next == 0x80 &&
               (static_cast<unsigned char>(word[i + 2]) == 0x99 || static_cast<unsigned char>(word[i + 2]) == 0x98)) {
      out[n++] = '\'';
      i += 2;
    } else {
      out[n++] = static_cast<char>(c);
    }
  }
  return n;
}

}  // namespace tidings
