// Quantities: sums of money and measures, by what stands before and after numbers (seeds/lexicons/quantity-words.tsv).
#pragma once

#include "tidings/discourse/knowledge.hpp"
#include "tidings/syntax/names.hpp"
#include "tidings/text/tokens.hpp"

namespace tidings {

/// Sums of money are quantities too.
constexpr bool is_quantity(NameType type) noexcept {
  return type == NameType::money || type == NameType::quantity;
}

/// Adds to `names` the spans of money ("$3.5 million", "200 euros") and of other quantities ("12 percent", "40 km")
/// that overlap no name or cover it ("US" in "5 million US dollars"). Linear; bare numbers are none.
void add_quantities(const Source& source, const Tokens& tokens, const Sentences& sentences, const Knowledge& knowledge,
                    Names& names);

}  // namespace tidings
