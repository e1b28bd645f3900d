#include "model/sparse_weights.hpp"

#include "model/image.hpp"
#include "tidings/error.hpp"

namespace tidings {

SparseWeights::SparseWeights(std::span<const std::byte>& bytes) {
  const auto header = take<std::uint32_t>(bytes, 4);
  classes_ = header[0];
  const unsigned bucket_bits = header[1];
  std::memcpy(&scale_, &header[2], sizeof scale_);
  if (classes_ == 0 || classes_ > 256 || bucket_bits < 1 || bucket_bits > 28)
    throw Error("the model's weights are damaged");
  shift_ = 64 - bucket_bits;
  begins_ = take<std::uint32_t>(bytes, (std::size_t{1} << bucket_bits) + 1);
  const std::size_t padded = (std::size_t{header[3]} + 63) / 64 * 64;
  entries_ = take<unsigned char>(bytes, padded).data();
  if (begins_.front() != 0 || begins_.back() != header[3]) throw Error("the model's weights are damaged");
  check();
}

void SparseWeights::check() const {
  for (std::size_t bucket = 0; bucket + 1 < begins_.size(); ++bucket) {
    const std::size_t end = begins_[bucket + 1];
    std::size_t at = begins_[bucket];
    if (at > end) throw Error("the model's weights are damaged");
    while (at < end) {
      if (end - at < 3 || end - at - 3 < std::size_t{entries_[at + 2]} * 2)
        throw Error("the model's weights are damaged");
      for (unsigned i = 0; i < entries_[at + 2]; ++i) {
        if (entries_[at + 3 + 2 * i] >= classes_) throw Error("the model's weights know a class that is none");
      }
      at += 3 + std::size_t{entries_[at + 2]} * 2;
    }
  }
}

}  // namespace tidings
