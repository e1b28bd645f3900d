// Source: the bytes of one document and what is known about it from outside.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "tidings/text/ids.hpp"

namespace tidings {

/// A day of the Gregorian calendar. `ok()` is true for every date that the library hands out.
using Date = std::chrono::year_month_day;

/// What the caller knows about a document besides its text. Everything may be left empty.
struct Metadata {
  std::string id;                    ///< the caller's own key, e.g. the `id` of a JSON line
  std::string name;                  ///< what people call it, e.g. the file's name
  std::optional<std::string> title;  ///< where it is not part of the text
  std::optional<Date> published;     ///< relative times are resolved against it
  std::string publisher;             ///< e.g. "Reuters"
};

/// Owns a document's bytes, unchanged. All layers refer to it by byte offsets, and hold no pointers into it.
///
/// Any bytes are good: invalid UTF-8, NUL, no line end at all. Texts end at 4 GiB - 2: what is beyond is cut, and
/// `truncated()` says so. Immutable; safe to read from several threads.
class Source {
 public:
  Source() = default;
  explicit Source(std::string bytes, Metadata metadata = {});

  std::string_view bytes() const& noexcept { return bytes_; }
  std::string_view bytes() const&& = delete;  // the view would outlive the bytes
  std::string_view slice(ByteSpan span) const& noexcept {
    return std::string_view(bytes_).substr(span.begin, span.size());
  }
  std::string_view slice(ByteSpan) const&& = delete;
  std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(bytes_.size()); }
  bool truncated() const noexcept { return truncated_; }

  const Metadata& metadata() const& noexcept { return metadata_; }
  const Metadata& metadata() const&& = delete;

 private:
  std::string bytes_;
  Metadata metadata_;
  bool truncated_ = false;
};

}  // namespace tidings
