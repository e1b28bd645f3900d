// Amounts: which of two fillers of one role is a sum or a measure.
#pragma once

#include <algorithm>
#include <vector>

#include "tidings/discourse/mentions.hpp"
#include "tidings/events/events.hpp"

namespace tidings {

/// Of two patients the quantity is the amount ("fined Iran $2 billion"), and of two amounts the one that is no quantity
/// the recipient ("paid the bank $3 million").
inline void settle_amounts(const Mentions& mentions, std::vector<RoleFiller>& roles) {
  const auto is_quantity = [&](const RoleFiller& filler) {
    return filler.mention && mentions.items[filler.mention].type == NameType::quantity;
  };
  const auto has = [&](Role role, bool quantity) {
    return std::any_of(roles.begin(), roles.end(),
                       [&](const RoleFiller& f) { return f.role == role && is_quantity(f) == quantity; });
  };
  const bool two_patients = has(Role::patient, true) && has(Role::patient, false);
  const bool two_amounts = has(Role::amount, true) && has(Role::amount, false);
  for (RoleFiller& filler : roles) {
    if (two_patients && filler.role == Role::patient && is_quantity(filler)) filler.role = Role::amount;
    if (two_amounts && filler.role == Role::amount && !is_quantity(filler)) filler.role = Role::recipient;
  }
}

}  // namespace tidings
