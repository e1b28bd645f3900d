#include "train/encoder_heads.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "train/section_writer.hpp"

namespace tidings::train {

namespace {

/// Input by output, `columns` of the matrix's outputs.
std::vector<float> numbers_of(const kernels::Matrix& matrix, std::size_t columns) {
  std::vector<float> numbers(matrix.rows * columns);
  for (std::size_t r = 0; r < matrix.rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      std::int8_t weight = 0;
      const auto* word = reinterpret_cast<const char*>(&matrix.weights[r / kernels::row_block * matrix.columns + c]);
      std::memcpy(&weight, word + r % kernels::row_block, 1);
      numbers[r * columns + c] = static_cast<float>(weight) * matrix.scale[c] * matrix.steps;
    }
  }
  return numbers;
}

}  // namespace

EncoderHeads heads_of(const Encoder& encoder) {
  EncoderHeads heads;
  heads.width = encoder.width();
  heads.tags = encoder.tags();
  heads.name_labels = encoder.name_labels();
  heads.arc = encoder.arc_width();
  heads.label = encoder.label_width();
  heads.relations = encoder.relations();
  const kernels::Matrix& matrix = encoder.heads_matrix();
  heads.weights = numbers_of(matrix, matrix.columns);
  heads.bias.assign(matrix.bias.begin(), matrix.bias.end());
  heads.relation = numbers_of(encoder.relation_matrix(), heads.relations);
  const auto relation_bias = encoder.relation_matrix().bias.first(heads.relations);
  heads.relation_bias.assign(relation_bias.begin(), relation_bias.end());
  for (const std::int16_t steps : encoder.root_arc())
    heads.root_arc.push_back(static_cast<float>(steps) / kernels::exact_steps);
  heads.root_label.assign(encoder.root_label().begin(), encoder.root_label().end());
  heads.arc_scale = encoder.arc_scale();
  heads.root_bias = encoder.root_bias();
  return heads;
}

std::string section_with(const EncoderHeads& heads, const Encoder& encoder, std::span<const std::byte> section) {
  Encoder::Shape shape = encoder.shape();
  shape.tags = static_cast<std::uint32_t>(heads.tags);
  shape.arc_scale = heads.arc_scale;
  shape.root_bias = heads.root_bias;
  std::string begin(reinterpret_cast<const char*>(section.data()), encoder.bytes_before_heads());
  std::memcpy(begin.data(), &shape, sizeof shape);
  SectionWriter out(std::move(begin));
  out.put_matrix(heads.weights, heads.bias, heads.width, encoder.heads_matrix().steps);
  out.put_matrix(heads.relation, heads.relation_bias, heads.label, encoder.relation_matrix().steps);
  std::vector<std::int16_t> root(heads.root_arc.size());
  for (std::size_t i = 0; i < root.size(); ++i) {
    const float steps = std::clamp(heads.root_arc[i] * kernels::exact_steps, -32000.0F, 32000.0F);
    root[i] = static_cast<std::int16_t>(std::lrint(steps));
  }
  out.put(std::span<const std::int16_t>(root));
  out.put(std::span<const float>(heads.root_label));
  return out.finish();
}

}  // namespace tidings::train
