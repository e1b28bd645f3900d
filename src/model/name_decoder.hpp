// Name decoder: the best legal sequence of labels of one sentence (Viterbi), and how sure each name is.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/name_labels.hpp"
#include "model/token_features.hpp"
#include "tidings/syntax/names.hpp"

namespace tidings {

class NameDecoder {
 public:
  NameDecoder() = default;
  explicit NameDecoder(std::vector<NameType> types) : types_(std::move(types)) {}
  std::size_t labels() const noexcept { return NameLabels::count(types_.size()); }
  const std::vector<NameType>& types() const noexcept { return types_; }

  struct Buffers {
    std::vector<float> best;
    std::vector<std::uint8_t> back;
    std::vector<std::uint8_t> labels;
    std::vector<float> masses;  ///< of each name of the document that of each type; grows with the names
  };
  /// `scores[i]`: what each label has for word i, `labels()` values; `features` of the words, or none where titles
  /// don't matter. Appends the names; the first word is `first`.
  void decode(std::span<const float* const> scores, std::span<const TokenFeatures> features, TokenId first,
              Buffers& buffers, Names& names) const;

 private:
  bool best_labels_are_legal(std::span<const float* const> scores, Buffers& buffers) const;
  void find_best_path(std::span<const float* const> scores, Buffers& buffers) const;
  void mend_titles(std::span<const TokenFeatures> features, std::span<std::uint8_t> labels) const;
  void set_name(std::size_t type, std::span<std::uint8_t> labels) const;
  void add_masses(std::span<const float* const> scores, std::vector<float>& masses) const;

  std::vector<NameType> types_;
};

}  // namespace tidings
