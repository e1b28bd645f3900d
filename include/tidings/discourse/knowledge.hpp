// Knowledge: the lexicons of seeds/lexicons, compiled to one image that is mapped, not parsed.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace tidings {

/// Immutable and shared between threads. Copies are cheap.
class Knowledge {
 public:
  /// The image inside the library. Nothing is copied or parsed.
  static Knowledge builtin();

  struct Parts;
  const Parts& parts() const noexcept { return *parts_; }

 private:
  explicit Knowledge(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<const Parts> parts_;
};

}  // namespace tidings
