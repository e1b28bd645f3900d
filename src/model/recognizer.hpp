// Recognizer: names by a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over the labels
// outside, and begin, inside, end and single of each type.
#pragma once

#include <string>
#include <vector>

#include "model/name_labels.hpp"
#include "model/sparse_weights.hpp"
#include "model/tagger.hpp"
#include "model/words.hpp"
#include "tidings/syntax/names.hpp"

namespace tidings {

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
