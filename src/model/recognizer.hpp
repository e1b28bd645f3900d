// Recognizer: names by a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over the labels
// outside, and begin, inside, end and single of each type.
#pragma once

#include <string>
#include <vector>

#include "model/sparse_weights.hpp"
#include "model/tagger.hpp"
#include "model/words.hpp"
#include "tidings/syntax/names.hpp"

namespace tidings {

/// Label 0 is outside; those of type t follow at 1 + 4t.
struct NameLabels {
  enum Place : std::uint8_t { begin, inside, end, single };
  static constexpr std::size_t outside = 0;
  static constexpr std::size_t of(std::size_t type, Place place) noexcept { return 1 + 4 * type + place; }
  static constexpr std::size_t count(std::size_t types) noexcept { return 1 + 4 * types; }
  static constexpr std::size_t type_of(std::size_t label) noexcept { return (label - 1) / 4; }
  static constexpr Place place_of(std::size_t label) noexcept { return static_cast<Place>((label - 1) % 4); }
  /// A name is open after its begin and inside.
  static constexpr bool opens(std::size_t label) noexcept { return label != outside && place_of(label) <= inside; }
  static constexpr bool continues(std::size_t label) noexcept {
    return label != outside && (place_of(label) == inside || place_of(label) == end);
  }
  static constexpr bool may_follow(std::size_t from, std::size_t to) noexcept {
    if (opens(from)) return continues(to) && type_of(from) == type_of(to);
    return !continues(to);
  }
};

/// What is known of one token besides its word.
struct NameContext {
  std::span<const Word> words;
  std::span<const Tag> tag_table;
  std::span<const TagId> tags;
};

void name_features(const NameContext& context, std::size_t at, std::vector<FeatureKey>& features);

/// Section: types as lines | weights | transitions: i32 from every label and the begin (the last row) to every label
class Recognizer {
 public:
  Recognizer() = default;
  explicit Recognizer(std::span<const std::byte> section);
  static constexpr const char* section = "names.linear";

  struct Buffers {
    std::vector<FeatureKey> features;
    std::vector<std::int32_t> scores;
    std::vector<std::int32_t> best;
    std::vector<std::uint8_t> back;
    std::vector<std::uint8_t> labels;
  };
  /// Appends the names of one sentence whose first token is `first`.
  void recognize(const NameContext& context, TokenId first, Buffers& buffers, Names& names) const;

 private:
  void decode(std::size_t words, Buffers& buffers) const;
  float score_of(const Buffers& buffers, std::size_t begin, std::size_t end, std::size_t type) const;

  std::vector<NameType> types_;
  std::size_t labels_ = 1;
  SparseWeights weights_;
  std::span<const std::int32_t> transitions_;
};

}  // namespace tidings
