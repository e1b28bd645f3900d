// The order of events as begins and ends on one line, and what of it holds together.
#pragma once

#include "tidings/events/events.hpp"

namespace tidings {

/// Takes out what contradicts the rest: afterwards no `before`, alone or with `during`, leads back to where it began.
/// Of the links of a circle those with the lowest score go. Links of other types stay. Near linear.
void make_consistent(std::vector<EventLink>& links, std::size_t events);

}  // namespace tidings
