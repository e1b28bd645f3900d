// A whole model of a few rows, with weights that look random: for what must hold whatever was learned.
#pragma once

#include <cstdint>
#include <cstring>
#include <new>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "model/encoder.hpp"
#include "model/engine.hpp"
#include "model/image.hpp"
#include "model/lemmatizer.hpp"
#include "model/section_text.hpp"
#include "support/numbers.hpp"

namespace tidings::test {

/// Bytes at an address that an image may have.
class Aligned {
 public:
  explicit Aligned(const std::string& bytes)
      : size_(bytes.size()), data_(new (std::align_val_t{64}) std::byte[size_ + 1]) {
    std::memcpy(data_, bytes.data(), size_);
  }
  Aligned(const Aligned&) = delete;
  Aligned& operator=(const Aligned&) = delete;
  ~Aligned() { ::operator delete[](data_, std::align_val_t{64}); }
  std::span<const std::byte> bytes() const { return {data_, size_}; }
  std::byte& operator[](std::size_t at) { return data_[at]; }

 private:
  std::size_t size_;
  std::byte* data_;
};

/// Sections of a model by name, in the order of the image.
using Sections = std::vector<std::pair<std::string, std::string>>;

/// The encoder's section, part by part as model/encoder.cpp reads it.
class SmallEncoder {
 public:
  static constexpr std::uint32_t width = 32, layers = 1, words = 4, slots = 8, arc_width = 16, label_width = 16;

  SmallEncoder(std::uint32_t tags, std::uint32_t labels) {
    const auto relations = static_cast<std::uint32_t>(relation_count);
    add(std::vector<std::uint32_t>{Encoder::fingerprint(), width, layers, words, slots, tags, labels, relations,
                                   arc_width, label_width, bits(0.05F), bits(0.5F), 0, 0, 0, 0});
    add(std::vector<std::uint32_t>(slots, 0));
    add(std::vector<std::uint16_t>(slots, 0));
    const std::pair<std::size_t, std::size_t> tables[] = {{words, 64}, {4096, 32}, {1024, 16}, {4096, 32},
                                                          {8192, 32},  {8192, 32}, {512, 16},  {16, 8}};
    for (const auto& [rows, columns] : tables) add_random<std::uint8_t>(rows * columns, 127);
    add_matrix(256, width);
    add_matrix(3 * width, width);
    for (std::uint32_t layer = 0; layer < layers; ++layer) add_matrix(width, 3 * width);
    add_matrix(width, blocks(tags) + blocks(labels) + arc_width + blocks(arc_width + 1) + 2 * label_width);
    add_matrix(label_width, blocks(relations));
    add_random<std::int16_t>(arc_width, 4096);
    add(std::vector<float>(label_width, 0.25F));
  }
  const std::string& bytes() const { return bytes_; }

 private:
  static std::size_t blocks(std::size_t n) { return (n + 15) / 16 * 16; }
  static std::uint32_t bits(float value) {
    std::uint32_t out;
    std::memcpy(&out, &value, sizeof out);
    return out;
  }
  template <class T>
  void add(const std::vector<T>& values) {
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
    bytes_.resize((bytes_.size() + 63) / 64 * 64);
  }
  template <class T>
  void add_random(std::size_t count, std::uint32_t limit) {
    std::vector<T> values(count);
    for (T& value : values) value = static_cast<T>(static_cast<std::int64_t>(numbers_.below(2 * limit + 1)) - limit);
    add(values);
  }
  void add_matrix(std::size_t rows, std::size_t columns) {
    add_random<std::int8_t>(rows * columns, 90);  // four of them in each word
    std::vector<std::int32_t> offset(columns, 0);
    const std::size_t first = bytes_.size() - (rows * columns + 63) / 64 * 64;
    for (std::size_t i = 0; i < rows * columns; ++i)
      offset[i / 4 % columns] -= 128 * static_cast<std::int8_t>(bytes_[first + i]);
    add(offset);
    add(std::vector<float>(columns, 0.02F / static_cast<float>(rows)));
    std::vector<float> bias(columns);
    for (float& value : bias) value = numbers_.unit();
    add(bias);
    add(std::vector<float>(1, 60.0F));
  }

  std::string bytes_;
  Numbers numbers_{7};
};

inline Sections small_sections() {
  const std::vector<std::string> tags = {"NOUN _", "VERB Tense=Past", "PROPN Number=Sing"},
                                 types = {"person", "location"};
  std::string lemmas = pack_lines({"l0", "k0", "l1"});
  const std::uint32_t header[2] = {16, 0};
  lemmas.append(reinterpret_cast<const char*>(header), sizeof header);
  lemmas.append(std::size_t{16} * 6, '\0');
  return {{Encoder::section, SmallEncoder(3, 9).bytes()},
          {Engine::tags_section, pack_lines(tags)},
          {Engine::types_section, pack_lines(types)},
          {Lemmatizer::section, lemmas}};
}

inline std::string image_of(const Sections& sections) {
  ImageWriter writer;
  for (const auto& [name, bytes] : sections) writer.add(name, bytes);
  return writer.finish("small");
}

}  // namespace tidings::test
