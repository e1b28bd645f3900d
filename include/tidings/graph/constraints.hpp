// Constraints: what users know better than the resolution across documents: which entities are one, and which are not.
//
//   [[same]]
//   entities = ["Robert Galbraith", "J. K. Rowling"]
//
//   [[different]]
//   entities = [{ name = "John Smith", document = "leeds-1" }, { name = "John Smith", document = "ohio-7" }]
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tidings/error.hpp"

namespace tidings {

/// Whoever is called so.
struct EntityReference {
  std::string name;  ///< the entity's name or an alias in its document; case, points and a leading "the" are nothing
  std::string type;  ///< "person", "organization", …; empty: any
  std::string document;  ///< the document's key, or its name where it has none; empty: in every document
  bool operator==(const EntityReference&) const = default;
};

/// Two and more entities that are one, or no two of which are.
struct EntityConstraint {
  bool same = true;
  std::vector<EntityReference> entities;
  Place place;  ///< where it was read
};

using EntityConstraints = std::vector<EntityConstraint>;

/// Reads TOML: tables `same` and `different` as above; an entity is a name or a table with `name`, and where it helps
/// `type` and `document`. Throws Error with the place in `file` for the first thing that can't be used.
EntityConstraints read_constraints(std::string_view toml, const std::string& file);

}  // namespace tidings
