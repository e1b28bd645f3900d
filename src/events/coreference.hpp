// Coreference of events within a document: headline, lead, later paragraph, "the talks" and "her meeting" are one
// event.
#pragma once

#include "discourse/lexicon.hpp"
#include "events/words.hpp"
#include "tidings/document.hpp"

namespace tidings {

/// Fills `of_mention` and `items` of `events` from its mentions. Two mentions are joined where type, certainty, time
/// and parties agree and the later one points back: a definite noun, or the same word with the same parties. Precise
/// rather than complete: two happenings in one node are worse than one happening in two. Every mention is compared with
/// a bounded number of earlier events.
void join_event_mentions(const Document& document, const Dependents& dependents, const EventWords& words,
                         const Knowledge& knowledge, Events& events);

}  // namespace tidings
