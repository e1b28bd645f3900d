// Entities: the mentions of one document that refer to the same thing, what it is, and how entities are related.
#pragma once

#include <map>

#include "tidings/discourse/mentions.hpp"

namespace tidings {

struct Entity {
  std::vector<MentionId> mentions;  ///< in the order of the text; never empty
  MentionId representative;         ///< the mention that names it best
  NameType type = NameType::other;
  std::string name;  ///< for people: "Susan Rice"; normalised white space, the text's own capitals but for ALL CAPS
  std::vector<std::string> aliases;  ///< other names in the text, sorted, each once
  std::map<std::string, std::string>
      attributes;                 ///< `subtype`, `jurisdiction`, `gender`, `wikidata`, `acts-for`, … (graph-format)
  std::vector<EntityId> members;  ///< of a set: "the two sides"
  bool thin = false;              ///< no word of it says anything of a thing: "sense", "a way … it", "this"
  float score = 1;
};

/// From one entity to another, told by the words at `evidence`.
struct EntityRelation {
  std::string
      type;  ///< position, member-of, part-of, located-in, nationality, family, ally-of, acts-for, or a user's own
  EntityId from;
  EntityId to;        ///< none where only a title is told ("President Obama"): then an attribute, not an edge
  std::string title;  ///< of a position
  std::string tense;  ///< of a position: "former", "incoming", "acting"; empty: held now
  TokenRange evidence;
  std::string rule;  ///< what found it, for `explain`
  float score = 1;
};

struct Entities {
  IdVector<EntityId, Entity> items;  ///< in the order of first mention
  IdVector<MentionId, EntityId>
      of_mention;  ///< never none: a mention that nothing is merged with is an entity of its own
  IdVector<MentionId, std::string>
      merged_by;  ///< name of the pass that joined the mention to an earlier one; empty for the first
  std::vector<EntityRelation> relations;
};

class Model;

/// Coreference, types, attributes and relations. Reads all layers of `document` down to mentions; thread-safe.
/// `model` scores nominals and pronouns. Time grows linearly with the document.
Entities resolve_entities(const Document& document, const Model& model, const Knowledge& knowledge);

}  // namespace tidings
