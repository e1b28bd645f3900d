// What an entity is: its best name, type, subtype, country and gender.
#pragma once

#include <string_view>
#include <vector>

#include "discourse/name_keys.hpp"
#include "tidings/discourse/entities.hpp"

namespace tidings {

/// "ministry", "company", "city", …; empty where neither lexicon nor words tell.
std::string_view subtype_of_name(const NounLexicons& lexicons, const NameKey& key, NameType type);

/// Sets name, type, aliases and attributes of all `entities` from their mentions. `keys`: one a mention.
void describe_entities(const Document& document, const NounLexicons& lexicons, const std::vector<NameKey>& keys,
                       Entities& entities);

/// ISO 3166 of the country that a name or the adjective of a people means; empty: none.
std::string_view country_of(const NounLexicons& lexicons, std::string_view words);

}  // namespace tidings
