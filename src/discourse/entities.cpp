// Entities: precise passes over names first, then nominals and pronouns by a learned ranking.
#include "tidings/discourse/entities.hpp"

#include <map>

#include "discourse/attributes.hpp"
#include "discourse/coref_ranker.hpp"
#include "discourse/precise_passes.hpp"
#include "discourse/relations.hpp"
#include "tidings/document.hpp"

namespace tidings {

namespace {

Entities collect(const Document& document, const MentionClusters& clusters) {
  Entities entities;
  entities.of_mention.resize(document.mentions.items.size());
  entities.merged_by.resize(document.mentions.items.size());
  std::map<std::size_t, EntityId> ids;
  for (const MentionId id : document.mentions.items.ids()) {
    const auto [known, fresh] = ids.try_emplace(clusters.find(id), EntityId(entities.items.size()));
    if (fresh) entities.items.push_back(Entity{});
    entities.items[known->second].mentions.push_back(id);
    entities.of_mention[id] = known->second;
    entities.merged_by[id] = clusters.merged_by(id);
  }
  return entities;
}

}  // namespace

Entities resolve_entities(const Document& document, const Model&, const Knowledge& knowledge) {
  if (document.mentions.items.empty()) return {};
  const NounLexicons lexicons(knowledge);
  PreciseClusters precise = find_precise_clusters(document, lexicons, knowledge);
  const MentionClusters named = precise.clusters;  // what the features look at while the clusters grow
  const CorefFeatures features(document, lexicons, precise.keys, named, precise.speakers, precise.quoted);
  rank_antecedents(document, lexicons, features, CorefNetwork::builtin(), precise.clusters);
  Entities entities = collect(document, precise.clusters);
  describe_entities(document, lexicons, precise.keys, entities);
  find_relations(document, lexicons, precise.keys, entities);
  return entities;
}

}  // namespace tidings
