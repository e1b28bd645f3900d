#include "discourse/attributes.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "discourse/body_cues.hpp"

namespace tidings {

namespace {

std::optional<LexiconValue> whole_match(const Lexicon& lexicon, const std::vector<std::string>& words) {
  if (words.empty()) return std::nullopt;
  const auto match = lexicon.longest(words.size(), [&](std::size_t i) { return std::string_view(words[i]); });
  if (match.words != words.size()) return std::nullopt;
  return match.value;
}

bool is_preposition(std::string_view word) {
  return word == "of" || word == "for" || word == "on" || word == "in" || word == "to" || word == "against";
}

// Of the strong cues the last decides, then of the weak ones; a legal form where there is nothing else.
std::string_view subtype_by_cues(const Lexicon& cues, const std::vector<std::string>& words) {
  std::string_view strong, weak, form;
  for (std::size_t i = 0; i < words.size();) {
    const auto cue = cues.longest(words.size() - i, [&](std::size_t k) { return std::string_view(words[i + k]); });
    if (!cue) {
      if (is_preposition(words[i]) && !(strong.empty() && weak.empty())) break;
      ++i;
      continue;
    }
    std::string_view& told = cue.value[1] == "strong" ? strong : cue.value[1] == "weak" ? weak : form;
    told = cue.value[0];
    i += cue.words;
  }
  return !strong.empty() ? strong : !weak.empty() ? weak : form;
}

std::string_view strong_cue_of(const NounLexicons& lexicons, const NameKey& key) {
  const auto& words = key.words;
  const std::string_view told = subtype_by_cues(lexicons.organization_cues, words);
  if (told.empty()) return told;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto cue = lexicons.organization_cues.longest(words.size() - i,
                                                        [&](std::size_t k) { return std::string_view(words[i + k]); });
    if (cue && cue.value[0] == told && cue.value[1] != "weak") return told;
  }
  return {};
}

class Describer {
 public:
  Describer(const Document& document, const NounLexicons& lexicons, const std::vector<NameKey>& keys)
      : d_(document), lexicons_(lexicons), keys_(keys), cues_(document, lexicons) {
    count_countries();
  }

  void describe(Entity& entity) const {
    entity.type = type_of(entity);
    entity.representative = representative_of(entity);
    const Mention& best = d_.mentions.items[entity.representative];
    const NameKey& key = keys_[entity.representative.index()];
    entity.name = best.form == MentionForm::name && !key.text.empty()
                      ? key.text
                      : utf8::shorten(d_.source.slice(d_.tokens.bytes(without_case(best.extent))), 120);
    entity.score = best.score;
    entity.thin = is_thin(entity);
    std::set<std::string> aliases;
    for (const MentionId m : entity.mentions) {
      if (d_.mentions.items[m].form == MentionForm::name && keys_[m.index()].text != entity.name)
        aliases.insert(keys_[m.index()].text);
    }
    aliases.erase("");
    entity.aliases.assign(aliases.begin(), aliases.end());
    add_attributes(entity, key, best);
  }

 private:
  // "the players’": the name of a nominal has no mark of possession.
  TokenRange without_case(TokenRange range) const {
    if (range.size() > 1 && d_.syntax.relation[range.back()] == Relation::case_) range.end_id = range.back();
    return range;
  }

  // A capital letter alone makes no thing: "(R-KY)", "in Crisis", told once.
  bool is_thin(const Entity& entity) const {
    if (entity.type != NameType::other) return false;
    const Mention& first = d_.mentions.items[entity.mentions.front()];
    if (entity.mentions.size() == 1 && first.form == MentionForm::name)
      return !first.name && (first.head_range.size() > 1 || !is_acronym(first.head));
    return std::all_of(entity.mentions.begin(), entity.mentions.end(), [&](MentionId m) {
      const Mention& mention = d_.mentions.items[m];
      if (mention.form == MentionForm::pronoun) return true;
      return mention.form == MentionForm::nominal && lexicons_.thin_nouns.contains(d_.syntax.lemma(mention.head));
    });
  }

  bool is_acronym(TokenId token) const {
    constexpr std::size_t shortest = 3;  // "KY" is where somebody is from
    return as_acronym(d_.tokens.form(d_.source, token)).size() >= shortest;
  }

  // The commonest type of its names, else of its nominals; lexicons decide about names that they know.
  NameType type_of(const Entity& entity) const {
    std::map<NameType, float> votes;
    for (const MentionId m : entity.mentions) {
      const Mention& mention = d_.mentions.items[m];
      const float weight = mention.form == MentionForm::name      ? 10.0F * (mention.name ? 1.0F : 0.2F)
                           : mention.form == MentionForm::nominal ? 1.0F
                                                                  : 0.1F;
      if (mention.type != NameType::other) votes[mention.type] += weight;
    }
    NameType best = NameType::other;
    float most = 0;
    for (const auto& [type, weight] : votes) {
      if (weight > most) best = type, most = weight;
    }
    if (static_cast<std::size_t>(best) >= builtin_name_types) return best;  // the user knows better than the lexicons
    if (best != NameType::organization && is_body(entity, best)) return NameType::organization;
    if (best == NameType::organization && is_team(entity)) return best;
    if (best == NameType::location && has_name_of_body(entity)) return NameType::organization;
    if (is_law(entity)) return NameType::law;
    if (best == NameType::person || best == NameType::organization) {
      if (const NameType told = type_by_neighbours(entity, best); told != NameType::other) return told;
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

  // Most of its names stand in tables of results.
  bool is_team(const Entity& entity) const {
    std::size_t names = 0, tabled = 0;
    for (const MentionId m : entity.mentions) {
      const Mention& mention = d_.mentions.items[m];
      if (mention.form == MentionForm::name) ++names, tabled += cues_.in_table(mention) ? 1 : 0;
    }
    return tabled > 0 && 2 * tabled >= names;
  }
  // "COPINH" behind the Council of Peoples' Organisations.
  bool has_name_of_body(const Entity& entity) const {
    return std::any_of(entity.mentions.begin(), entity.mentions.end(), [&](MentionId m) {
      const Mention& mention = d_.mentions.items[m];
      return mention.form == MentionForm::name && mention.type == NameType::organization &&
             keys_[m.index()].words.size() > 1 && !strong_cue_of(lexicons_, keys_[m.index()]).empty();
    });
  }

  // What the words around say, or what a lexicon knows by all of its names: "the newspaper Milenio", "Taobao" taken for
  // a person.
  bool is_body(const Entity& entity, NameType type) const {
    if (type == NameType::group || type == NameType::facility) return false;
    bool known = true, named = false;
    for (const MentionId m : entity.mentions) {
      const Mention& mention = d_.mentions.items[m];
      const NameKey& key = keys_[m.index()];
      if (mention.form != MentionForm::name) continue;
      if (!key.title.empty() || mention.gender != Gender::unknown) return false;
      const bool place = type == NameType::location && whole_match(lexicons_.places, key.words);
      if (!place && !(cues_.by_noun_before(mention).empty() && cues_.by_description(mention).empty())) return true;
      const bool vague = type == NameType::other || type == NameType::work || type == NameType::product;
      if ((vague || type == NameType::person) && !cues_.by_possession(mention).empty()) return true;
      if (type == NameType::other && key.words.size() > 1 && !strong_cue_of(lexicons_, key).empty()) return true;
      named = true;
      known = known && type == NameType::person && whole_match(lexicons_.organizations, key.words);
    }
    return named && known;
  }

  // "the warship INS Sukanya", "al Shabaab militants", "the Cuban Adjustment Act": what the nouns beside a name, and
  // its own last word, tell of its kind.
  NameType type_by_neighbours(const Entity& entity, NameType type) const {
    NameType told = NameType::other;
    for (const MentionId m : entity.mentions) {
      const Mention& mention = d_.mentions.items[m];
      if (type == NameType::person && is_certain_person(m)) return NameType::other;
      if (mention.form != MentionForm::name || told != NameType::other) continue;
      told = type_of_noun_before(mention);
      if (type == NameType::person && has_members(mention)) told = NameType::organization;
    }
    return told;
  }
  bool is_law(const Entity& entity) const {
    return std::any_of(entity.mentions.begin(), entity.mentions.end(),
                       [&](MentionId m) { return is_law(d_.mentions.items[m]); });
  }
  bool is_law(const Mention& mention) const {
    return mention.form == MentionForm::name && mention.type != NameType::location && mention.head_range.size() > 1 &&
           lexicons_.law_nouns.contains(d_.tokens.form(d_.source, last_word(mention)));
  }
  // Without an acronym in brackets.
  TokenId last_word(const Mention& mention) const {
    for (const TokenId token : mention.head_range) {
      if (token > mention.head_range.begin_id && d_.tokens.form(d_.source, token) == "(")
        return TokenId(token.index() - 1);
    }
    return mention.head_range.back();
  }
  bool is_certain_person(MentionId m) const {
    const NameKey& key = keys_[m.index()];
    const Mention& mention = d_.mentions.items[m];
    const bool sexed = mention.gender == Gender::male || mention.gender == Gender::female;
    if (sexed || !key.title.empty()) return true;
    return mention.form == MentionForm::name && key.words.size() > 1 && lexicons_.given_names.contains(key.words[0]);
  }
  NameType type_of_noun_before(const Mention& mention) const {
    if (mention.head_range.begin_id.index() == 0) return NameType::other;
    const TokenId before(mention.head_range.begin_id.index() - 1);
    if (d_.syntax.upos[before] != Upos::noun && d_.syntax.upos[before] != Upos::propn) return NameType::other;
    const TokenId head = d_.syntax.head[before];
    if (!(head && mention.head_range.contains(head)) && d_.syntax.head[mention.head] != before) return NameType::other;
    const auto noun = head_noun_at(lexicons_, d_, before);
    const NameType type = noun ? NameTypes().find((*noun)[0]).value_or(NameType::other) : NameType::other;
    if (type == NameType::event) return type;  // "Typhoon Damrey"
    const bool thing = type == NameType::facility || type == NameType::product;
    return thing && d_.syntax.upos[before] == Upos::noun ? type : NameType::other;
  }
  bool has_members(const Mention& mention) const {
    const TokenId above = d_.syntax.head[mention.head];
    if (!above || d_.syntax.relation[mention.head] != Relation::compound || d_.syntax.upos[above] != Upos::noun)
      return false;
    const auto member = lexicons_.member_nouns.find(d_.syntax.lemma(above));
    return member && (*member)[0] == "member-of" && d_.syntax.lemma(above) != "follower";
  }

  MentionId representative_of(const Entity& entity) const {
    std::map<std::string, int> told;  // how often each full name of a person
    for (const MentionId m : entity.mentions) {
      if (is_full_name(m, entity.type)) ++told[keys_[m.index()].key];
    }
    MentionId best = entity.mentions.front();
    std::pair<int, int> most = {-1, 0};
    for (const MentionId m : entity.mentions) {
      const bool full = is_full_name(m, entity.type);
      const std::pair<int, int> mine = {full ? 100 + told[keys_[m.index()].key] : 0, rank(m)};
      if (mine > most) most = mine, best = m;
    }
    return best;
  }
  bool is_full_name(MentionId m, NameType type) const {
    const Mention& mention = d_.mentions.items[m];
    return type == NameType::person && mention.form == MentionForm::name && mention.name &&
           keys_[m.index()].words.size() > 1;
  }
  // Names before nominals before pronouns; of names the one with most words, of nominals the first. People are known by
  // the full name that is told most often.
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
      const bool acronym = keys_[m.index()].words.size() == 1 && !as_acronym(keys_[m.index()].words[0]).empty();
      const bool tells = acronym && words.words.size() > 1 && best.form == MentionForm::name &&
                         !subtype_of_name(lexicons_, words, entity.type).empty();
      if (!tells) add_known(entity, keys_[m.index()]);  // the full name knows better what its acronym is
    }
    if (entity.type == NameType::person) add_country_of_person(entity);
    if (entity.type == NameType::organization) add_subtype(entity, &BodyCues::by_noun_before);
    if (best.form == MentionForm::name) {
      const std::string_view subtype = subtype_of_name(lexicons_, words, entity.type);
      if (!subtype.empty()) entity.attributes.try_emplace("subtype", subtype);
    } else if (const auto head = head_noun_at(lexicons_, d_, best.head); head && !(*head)[1].empty()) {
      entity.attributes.try_emplace("subtype", (*head)[1]);
    }
    if (!entity.attributes.contains("subtype")) add_subtype_by_nouns(entity);
    if (entity.type == NameType::organization && !entity.attributes.contains("subtype")) add_subtype_by_context(entity);
    add_jurisdiction(entity);
  }

  // "the security company Trusteer", "Trusteer … the company": what kind the nouns around the name and its nominals
  // tell.
  void add_subtype_by_nouns(Entity& entity) const {
    if (entity.type != NameType::organization && entity.type != NameType::location) return;
    for (const MentionId m : entity.mentions) {
      const Mention& mention = d_.mentions.items[m];
      if (mention.form == MentionForm::pronoun) continue;
      for (const TokenId token : mention.extent) {
        const bool told = mention.form == MentionForm::name
                              ? !mention.head_range.contains(token) && token < mention.head
                              : token == mention.head;
        if (!told) continue;
        const auto head = head_noun_at(lexicons_, d_, token);
        if (!head || (*head)[1].empty() || (*head)[0] != NameTypes()[entity.type]) continue;
        entity.attributes.emplace("subtype", (*head)[1]);
        return;
      }
    }
  }

  using Cue = std::string_view (BodyCues::*)(const Mention&) const;
  void add_subtype(Entity& entity, Cue cue) const {
    for (const MentionId m : entity.mentions) {
      if (d_.mentions.items[m].form != MentionForm::name || entity.attributes.contains("subtype")) continue;
      const std::string_view told = (cues_.*cue)(d_.mentions.items[m]);
      if (!told.empty()) entity.attributes.emplace("subtype", told);
    }
  }
  void add_subtype_by_context(Entity& entity) const {
    std::vector<TokenRange> names;
    for (const MentionId m : entity.mentions) {
      if (d_.mentions.items[m].form == MentionForm::name) names.push_back(d_.mentions.items[m].head_range);
    }
    if (names.empty()) return;
    if (is_team(entity)) entity.attributes.try_emplace("subtype", "team");
    add_subtype(entity, &BodyCues::by_description);
    add_subtype(entity, &BodyCues::by_possession);
    if (has_brand_name(entity)) entity.attributes.try_emplace("subtype", "company");
    const std::string_view told = cues_.by_context(names, shape_of(entity));
    if (!told.empty()) entity.attributes.try_emplace("subtype", told);
  }
  std::string_view shape_of(const Entity& entity) const {
    const auto& words = keys_[entity.representative.index()].words;
    if (words.size() != 1) return "words";
    return as_acronym(words[0]).empty() ? "word" : "acronym";
  }
  // "YipitData", "TechNovator": two words that are written as one.
  bool has_brand_name(const Entity& entity) const {
    const auto& words = keys_[entity.representative.index()].words;
    if (words.size() != 1) return false;
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    const std::string& word = words[0];
    for (std::size_t i = 2; i + 1 < word.size(); ++i) {
      if (word[i] >= 'A' && word[i] <= 'Z' && is_small(word[i - 1]) && is_small(word[i + 1])) return true;
    }
    return false;
  }

  void add_country_of_person(Entity& entity) const {
    if (entity.attributes.contains("jurisdiction")) return;
    for (const MentionId m : entity.mentions) {
      const Mention& mention = d_.mentions.items[m];
      const auto& words = keys_[m.index()].words;
      if (mention.form == MentionForm::name && words.size() == 1) {
        if (const auto leader = lexicons_.leaders.find(words[0])) return set_country(entity, (*leader)[0]);
      }
      if (mention.form != MentionForm::pronoun && add_country_in(entity, mention)) return;
    }
  }
  static void set_country(Entity& entity, std::string_view country) {
    entity.attributes.emplace("jurisdiction", country);
  }

  // "the Chinese president", "Iraq's foreign minister": a country to the left of the head.
  bool add_country_in(Entity& entity, const Mention& mention) const {
    for (const TokenId token : mention.extent) {
      if (token >= mention.head_range.begin_id) break;
      const std::string_view country = country_of(lexicons_, d_.tokens.form(d_.source, token));
      if (country.empty()) continue;
      set_country(entity, country);
      return true;
    }
    return false;
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
    if (entity.type == NameType::person) take(lexicons_.people, 9, 1, 2);
    if (entity.type == NameType::organization) take(lexicons_.organizations, 0, 1, 2);
    if (entity.type == NameType::location) add_place(entity, key);
    if (entity.type == NameType::group) take(lexicons_.demonyms, 9, 0, 9);
  }

  // Of several places of one name the one in the country that the text speaks of most, else the first.
  void add_place(Entity& entity, const NameKey& key) const {
    const auto value = whole_match(lexicons_.places, key.words);
    if (!value) return add_state(entity, key);
    Fields best = *value->begin();
    std::size_t most = 0;
    for (const Fields& line : *value) {
      const auto votes = votes_.find(line[1]);
      if (votes != votes_.end() && votes->second > most) best = line, most = votes->second;
    }
    static constexpr std::array<const char*, 3> names = {"subtype", "jurisdiction", "wikidata"};
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!best[i].empty()) entity.attributes.try_emplace(names[i], best[i]);
    }
  }
  // "Washington state": of the places called Washington the one that is a state.
  void add_state(Entity& entity, const NameKey& key) const {
    if (key.words.size() < 2) return;
    const std::string kind = fold(key.words.back());
    const auto value = whole_match(lexicons_.places, {key.words.begin(), key.words.end() - 1});
    if (!value || (kind != "state" && kind != "province")) return;
    for (const Fields& line : *value) {
      if (line[0] != "state") continue;
      entity.attributes.try_emplace("subtype", line[0]);
      entity.attributes.try_emplace("jurisdiction", line[1]);
      return;
    }
  }
  // How often names tell each country, counting those that tell one only.
  void count_countries() {
    for (const MentionId m : d_.mentions.items.ids()) {
      if (d_.mentions.items[m].form != MentionForm::name) continue;
      const auto& words = keys_[m.index()].words;
      auto value = whole_match(lexicons_.demonyms, words);
      const std::size_t field = value ? 0 : 1;
      if (!value) value = whole_match(lexicons_.places, words);
      if (!value) continue;
      const std::string_view country = (*value)[field];
      bool one = !country.empty();
      for (const Fields& line : *value) one = one && line[field] == country;
      if (one) ++votes_[country];
    }
  }

  // The country that an organisation's or a group's own words name: "Chinese Communist Party", "the US government".
  void add_jurisdiction(Entity& entity) const {
    if (entity.type != NameType::organization && entity.type != NameType::group) return;
    if (entity.attributes.contains("jurisdiction")) return;
    for (const MentionId m : entity.mentions) {
      const Mention& mention = d_.mentions.items[m];
      if (mention.coordination) continue;
      // "the crowd in South Carolina" is of no country that it is told to be of.
      const bool crowd = entity.type == NameType::group && mention.form == MentionForm::nominal;
      const TokenId end = crowd ? mention.head_range.begin_id : mention.extent.end_id;
      for (TokenId token = mention.extent.begin_id; token < end;) {
        const auto [country, words] = country_at(token, end);
        token = TokenId(token.index() + words);
        if (country.empty()) continue;
        return set_country(entity, country);
      }
    }
  }
  std::pair<std::string_view, std::size_t> country_at(TokenId token, TokenId end) const {
    const auto form = [&](std::size_t i) { return d_.tokens.form(d_.source, TokenId(token.index() + i)); };
    if (const auto people = lexicons_.demonyms.find(form(0))) return {(*people)[0], 1};
    const auto place = lexicons_.places.longest(end.index() - token.index(), form);
    if (!place) return {{}, 1};
    const bool known = place.value[0] == "country" || (place.value[0] == "state" && place.value[1] == "US");
    return {known ? place.value[1] : std::string_view(), place.words};
  }

  // The country that most of the names of countries and peoples name; empty where none has more than the half of them.
  std::string main_country(const Entities& entities) const {
    std::map<std::string, std::size_t> votes;
    std::size_t all = 0;
    for (const Entity& entity : entities.items) {
      const auto country = entity.attributes.find("jurisdiction");
      const bool tells =
          entity.type == NameType::location || entity.type == NameType::group || entity.type == NameType::organization;
      if (!tells || country == entity.attributes.end()) continue;
      votes[country->second] += entity.mentions.size();
      all += entity.mentions.size();
    }
    for (const auto& [country, count] : votes) {
      if (count >= 2 && 2 * count > all) return country;
    }
    return {};
  }
  static bool is_of_state(std::string_view subtype) {
    static constexpr std::array<std::string_view, 9> kinds = {
        "ministry", "court", "legislature", "police", "military", "executive", "intelligence", "agency", "party"};
    return std::find(kinds.begin(), kinds.end(), subtype) != kinds.end();
  }

  // A place that acts, as its government does: it is the subject of a verb that tells more than a state.
  void add_acts_for(Entity& entity) const {
    if (entity.type == NameType::person || entity.type == NameType::group) return;
    const auto known = whole_match(lexicons_.metonyms, keys_[entity.representative.index()].words);
    if (!known) return;
    for (const MentionId m : entity.mentions) {
      const TokenId head = d_.mentions.items[m].head;
      const TokenId verb = d_.syntax.head[head];
      if (d_.syntax.relation[head] != Relation::nsubj || !verb || d_.syntax.upos[verb] != Upos::verb) continue;
      if (lexicons_.stative_verbs.contains(d_.syntax.lemma(verb))) continue;
      entity.attributes.emplace("acts-for", (*known)[0]);
      return;
    }
  }

  const Document& d_;
  const NounLexicons& lexicons_;
  const std::vector<NameKey>& keys_;
  BodyCues cues_;
  std::map<std::string_view, std::size_t> votes_;  // by country

 public:
  /// What only the whole document tells.
  void add_context(Entities& entities) const {
    const std::string country = main_country(entities);
    for (Entity& entity : entities.items) {
      add_acts_for(entity);
      const auto subtype = entity.attributes.find("subtype");
      if (country.empty() || entity.type != NameType::organization || subtype == entity.attributes.end()) continue;
      if (is_of_state(subtype->second)) entity.attributes.try_emplace("jurisdiction", country);
    }
  }
};

}  // namespace

std::string_view country_of(const NounLexicons& lexicons, std::string_view words) {
  if (const auto people = lexicons.demonyms.find(words)) return (*people)[0];
  const auto place = lexicons.places.find(words);
  return place && (*place)[0] == "country" ? (*place)[1] : std::string_view();
}

namespace {

// "Gulf of Aden" by the first word, "Hormozgan province" by the last.
std::string_view subtype_of_place(const NounLexicons& lexicons, const std::vector<std::string>& words) {
  std::string_view subtype;
  if (words.size() < 2) return subtype;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "of" && !subtype.empty()) break;
    if (const auto cue = lexicons.place_cues.find(words[i])) subtype = (*cue)[0];
  }
  return subtype;
}

}  // namespace

std::string_view subtype_of_name(const NounLexicons& lexicons, const NameKey& key, NameType type) {
  if (type == NameType::location) {
    if (const auto place = whole_match(lexicons.places, key.words)) return (*place)[0];
    return subtype_of_place(lexicons, key.words);
  }
  if (type != NameType::organization) return {};
  if (const auto body = whole_match(lexicons.organizations, key.words)) return (*body)[0];
  return subtype_by_cues(lexicons.organization_cues, key.words);
}

void describe_entities(const Document& document, const NounLexicons& lexicons, const std::vector<NameKey>& keys,
                       Entities& entities) {
  const Describer describer(document, lexicons, keys);
  for (Entity& entity : entities.items) describer.describe(entity);
  describer.add_context(entities);
}

}  // namespace tidings
