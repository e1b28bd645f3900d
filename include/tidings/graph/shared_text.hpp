// SharedText and Label: the strings of a graph, small enough that a graph may have a billion of them. Header-only.
//
// Both are values that read as std::string_view, and become a std::string wherever one is wanted. Their text never
// changes: another one is assigned. Copies may be used in several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <compare>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <functional>
#include <new>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tidings {

/// What SharedText and Label have in common. `Self` has data() and size().
template <class Self>
class TextOfGraph {
 public:
  std::string_view view() const noexcept { return {self().data(), self().size()}; }
  std::string str() const { return std::string(view()); }
  operator std::string_view() const noexcept { return view(); }
  operator std::string() const { return str(); }

  bool empty() const noexcept { return self().size() == 0; }
  const char* begin() const noexcept { return self().data(); }
  const char* end() const noexcept { return self().data() + self().size(); }
  char front() const { return *begin(); }
  char back() const { return end()[-1]; }
  char operator[](std::size_t i) const { return begin()[i]; }
  bool starts_with(std::string_view text) const noexcept { return view().starts_with(text); }
  bool ends_with(std::string_view text) const noexcept { return view().ends_with(text); }
  std::size_t find(std::string_view text, std::size_t from = 0) const noexcept { return view().find(text, from); }
  std::string_view substr(std::size_t begin, std::size_t count = std::string_view::npos) const {
    return view().substr(begin, count);
  }

  friend std::ostream& operator<<(std::ostream& out, const Self& text) { return out << text.view(); }

 private:
  const Self& self() const noexcept { return static_cast<const Self&>(*this); }
};

template <class Text>
concept GraphText = std::derived_from<Text, TextOfGraph<Text>>;
template <class Text>
concept PlainText = !GraphText<Text> && std::convertible_to<const Text&, std::string_view>;

template <GraphText A, GraphText B>
bool operator==(const A& a, const B& b) noexcept {
  return a.view() == b.view();
}
template <GraphText A, PlainText B>
bool operator==(const A& a, const B& b) {
  return a.view() == std::string_view(b);
}
template <GraphText A, GraphText B>
std::strong_ordering operator<=>(const A& a, const B& b) noexcept {
  return a.view().compare(b.view()) <=> 0;  // string_view's own <=> is wanting in libc++ before 14
}
template <GraphText A, PlainText B>
std::strong_ordering operator<=>(const A& a, const B& b) {
  return a.view().compare(std::string_view(b)) <=> 0;
}

template <class A, GraphText B>
requires PlainText<std::remove_cvref_t<A>> std::string operator+(A&& a, const B& b) {
  return std::string(std::forward<A>(a)) += b.view();
}
template <GraphText A, class B>
requires std::convertible_to<const B&, std::string_view> std::string operator+(const A& a, const B& b) {
  return a.str() += std::string_view(b);
}
template <std::same_as<char> Char, GraphText Text>
std::string operator+(Char a, const Text& b) {
  return std::string(1, a) += b.view();
}
template <GraphText Text, std::same_as<char> Char>
std::string operator+(const Text& a, Char b) {
  return a.str() += b;
}

namespace shared_text {

/// Bytes behind a count of those who use them, and a NUL behind the bytes.
struct Memory {
  std::atomic<std::uint32_t> users{1};
  std::uint32_t size = 0;
  char* text() noexcept { return reinterpret_cast<char*>(this + 1); }

  static Memory* with(std::string_view text) {
    if (text.size() > 0x7FFFFFFF) throw std::length_error("a text of a graph is longer than 2 GiB");
    auto* const memory = ::new (::operator new(sizeof(Memory) + text.size() + 1)) Memory;
    memory->size = static_cast<std::uint32_t>(text.size());
    if (!text.empty()) std::memcpy(memory->text(), text.data(), text.size());
    memory->text()[text.size()] = 0;
    return memory;
  }
  void use() noexcept { users.fetch_add(1, std::memory_order_relaxed); }
  void leave() noexcept {
    if (users.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    this->~Memory();
    ::operator delete(this);
  }
};

}  // namespace shared_text

/// Text in 16 bytes: up to 15 bytes stand in it; of a longer text all copies and slices share the memory, which lives
/// as long as the last of them. A NUL follows it where it is no slice. At most 2 GiB less one byte: throws
/// std::length_error beyond.
class SharedText : public TextOfGraph<SharedText> {
 public:
  static constexpr std::size_t most_inside = 15;  ///< bytes: copies of what is longer share its memory

  SharedText() noexcept = default;
  SharedText(std::string_view text) { text.size() <= most_inside ? keep_inside(text) : keep_shared(text); }
  SharedText(const std::string& text) : SharedText(std::string_view(text)) {}
  SharedText(const char* text) : SharedText(std::string_view(text)) {}
  template <GraphText Text>
  requires(!std::same_as<Text, SharedText>) explicit SharedText(const Text& text) : SharedText(text.view()) {}
  SharedText(const SharedText& other) noexcept : TextOfGraph(other) {
    std::memcpy(bytes_, other.bytes_, sizeof bytes_);
    if (is_shared()) owner()->use();
  }
  SharedText(SharedText&& other) noexcept { swap(other); }
  SharedText& operator=(const SharedText& other) noexcept {
    SharedText(other).swap(*this);
    return *this;
  }
  SharedText& operator=(SharedText&& other) noexcept {
    SharedText(std::move(other)).swap(*this);
    return *this;
  }
  ~SharedText() {
    if (is_shared()) owner()->leave();
  }
  void swap(SharedText& other) noexcept { std::swap(bytes_, other.bytes_); }
  friend void swap(SharedText& a, SharedText& b) noexcept { a.swap(b); }

  /// Bytes from `begin` on, at most `count`; nothing is copied but what is short.
  SharedText slice(std::size_t begin, std::size_t count = std::string_view::npos) const {
    const std::string_view part = view().substr(std::min(begin, size()), count);
    if (part.size() <= most_inside) return part;
    SharedText found(*this);
    found.set_place(place() + static_cast<std::uint32_t>(begin), part.size());
    return found;
  }

  const char* data() const noexcept {
    return is_shared() ? owner()->text() + place() : reinterpret_cast<const char*>(bytes_);
  }
  std::size_t size() const noexcept {
    const std::size_t last = bytes_[15] & 0x7Fu;
    return is_shared() ? bytes_[12] | std::size_t{bytes_[13]} << 8 | std::size_t{bytes_[14]} << 16 | last << 24
                       : most_inside - last;
  }

 private:
  bool is_shared() const noexcept { return (bytes_[15] & 0x80u) != 0; }
  shared_text::Memory* owner() const noexcept {
    shared_text::Memory* memory = nullptr;
    std::memcpy(&memory, bytes_, sizeof memory);
    return memory;
  }
  std::uint32_t place() const noexcept {
    std::uint32_t begin = 0;
    std::memcpy(&begin, bytes_ + 8, sizeof begin);
    return begin;
  }
  void set_place(std::uint32_t begin, std::size_t size) noexcept {
    std::memcpy(bytes_ + 8, &begin, sizeof begin);
    for (std::size_t i = 0; i < 4; ++i) bytes_[12 + i] = static_cast<unsigned char>(size >> (8 * i));
    bytes_[15] |= 0x80u;
  }

  void keep_inside(std::string_view text) noexcept {
    if (!text.empty()) std::memcpy(bytes_, text.data(), text.size());
    bytes_[15] = static_cast<unsigned char>(most_inside - text.size());
  }
  void keep_shared(std::string_view text) {
    shared_text::Memory* const memory = shared_text::Memory::with(text);
    std::memcpy(bytes_, &memory, sizeof memory);
    set_place(0, text.size());
  }

  // Inside: the text, and in the last byte how much room is left: 0 ends a text of 15. Shared: the memory (8 bytes),
  // where in it (4), the size (4, the last with the sign that it is shared).
  alignas(8) unsigned char bytes_[16] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, most_inside};
};
static_assert(sizeof(SharedText) == 16 && sizeof(void*) <= 8);

/// A word that many nodes or edges have, a type or a rule, in 8 bytes: all copies share the memory, an empty one has
/// none. A NUL follows it. Limits as those of SharedText.
class Label : public TextOfGraph<Label> {
 public:
  Label() noexcept = default;
  Label(std::string_view text) : memory_(text.empty() ? nullptr : shared_text::Memory::with(text)) {}
  Label(const std::string& text) : Label(std::string_view(text)) {}
  Label(const char* text) : Label(std::string_view(text)) {}
  template <GraphText Text>
  requires(!std::same_as<Text, Label>) explicit Label(const Text& text) : Label(text.view()) {}
  Label(const Label& other) noexcept : TextOfGraph(other), memory_(other.memory_) {
    if (memory_ != nullptr) memory_->use();
  }
  Label(Label&& other) noexcept : memory_(std::exchange(other.memory_, nullptr)) {}
  Label& operator=(const Label& other) noexcept {
    Label(other).swap(*this);
    return *this;
  }
  Label& operator=(Label&& other) noexcept {
    Label(std::move(other)).swap(*this);
    return *this;
  }
  ~Label() {
    if (memory_ != nullptr) memory_->leave();
  }
  void swap(Label& other) noexcept { std::swap(memory_, other.memory_); }
  friend void swap(Label& a, Label& b) noexcept { a.swap(b); }

  const char* data() const noexcept { return memory_ == nullptr ? "" : memory_->text(); }
  const char* c_str() const noexcept { return data(); }
  std::size_t size() const noexcept { return memory_ == nullptr ? 0 : memory_->size; }

 private:
  shared_text::Memory* memory_ = nullptr;
};

}  // namespace tidings

template <tidings::GraphText Text>
struct std::hash<Text> {
  std::size_t operator()(const Text& text) const noexcept { return std::hash<std::string_view>()(text); }
};
