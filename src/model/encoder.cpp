#include "model/encoder.hpp"

#include <algorithm>

#include "model/packed.hpp"
#include "model/words.hpp"
#include "tidings/error.hpp"

namespace tidings {

namespace {

// Sizes of the tables, which the features' hashes are cut to. A change of them is a change of the fingerprint.
constexpr std::size_t word_width = 64;
constexpr std::size_t prefix3_rows = 4096, suffix2_rows = 1024, suffix3_rows = 4096, suffix4_rows = 8192,
                      whole_rows = 8192;
constexpr std::size_t shape_rows = 512, kind_rows = 16;
constexpr std::size_t part_width = 32, small_width = 16, kind_width = 8;
constexpr std::size_t input_width = 256;
static_assert(word_width + 4 * part_width + 2 * small_width + kind_width + GazetteerBits::count <= input_width);
constexpr std::uint8_t zero = kernels::zero_activation, gazetteer_value = 127;

}  // namespace

std::uint32_t Encoder::fingerprint() noexcept {
  return static_cast<std::uint32_t>(
      hash_text("word 64, prefix3, suffix2-4, whole, shape, kind, 13 gazetteers; tables 1"));
}

Encoder::Encoder(std::span<const std::byte> bytes) {
  const std::byte* const begin = bytes.data();
  shape_ = take_padded<Shape>(bytes, 1)[0];
  check_shape();
  slot_fingerprints_ = take_padded<std::uint32_t>(bytes, shape_.slots);
  slot_rows_ = take_padded<std::uint16_t>(bytes, shape_.slots);
  const auto table = [&](std::size_t rows, std::size_t width) {
    return Table{width, take_padded<std::uint8_t>(bytes, rows * width)};
  };
  words_ = table(shape_.words, word_width);
  prefix3_ = table(prefix3_rows, part_width);
  suffix2_ = table(suffix2_rows, small_width);
  suffix3_ = table(suffix3_rows, part_width);
  suffix4_ = table(suffix4_rows, part_width);
  whole_ = table(whole_rows, part_width);
  shapes_ = table(shape_rows, small_width);
  kinds_ = table(kind_rows, kind_width);
  const std::size_t width = shape_.width;
  input_ = take_matrix(bytes, input_width, width);
  window_ = take_matrix(bytes, 3 * width, width);
  for (std::uint32_t i = 0; i < shape_.layers; ++i) layers_.push_back(take_matrix(bytes, width, 3 * width));
  const std::size_t columns = kernels::padded(shape_.tags) + kernels::padded(shape_.name_labels) + shape_.arc_width +
                              kernels::padded(shape_.arc_width + 1) + 2 * shape_.label_width;
  bytes_before_heads_ = static_cast<std::size_t>(bytes.data() - begin);
  heads_ = take_matrix(bytes, width, columns);
  relation_ = take_matrix(bytes, shape_.label_width, kernels::padded(shape_.relations));
  root_arc_ = take_padded<std::int16_t>(bytes, shape_.arc_width);
  root_label_ = take_padded<float>(bytes, shape_.label_width);
  const bool has_free = std::find(slot_rows_.begin(), slot_rows_.end(), 0) != slot_rows_.end();
  const bool in_range =
      std::all_of(slot_rows_.begin(), slot_rows_.end(), [&](std::uint16_t row) { return row < shape_.words; });
  if (!has_free || !in_range) throw Error("the model's encoder is damaged");
}

void Encoder::check_shape() const {
  if (shape_.fingerprint != fingerprint())
    throw Error("the model's encoder was trained with other features than this library reads");
  const auto is_block = [](std::uint32_t n) { return n != 0 && n <= 4096 && n % kernels::column_block == 0; };
  const bool good = is_block(shape_.width) && shape_.width % (2 * kernels::column_block) == 0 && shape_.layers <= 16 &&
                    is_block(shape_.arc_width) && is_block(shape_.label_width) && shape_.words != 0 &&
                    shape_.words <= 65536 && shape_.slots != 0 && shape_.slots <= (1U << 20U) &&
                    (shape_.slots & (shape_.slots - 1)) == 0 && shape_.tags != 0 && shape_.tags <= 256 &&
                    shape_.name_labels != 0 && shape_.name_labels <= 256 && shape_.relations != 0 &&
                    shape_.relations <= 256;
  if (!good) throw Error("the model's encoder is damaged");
}

std::uint32_t Encoder::word_row(std::uint64_t hash) const noexcept {
  const auto fingerprint = static_cast<std::uint32_t>(hash >> 32);
  const std::size_t mask = slot_rows_.size() - 1;
  for (std::size_t at = hash & mask; slot_rows_[at] != 0; at = (at + 1) & mask) {
    if (slot_fingerprints_[at] == fingerprint) return slot_rows_[at];
  }
  return 0;
}

void Encoder::read_input(const TokenFeatures& features, std::uint8_t* out) const noexcept {
  const auto copy = [&](const Table& table, std::size_t row) {
    out = std::copy_n(&table.values[row * table.width], table.width, out);
  };
  copy(words_, word_row(features.word));
  copy(prefix3_, features.prefix3 % prefix3_rows);
  copy(suffix2_, features.suffix2 % suffix2_rows);
  copy(suffix3_, features.suffix3 % suffix3_rows);
  copy(suffix4_, features.suffix4 % suffix4_rows);
  copy(whole_, features.word % whole_rows);
  copy(shapes_, features.shape % shape_rows);
  copy(kinds_, features.kind % kind_rows);
  for (std::size_t bit = 0; bit < GazetteerBits::count; ++bit) {
    *out++ = (features.gazetteers >> bit & 1U) != 0 ? zero + gazetteer_value : zero;
  }
}

// Between the pieces, and before the first and after the last, stands a row of zeros: the window of a piece's ends.
void Encoder::encode(std::span<const TokenFeatures> features, std::span<const Piece> pieces, Buffers& buffers) const {
  const std::size_t width = shape_.width;
  const std::size_t rows = features.size() + pieces.size() + 1;
  buffers.row_of_piece.clear();
  buffers.input.assign(rows * input_width, zero);
  std::size_t row = 1;
  for (const Piece& piece : pieces) {
    buffers.row_of_piece.push_back(row);
    for (std::size_t i = 0; i < piece.size; ++i)
      read_input(features[piece.begin + i], &buffers.input[(row + i) * input_width]);
    row += piece.size + 1;
  }
  const auto clear_gaps = [&](std::vector<float>& values) {
    std::fill_n(values.begin(), width, 0.0F);
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      std::fill_n(values.begin() + static_cast<std::ptrdiff_t>((buffers.row_of_piece[p] + pieces[p].size) * width),
                  width, 0.0F);
    }
  };
  buffers.state.resize(rows * width);
  buffers.activations.resize(rows * width);
  const auto activate_for = [&](const kernels::Matrix& matrix) {
    clear_gaps(buffers.state);
    kernels::quantize(buffers.state.data(), rows * width, matrix.steps, buffers.activations.data());
  };
  kernels::multiply(input_, buffers.input.data(), input_width, rows, buffers.state.data());
  kernels::squash(buffers.state.data(), rows * width);
  activate_for(window_);
  buffers.window.resize((rows - 2) * width);
  kernels::multiply(window_, buffers.activations.data(), width, rows - 2, buffers.window.data());
  kernels::squash(buffers.window.data(), (rows - 2) * width);
  kernels::add(&buffers.state[width], buffers.window.data(), (rows - 2) * width);
  for (const kernels::Matrix& layer : layers_) {
    activate_for(layer);
    recur(layer, pieces, rows, buffers);
  }
  activate_for(heads_);
  buffers.heads.resize(rows * heads_.columns);
  kernels::multiply(heads_, buffers.activations.data(), width, rows, buffers.heads.data());
}

// Half of the cells run from the begin of a piece, half from its end.
void Encoder::recur(const kernels::Matrix& layer, std::span<const Piece> pieces, std::size_t rows,
                    Buffers& buffers) const {
  const std::size_t width = shape_.width, half = width / 2;
  buffers.gates.resize(rows * 3 * width);
  kernels::multiply(layer, buffers.activations.data(), width, rows, buffers.gates.data());
  for (std::size_t p = 0; p < pieces.size(); ++p) {
    const std::size_t first = buffers.row_of_piece[p], size = pieces[p].size;
    buffers.cell.assign(width, 0.0F);
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t from_begin = first + i, from_end = first + size - 1 - i;
      kernels::recur(&buffers.gates[from_begin * 3 * width], width, half, buffers.cell.data(),
                     &buffers.state[from_begin * width]);
      kernels::recur(&buffers.gates[from_end * 3 * width + half], width, half, &buffers.cell[half],
                     &buffers.state[from_end * width + half]);
    }
  }
}

std::uint32_t Encoder::identity() const noexcept {
  std::uint64_t hash = hash_text({reinterpret_cast<const char*>(window_.bias.data()), window_.bias.size_bytes()});
  for (const kernels::Matrix& layer : layers_)
    hash = hash * 31 + hash_text({reinterpret_cast<const char*>(layer.bias.data()), layer.bias.size_bytes()});
  return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

Encoder::Row Encoder::row(const Buffers& buffers, std::size_t piece, std::size_t index) const noexcept {
  Row row;
  row.tags = &buffers.heads[(buffers.row_of_piece[piece] + index) * heads_.columns];
  row.names = row.tags + kernels::padded(shape_.tags);
  row.arc_dependent = row.names + kernels::padded(shape_.name_labels);
  row.arc_head = row.arc_dependent + shape_.arc_width;
  row.label_dependent = row.arc_head + kernels::padded(shape_.arc_width + 1);
  row.label_head = row.label_dependent + shape_.label_width;
  return row;
}

}  // namespace tidings
