// Lexicon: words and what is known about them, from a TSV file of seeds/lexicons.
//
// A file's lines are KEY TAB FIELD TAB FIELD …; `#` begins a comment line; the line `#! fold` says that keys match
// whatever their case (they are written in lower case). Keys of several words are joined by single spaces. A key that
// stands on several lines has all their values, in the order of the file.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "tidings/discourse/knowledge.hpp"

namespace tidings {

/// The fields of one line (or of several, one after the other: see `Lexicon::Value::lines`).
class Fields {
 public:
  explicit Fields(std::string_view line) : rest_(line) {}
  /// The field at `index` from 0, empty where there are fewer.
  std::string_view operator[](std::size_t index) const noexcept;

 private:
  std::string_view rest_;
};

/// What a key means: one or more lines.
class LexiconValue {
 public:
  explicit LexiconValue(std::string_view lines) : lines_(lines) {}
  /// Field `index` of the first line.
  std::string_view operator[](std::size_t index) const noexcept { return Fields(first_line())[index]; }
  std::string_view first_line() const noexcept { return lines_.substr(0, lines_.find('\n')); }

  struct iterator {
    std::string_view rest;
    bool done = false;
    Fields operator*() const noexcept { return Fields(rest.substr(0, rest.find('\n'))); }
    iterator& operator++() noexcept {
      const std::size_t end = rest.find('\n');
      done = end == std::string_view::npos;
      rest = done ? std::string_view() : rest.substr(end + 1);
      return *this;
    }
    bool operator==(const iterator& other) const noexcept {
      return done == other.done && rest.data() == other.rest.data();
    }
  };
  iterator begin() const noexcept { return {lines_, false}; }
  iterator end() const noexcept { return {std::string_view(), true}; }

 private:
  std::string_view lines_;
};

/// A view into the image; copies are cheap. A default one knows no word.
class Lexicon {
 public:
  Lexicon() = default;

  std::optional<LexiconValue> find(std::string_view key) const noexcept;
  bool contains(std::string_view key) const noexcept { return find(key).has_value(); }

  struct Match {
    std::size_t words = 0;  ///< 0: nothing
    LexiconValue value{std::string_view()};
    explicit operator bool() const noexcept { return words != 0; }
  };
  /// The longest key that the words, joined by single spaces, begin with. `words(i)` is called for i = 0, 1, … < count.
  template <class WordAt>
  Match longest(std::size_t count, WordAt word_at) const;

  std::size_t size() const noexcept;
  bool folds() const noexcept;

 private:
  friend class Knowledge;
  friend Lexicon lexicon_of(const Knowledge&, std::string_view);
  static constexpr std::size_t longest_key = 256;

  struct Found {
    bool exists = false;
    bool longer = false;
    std::optional<LexiconValue> value;
  };
  Found look_up(std::string_view folded_key) const noexcept;
  std::size_t rank_of(std::uint32_t slot) const noexcept;
  std::string_view text_at(std::uint32_t offset, std::size_t length) const noexcept;

  const unsigned char* image_ = nullptr;
  const void* directory_ = nullptr;
};

/// The lexicon of seeds/lexicons/NAME.tsv; one that knows nothing where there is none. Costs a binary search: keep it.
Lexicon lexicon_of(const Knowledge& knowledge, std::string_view name);

/// ASCII and Latin letters to lower case, and typographic apostrophes to "'", into `out` (at most `capacity` bytes);
/// what doesn't fit is cut.
std::size_t fold_key(std::string_view word, char* out, std::size_t capacity) noexcept;

template <class WordAt>
Lexicon::Match Lexicon::longest(std::size_t count, WordAt word_at) const {
  Match best;
  if (directory_ == nullptr) return best;
  char key[longest_key];
  std::size_t length = 0;
  const bool folding = folds();
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view word = word_at(i);
    if (length + word.size() + 1 >= longest_key) break;
    if (i != 0) key[length++] = ' ';
    if (folding) {
      length += fold_key(word, key + length, longest_key - length);
    } else {
      for (const char c : word) key[length++] = c;
    }
    const Found found = look_up({key, length});
    if (!found.exists) break;
    if (found.value) best = Match{i + 1, *found.value};
    if (!found.longer) break;
  }
  return best;
}

}  // namespace tidings
