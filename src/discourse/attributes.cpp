#include "discourse/attributes.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace tidings {

namespace {

std::optional<LexiconValue> whole_match(const Lexicon& lexicon, const std::vector<std::string>& words) {
  if (words.empty()) return std::nullopt;
  const auto match = lexicon.longest(words.size(), [&](std::size_t i) { return std::string_view(words[i]); });
  if (match.words != words.size()) return std::nullopt;
  return match.value;
}

class Describer {
 public:
  Describer(const Document& document, const NounLexicons& lexicons, const std::vector<NameKey>& keys)
      : d_(document), lexicons_(lexicons), keys_(keys) {}

  void describe(Entity& entity) const {
    entity.type = type_of(entity);
    entity.representative = representative_of(entity);
    const Mention& best = d_.mentions.items[entity.representative];
    const NameKey& key = keys_[entity.representative.index()];
    entity.name = best.form == MentionForm::name && !key.text.empty() ? key.text : utf8::shorten(d_.source.slice(d_.tokens.bytes(best.extent)), 120);
    entity.score = best.score;
    std::set<std::string> aliases;
    for (const MentionId m : entity.mentions) {
      if (d_.mentions.items[m].form == MentionForm::name && keys_[m.index()].text != entity.name) aliases.insert(keys_[m.index()].text);
    }
    aliases.erase("");
    entity.aliases.assign(aliases.begin(), aliases.end());
    add_attributes(entity, key, best);
  }

 private:
  // The commonest type of its names, else of its nominals; lexicons decide about names that they know.
  NameType type_of(const Entity& entity) const {
    std::map<NameType, float> votes;
    for (const MentionId m : entity.mentions) {
      const Mention& mention = d_.mentions.items[m];
      const float weight = mention.form == MentionForm::name ? 10.0F * (mention.name ? 1.0F : 0.2F) : mention.form == MentionForm::nominal ? 1.0F : 0.1F;
      if (mention.type != NameType::other) votes[mention.type] += weight;
    }
    NameType best = NameType::other;
    float most = 0;
    for (const auto& [type, weight] : votes) {
      if (weight > most) best = type, most = weight;
    }
    for (const MentionId m : entity.mentions) {
      if (d_.mentions.items[m].form != MentionForm::name || best == NameType::person) continue;
      const bool place = whole_match(lexicons_.places, keys_[m.index()].words).has_value();
      const bool body = whole_match(lexicons_.organizations, keys_[m.index()].words).has_value();
      if (place && !body) return NameType::location;
      if (body && !place) return NameType::organization;
    }
    return best;
  }

  MentionId representative_of(const Entity& entity) const {
    MentionId best = entity.mentions.front();
    for (const MentionId m : entity.mentions) {
      if (rank(m) > rank(best)) best = m;
    }
    return best;
  }
  // Names before nominals before pronouns; of names the one with most words, of nominals the first.
  int rank(MentionId m) const {
    const Mention& mention = d_.mentions.items[m];
    if (mention.form == MentionForm::pronoun) return 0;
    if (mention.form == MentionForm::nominal) return 1;
    return 2 + static_cast<int>(std::min<std::size_t>(keys_[m.index()].words.size(), 8)) + (mention.name ? 10 : 0);
  }

  void add_attributes(Entity& entity, const NameKey& key, const Mention& best) const {
    if (entity.type == NameType::person) add_gender(entity);
    if (best.form == MentionForm::pronoun) return;
    const NameKey& words = key;
    for (const MentionId m : entity.mentions) {
      const Mention& mention = d_.mentions.items[m];
      if (mention.form != MentionForm::name) continue;
      add_known(entity, keys_[m.index()]);
    }
    if (best.form == MentionForm::name) {
      const std::string_view subtype = subtype_of_name(lexicons_, words, entity.type);
      if (!subtype.empty()) entity.attributes.try_emplace("subtype", subtype);
    } else if (const auto head = lexicons_.head_nouns.find(d_.syntax.lemma(best.head)); head && !(*head)[1].empty()) {
      entity.attributes.try_emplace("subtype", (*head)[1]);
    }
    add_jurisdiction(entity);
  }

  void add_gender(Entity& entity) const {
    for (const MentionId m : entity.mentions) {
      const Gender gender = d_.mentions.items[m].gender;
      if (gender != Gender::male && gender != Gender::female) continue;
      entity.attributes["gender"] = gender == Gender::male ? "male" : "female";
      return;
    }
  }

  void add_known(Entity& entity, const NameKey& key) const {
    const auto take = [&](const Lexicon& lexicon, std::size_t subtype, std::size_t country, std::size_t wikidata) {
      const auto value = whole_match(lexicon, key.words);
      if (!value) return;
      const auto set = [&](const char* name, std::size_t field) {
        if (field != 9 && !(*value)[field].empty()) entity.attributes.try_emplace(name, (*value)[field]);
      };
      set("subtype", subtype);
      set("jurisdiction", country);
      set("wikidata", wikidata);
    };
    if (entity.type == NameType::person) take(lexicons_.people, 9, 9, 2);
    if (entity.type == NameType::organization) take(lexicons_.organizations, 0, 1, 2);
    if (entity.type == NameType::location) take(lexicons_.places, 0, 1, 2);
    if (entity.type == NameType::group) take(lexicons_.demonyms, 9, 0, 9);
  }

  // The country that an organisation's or a group's own words name: "Chinese Communist Party", "the US government".
  void add_jurisdiction(Entity& entity) const {
    if (entity.type != NameType::organization && entity.type != NameType::group) return;
    if (entity.attributes.contains("jurisdiction")) return;
    for (const MentionId m : entity.mentions) {
      for (const TokenId token : d_.mentions.items[m].extent) {
        const std::string_view country = country_of(lexicons_, d_.tokens.form(d_.source, token));
        if (country.empty()) continue;
        entity.attributes.emplace("jurisdiction", country);
        return;
      }
    }
  }

  const Document& d_;
  const NounLexicons& lexicons_;
  const std::vector<NameKey>& keys_;
};

}  // namespace

std::string_view country_of(const NounLexicons& lexicons, std::string_view words) {
  if (const auto people = lexicons.demonyms.find(words)) return (*people)[0];
  const auto place = lexicons.places.find(words);
  return place && (*place)[0] == "country" ? (*place)[1] : std::string_view();
}

std::string_view subtype_of_name(const NounLexicons& lexicons, const NameKey& key, NameType type) {
  if (type == NameType::location) {
    const auto place = whole_match(lexicons.places, key.words);
    return place ? (*place)[0] : std::string_view();
  }
  if (type != NameType::organization) return {};
  if (const auto body = whole_match(lexicons.organizations, key.words)) return (*body)[0];
  std::string_view subtype;
  for (const std::string& word : key.words) {
    const auto cue = lexicons.organization_cues.find(word);
    if (!cue) continue;
    if (subtype.empty() || word != key.words.back() || (*cue)[0] != "company") subtype = (*cue)[0];
    if (word == "of") break;
  }
  return subtype;
}

void describe_entities(const Document& document, const NounLexicons& lexicons, const std::vector<NameKey>& keys, Entities& entities) {
  const Describer describer(document, lexicons, keys);
  for (Entity& entity : entities.items) describer.describe(entity);
}

}  // namespace tidings
