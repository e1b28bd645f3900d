// Labels: who makes graphs has every label in memory once. Header-only.
#pragma once

#include <string_view>
#include <unordered_set>

#include "tidings/graph/shared_text.hpp"

namespace tidings {

/// Not for several threads at once; the labels that it gave may outlive it.
class Labels {
 public:
  const Label& operator()(std::string_view text) {
    const auto at = known_.find(text);
    return at != known_.end() ? *at : *known_.emplace(text).first;
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>()(text); }
  };
  struct Same {
    using is_transparent = void;
    bool operator()(std::string_view a, std::string_view b) const noexcept { return a == b; }
  };
  std::unordered_set<Label, Hash, Same> known_;
};

}  // namespace tidings
