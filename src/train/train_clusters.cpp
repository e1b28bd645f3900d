#include "train/train_clusters.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "model/words.hpp"
#include "tidings/error.hpp"
#include "train/learner.hpp"

namespace tidings::train {

namespace {

constexpr std::size_t dimensions = 100;
constexpr std::size_t most_words = 100000;
constexpr std::size_t trained_words = 30000;  // the commonest ones make the classes
constexpr std::size_t fine_classes = 640;
constexpr std::size_t coarse_classes = 64;
constexpr int rounds = 12;

using Vector = std::array<float, dimensions>;

/// Reads the words and vectors as they come, and keeps no more of the file than these.
class VectorReader : public nlohmann::json_sax<nlohmann::json> {
 public:
  std::vector<std::string> words;
  std::vector<Vector> vectors;

  bool key(std::string& name) override {
    if (depth_ == 1) inside_ = name == "vectors";
    if (depth_ == 2 && inside_) word_ = name;
    return true;
  }
  bool start_object(std::size_t) override { return ++depth_ != 0; }
  bool end_object() override {
    --depth_;
    return true;
  }
  bool start_array(std::size_t) override {
    at_ = 0;
    return true;
  }
  bool end_array() override {
    if (depth_ == 2 && inside_ && at_ >= dimensions && words.size() < most_words) {
      words.push_back(word_);
      vectors.push_back(now_);
    }
    return true;
  }
  bool number_float(double value, const std::string&) override { return number(static_cast<float>(value)); }
  bool number_integer(std::int64_t value) override { return number(static_cast<float>(value)); }
  bool number_unsigned(std::uint64_t value) override { return number(static_cast<float>(value)); }
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool string(std::string&) override { return true; }
  bool binary(nlohmann::json::binary_t&) override { return true; }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& error) override {
    throw Error("byte " + std::to_string(position) + ": " + error.what());
  }

 private:
  bool number(float value) {
    if (at_ < dimensions) now_[at_] = value;
    ++at_;
    return true;
  }

  int depth_ = 0;
  bool inside_ = false;
  std::size_t at_ = 0;
  std::string word_;
  Vector now_{};
};

float product(const Vector& a, const Vector& b) noexcept {
  float parts[4] = {0, 0, 0, 0};
  for (std::size_t d = 0; d < dimensions; d += 4) {
    for (std::size_t k = 0; k < 4; ++k) parts[k] += a[d + k] * b[d + k];
  }
  return parts[0] + parts[1] + parts[2] + parts[3];
}

void to_unit(Vector& v) noexcept {
  const float length = std::sqrt(product(v, v)) + 1e-6F;
  for (float& x : v) x /= length;
}

std::size_t nearest(const Vector& v, const std::vector<Vector>& centres) noexcept {
  std::size_t best = 0;
  float closest = -2;
  for (std::size_t c = 0; c < centres.size(); ++c) {
    const float close = product(v, centres[c]);
    if (close > closest) {
      closest = close;
      best = c;
    }
  }
  return best;
}

std::vector<Vector> k_means(std::span<const Vector> points, std::size_t classes) {
  Random random(4);
  std::vector<Vector> centres;
  for (std::size_t c = 0; c < classes; ++c) centres.push_back(points[random.below(points.size())]);
  for (int round = 0; round < rounds; ++round) {
    std::vector<Vector> sums(classes, Vector{});
    for (const Vector& point : points) {
      Vector& sum = sums[nearest(point, centres)];
      for (std::size_t d = 0; d < dimensions; ++d) sum[d] += point[d];
    }
    for (std::size_t c = 0; c < classes; ++c) {
      to_unit(sums[c]);
      if (product(sums[c], sums[c]) > 0.5F) centres[c] = sums[c];
    }
  }
  return centres;
}

template <class T>
void append(std::string& out, std::span<const T> values) {
  out.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
}

}  // namespace

std::string train_clusters(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(Place{path}, "can't be opened");
  VectorReader reader;
  nlohmann::json::sax_parse(in, &reader);
  for (Vector& v : reader.vectors) to_unit(v);
  const std::span<const Vector> common(reader.vectors.data(), std::min(trained_words, reader.vectors.size()));
  const std::vector<Vector> fine = k_means(common, fine_classes);
  const std::vector<Vector> coarse = k_means(fine, coarse_classes);
  std::vector<std::uint16_t> coarse_of{0};  // fine class 0: unknown
  for (const Vector& centre : fine) coarse_of.push_back(static_cast<std::uint16_t>(nearest(centre, coarse) + 1));
  std::uint32_t slots = 16;
  while (slots < reader.words.size() * 5 / 4) slots *= 2;
  std::vector<std::uint16_t> table(2 * std::size_t{slots}, 0);
  std::string form;
  for (std::size_t w = 0; w < reader.words.size(); ++w) {
    normalize_form(reader.words[w], form);
    const std::uint64_t hash = hash_text(form);
    const auto fingerprint = static_cast<std::uint16_t>((hash >> 48) | 1U);
    std::size_t at = hash & (slots - 1);
    while (table[2 * at] != 0 && table[2 * at] != fingerprint) at = (at + 1) & (slots - 1);
    if (table[2 * at] != 0) continue;  // the commoner one stays
    table[2 * at] = fingerprint;
    table[2 * at + 1] = static_cast<std::uint16_t>(nearest(reader.vectors[w], fine) + 1);
  }
  const std::uint32_t header[2] = {slots, static_cast<std::uint32_t>(coarse_of.size())};
  std::string out;
  append(out, std::span<const std::uint32_t>(header));
  append(out, std::span<const std::uint16_t>(table));
  append(out, std::span<const std::uint16_t>(coarse_of));
  return out;
}

}  // namespace tidings::train
