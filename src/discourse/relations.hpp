// Relations that noun phrases tell: positions, membership, parts, places, kin.
#pragma once

#include <vector>

#include "discourse/name_keys.hpp"
#include "tidings/discourse/entities.hpp"

namespace tidings {

/// Adds to `entities.relations`. `keys`: one a mention.
void find_relations(const Document& document, const NounLexicons& lexicons, const std::vector<NameKey>& keys,
                    Entities& entities);

}  // namespace tidings
