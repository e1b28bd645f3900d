// Labels of words in names: outside, and begin, inside, end and single of each type.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tidings {

/// Label 0 is outside; those of type t follow at 1 + 4t.
struct NameLabels {
  enum Place : std::uint8_t { begin, inside, end, single };
  static constexpr std::size_t outside = 0;
  static constexpr std::size_t of(std::size_t type, Place place) noexcept { return 1 + 4 * type + place; }
  static constexpr std::size_t count(std::size_t types) noexcept { return 1 + 4 * types; }
  static constexpr std::size_t type_of(std::size_t label) noexcept { return (label - 1) / 4; }
  static constexpr Place place_of(std::size_t label) noexcept { return static_cast<Place>((label - 1) % 4); }
  /// A name is open after its begin and inside.
  static constexpr bool opens(std::size_t label) noexcept { return label != outside && place_of(label) <= inside; }
  static constexpr bool continues(std::size_t label) noexcept {
    return label != outside && (place_of(label) == inside || place_of(label) == end);
  }
  static constexpr bool may_follow(std::size_t from, std::size_t to) noexcept {
    if (opens(from)) return continues(to) && type_of(from) == type_of(to);
    return !continues(to);
  }
};

}  // namespace tidings
