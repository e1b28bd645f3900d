// Countries that are told by the adjectives of their peoples alone.
#pragma once

#include "discourse/noun_kinds.hpp"
#include "tidings/discourse/entities.hpp"

namespace tidings {

/// "Turkish Foreign Minister Abdullah Gul": whose minister he is, is the country. Where the document names it, what is
/// held or part of something is told of that node; where it does not, the adjective's own node is the country.
void settle_countries(const Document& document, const NounLexicons& lexicons, Entities& entities);

}  // namespace tidings
