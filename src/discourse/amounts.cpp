#include "discourse/amounts.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "discourse/lexicon.hpp"
#include "syntax/quantities.hpp"
#include "tidings/document.hpp"

namespace tidings {

namespace {

class Describer {
 public:
  Describer(const Document& document, const Knowledge& knowledge, Entities& entities)
      : d_(document), words_(lexicon_of(knowledge, "quantity-words")), entities_(entities) {}

  void describe() {
    for (const NumberId id : d_.numbers.items.ids()) {
      const std::string value = text_of(d_.numbers.items[id]);
      if (value.empty()) continue;
      if (const NameId quantity = quantity_of(id)) describe_quantity(id, quantity, value);
      else describe_counted(d_.numbers.items[id].tokens, value);
    }
  }

 private:
  NameId quantity_of(NumberId id) const {
    const NameId name = d_.names.of_token[d_.numbers.items[id].tokens.front()];
    return name && is_quantity(d_.names.items[name].type) ? name : NameId();
  }

  void describe_quantity(NumberId id, NameId quantity, const std::string& value) {
    const TokenRange tokens = d_.names.items[quantity].tokens;
    const bool ranges = std::any_of(tokens.begin(), tokens.end(), [&](TokenId token) {
      const NumberId other = d_.numbers.of_token[token];
      return other && other != id;
    });
    const std::string_view unit = unit_in(tokens);
    for (const TokenId token : tokens) {
      Entity* entity = entity_at(token);
      if (entity == nullptr || entity->type != NameType::quantity) continue;
      if (!ranges) entity->attributes.try_emplace("value", value);
      if (!unit.empty()) entity->attributes.try_emplace("unit", unit);
    }
  }

  // The currency, share or measure among the words: "€", "per cent", "square miles".
  std::string_view unit_in(TokenRange tokens) const {
    for (std::size_t at = tokens.begin_id.index(); at < tokens.end_id.index(); ++at) {
      const auto match = words_.longest(tokens.end_id.index() - at,
                                        [&](std::size_t i) { return d_.tokens.form(d_.source, TokenId(at + i)); });
      if (!match) continue;
      const std::string_view kind = match.value[0];
      if (kind == "sign" || kind == "currency" || kind == "share" || kind == "unit") return match.value[1];
    }
    return {};
  }

  void describe_counted(TokenRange number, const std::string& value) {
    for (const TokenId token : number) {
      if (Entity* entity = entity_at(token)) entity->attributes.try_emplace("count", value);  // "killing 14"
      const TokenId counted = d_.syntax.head[token];
      if (!counted || number.contains(TokenRange::one(counted))) continue;
      if (main_type(d_.syntax.relation[token]) != Relation::nummod) continue;
      if (Entity* entity = entity_at(counted)) entity->attributes.try_emplace("count", value);
    }
  }

  Entity* entity_at(TokenId head) {
    const MentionId mention = d_.mentions.by_head[head];
    return mention ? &entities_.items[entities_.of_mention[mention]] : nullptr;
  }

  const Document& d_;
  Lexicon words_;
  Entities& entities_;
};

}  // namespace

void add_amounts(const Document& document, const Knowledge& knowledge, Entities& entities) {
  Describer(document, knowledge, entities).describe();
}

}  // namespace tidings
