// Resolution: which entities of many documents are one, and why.
//
// Blocking keys (a name, a name without legal form, a Wikidata id, a country's code) bring together what may be one;
// constraints keep apart what can't be (other first names, other sexes, other countries, other positions in other
// company); what remains connected is one. The same set of entities gives the same answer in whatever order they come.
#pragma once

#include <cstdint>
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

}  // namespace tidings
