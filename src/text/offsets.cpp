#include "tidings/text/offsets.hpp"

#include <algorithm>
#include <bit>

#include "tidings/graph/utf8.hpp"

namespace tidings {

OffsetTable::OffsetTable(std::string_view text, OffsetUnit unit)
    : bytes_(static_cast<std::uint32_t>(text.size())), length_(bytes_), unit_(unit) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (unit == OffsetUnit::byte || ascii) return;
  stops_.resize(text.size() / stride + 1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(1, utf8::length_at(text, at));
    Stop& stop = stops_[at / stride];
    stop.starts |= std::uint64_t{1} << at % stride;
    if (length == 4 && unit == OffsetUnit::utf16) stop.astral |= std::uint64_t{1} << at % stride;
    at += length;
  }
  std::uint32_t units = 0;
  for (Stop& stop : stops_) {
    stop.units = units;
    units += static_cast<std::uint32_t>(std::popcount(stop.starts) + std::popcount(stop.astral));
  }
  length_ = units;
}

std::uint32_t OffsetTable::operator()(std::uint32_t offset) const noexcept {
  if (offset >= bytes_) return length_;
  if (stops_.empty()) return offset;
  while (offset > 0 && (stops_[offset / stride].starts >> offset % stride & 1) == 0) --offset;
  const Stop& stop = stops_[offset / stride];
  const std::uint64_t below = (std::uint64_t{1} << offset % stride) - 1;
  return stop.units +
         static_cast<std::uint32_t>(std::popcount(stop.starts & below) + std::popcount(stop.astral & below));
}

}  // namespace tidings
