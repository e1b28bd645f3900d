// Encoder: from the features of words to the scores of all heads, by a small network with a gated recurrence.
//
//   rows of tables (words from public vectors, affixes, shapes, gazetteers)  → input → window of three words
//   → layers of a recurrence that runs from both ends of the sentence (after Lei et al. 2018) → heads
//
// Weights and activations are 8-bit integers, products exact: the same bits on every processor. The weights lie in the
// image as they are used.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/image.hpp"
#include "model/kernels.hpp"
#include "model/token_features.hpp"

namespace tidings {

/// A run of words that is read at once: a sentence, or a part of a very long one.
struct Piece {
  std::size_t begin = 0, size = 0;  ///< words of the chunk
};

class Encoder {
 public:
  static constexpr const char* section = "encoder.gated2";

  /// The begin of the section.
  struct Shape {
    std::uint32_t fingerprint, width, layers, words, slots, tags, name_labels, relations, arc_width, label_width;
    float arc_scale, root_bias;
    std::uint32_t unused[4];
  };
  static_assert(sizeof(Shape) == 64);

  Encoder() = default;
  /// Throws Error where the section is damaged or was made for other features.
  explicit Encoder(std::span<const std::byte> section);

  struct Buffers {
    std::vector<std::uint8_t> input, activations;
    std::vector<float> state, window, gates, cell, heads;
    std::vector<std::size_t> row_of_piece;
  };

  /// Scores of one word, in the order of the heads; views into the buffers.
  struct Row {
    const float* tags;             ///< tags() values
    const float* names;            ///< name_labels() values
    const float* arc_dependent;    ///< arc_width() values, before `squash`, as the next
    const float* arc_head;         ///< arc_width() values, then the bias of the word as a head
    const float* label_dependent;  ///< label_width() values
    const float* label_head;
  };

  /// Reads all pieces of a chunk; `features` of its words. Every piece is read on its own.
  void encode(std::span<const TokenFeatures> features, std::span<const Piece> pieces, Buffers& buffers) const;
  /// Of the word at `index` of piece number `piece`.
  Row row(const Buffers& buffers, std::size_t piece, std::size_t index) const noexcept;

  /// What the heads read of a word: width() activations, heads_matrix().steps for 1.
  const std::uint8_t* activations(const Buffers& buffers, std::size_t piece, std::size_t index) const noexcept {
    return &buffers.activations[(buffers.row_of_piece[piece] + index) * shape_.width];
  }

  const Shape& shape() const noexcept { return shape_; }
  std::size_t bytes_before_heads() const noexcept { return bytes_before_heads_; }  ///< of the section
  const kernels::Matrix& heads_matrix() const noexcept { return heads_; }          ///< its columns: the parts of a Row
  /// Tells encoders apart whose states mean different things, whatever their heads are.
  std::uint32_t identity() const noexcept;
  std::size_t width() const noexcept { return shape_.width; }
  std::size_t tags() const noexcept { return shape_.tags; }
  std::size_t name_labels() const noexcept { return shape_.name_labels; }
  std::size_t relations() const noexcept { return shape_.relations; }
  std::size_t arc_width() const noexcept { return shape_.arc_width; }
  std::size_t label_width() const noexcept { return shape_.label_width; }
  float arc_scale() const noexcept { return shape_.arc_scale; }
  std::span<const std::int16_t> root_arc() const noexcept { return root_arc_; }  ///< arc_width() activations
  float root_bias() const noexcept { return shape_.root_bias; }
  std::span<const float> root_label() const noexcept { return root_label_; }  ///< label_width() values
  const kernels::Matrix& relation_matrix() const noexcept { return relation_; }

  /// Of the features that the weights were trained with: a model of other ones is refused.
  static std::uint32_t fingerprint() noexcept;

 private:
  /// Rows of activations.
  struct Table {
    std::size_t width = 0;
    std::span<const std::uint8_t> values;
  };
  void check_shape() const;
  std::uint32_t word_row(std::uint64_t hash) const noexcept;
  void read_input(const TokenFeatures& features, std::uint8_t* out) const noexcept;
  void recur(const kernels::Matrix& layer, std::span<const Piece> pieces, std::size_t rows, Buffers& buffers) const;

  Shape shape_{};
  std::size_t bytes_before_heads_ = 0;
  std::span<const std::uint32_t> slot_fingerprints_;
  std::span<const std::uint16_t> slot_rows_;
  Table words_, prefix3_, suffix2_, suffix3_, suffix4_, whole_, shapes_, kinds_;
  kernels::Matrix input_, window_, heads_, relation_;
  std::vector<kernels::Matrix> layers_;
  std::span<const std::int16_t> root_arc_;
  std::span<const float> root_label_;
};

}  // namespace tidings
