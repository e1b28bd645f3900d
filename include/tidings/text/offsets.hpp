// Offsets in three units. The library counts bytes; JavaScript and Java count UTF-16 units, Python counts code points.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "tidings/graph/terms.hpp"

namespace tidings {

/// Converts byte offsets of one text to another unit. A byte that is not valid UTF-8 counts as one code point (and one
/// UTF-16 unit), as it is shown as one U+FFFD. Holds no reference to the text. A lookup costs O(64) at most.
class OffsetTable {
 public:
  OffsetTable(std::string_view text, OffsetUnit unit);

  /// Units before byte `offset`. An offset inside a character counts as its beginning; one beyond the end as the end.
  std::uint32_t operator()(std::uint32_t offset) const noexcept;
  /// Units of the whole text.
  std::uint32_t length() const noexcept { return length_; }
  OffsetUnit unit() const noexcept { return unit_; }

 private:
  static constexpr std::uint32_t stride = 64;
  struct Stop {
    std::uint32_t units;   // before this stop's byte
    std::uint64_t starts;  // bit i: a character begins at byte i after the stop
    std::uint64_t astral;  // bit i: it takes two UTF-16 units
  };
  std::vector<Stop> stops_;  // empty where all bytes are ASCII or the unit is byte
  std::uint32_t bytes_ = 0;
  std::uint32_t length_ = 0;
  OffsetUnit unit_;
};

}  // namespace tidings
