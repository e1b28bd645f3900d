// Numbers that look random and are the same every time, everywhere.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tidings::test {

class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : state_(seed) {}
  std::uint32_t next() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>(state_ >> 33);
  }
  std::size_t below(std::size_t n) { return next() % n; }
  float unit() { return static_cast<float>(next()) * 0x1p-30F - 1.0F; }  ///< between -1 and 1

 private:
  std::uint64_t state_;
};

}  // namespace tidings::test
