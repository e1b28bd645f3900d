// Numbers and matrices in a section, each padded to the next boundary, as they are used.
#pragma once

#include "model/image.hpp"
#include "model/kernels.hpp"

namespace tidings {

/// `count` numbers and what pads them to the next section boundary.
template <class T>
std::span<const T> take_padded(std::span<const std::byte>& bytes, std::size_t count) {
  const std::span<const T> taken = take<T>(bytes, count);
  const std::size_t over = taken.size_bytes() % Image::alignment;
  if (over != 0) take<std::byte>(bytes, Image::alignment - over);
  return taken;
}

/// As train/section_writer.hpp and src/train/encoder/export.py write it.
inline kernels::Matrix take_matrix(std::span<const std::byte>& bytes, std::size_t rows, std::size_t columns) {
  kernels::Matrix matrix;
  matrix.rows = rows;
  matrix.columns = columns;
  matrix.weights = take_padded<std::int32_t>(bytes, rows / kernels::row_block * columns);
  matrix.offset = take_padded<std::int32_t>(bytes, columns);
  matrix.scale = take_padded<float>(bytes, columns);
  matrix.bias = take_padded<float>(bytes, columns);
  matrix.steps = take_padded<float>(bytes, 1)[0];
  return matrix;
}

}  // namespace tidings
