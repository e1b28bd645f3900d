// Ids and ranges: the only way in which one layer of a document points into another.
//
// Every layer is a struct of arrays. An element of a layer is named by its position, and the type of the id says which
// layer is meant, so that a token can't be taken for a mention. All positions start at 0 and all ranges are half open.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <limits>
#include <utility>
#include <vector>

namespace tidings {

/// Position of an element in its layer. The default is `none`: "there is no such element".
template <class Layer>
struct Id {
  static constexpr std::uint32_t no_value = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t value = no_value;

  constexpr Id() noexcept = default;
  constexpr explicit Id(std::size_t position) noexcept : value(static_cast<std::uint32_t>(position)) {}

  constexpr explicit operator bool() const noexcept { return value != no_value; }
  constexpr std::size_t index() const noexcept { return value; }
  constexpr auto operator<=>(const Id&) const noexcept = default;
};

using TokenId = Id<struct TokenLayer>;
using SentenceId = Id<struct SentenceLayer>;
using BlockId = Id<struct BlockLayer>;
using NameId = Id<struct NameLayer>;
using NumberId = Id<struct NumberLayer>;
using TimeId = Id<struct TimeLayer>;
using MentionId = Id<struct MentionLayer>;
using EntityId = Id<struct EntityLayer>;
using PredicateId = Id<struct PredicateLayer>;
using EventMentionId = Id<struct EventMentionLayer>;
using EventId = Id<struct EventLayer>;
using ClaimId = Id<struct ClaimLayer>;

/// Bytes [begin, end) of a Source.
struct ByteSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const noexcept { return end - begin; }
  constexpr bool empty() const noexcept { return begin >= end; }
  constexpr bool contains(ByteSpan other) const noexcept { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(ByteSpan other) const noexcept { return begin < other.end && other.begin < end; }
  constexpr auto operator<=>(const ByteSpan&) const noexcept = default;
};

/// Elements [begin, end) of one layer. Iterating gives the ids.
template <class I>
struct IdRange {
  I begin_id{std::size_t{0}};
  I end_id{std::size_t{0}};

  struct iterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = I;
    using difference_type = std::ptrdiff_t;
    using pointer = const I*;
    using reference = I;

    I id;
    constexpr I operator*() const noexcept { return id; }
    constexpr iterator& operator++() noexcept {
      ++id.value;
      return *this;
    }
    constexpr iterator operator++(int) noexcept {
      const iterator before = *this;
      ++id.value;
      return before;
    }
    constexpr bool operator==(const iterator&) const noexcept = default;
  };

  constexpr IdRange() noexcept = default;
  constexpr IdRange(I first, I last) noexcept : begin_id(first), end_id(last) {}
  static constexpr IdRange one(I id) noexcept { return {id, I(id.index() + 1)}; }

  constexpr iterator begin() const noexcept { return {begin_id}; }
  constexpr iterator end() const noexcept { return {end_id}; }
  constexpr std::size_t size() const noexcept { return empty() ? 0 : end_id.index() - begin_id.index(); }
  constexpr bool empty() const noexcept { return !(begin_id.value < end_id.value); }
  constexpr bool contains(I id) const noexcept { return begin_id <= id && id < end_id; }
  constexpr bool contains(IdRange other) const noexcept { return begin_id <= other.begin_id && other.end_id <= end_id; }
  constexpr bool overlaps(IdRange other) const noexcept { return begin_id < other.end_id && other.begin_id < end_id; }
  constexpr I front() const noexcept { return begin_id; }
  constexpr I back() const noexcept { return I(end_id.index() - 1); }
  constexpr auto operator<=>(const IdRange&) const noexcept = default;
};

using TokenRange = IdRange<TokenId>;
using SentenceRange = IdRange<SentenceId>;

/// A std::vector whose positions are ids of one layer.
template <class I, class T>
class IdVector {
 public:
  using value_type = T;

  IdVector() = default;
  explicit IdVector(std::size_t n, const T& value = T()) : items_(n, value) {}

  decltype(auto) operator[](I id) { return items_[id.index()]; }
  decltype(auto) operator[](I id) const { return items_[id.index()]; }
  I push_back(T value) {
    items_.push_back(std::move(value));
    return I(items_.size() - 1);
  }
  std::size_t size() const noexcept { return items_.size(); }
  bool empty() const noexcept { return items_.empty(); }
  void clear() noexcept { items_.clear(); }
  void reserve(std::size_t n) { items_.reserve(n); }
  void resize(std::size_t n, const T& value = T()) { items_.resize(n, value); }
  void assign(std::size_t n, const T& value) { items_.assign(n, value); }
  IdRange<I> ids() const noexcept { return {I(std::size_t{0}), I(items_.size())}; }
  auto begin() noexcept { return items_.begin(); }
  auto end() noexcept { return items_.end(); }
  auto begin() const noexcept { return items_.begin(); }
  auto end() const noexcept { return items_.end(); }
  T& back() { return items_.back(); }
  const T& back() const { return items_.back(); }
  std::vector<T>& items() noexcept { return items_; }
  const std::vector<T>& items() const noexcept { return items_; }

 private:
  std::vector<T> items_;
};

}  // namespace tidings

template <class Layer>
struct std::hash<tidings::Id<Layer>> {
  std::size_t operator()(tidings::Id<Layer> id) const noexcept { return std::hash<std::uint32_t>{}(id.value); }
};
