#include "discourse/countries.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "tidings/document.hpp"

namespace tidings {

namespace {

struct Country {
  std::string_view code;  // ISO 3166-1 alpha-2; empty: none
  std::string_view name;
};

class Settler {
 public:
  Settler(const Document& document, const NounLexicons& lexicons, Entities& entities)
      : d_(document), lexicons_(lexicons), entities_(entities) {}

  void settle() {
    for (const EntityId id : entities_.items.ids()) {
      if (const std::string_view code = code_of_country(entities_.items[id]); !code.empty()) named_.emplace(code, id);
    }
    for (const EntityId id : entities_.items.ids()) {
      const Country country = country_of_people(entities_.items[id]);
      if (country.code.empty()) continue;
      const auto named = named_.find(country.code);
      if (named != named_.end()) point_at(named->second, id);
      else if (only_modifies(entities_.items[id])) become(entities_.items[id], country);
    }
  }

 private:
  static std::string_view code_of_country(const Entity& entity) {
    const auto subtype = entity.attributes.find("subtype"), code = entity.attributes.find("jurisdiction");
    const bool country = entity.type == NameType::location && subtype != entity.attributes.end() &&
                         subtype->second == "country" && code != entity.attributes.end();
    return country ? std::string_view(code->second) : std::string_view();
  }

  // Whose people the group is; none where a mention is no adjective of a people ("the Chinese" is one).
  Country country_of_people(const Entity& entity) const {
    if (entity.type != NameType::group) return {};
    Country country;
    for (const MentionId id : entity.mentions) {
      const Mention& mention = d_.mentions.items[id];
      if (mention.form != MentionForm::name) return {};
      country = country_of_adjective(d_.source.slice(d_.tokens.bytes(mention.head_range)));
      if (country.code.empty()) return {};
    }
    return country;
  }
  bool only_modifies(const Entity& entity) const {
    return std::all_of(entity.mentions.begin(), entity.mentions.end(),
                       [&](MentionId id) { return modifies(d_.mentions.items[id]); });
  }

  Country country_of_adjective(std::string_view word) const {
    const auto people = lexicons_.demonyms.find(word);
    if (!people) return {};
    for (const Fields line : *people) {
      if (line[2] == "adjective") return {line[0], line[1]};
    }
    return {};
  }

  bool modifies(const Mention& mention) const {
    const Relation relation = main_type(d_.syntax.relation[mention.head]);
    return relation == Relation::amod || relation == Relation::compound;
  }

  void point_at(EntityId country, EntityId adjective) {
    for (EntityRelation& relation : entities_.relations) {
      if (relation.to == adjective && relation.type != "nationality" && relation.from != country) relation.to = country;
    }
  }

  void become(Entity& entity, const Country& country) {
    entity.type = NameType::location;
    entity.attributes.insert_or_assign("subtype", "country");
    entity.attributes.insert_or_assign("jurisdiction", std::string(country.code));
    if (const auto place = lexicons_.places.find(country.name); place && !(*place)[2].empty())
      entity.attributes.insert_or_assign("wikidata", std::string((*place)[2]));
    if (entity.name != country.name) {
      const auto at = std::lower_bound(entity.aliases.begin(), entity.aliases.end(), entity.name);
      entity.aliases.insert(at, entity.name);
      entity.name = country.name;
    }
    named_.emplace(country.code, entities_.of_mention[entity.mentions.front()]);
  }

  const Document& d_;
  const NounLexicons& lexicons_;
  Entities& entities_;
  std::map<std::string, EntityId, std::less<>> named_;
};

}  // namespace

void settle_countries(const Document& document, const NounLexicons& lexicons, Entities& entities) {
  Settler(document, lexicons, entities).settle();
}

}  // namespace tidings
