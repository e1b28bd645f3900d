// Resolution: which entities and which events of many documents are one, and why.
//
// Blocking keys (a name, a name without legal form, a Wikidata id, a country's code) bring together what may be one;
// constraints keep apart what can't be (other first names, other sexes, other countries, other positions in other
// company); what remains connected is one. The same set of entities gives the same answer in whatever order they come.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tidings/graph/constraints.hpp"
#include "tidings/graph/event_graph.hpp"

namespace tidings {

/// What one document tells of one named entity.
struct EntitySketch {
  std::string type;  ///< "person", …
  std::string name;
  std::vector<std::string> aliases;
  std::string gender, jurisdiction, subtype, wikidata;  ///< empty: not told
  std::vector<std::string> positions;                   ///< titles held, and the names of the bodies they are held with
  std::vector<std::uint32_t> company;  ///< of people: hashes of the names of other people and bodies in the document
  std::string document;                ///< with `name` what breaks ties: the document's key or name
  std::size_t mentions = 1;
};

/// Two of the sketches are one entity.
struct EntityMerge {
  std::size_t a = 0;  ///< index of a sketch
  std::size_t b = 0;
  std::string reason;  ///< "constraint", "name", "wikidata", "country", "alias", "short-name", "legal-form", "company"
};

/// Enough merges to connect all that is one, each with its reason; in the order of their certainty: those of users
/// first, whatever speaks against them. Nothing is joined, in however many steps, that they keep apart; throws Error
/// where they demand both. Cost grows nearly linearly with the sketches. Thread-safe.
std::vector<EntityMerge> resolve_entities_across(const std::vector<EntitySketch>& sketches,
                                                 const EntityConstraints& constraints = {});

// For resolution over many machines: documents are sketched one by one; sketches that share a key, directly or through
// others, are resolved together, all other apart from each other. The answer is the same, provided that the sketches
// come in the order of their documents.

/// A named entity of a graph, and what resolution looks at.
struct SketchedEntity {
  NodeRef node = 0;
  EntitySketch sketch;
};

/// All named entities of a document's graph, in their order.
std::vector<SketchedEntity> sketch_entities(const EventGraph& graph);

/// The keys under which resolution looks for others, those of users' constraints that make one of several included. A
/// key that begins with "called " only brings together people of one name ("Xi") and those who may be meant: it may be
/// passed over where no sketch of one name has it.
std::vector<std::string> blocking_keys(const EntitySketch& sketch, const EntityConstraints& constraints = {});

/// What `constraints` speak of and none of `sketches` is: a name misspelt, most often.
std::vector<std::pair<Place, EntityReference>> without_sketch(const EntityConstraints& constraints,
                                                              const std::vector<EntitySketch>& sketches);

/// What is known of a document whose events are compared with those of others.
struct StorySketch {
  std::string document;  ///< its key or name: what breaks ties
  std::string published;

  struct Named {
    std::uint32_t entity = 0;     ///< equal where entities are one
    std::uint32_t mentions = 0;   ///< in the document
    bool common = false;          ///< a country: many stories name it
    std::uint32_t documents = 0;  ///< of all documents, those that name it; 0: to be counted among those given
  };
  std::vector<Named> named;
  std::optional<std::vector<std::uint32_t>> near;  ///< `likest_stories`; none: to be found among those given
};

/// What one document tells of one event. Entities are numbers, equal where they are one; all lists are sorted.
struct EventSketch {
  std::string type;
  std::vector<std::string> lemmas;  ///< of its triggers
  std::vector<std::uint32_t> actors, patients, places, others;
  std::vector<std::uint32_t> acting_people, suffering_people;  ///< those of actors and patients that are persons
  std::vector<std::uint32_t> people_near;                      ///< who is named in its sentences
  std::vector<std::string> actor_nouns, patient_nouns;         ///< of those that have no name: "coach", "pirates"
  Polarity polarity = Polarity::positive;
  Modality modality = Modality::actual;
  std::optional<When> when;
  std::string count;
  std::uint32_t story = 0;  ///< index of the document's sketch
  std::uint32_t begin = 0;  ///< of its first mention
  std::uint32_t mentions = 1;
};

/// Two of the sketches are one event.
struct EventMerge {
  std::size_t a = 0;  ///< index of a sketch
  std::size_t b = 0;
  std::string reason;  ///< what they share: "story, type, word, actor, patient, place, time, count"
};

/// Enough merges to connect all that is one happening, each with its reason. Documents that name the same rare things
/// tell one story. An event is compared with those that the nearest stories tell with its type or word, and with the
/// latest of its type or word and one of its parties, whatever the story; it joins those it agrees with best, by
/// weights on what they share and on what tells them apart (parties, places, days, publication weeks apart, polarity):
/// this year's talks and last year's are two. The same set gives the same answer in whatever order it comes. Cost grows
/// nearly linearly with documents and events. Thread-safe; throws nothing but std::bad_alloc. `documents` is how many
/// there are where only some are given; 0: those given.
std::vector<EventMerge> resolve_events_across(const std::vector<StorySketch>& stories,
                                              const std::vector<EventSketch>& events, std::size_t documents = 0);

/// One node from what several documents (or several passages of one) tell of one event. Most documents decide; of
/// equally many the less certain, the coarser or the first by its bytes. Attributes tell how many documents there are
/// ("documents") and where they differ ("counts", "dates", "certainties"), each with the number of documents: "26 ×3,
/// 23 ×1". The order of `told` changes nothing.
Node unite_events(std::vector<Node> told);

// Events over many machines, once entities are resolved: documents are sketched one by one; every name's documents are
// counted, and each document's likest stories found among those that stand near it with one of its names
// (`most_named_alike`). Events of one document or of a document and one of its likest stories that share a key are
// connected, and events that share a party and a key; what is connected is resolved together with
// `resolve_events_across`. The answer is the same, provided that stories and events come in the order of their
// documents.

/// Documents before and after a document, in the order of `published` and `document`, among those that share a name
/// with it: its likest stories are looked for there.
inline constexpr std::size_t most_named_alike = 32;

struct SketchedEvents {
  StorySketch story;
  struct Event {
    NodeRef node = 0;
    EventSketch sketch;  ///< its `story` is 0
  };
  std::vector<Event> events;
};

/// All events of one document's graph. `one_of` tells for each node the first of the nodes that are one entity with it:
/// the numbers of the sketches. Throws Error for a graph of none or several documents.
SketchedEvents sketch_events(const EventGraph& graph, const std::vector<NodeRef>& one_of);

/// What two events must share to be compared.
std::vector<std::string> blocking_keys(const EventSketch& sketch);

/// Those of `others` that tell the same story as `story`, the likest first, by names whose `documents` are counted
/// among as many as `documents` says.
std::vector<std::size_t> likest_stories(const StorySketch& story, const std::vector<StorySketch>& others,
                                        std::size_t documents);

}  // namespace tidings
