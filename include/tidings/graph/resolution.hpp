// Resolution: which entities and which events of many documents are one, and why.
//
// Blocking keys (a name, a name without legal form, a Wikidata id, a country's code) bring together what may be one;
// constraints keep apart what can't be (other first names, other sexes, other countries, other positions in other
// company); what remains connected is one. The same set of entities gives the same answer in whatever order they come.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
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

/// The keys under which resolution looks for others. A key that begins with "called " only brings together people of
/// one name ("Xi") and those who may be meant: it may be passed over where no sketch of one name has it.
std::vector<std::string> blocking_keys(const EntitySketch& sketch);

/// What is known of a document whose events are compared with those of others.
struct StorySketch {
  std::string document;  ///< its key or name: what breaks ties
  std::string published;

  struct Named {
    std::uint32_t entity = 0;    ///< equal where entities are one
    std::uint32_t mentions = 0;  ///< in the document
    bool common = false;         ///< a country: many stories name it
  };
  std::vector<Named> named;
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
/// nearly linearly with documents and events. Thread-safe; throws nothing but std::bad_alloc.
std::vector<EventMerge> resolve_events_across(const std::vector<StorySketch>& stories,
                                              const std::vector<EventSketch>& events);

}  // namespace tidings
