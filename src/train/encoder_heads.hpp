// The encoder's heads while they are trained: as numbers, apart from the section that they lie in.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/encoder.hpp"

namespace tidings::train {

/// What turns the state of a word into scores: see Encoder::Row. Matrices are input by output, row after row.
struct EncoderHeads {
  std::size_t width = 0, tags = 0, name_labels = 0, arc = 0, label = 0, relations = 0;
  std::vector<float> weights, bias;            ///< width × columns(), columns()
  std::vector<float> relation, relation_bias;  ///< label × relations, relations
  std::vector<float> root_arc, root_label;     ///< arc, label
  float arc_scale = 1, root_bias = 0;

  std::size_t name_column() const noexcept { return kernels::padded(tags); }
  std::size_t arc_dependent_column() const noexcept { return name_column() + kernels::padded(name_labels); }
  std::size_t arc_head_column() const noexcept { return arc_dependent_column() + arc; }
  std::size_t label_dependent_column() const noexcept { return arc_head_column() + kernels::padded(arc + 1); }
  std::size_t label_head_column() const noexcept { return label_dependent_column() + label; }
  std::size_t columns() const noexcept { return label_head_column() + label; }
};

EncoderHeads heads_of(const Encoder& encoder);
/// `section`, which `encoder` reads, with other heads, rounded to 8 bits as src/train/encoder/export.py does.
std::string section_with(const EncoderHeads& heads, const Encoder& encoder, std::span<const std::byte> section);

}  // namespace tidings::train
