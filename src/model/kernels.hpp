// Kernels: the arithmetic of the encoder, vectorised for the processor at hand.
//
// Products are of integers and exact; what is done in floating point is done element by element, without fused steps.
// So the results are the same bits on every target of Highway's run-time dispatch.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace tidings::kernels {

/// What is 0 as an activation: activations are bytes, and those below 128 are negative.
inline constexpr std::uint8_t zero_activation = 128;
/// Where two activations are multiplied with each other, they are 16-bit integers of this many steps for 1.
inline constexpr float exact_steps = 4096.0F;
/// Matrices are padded to so many columns (outputs) and rows (inputs).
inline constexpr std::size_t column_block = 16;
inline constexpr std::size_t row_block = 4;
/// `columns` with their padding.
constexpr std::size_t padded(std::size_t columns) noexcept {
  return (columns + column_block - 1) / column_block * column_block;
}

/// Two 16-bit numbers in one word, the first in the low half.
constexpr std::int32_t pair(std::int16_t first, std::int16_t second) noexcept {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(static_cast<std::uint16_t>(second)) << 16 |
                                   static_cast<std::uint16_t>(first));
}

/// A matrix of `rows` inputs by `columns` outputs: for each four rows, for each column, its four 8-bit weights. The
/// value of an output is (sum of products of bytes and weights + offset) × scale + bias, where the offset takes back
/// that a byte is 128 too large. A view; shapes are multiples of the blocks above.
struct Matrix {
  std::size_t rows = 0, columns = 0;
  std::span<const std::int32_t> weights;  ///< rows / 4 × columns
  std::span<const std::int32_t> offset;   ///< columns
  std::span<const float> scale, bias;     ///< columns
  float steps = 127;                      ///< of its inputs' activations for 1
};

/// out[t][column] for t < count: the input of t begins at in + t × stride and has matrix.rows activations.
void multiply(const Matrix& matrix, const std::uint8_t* in, std::size_t stride, std::size_t count, float* out);

/// Sums of products of every left row with every right row, exact. `right` is packed in pairs: for each two values of a
/// row, for each row, the pair. columns is a multiple of 16, width of 2.
void multiply_exact(const std::int16_t* left, std::size_t left_count, std::size_t width, const std::int32_t* right,
                    std::size_t columns, std::int32_t* out);

/// x → t(x) = x (27 + x²) / (27 + 9 x²) between -3 and 3, ±1 beyond: a rational hyperbolic tangent. In place; size is a
/// multiple of 16.
void squash(float* values, std::size_t size);
/// As activations of `steps` for 1, rounded to nearest, cut at ±127 steps. size is a multiple of 16.
void quantize(const float* values, std::size_t size, float steps, std::uint8_t* out);
/// As integers of `exact_steps` for 1, rounded to nearest, cut at the ends of 16 bits. size is a multiple of 16.
void quantize_exact(const float* values, std::size_t size, std::int16_t* out);
/// values += other
void add(float* values, const float* other, std::size_t size);

/// One step of a gated recurrence for `width` cells (Lei et al. 2018, simplified): `gates` holds what a Matrix gave for
/// candidate, forget and output gate, each `stride` values apart; cell = f cell + (1 - f) t(candidate); out += o cell.
void recur(const float* gates, std::size_t stride, std::size_t width, float* cell, float* out);

/// sum[i] += weights[column × width + i] for all columns; width is a multiple of 16.
void add_columns(const std::int16_t* weights, std::size_t width, std::span<const std::uint16_t> columns,
                 std::int32_t* sum);
/// The sum of values[i] × weights[i] over the values above zero, exact; size is a multiple of 16.
std::int64_t weigh_positive(const std::int32_t* values, const std::int16_t* weights, std::size_t size);

/// The first of the largest values; size is not 0.
std::size_t index_of_largest(const float* values, std::size_t size);

/// "AVX3_DL", "SSE4", …: what is used here.
std::string_view target_name();

}  // namespace tidings::kernels
