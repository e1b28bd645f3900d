// The grammar of times: words and patterns of seeds/times, compiled once to a trie over classes of words.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tidings/discourse/times.hpp"
#include "tidings/syntax/syntax.hpp"

namespace tidings::timex {

/// Classes whose words have values that the code reads, or that are computed from a token's shape. Those that only the
/// patterns know are numbered behind them, in the order of words.tsv.
enum class WordClass : std::uint8_t {
  cardinal,
  ordinal,
  fraction,
  vague,
  couple,
  article,
  month,
  weekday,
  weekdays,
  short_weekday,
  season,
  seasons,
  daypart,
  dayparts,
  moment,
  unit,
  units,
  shift,
  sequel,
  near_day,
  holiday,
  adverb_of_set,
  meridiem,
  zone,
  quarter_name,
  to_come,
  ahead,
  modal,
  bound,
  number,
  day,
  hour,
  year,
  spelled_year,
  decade,
  date,
  clock,
  known_classes,
};
inline constexpr std::size_t most_classes = 64;
using ClassSet = std::uint64_t;
constexpr ClassSet bit(WordClass c) noexcept { return ClassSet{1} << static_cast<unsigned>(c); }

/// One meaning of a word.
struct Sense {
  WordClass word_class;
  std::string value;
  int number = 0;                     ///< `value` as a number, where it is one
  std::uint32_t parts_of_speech = 0;  ///< bits of Upos that it needs; 0: any
  bool capital = false;
};

using WordId = std::uint32_t;
inline constexpr WordId no_word = 0xffffffff;

struct Word {
  std::vector<Sense> senses;
  ClassSet conditional = 0;  ///< classes that need a capital or a part of speech
  ClassSet classes = 0;
  struct Phrase {  ///< longer keys that begin with this word: "new year 's eve"
    std::vector<WordId> rest;
    Sense sense;
  };
  std::vector<Phrase> phrases;  ///< the longest first
  const Sense* sense(WordClass c) const noexcept;
};

/// Element of a pattern: a word or a class.
struct Symbol {
  bool is_class = false;
  std::uint32_t id = 0;
  bool operator==(const Symbol&) const noexcept = default;
};

/// Where the parts of a match stand: one place for each class, and one for a second word of the class ("day2").
inline constexpr std::size_t slots = 2 * static_cast<std::size_t>(WordClass::known_classes);
constexpr std::uint8_t slot_of(WordClass c, bool second = false) noexcept {
  return static_cast<std::uint8_t>(2 * static_cast<unsigned>(c) + (second ? 1 : 0));
}
inline constexpr std::uint8_t no_slot = 0xff;

enum class Making : std::uint8_t {
  calendar,
  shift,
  offset,
  duration,
  duration_last,
  vague_duration,
  set,
  set_calendar,
  set_adverb,
  clock,
  this_unit,
  year_ago,
  year_ago_quarter,
  constant,
  nothing,
};

/// What must (not) stand beside a match.
struct Neighbour {
  std::vector<WordId> words;
  ClassSet classes = 0;
  std::uint32_t parts_of_speech = 0;
  bool empty() const noexcept { return words.empty() && classes == 0 && parts_of_speech == 0; }
};

struct Rule {
  std::string name;
  TimeType type = TimeType::date;
  Making making = Making::calendar;
  std::string constant;  ///< of Making::constant
  std::string unit;      ///< "Y", "M" …, where the pattern catches none
  std::string part;      ///< "NI"
  std::optional<int> by;
  bool from_text = false;
  std::uint8_t second = no_slot;
  Neighbour before, after, not_before, not_after;
};

/// Patterns as a trie. Reversed for what stands before an expression.
class Trie {
 public:
  struct Edge {
    Symbol symbol;
    std::uint8_t slot = no_slot;
    std::uint32_t to = 0;
  };
  struct Node {
    std::vector<Edge> edges;
    std::vector<std::uint32_t> rules;  ///< that end here, in the order of the file
  };
  struct Step {
    Symbol symbol;
    std::uint8_t slot = no_slot;
  };
  void add(const std::vector<Step>& sequence, std::uint32_t rule);
  const Node& operator[](std::uint32_t node) const noexcept { return nodes_[node]; }
  ClassSet first_classes() const noexcept { return first_classes_; }

 private:
  std::vector<Node> nodes_{1};
  ClassSet first_classes_ = 0;
};

/// A sentence that the patterns must read rightly: "Rice met him [last week = 2015-W36]."
struct TimeExample {
  std::string rule;
  std::string text;
  bool positive = true;
};

class Grammar {
 public:
  /// Throws Error with file, line and what is expected.
  Grammar(std::string_view words, const std::string& words_file, std::string_view patterns,
          const std::string& patterns_file);
  /// Of the files inside the library; compiled at the first call, shared by all threads.
  static const Grammar& builtin();

  WordId find(std::string_view folded) const noexcept;
  const Word& word(WordId id) const noexcept { return words_[id]; }
  /// False for most words: no word of the grammar has this first byte and this length.
  bool may_know(std::string_view form) const noexcept {
    return form.size() < longest_word && known_shapes_[form.size()][static_cast<unsigned char>(form.front())];
  }
  const std::vector<Rule>& rules() const noexcept { return rules_; }
  const Trie& patterns() const noexcept { return patterns_; }
  const Trie& prefixes(bool of_duration) const noexcept { return of_duration ? duration_prefixes_ : date_prefixes_; }
  /// What must not follow the prefix with this number in the trie of prefixes.
  const Neighbour& after_prefix(std::uint32_t prefix) const noexcept { return prefixes_[prefix]; }
  const std::vector<TimeExample>& examples() const noexcept { return examples_; }
  const Date& examples_published() const noexcept { return published_; }

  static constexpr std::size_t longest_word = 24;

 private:
  friend class GrammarReader;
  WordId add_word(std::string_view word);
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
  };

  std::vector<Word> words_;
  std::unordered_map<std::string, WordId, Hash, std::equal_to<>> ids_;
  std::array<std::array<bool, 256>, longest_word> known_shapes_{};
  std::map<std::string, WordClass, std::less<>> classes_;
  std::vector<Rule> rules_;
  std::vector<Neighbour> prefixes_;
  Trie patterns_, duration_prefixes_, date_prefixes_;
  std::vector<TimeExample> examples_;
  Date published_{};
};

/// As tidings::find_times, with other words and patterns.
Times find_times(const Document& document, const Grammar& grammar);

}  // namespace tidings::timex
