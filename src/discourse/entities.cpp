// Entities: precise passes over names first, then nominals and pronouns by a learned ranking.
#include "tidings/discourse/entities.hpp"

#include <algorithm>
#include <vector>

#include "discourse/amounts.hpp"
#include "discourse/attributes.hpp"
#include "discourse/coref_ranker.hpp"
#include "discourse/countries.hpp"
#include "discourse/precise_passes.hpp"
#include "discourse/relations.hpp"
#include "tidings/document.hpp"

namespace tidings {

namespace {

Entities collect(const Document& document, const MentionClusters& clusters) {
  Entities entities;
  entities.of_mention.resize(document.mentions.items.size());
  entities.merged_by.resize(document.mentions.items.size());
  std::vector<EntityId> of_cluster(document.mentions.items.size());
  for (const MentionId id : document.mentions.items.ids()) {
    EntityId& entity = of_cluster[clusters.find(id)];
    if (!entity) {
      entity = EntityId(entities.items.size());
      entities.items.push_back(Entity{});
    }
    entities.items[entity].mentions.push_back(id);
    entities.of_mention[id] = entity;
    entities.merged_by[id] = clusters.merged_by(id);
  }
  return entities;
}

// What "they" are after "Rice and Meng": each member of a coordination is one of the set.
void add_members(const Document& document, Entities& entities) {
  for (const MentionId id : document.mentions.items.ids()) {
    const MentionId whole = document.mentions.items[id].whole;
    if (!whole || !document.mentions.items[whole].coordination || document.mentions.items[id].coordination) continue;
    const TokenId head = document.mentions.items[id].head, first = document.mentions.items[whole].head;
    if (document.mentions.by_head[head] != id) continue;
    const bool listed = head == first || (document.syntax.head[head] == first &&
                                          main_type(document.syntax.relation[head]) == Relation::conj);
    const EntityId member = entities.of_mention[id];
    auto& members = entities.items[entities.of_mention[whole]].members;
    const bool known =
        member == entities.of_mention[whole] || std::find(members.begin(), members.end(), member) != members.end();
    if (listed && !known) members.push_back(member);
  }
}

}  // namespace

Entities resolve_entities(const Document& document, const Model&, const Knowledge& knowledge) {
  if (document.mentions.items.empty()) return {};
  const NounLexicons lexicons(knowledge);
  PreciseClusters precise = find_precise_clusters(document, lexicons, knowledge);
  CorefFeatures features(document, lexicons, precise.keys, precise.clusters, precise.speakers, precise.quoted);
  rank_antecedents(document, precise.keys, features, CorefNetwork::builtin(), precise.clusters);
  Entities entities = collect(document, precise.clusters);
  add_members(document, entities);
  describe_entities(document, lexicons, precise.keys, entities);
  add_amounts(document, knowledge, entities);
  find_relations(document, lexicons, precise.keys, entities);
  settle_countries(document, lexicons, entities);
  return entities;
}

}  // namespace tidings
