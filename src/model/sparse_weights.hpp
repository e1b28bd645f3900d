// Sparse weights: what each feature says for and against each class, in a few bytes a feature.
//
// A feature is a 64-bit hash. Its high bits choose a bucket, its low 16 bits tell it from others there; an unknown
// feature is nearly always known to be unknown, and weighs nothing. Weights are 8-bit integers of one common scale, so
// that sums are exact and the same on every machine.
//
//   u32 classes | u32 bucket_bits | f32 scale | u32 bytes of entries | u32 begins of the buckets, and the end | entries
//   entry: u16 fingerprint | u8 count | count × (u8 class, i8 weight)
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace tidings {

using FeatureKey = std::uint64_t;

constexpr std::uint64_t mix(std::uint64_t x) noexcept {
  x ^= x >> 32;
  x *= 0x9fb21c651e98df25ULL;
  x ^= x >> 29;
  x *= 0x9e3779b97f4a7c15ULL;
  return x ^ (x >> 32);
}

/// The key of a feature: which template, of which attributes.
template <class... Attributes>
constexpr FeatureKey feature_key(unsigned feature_template, Attributes... attributes) noexcept {
  std::uint64_t key = (feature_template + 1) * 0xd6e8feb86659fd93ULL;
  ((key = (key ^ static_cast<std::uint64_t>(attributes)) * 0xff51afd7ed558ccdULL, key ^= key >> 31), ...);
  return mix(key);
}

class SparseWeights {
 public:
  SparseWeights() = default;
  /// Reads a section's part and moves `bytes` behind it. Throws Error where it is damaged.
  explicit SparseWeights(std::span<const std::byte>& bytes);

  std::size_t classes() const noexcept { return classes_; }
  float scale() const noexcept { return scale_; }

  /// Adds the feature's weights to `scores`, which has one place a class.
  void add(FeatureKey key, std::int32_t* scores) const noexcept {
    const std::size_t bucket = key >> shift_;
    const unsigned char* at = entries_ + begins_[bucket];
    const unsigned char* end = entries_ + begins_[bucket + 1];
    const auto fingerprint = static_cast<std::uint16_t>(key);
    while (at < end) {
      std::uint16_t found;
      std::memcpy(&found, at, 2);
      const unsigned count = at[2];
      at += 3;
      if (found == fingerprint) {
        for (unsigned i = 0; i < count; ++i) scores[at[2 * i]] += static_cast<std::int8_t>(at[2 * i + 1]);
        return;
      }
      at += 2 * count;
    }
  }

 private:
  void check() const;

  std::size_t classes_ = 0;
  unsigned shift_ = 63;
  float scale_ = 0;
  std::span<const std::uint32_t> begins_;
  const unsigned char* entries_ = nullptr;
};

}  // namespace tidings
