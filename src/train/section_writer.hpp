// What model/packed.hpp reads: numbers and matrices, each padded to the next boundary.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/image.hpp"
#include "model/kernels.hpp"

namespace tidings::train {

class SectionWriter {
 public:
  explicit SectionWriter(std::string begin = {}) : bytes_(std::move(begin)) {}

  template <class T, std::size_t Size>
  void put(std::span<const T, Size> values) {
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    bytes_.resize((bytes_.size() + Image::alignment - 1) / Image::alignment * Image::alignment);
  }

  /// `weights`: rows × columns, rounded to 8 bits column by column; `steps`: of the inputs' activations for 1.
  void put_matrix(std::span<const float> weights, std::span<const float> bias, std::size_t rows, float steps) {
    const std::size_t given = bias.size(), columns = kernels::padded(given);
    std::vector<std::int8_t> words(rows * columns, 0);
    std::vector<std::int32_t> offset(columns, 0);
    std::vector<float> scale(columns, 0), padded_bias(columns, 0);
    std::copy(bias.begin(), bias.end(), padded_bias.begin());
    for (std::size_t c = 0; c < given; ++c) {
      float top = 0;
      for (std::size_t r = 0; r < rows; ++r) top = std::max(top, std::fabs(weights[r * given + c]));
      const float unit = top > 0 ? top / 127 : 1;
      for (std::size_t r = 0; r < rows; ++r) {
        const auto rounded = static_cast<std::int8_t>(std::lrint(weights[r * given + c] / unit));
        words[(r / kernels::row_block * columns + c) * kernels::row_block + r % kernels::row_block] = rounded;
        offset[c] -= kernels::zero_activation * rounded;
      }
      scale[c] = unit / steps;
    }
    put(std::span<const std::int8_t>(words));
    put(std::span<const std::int32_t>(offset));
    put(std::span<const float>(scale));
    put(std::span<const float>(padded_bias));
    put(std::span<const float>(&steps, 1));
  }

  std::string finish() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

}  // namespace tidings::train
