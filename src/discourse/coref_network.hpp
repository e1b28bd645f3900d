// The learned scorer of coreference: how well a mention goes with an earlier one, and how well with none.
//
// Mention ranking (Denis and Baldridge 2008; Durrett and Klein 2013) with one hidden layer: every feature is a column
// of weights, the columns of a mention, of its antecedent and of the pair are added up, and what is above zero counts.
// All sums are of integers, so that they are the same on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/kernels.hpp"

namespace tidings {

using CorefColumn = std::uint16_t;

/// Columns of one mention or pair; a fixed place for them, since they are written for every pair.
class CorefColumns {
 public:
  void clear() noexcept { size_ = 0; }
  /// More than fit are left out.
  void add(CorefColumn column) noexcept {
    if (size_ < columns_.size()) columns_[size_++] = column;
  }
  operator std::span<const CorefColumn>() const noexcept { return {columns_.data(), size_}; }

 private:
  std::array<CorefColumn, 64> columns_;
  std::size_t size_ = 0;
};

class CorefNetwork {
 public:
  static constexpr std::size_t hidden = 48;
  static constexpr std::size_t width = hidden + 1;  ///< the last one goes straight to the score
  static constexpr std::size_t stride = 64;         ///< from column to column, for the kernels
  static constexpr std::int32_t unit = 256;         ///< a weight of 1.0

  /// The sum of the columns of one mention or pair.
  using Sum = std::array<std::int32_t, stride>;

  /// Reads seeds/weights/coref.tsv: per line the name of a column and its weights, in the order of
  /// `coref_column_names`; then the weights of the output. Throws Error where a line is not as it should be.
  explicit CorefNetwork(std::string_view table);
  /// The one inside the library.
  static const CorefNetwork& builtin();

  void add(std::span<const CorefColumn> columns, Sum& sum) const noexcept {
    kernels::add_columns(weights_.data(), stride, columns, sum.data());
  }
  std::int64_t score(const Sum& sum) const noexcept {
    return std::int64_t{sum[hidden]} * unit + kernels::weigh_positive(sum.data(), output_.data(), hidden);
  }
  bool empty() const noexcept { return weights_.empty(); }

 private:
  std::vector<std::int16_t> weights_;
  std::array<std::int16_t, hidden> output_{};
};

}  // namespace tidings
