#include "tidings/syntax/names.hpp"

#include <algorithm>

namespace tidings {

NameTypes::NameTypes()
    : names_{"person", "organization", "location", "facility", "group",    "product", "work",
             "law",    "event",        "date",     "money",    "quantity", "other"} {}

std::optional<NameType> NameTypes::find(std::string_view type) const noexcept {
  const auto at = std::find(names_.begin(), names_.end(), type);
  if (at == names_.end()) return std::nullopt;
  return static_cast<NameType>(at - names_.begin());
}

NameType NameTypes::add(std::string_view type) {
  if (const auto known = find(type)) return *known;
  names_.emplace_back(type);
  return static_cast<NameType>(names_.size() - 1);
}

}  // namespace tidings
