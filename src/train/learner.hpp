// Learner: weights of sparse features while they are trained. AdaGrad (Duchi, Hazan and Singer 2011) with the mean of
// all steps as the result (Polyak and Juditsky 1992). Features that are seen fewer than `cutoff` times get no weights.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/sparse_weights.hpp"

namespace tidings::train {

class Learner {
 public:
  Learner(std::size_t classes, unsigned cutoff, float rate);

  std::size_t classes() const noexcept { return classes_; }
  static constexpr std::uint32_t no_row = 0xffffffff;
  /// The rows of the features that have weights; counts them all where `counts`.
  void rows_of(std::span<const FeatureKey> keys, bool counts, std::vector<std::uint32_t>& rows);
  void add_scores(std::span<const std::uint32_t> rows, float* scores) const noexcept;
  /// One step against the gradient of the loss by the score of `in_class`.
  void step(std::span<const std::uint32_t> rows, std::size_t in_class, float gradient) noexcept;
  /// Once after each example.
  void tick() noexcept { ++time_; }
  void set_rate(float rate) noexcept { rate_ = rate; }

  /// Takes the means as weights. No steps may follow.
  void finish() noexcept;
  /// The weights as SparseWeights reads them; smaller ones than `threshold` are left out. `scale` tells the unit.
  std::string pack(float threshold, float& scale) const;
  std::size_t size() const noexcept { return rows_; }

 private:
  struct Slot {
    FeatureKey key = 0;
    std::uint32_t row = no_row;
    std::uint32_t count = 0;
  };
  struct Cell {
    float squares = 0;
    float sum = 0;
    std::uint32_t since = 0;
  };
  Slot& slot_of(FeatureKey key);
  void grow();

  std::size_t classes_;
  unsigned cutoff_;
  float rate_;
  std::uint32_t time_ = 0;
  std::size_t used_ = 0;
  std::size_t rows_ = 0;
  std::vector<Slot> slots_;
  std::vector<float> weights_;  // rows × classes, for quick sums
  std::vector<Cell> cells_;     // rows × classes
};

/// Numbers that look random and are the same every time.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() noexcept { return mix(state_ += 0x9e3779b97f4a7c15ULL); }
  std::size_t below(std::size_t n) noexcept { return static_cast<std::size_t>(next() % n); }
  float unit() noexcept { return static_cast<float>(next() >> 40) * 0x1p-24F; }
  template <class T>
  void shuffle(std::vector<T>& items) noexcept {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  std::uint64_t state_;
};

}  // namespace tidings::train
