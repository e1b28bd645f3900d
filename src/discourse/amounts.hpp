// Amounts: how many of a counted thing there are, and value and unit of sums and measures.
#pragma once

#include "tidings/discourse/entities.hpp"

namespace tidings {

/// Sets the attributes `count` ("three people": "3"), and `value` and `unit` ("$3.5 million": "3500000", "USD"). Ranges
/// have no value.
void add_amounts(const Document& document, const Knowledge& knowledge, Entities& entities);

}  // namespace tidings
