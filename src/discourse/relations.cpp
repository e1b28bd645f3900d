#include "discourse/relations.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "discourse/attributes.hpp"

namespace tidings {

namespace {

class Relations {
 public:
  Relations(const Document& document, const NounLexicons& lexicons, const std::vector<NameKey>& keys,
            Entities& entities)
      : d_(document), lexicons_(lexicons), keys_(keys), entities_(entities), dependents_(document.syntax) {}

  void find() {
    find_states();
    stand_for_states();
    for (const MentionId id : d_.mentions.items.ids()) {
      const Mention& m = d_.mentions.items[id];
      if (m.coordination) continue;
      if (is_person(id) && m.form == MentionForm::name) {
        title_before(id);
        titles_in_apposition(id);
      }
      if (m.form == MentionForm::nominal) predicate_of(id);
      parts(id);
      place_in_place(id);
      kin(id);
    }
    std::stable_sort(
        entities_.relations.begin(), entities_.relations.end(),
        [](const EntityRelation& a, const EntityRelation& b) { return a.evidence.begin_id < b.evidence.begin_id; });
  }

 private:
  const Mention& mention(MentionId id) const { return d_.mentions.items[id]; }
  EntityId entity(MentionId id) const { return entities_.of_mention[id]; }
  NameType type(MentionId id) const { return entities_.items[entity(id)].type; }
  bool is_person(MentionId id) const { return type(id) == NameType::person; }
  std::string_view form(TokenId t) const { return d_.tokens.form(d_.source, t); }
  std::string text(TokenRange range) const { return utf8::shorten(d_.source.slice(d_.tokens.bytes(range)), 120); }
  static TokenRange cover(TokenRange a, TokenRange b) {
    return {std::min(a.begin_id, b.begin_id), std::max(a.end_id, b.end_id)};
  }

  bool is_position(TokenId token) const {
    const Upos upos = d_.syntax.upos[token];
    if (upos != Upos::noun && upos != Upos::propn) return false;
    const std::string lemma = fold(form(token));
    const auto noun = lexicons_.person_nouns.find(lemma);
    if (const auto title = lexicons_.titles.find(lemma)) return (*title)[0] != "honorific" && (*title)[0] != "academic";
    return noun && !(*noun)[0].empty();
  }

  void add(const char* kind, EntityId from, EntityId to, TokenRange evidence, const char* rule, std::string title = {},
           std::string tense = {}) {
    if (from == to) return;
    const std::string key =
        std::string(kind) + '|' + std::to_string(from.value) + '|' + std::to_string(to.value) + '|' + fold(title);
    if (!known_.insert(key).second) return;
    EntityRelation relation;
    relation.type = kind;
    relation.from = from;
    relation.to = to;
    relation.title = std::move(title);
    relation.tense = std::move(tense);
    relation.evidence = evidence;
    relation.rule = rule;
    entities_.relations.push_back(std::move(relation));
  }

  // Mentions of organisations, places and peoples inside `range`, the longest ones.
  std::vector<MentionId> owners_in(TokenRange range, MentionId except) const {
    std::vector<MentionId> owners;
    TokenId after = range.begin_id;
    for (auto it = first_mention_at(range.begin_id); it < d_.mentions.items.size(); ++it) {
      const MentionId id(it);
      const Mention& m = mention(id);
      if (m.extent.begin_id >= range.end_id) break;
      if (id == except || !range.contains(m.head_range) || m.form != MentionForm::name || m.head_range.begin_id < after)
        continue;
      const NameType t = type(id);
      if (t != NameType::organization && t != NameType::location && t != NameType::group && t != NameType::facility)
        continue;
      owners.push_back(id);
      after = m.head_range.end_id;
    }
    return owners;
  }
  // "deputy head of the union": bodies that have no name here.
  std::vector<MentionId> bodies_in(TokenRange range, MentionId except) const {
    for (auto it = first_mention_at(range.begin_id); it < d_.mentions.items.size(); ++it) {
      const MentionId id(it);
      const Mention& m = mention(id);
      if (m.extent.begin_id >= range.end_id) break;
      const bool body = m.form == MentionForm::nominal && !m.coordination &&
                        (type(id) == NameType::organization || type(id) == NameType::location);
      if (id != except && body && range.contains(m.extent)) return {id};
    }
    return {};
  }
  std::size_t first_mention_at(TokenId token) const {
    const auto& items = d_.mentions.items.items();
    const auto found = std::lower_bound(items.begin(), items.end(), token,
                                        [](const Mention& m, TokenId t) { return m.extent.begin_id < t; });
    return static_cast<std::size_t>(found - items.begin());
  }

  // The words of a position in `range`, without the names of whom it is held with, articles and "former".
  struct Position {
    TokenRange title;
    std::string tense;
  };
  std::optional<Position> position_in(TokenRange range, const std::vector<MentionId>& owners, TokenId head) const {
    TokenId last = head;
    for (const TokenId token : range) {
      if (!head && is_position(token) && !inside(token, owners)) last = token;
    }
    if (!last) return std::nullopt;
    Position position{TokenRange::one(last), {}};
    while (position.title.begin_id > range.begin_id) {
      const TokenId before(position.title.begin_id.index() - 1);
      if (inside(before, owners) || !may_stand_in_title(before)) break;
      position.title.begin_id = before;
    }
    for (const TokenId token : range) {
      const auto tense = lexicons_.position_tenses.find(fold(form(token)));
      if (tense) position.tense = (*tense)[0];
    }
    while (position.title.size() > 1 && lexicons_.position_tenses.contains(fold(form(position.title.front())))) {
      position.title.begin_id = TokenId(position.title.begin_id.index() + 1);
    }
    return position;
  }
  bool may_stand_in_title(TokenId token) const {
    const Upos upos = d_.syntax.upos[token];
    if (upos == Upos::noun || upos == Upos::propn || upos == Upos::adj) return true;
    return form(token) == "-" || upos == Upos::num;
  }
  bool inside(TokenId token, const std::vector<MentionId>& owners) const {
    return std::any_of(owners.begin(), owners.end(),
                       [&](MentionId m) { return mention(m).head_range.contains(token); });
  }

  // "FBI Director James Comey", "Chinese Minister of Public Security Guo Shengkun"
  void title_before(MentionId person) {
    const Mention& m = mention(person);
    const TokenId name = keys_[person.index()].tokens.begin_id;
    const TokenId begin = m.extent.begin_id;
    if (begin >= name) return;
    tell(person, {begin, name}, "position/title");
  }

  void tell(MentionId person, TokenRange range, const char* rule, TokenId head = TokenId()) {
    auto owners = owners_in(range, person);
    if (owners.empty()) owners = bodies_in(range, person);
    const auto position = position_in(range, owners, head);
    if (!position) return;
    const TokenRange evidence = cover(range, mention(person).head_range);
    const TokenRange field = field_of(position->title, range);
    const std::vector<MentionId> named = owners;
    std::erase_if(owners, [&](MentionId m) { return field.contains(mention(m).head_range) && !is_body(m); });
    const std::string title = text({position->title.begin_id, std::max(position->title.end_id, field.end_id)});
    if (owners.empty()) {
      const bool open = field.empty() && is_preposition(position->title.end_id);
      const EntityId body = open ? EntityId() : body_from_context(person, range, position->title);
      if (body || named.empty())
        return add("position", entity(person), body, evidence, body ? "position/context" : rule, title,
                   position->tense);
      owners = named;
    }
    EntityId first;
    for (const MentionId owner : owners) {
      if (first && !is_listed(owner)) continue;  // "the Commission of the Party": the Commission
      add("position", entity(person), entity(owner), evidence, rule, title, position->tense);
      if (!first) first = entity(owner);
    }
  }

  // "Secretary [of State]", "Minister [of Public Security]": the words behind a title that name a field, not a body.
  TokenRange field_of(TokenRange title, TokenRange range) const {
    const TokenId begin = title.end_id;
    if (begin >= range.end_id || form(begin) != "of") return {};
    const std::size_t first = begin.index() + 1;
    const auto match = lexicons_.office_fields.longest(range.end_id.index() - std::min(first, range.end_id.index()),
                                                       [&](std::size_t i) { return form(TokenId(first + i)); });
    return match ? TokenRange{begin, TokenId(first + match.words)} : TokenRange{};
  }
  // Whether the text tells a body by that name: "Homeland Security" is the Department of Homeland Security.
  bool is_body(MentionId id) const {
    const auto& own = entities_.items[entity(id)].attributes;
    const auto subtype = own.find("subtype");
    return subtype != own.end() && (subtype->second == "ministry" || subtype->second == "agency");
  }

  bool is_preposition(TokenId token) const {
    return token.index() < d_.tokens.size() && d_.syntax.upos[token] == Upos::adp &&
           (form(token) == "of" || form(token) == "at" || form(token) == "for");
  }
  bool is_listed(MentionId id) const {
    const TokenId before(mention(id).extent.begin_id.index() - 1);
    return mention(id).extent.begin_id.index() > 0 && (form(before) == "and" || form(before) == ",");
  }

  bool is_inside_name(MentionId id) const {
    const MentionId whole = mention(id).whole;
    return whole && mention(whole).form == MentionForm::name &&
           mention(whole).head_range.contains(mention(id).head_range);
  }

  // Of whom a title without owner is: a head of government that of the country known for him, or that the text is
  // about; others of the body or place named just before ("Speaking for Apple Corps, manager Neil Aspinall said").
  EntityId body_from_context(MentionId person, TokenRange range, TokenRange title) const {
    auto known = lexicons_.titles.find(fold(text(title)));
    if (!known) known = lexicons_.titles.find(fold(form(title.back())));
    const std::string_view kind = known ? (*known)[0] : std::string_view();
    if (kind == "state" || kind == "royal" || kind == "military") {
      const auto& own = entities_.items[entity(person)].attributes;
      const auto country = own.find("jurisdiction");
      const EntityId state = state_of(country == own.end() ? main_country_ : country->second);
      if (state && entities_.items[state].type != NameType::group) return state;
    }
    if (kind.empty()) return EntityId();  // "economist", "competitor": of nobody that the sentence names
    const SentenceId sentence = d_.sentences.of_token[range.front()];
    EntityId before;
    for (std::size_t i = first_mention_at(range.begin_id); i-- > 0;) {
      const MentionId id(i);
      if (d_.sentences.of_token[mention(id).head] != sentence) break;
      if (mention(id).form != MentionForm::name || mention(id).extent.end_id > range.begin_id) continue;
      if (is_inside_name(id)) continue;
      if (type(id) == NameType::organization) return entity(id);
      if (!before && (type(id) == NameType::location || type(id) == NameType::facility)) before = entity(id);
    }
    return kind == "law" || kind == "police" || kind == "government" || kind == "state" ? before : EntityId();
  }

  // The entity that stands for a country: the country itself, its government, or its people.
  EntityId state_of(const std::string& country) const {
    const auto found = states_.find(country);
    return found == states_.end() ? EntityId() : found->second;
  }
  void find_states() {
    std::map<std::string, std::size_t> votes;
    std::map<std::string, int> ranks;
    std::size_t all = 0;
    for (const EntityId id : entities_.items.ids()) {
      const Entity& e = entities_.items[id];
      const auto country = e.attributes.find("jurisdiction");
      const bool tells = e.type == NameType::location || e.type == NameType::group || e.type == NameType::organization;
      if (!tells || country == e.attributes.end() || mention(e.representative).form != MentionForm::name) continue;
      votes[country->second] += e.mentions.size();
      all += e.mentions.size();
      const auto subtype = e.attributes.find("subtype");
      const int rank = subtype != e.attributes.end() && subtype->second == "country" ? 2
                       : e.type == NameType::group                                   ? 1
                                                                                     : 0;
      if (rank == 0) continue;
      int& best = ranks[country->second];
      if (rank > best) best = rank, states_[country->second] = id;
    }
    for (const auto& [country, count] : votes) {
      if (count >= 2 && 2 * count > all) main_country_ = country;
    }
  }

  // "Beijing" that acts, for China; "Chinese hackers", of China.
  void stand_for_states() {
    for (const EntityId id : entities_.items.ids()) {
      const Entity& e = entities_.items[id];
      const auto acts_for = e.attributes.find("acts-for");
      const auto country = e.attributes.find("jurisdiction");
      const TokenRange words = mention(e.representative).extent;
      if (acts_for != e.attributes.end()) {
        const EntityId state = state_of(acts_for->second);
        if (state) add("acts-for", id, state, words, "acts-for/metonym");
      }
      const bool people = e.type == NameType::group ||
                          (e.type == NameType::person && mention(e.representative).form == MentionForm::nominal);
      if (!people || country == e.attributes.end()) continue;
      const EntityId state = state_of(country->second);
      if (state &&
          (entities_.items[state].type != NameType::group || e.type != NameType::group))  // not "Israelis" of "Israeli"
        add("nationality", id, state, words, "nationality/word");
    }
  }

  // "James Comey, the director of the FBI", "Meng Jianzhu, secretary of the Central Commission"
  void titles_in_apposition(MentionId person) {
    if (title_after_comma(person)) return;
    const TokenId head = mention(person).head;
    for (const TokenId child : dependents_.of(head)) {
      if (d_.syntax.relation[child] == Relation::appos && is_position(child))
        tell(person, whole_phrase(child), "position/apposition", child);
      if (d_.syntax.relation[child] == Relation::acl_relcl && is_position(child))
        tell(person, whole_phrase(child), "position/relative-clause", child);
    }
    const TokenId whole = d_.syntax.head[head];
    if (d_.syntax.relation[head] != Relation::appos || !whole || !is_position(whole)) return;
    const MentionId nominal = d_.mentions.by_head[whole];
    if (nominal) tell(person, mention(nominal).extent, "position/apposition", whole);
  }

  // The same by the words alone, where the tree says otherwise: ", the acting FBI director who", ", chief of staff;".
  bool title_after_comma(MentionId person) {
    const TokenId comma = mention(person).head_range.end_id;
    const TokenId end = d_.sentences.tokens[d_.sentences.of_token[mention(person).head]].end_id;
    if (comma >= end || form(comma) != ",") return false;
    constexpr std::size_t longest = 24;
    TokenRange range{TokenId(comma.index() + 1), TokenId(comma.index() + 1)};
    TokenId noun;
    for (bool of = false; range.end_id < end && range.size() < longest;
         range.end_id = TokenId(range.end_id.index() + 1)) {
      const TokenId token = range.end_id;
      const Upos upos = d_.syntax.upos[token];
      const bool goes_on = upos == Upos::noun || upos == Upos::propn || upos == Upos::adj || upos == Upos::det ||
                           upos == Upos::adp || upos == Upos::num || upos == Upos::part;
      const bool named = static_cast<bool>(d_.names.of_token[token]);
      if (!goes_on && !named && form(token) != "and" && form(token) != "-") break;
      if (is_someone_else(token, person)) return false;
      of |= upos == Upos::adp;
      if (!of && is_position(token) && range.end_id.index() + 1 < end.index()) noun = token;
    }
    const bool closed = range.end_id == end || d_.syntax.upos[range.end_id] == Upos::punct ||
                        d_.syntax.upos[range.end_id] == Upos::pron;
    if (!noun || !closed) return false;
    tell(person, range, "position/after-comma", noun);
    return true;
  }
  bool is_someone_else(TokenId token, MentionId person) const {
    const NameId name = d_.names.of_token[token];
    return name && d_.names.items[name].type == NameType::person && name != mention(person).name;
  }
  TokenRange whole_phrase(TokenId head) const {
    const MentionId id = d_.mentions.by_head[head];
    return id ? mention(id).extent : TokenRange::one(head);
  }

  // "Meng is the country's security chief"
  void predicate_of(MentionId id) {
    const TokenId head = mention(id).head;
    if (!is_position(head)) return;
    bool copula = false;
    TokenId subject;
    for (const TokenId child : dependents_.of(head)) {
      copula |= d_.syntax.relation[child] == Relation::cop;
      if (d_.syntax.relation[child] == Relation::nsubj) subject = child;
    }
    if (!copula || !subject) return;
    const MentionId person = d_.mentions.by_head[subject];
    if (person && is_person(person) && mention(person).form == MentionForm::name)
      tell(person, mention(id).extent, "position/copula");
  }

  bool is_place_or_body(MentionId id) const {
    const NameType t = type(id);
    return mention(id).form == MentionForm::name &&
           (t == NameType::location || t == NameType::organization || t == NameType::group);
  }

  // "Brisbane, Australia"; "China's Ministry of Public Security"; "a member of NATO"
  void parts(MentionId id) {
    const TokenId head = mention(id).head;
    const TokenId whole = d_.syntax.head[head];
    if (!whole) return;
    const MentionId other = d_.mentions.by_head[whole];
    if (!other || other == id || !is_place_or_body(id)) return;
    const Relation relation = d_.syntax.relation[head];
    const TokenRange evidence = cover(mention(id).extent, mention(other).extent);
    const NameType inner = type(other), outer = type(id);
    if (mention(other).form == MentionForm::name && inner == NameType::location && outer == NameType::location &&
        (relation == Relation::appos || main_type(relation) == Relation::nmod)) {
      return add("located-in", entity(other), entity(id), evidence, "located-in/place");
    }
    const bool creed = outer == NameType::group && !entities_.items[entity(id)].attributes.contains("jurisdiction");
    if (inner == NameType::organization && !creed &&
        outer != NameType::law &&  // "an Islamist group", "the Act's office"
        (relation == Relation::nmod_poss || relation == Relation::amod || relation == Relation::compound)) {
      return add("part-of", entity(other), entity(id), evidence, "part-of/possessive");
    }
    const std::string lemma = fold(d_.syntax.lemma(whole));
    if (const auto member = lexicons_.member_nouns.find(lemma); member && main_type(relation) == Relation::nmod) {
      for (const MentionId m : entities_.items[entity(other)].mentions) {
        if (mention(m).form != MentionForm::name) continue;
        static const std::map<std::string_view, const char*> kinds = {{"member-of", "member-of"},
                                                                      {"part-of", "part-of"},
                                                                      {"ally-of", "ally-of"},
                                                                      {"nationality", "nationality"},
                                                                      {"located-in", "located-in"}};
        const auto kind = kinds.find((*member)[0]);
        if (kind != kinds.end()) return add(kind->second, entity(other), entity(id), evidence, "member-of/noun");
      }
    }
    // "the Metropolitan Museum in New York", "Zarand, a town in Kerman"
    if (main_type(relation) == Relation::nmod && outer == NameType::location &&
        has_preposition(head, {"in", "at", "near"}) &&
        (inner == NameType::location || inner == NameType::facility || inner == NameType::organization)) {
      return add("located-in", entity(other), entity(id), evidence, "located-in/phrase");
    }
  }

  bool has_preposition(TokenId head, std::initializer_list<std::string_view> words) const {
    for (const TokenId child : dependents_.of(head)) {
      if (d_.syntax.relation[child] != Relation::case_) continue;
      const std::string word = fold(form(child));
      if (std::find(words.begin(), words.end(), word) != words.end()) return true;
    }
    return false;
  }

  // "Golden, Colo.": a place, a comma and the larger place.
  void place_in_place(MentionId id) {
    const Mention& m = mention(id);
    if (m.form != MentionForm::name || type(id) != NameType::location || id.index() == 0) return;
    const TokenId comma(m.head_range.begin_id.index() - 1);
    if (m.head_range.begin_id.index() < 2 || form(comma) != ",") return;
    for (std::size_t i = id.index(); i-- > 0;) {
      const Mention& before = mention(MentionId(i));
      if (before.head_range.end_id.index() + 4 < comma.index()) break;
      if (before.form != MentionForm::name || before.head_range.end_id != comma ||
          type(MentionId(i)) != NameType::location)
        continue;
      const auto& outer = entities_.items[entity(id)].attributes;
      const auto subtype = outer.find("subtype");
      if (subtype == outer.end() || (subtype->second != "country" && subtype->second != "state")) return;
      if (is_country(MentionId(i))) return;  // "US, China conclude talks"
      const auto& inner = entities_.items[entity(MentionId(i))].attributes;
      const auto same = inner.find("subtype");
      if (same != inner.end() && same->second == subtype->second) return;  // "from North Dakota, Montana and Texas"
      return add("located-in", entity(MentionId(i)), entity(id), cover(before.head_range, m.head_range),
                 "located-in/comma");
    }
  }

  bool is_country(MentionId id) const {
    const auto& own = entities_.items[entity(id)].attributes;
    const auto subtype = own.find("subtype");
    return subtype != own.end() && subtype->second == "country";
  }

  // "his wife Michelle Obama", "Obama's daughter, Malia"
  void kin(MentionId id) {
    const Mention& m = mention(id);
    if (!is_person(id)) return;
    const bool related = std::any_of(m.extent.begin(), m.extent.end(),
                                     [&](TokenId t) { return lexicons_.kin_nouns.contains(fold(d_.syntax.lemma(t))); });
    if (!related) return;
    for (const TokenId token : m.extent) {
      if (d_.syntax.relation[token] != Relation::nmod_poss) continue;
      const MentionId owner = d_.mentions.by_head[token];
      if (owner && is_person(owner) && is_told(owner) && is_told(id))
        add("family", entity(id), entity(owner), m.extent, "family/possessive");
    }
  }

  // More than a pronoun says who it is.
  bool is_told(MentionId id) const {
    return mention(entities_.items[entity(id)].representative).form != MentionForm::pronoun;
  }

  const Document& d_;
  const NounLexicons& lexicons_;
  const std::vector<NameKey>& keys_;
  Entities& entities_;
  Dependents dependents_;
  std::map<std::string, EntityId> states_;  // by country
  std::string main_country_;
  std::set<std::string> known_;
};

}  // namespace

void find_relations(const Document& document, const NounLexicons& lexicons, const std::vector<NameKey>& keys,
                    Entities& entities) {
  Relations(document, lexicons, keys, entities).find();
}

}  // namespace tidings
