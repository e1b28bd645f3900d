// Roles that stand with other words of the sentence: "charged two men with murder", "claimed responsibility for the
// attack", "the attack hit Riverside", "attacked a base in Helmand".
#pragma once

#include "discourse/lexicon.hpp"
#include "events/words.hpp"
#include "tidings/document.hpp"

namespace tidings {

/// Adds to the mentions of `events` the roles that their own arguments do not tell. Reads the layers down to
/// predicates; linear.
void share_roles(const Document& document, const Dependents& dependents, const EventWords& words,
                 const Knowledge& knowledge, Events& events);

}  // namespace tidings
