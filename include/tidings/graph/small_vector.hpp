// SmallVector: a std::vector that holds its first item itself, for the many lists of a graph that have just one.
// Header-only.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <memory>
#include <new>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace tidings {

/// A forward iterator of C++17: of C++20's there is none that moves.
template <class Iterator>
concept MultiPass =
    std::derived_from<typename std::iterator_traits<Iterator>::iterator_category, std::forward_iterator_tag>;

/// What a std::vector does, in the size of one item and eight bytes; memory is asked for from the second item on.
/// Moving it moves the item that stands inside: unlike a vector's, references to items don't outlive that. At most 2^32
/// - 1 items: throws std::length_error beyond.
template <class Item>
class SmallVector {
  static_assert(std::is_nothrow_move_constructible_v<Item> && std::is_nothrow_move_assignable_v<Item>);

 public:
  using value_type = Item;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  using reference = Item&;
  using const_reference = const Item&;
  using pointer = Item*;
  using const_pointer = const Item*;
  using iterator = Item*;
  using const_iterator = const Item*;
  using reverse_iterator = std::reverse_iterator<iterator>;
  using const_reverse_iterator = std::reverse_iterator<const_iterator>;

  SmallVector() noexcept {}
  SmallVector(std::initializer_list<Item> items) : SmallVector(items.begin(), items.end()) {}
  template <MultiPass Iterator>
  SmallVector(Iterator first, Iterator last) {
    insert(end(), first, last);
  }
  SmallVector(const SmallVector& other) : SmallVector(other.begin(), other.end()) {}
  SmallVector(SmallVector&& other) noexcept { take(other); }
  SmallVector& operator=(const SmallVector& other) {
    if (this != &other) *this = SmallVector(other);
    return *this;
  }
  SmallVector& operator=(SmallVector&& other) noexcept {
    if (this == &other) return *this;
    release();
    take(other);
    return *this;
  }
  ~SmallVector() { release(); }

  Item* data() noexcept { return is_inside() ? &room_.item : room_.items; }
  const Item* data() const noexcept { return is_inside() ? &room_.item : room_.items; }
  std::size_t size() const noexcept { return size_; }
  std::size_t capacity() const noexcept { return capacity_; }
  bool empty() const noexcept { return size_ == 0; }

  iterator begin() noexcept { return data(); }
  iterator end() noexcept { return data() + size_; }
  const_iterator begin() const noexcept { return data(); }
  const_iterator end() const noexcept { return data() + size_; }
  const_iterator cbegin() const noexcept { return begin(); }
  const_iterator cend() const noexcept { return end(); }
  reverse_iterator rbegin() noexcept { return reverse_iterator(end()); }
  reverse_iterator rend() noexcept { return reverse_iterator(begin()); }
  const_reverse_iterator rbegin() const noexcept { return const_reverse_iterator(end()); }
  const_reverse_iterator rend() const noexcept { return const_reverse_iterator(begin()); }

  Item& operator[](std::size_t i) noexcept { return data()[i]; }
  const Item& operator[](std::size_t i) const noexcept { return data()[i]; }
  Item& at(std::size_t i) { return i < size_ ? data()[i] : throw std::out_of_range("SmallVector::at"); }
  const Item& at(std::size_t i) const { return i < size_ ? data()[i] : throw std::out_of_range("SmallVector::at"); }
  Item& front() noexcept { return *begin(); }
  const Item& front() const noexcept { return *begin(); }
  Item& back() noexcept { return end()[-1]; }
  const Item& back() const noexcept { return end()[-1]; }

  void reserve(std::size_t count) {
    if (count > capacity_) move_to(memory_for(count), count);
  }
  Item& push_back(const Item& item) { return emplace_back(item); }
  Item& push_back(Item&& item) { return emplace_back(std::move(item)); }
  template <class... Parts>
  Item& emplace_back(Parts&&... parts) {
    if (size_ < capacity_) {
      Item* const made = ::new (static_cast<void*>(end())) Item(std::forward<Parts>(parts)...);
      ++size_;
      return *made;
    }
    Item item(std::forward<Parts>(parts)...);  // before the others move: it may be made of one of them
    grow(size_ + std::size_t{1});
    ++size_;
    return *::new (static_cast<void*>(end() - 1)) Item(std::move(item));
  }
  void pop_back() noexcept {
    std::destroy_at(end() - 1);
    --size_;
  }
  template <MultiPass Iterator>
  iterator insert(const_iterator where, Iterator first, Iterator last) {
    const auto place = where - begin();
    const std::size_t before = size_;
    const auto count = static_cast<std::size_t>(std::distance(first, last));
    if (before + count > capacity_) grow(before + count);
    for (; first != last; ++first) emplace_back(*first);
    std::rotate(begin() + place, begin() + before, end());
    return begin() + place;
  }
  iterator erase(const_iterator first, const_iterator last) noexcept {
    Item* const place = begin() + (first - begin());
    if (first == last) return place;
    Item* const rest = std::move(begin() + (last - begin()), end(), place);
    std::destroy(rest, end());
    size_ = static_cast<std::uint32_t>(rest - begin());
    return place;
  }
  iterator erase(const_iterator where) noexcept { return erase(where, where + 1); }
  void resize(std::size_t count) {
    if (count < size_) erase(begin() + count, end());
    reserve(count);
    while (size_ < count) emplace_back();
  }
  void clear() noexcept { erase(begin(), end()); }

  void swap(SmallVector& other) noexcept { std::swap(*this, other); }
  friend void swap(SmallVector& a, SmallVector& b) noexcept { std::swap(a, b); }
  friend bool operator==(const SmallVector& a, const SmallVector& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  bool is_inside() const noexcept { return capacity_ == 1; }

  static Item* memory_for(std::size_t count) {
    if (count > std::numeric_limits<std::uint32_t>::max()) throw std::length_error("SmallVector");
    return std::allocator<Item>().allocate(count);
  }
  void grow(std::size_t least) {
    const std::size_t most = std::numeric_limits<std::uint32_t>::max();
    const std::size_t count = std::max(least, std::min(most, capacity_ + (capacity_ + std::size_t{1}) / 2));
    move_to(memory_for(count), count);
  }
  void move_to(Item* memory, std::size_t count) noexcept {
    std::uninitialized_move(begin(), end(), memory);
    const std::uint32_t kept = size_;
    release();
    room_.items = memory;
    size_ = kept;
    capacity_ = static_cast<std::uint32_t>(count);
  }
  void take(SmallVector& other) noexcept {
    if (other.is_inside()) {
      std::uninitialized_move(other.begin(), other.end(), &room_.item);
      size_ = other.size_;
      other.clear();
    } else {
      room_.items = other.room_.items;
      size_ = std::exchange(other.size_, 0);
      capacity_ = std::exchange(other.capacity_, 1);
    }
  }
  /// Empty, with nothing inside and nothing outside.
  void release() noexcept {
    std::destroy(begin(), end());
    if (!is_inside()) std::allocator<Item>().deallocate(room_.items, capacity_);
    size_ = 0;
    capacity_ = 1;
  }

  union Room {
    Room() noexcept {}
    ~Room() {}
    Item item;    ///< where there is room for one
    Item* items;  ///< else
  };

  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 1;
  Room room_;
};

}  // namespace tidings
