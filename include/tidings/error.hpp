// Error: what is thrown when a file that a user wrote can't be used.
//
// Text is never an error: any bytes give a graph. Only rules, models, stores, JSON lines and arguments can be wrong.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace tidings {

/// Where in which file something is wrong. Lines and columns count from 1; 0 means that they don't apply.
struct Place {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// `what()` reads "FILE:LINE:COLUMN: MESSAGE"; the message says what was found and what was expected.
class Error : public std::runtime_error {
 public:
  explicit Error(std::string message) : Error(Place{}, std::move(message)) {}
  Error(Place place, std::string message)
      : std::runtime_error(format(place, message)), place_(std::move(place)), message_(std::move(message)) {}

  const Place& place() const noexcept { return place_; }
  const std::string& message() const noexcept { return message_; }

 private:
  static std::string format(const Place& place, const std::string& message) {
    std::string out;
    if (!place.file.empty()) {
      out += place.file;
      if (place.line != 0) out += ':' + std::to_string(place.line);
      if (place.line != 0 && place.column != 0) out += ':' + std::to_string(place.column);
      out += ": ";
    }
    return out + message;
  }

  Place place_;
  std::string message_;
};

}  // namespace tidings
