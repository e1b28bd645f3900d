#include "tidings/text/source.hpp"

#include <limits>

#include "log.hpp"

namespace tidings {

namespace {
// The largest value is `none` in ids, and ends are one past the last byte.
constexpr std::size_t longest_text = std::numeric_limits<std::uint32_t>::max() - 1;
}  // namespace

Source::Source(std::string bytes, Metadata metadata) : bytes_(std::move(bytes)), metadata_(std::move(metadata)) {
  if (bytes_.size() > longest_text) {
    if (const auto log = logger())
      log->warn("{}: the text has {} bytes; what is beyond {} is cut", metadata_.name, bytes_.size(), longest_text);
    bytes_.resize(longest_text);
    truncated_ = true;
  }
}

}  // namespace tidings
