// Names: spans of tokens that name something, as a model found them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/text/tokens.hpp"

namespace tidings {

/// Index into NameTypes. The built-in ones have fixed numbers; a user's own types follow.
enum class NameType : std::uint16_t {
  person,
  organization,
  location,
  facility,
  group,
  product,
  work,
  law,
  event,
  date,
  money,
  quantity,
  other,
};
inline constexpr std::size_t builtin_name_types = 13;

/// The names of the types ("person", …), built-in ones first.
class NameTypes {
 public:
  NameTypes();
  NameType add(std::string_view type);  ///< the one there is, if there is one of this name
  std::string_view operator[](NameType type) const noexcept { return names_[static_cast<std::size_t>(type)]; }
  std::optional<NameType> find(std::string_view type) const noexcept;
  std::size_t size() const noexcept { return names_.size(); }

 private:
  std::vector<std::string> names_;
};

struct Name {
  TokenRange tokens;
  NameType type = NameType::other;
  float score = 0;  ///< calibrated: of the names with 0.8, four in five are right
};

/// In the order of the text, without overlap.
struct Names {
  IdVector<NameId, Name> items;
  IdVector<TokenId, NameId> of_token;  ///< none: outside
};

}  // namespace tidings
