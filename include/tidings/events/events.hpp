// Events: typed happenings with their roles, how sure they are, and when; and who says so.
#pragma once

#include <string>

#include "tidings/events/claims.hpp"
#include "tidings/graph/terms.hpp"

namespace tidings {

/// One role of one event mention. Exactly one of `mention` and `event` is set.
struct RoleFiller {
  Role role = Role::agent;
  MentionId mention;
  EventMentionId event;
  TokenRange evidence;  ///< words that contain trigger and argument
  std::string rule;     ///< "contact.meet/with"
  float score = 1;
};

struct EventMention {
  std::string type;  ///< key of the ontology
  TokenRange trigger;
  TokenId head;
  std::string lemma;  ///< of the head, in lower case; of a noun the verb that it comes from: "meet" for "meetings"
  EventForm form = EventForm::verb;
  PredicateId predicate;  ///< none for pronouns and names of events
  Modality modality = Modality::actual;
  Polarity polarity = Polarity::positive;
  EventTense tense = EventTense::unknown;
  std::string phase;                         ///< "begin", "continue", "end"; else empty
  std::string count;                         ///< "2" of "two breaches"; else empty
  std::map<std::string, std::string> codes;  ///< plover, cameo, ace
  std::vector<RoleFiller> roles;
  std::vector<TimeId> times;  ///< when it happens: its own time expressions
  EventMentionId same_as;  ///< an earlier mention that tells the same in one phrase: "reach" and "agreement"; else none
  ClaimId claim;           ///< the innermost claim whose content it is told in; none: the author tells it
  std::string rule;
  float score = 1;
};

struct Event {
  std::vector<EventMentionId> mentions;  ///< never empty
  EventMentionId representative;
  std::string type;
  Modality modality = Modality::actual;
  Polarity polarity = Polarity::positive;
  EventTense tense = EventTense::unknown;
  std::optional<Interval> when;
  std::vector<EntityId> sources;  ///< who says so
};

struct Events {
  IdVector<EventMentionId, EventMention> mentions;  ///< in the order of `head`
  IdVector<TokenId, EventMentionId> of_head;
  IdVector<EventMentionId, EventId> of_mention;
  IdVector<EventId, Event> items;  ///< in the order of first mention
};

/// From event to event: FROM before TO ("after" is written as the reversed `before`), FROM during TO, FROM part of TO,
/// FROM causes TO, FROM is done for TO (purpose), TO happens if FROM does (condition), FROM contradicts TO, FROM is
/// another of TO's kind.
struct EventLink {
  LinkType type = LinkType::before;
  EventId from;
  EventId to;
  TokenRange evidence;
  std::string rule;
  float score = 1;
};

struct EventLinks {
  std::vector<EventLink> items;  ///< sorted by from, to, type; of a type, one between two events
};

class Knowledge;
class RuleSet;
struct Document;

/// Reads all layers of `document` down to claims. Linear in the length of the document; thread-safe.
Events find_events(const Document& document, const RuleSet& rules, const Knowledge& knowledge);

/// Order, cause, part and purpose among the events, from words, tense and dates. `before` and `during` hold together:
/// no chain of them leads an event before itself. What follows from other links is not written (an event is tied by
/// dates to the last one that ended before it and the first that begins after it), so that there are a few links an
/// event. Reads all layers down to events; near linear; thread-safe.
EventLinks link_events(const Document& document, const RuleSet& rules, const Knowledge& knowledge);

}  // namespace tidings
