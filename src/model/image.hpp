// Image: all learned weights in one block of bytes, which is mapped or embedded and used where it lies.
//
//   header | directory: one entry a section | sections, each aligned to 64 bytes
//
// A section belongs to one engine, which knows what is in it; the image only knows names and places. Numbers are
// little endian. A change of what a section means is a change of the section's name ("names.linear" → "names.linear2").
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidings {

/// A view (or a mapped file, which lives as long as a copy of the Image does). Cheap to copy.
class Image {
 public:
  static constexpr std::size_t alignment = 64;

  /// The bytes must be aligned to 64 bytes and outlive the image. Throws Error where they are no whole image of this
  /// version.
  static Image view(std::span<const std::byte> bytes, const std::string& file = {});
  /// As `view`, for bytes that the library itself holds: looks at the header only.
  static Image trusted(std::span<const std::byte> bytes);
  /// Maps a file. Throws Error where it can't be read or is damaged.
  static Image map(const std::string& path);

  const std::string& name() const noexcept { return name_; }
  const std::string& file() const noexcept { return file_; }
  /// Empty where there is no such section.
  std::span<const std::byte> section(std::string_view name) const noexcept;

 private:
  std::span<const std::byte> bytes_;
  std::shared_ptr<const void> mapping_;
  std::string name_;
  std::string file_;
};

/// Puts an image together. Sections are written in the order in which they were added.
class ImageWriter {
 public:
  /// `name`: at most 23 bytes.
  void add(std::string_view name, std::string bytes);
  std::string finish(std::string_view model_name) const;

 private:
  std::vector<std::pair<std::string, std::string>> sections_;
};

/// Numbers of type T at the begin of `bytes`, which must hold `count` of them; `bytes` moves behind them. Used by
/// engines to read their sections. Throws Error where there are fewer or they are not aligned.
template <class T>
std::span<const T> take(std::span<const std::byte>& bytes, std::size_t count);

namespace image_detail {
[[noreturn]] void throw_short();
}

template <class T>
std::span<const T> take(std::span<const std::byte>& bytes, std::size_t count) {
  if (count > bytes.size() / sizeof(T) || reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(T) != 0) {
    image_detail::throw_short();
  }
  const std::span<const T> taken(reinterpret_cast<const T*>(bytes.data()), count);
  bytes = bytes.subspan(count * sizeof(T));
  return taken;
}

}  // namespace tidings
