#include "discourse/relations.hpp"

#include <algorithm>
#include <set>

#include "discourse/attributes.hpp"

namespace tidings {

namespace {

class Relations {
 public:
  Relations(const Document& document, const NounLexicons& lexicons, const std::vector<NameKey>& keys, Entities& entities)
      : d_(document), lexicons_(lexicons), keys_(keys), entities_(entities), dependents_(document.syntax) {}

  void find() {
    for (const MentionId id : d_.mentions.items.ids()) {
      const Mention& m = d_.mentions.items[id];
      if (m.coordination) continue;
      if (is_person(id) && m.form == MentionForm::name) {
        title_before(id);
        titles_in_apposition(id);
      }
      if (m.form == MentionForm::nominal) predicate_of(id);
      parts(id);
      kin(id);
    }
    std::stable_sort(entities_.relations.begin(), entities_.relations.end(), [](const EntityRelation& a, const EntityRelation& b) {
      return a.evidence.begin_id < b.evidence.begin_id;
    });
  }

 private:
  const Mention& mention(MentionId id) const { return d_.mentions.items[id]; }
  EntityId entity(MentionId id) const { return entities_.of_mention[id]; }
  NameType type(MentionId id) const { return entities_.items[entity(id)].type; }
  bool is_person(MentionId id) const { return type(id) == NameType::person; }
  std::string_view form(TokenId t) const { return d_.tokens.form(d_.source, t); }
  std::string text(TokenRange range) const { return utf8::shorten(d_.source.slice(d_.tokens.bytes(range)), 120); }
  static TokenRange cover(TokenRange a, TokenRange b) { return {std::min(a.begin_id, b.begin_id), std::max(a.end_id, b.end_id)}; }

  bool is_position(TokenId token) const {
    const Upos upos = d_.syntax.upos[token];
    if (upos != Upos::noun && upos != Upos::propn) return false;
    const std::string lemma = fold(form(token));
    const auto noun = lexicons_.person_nouns.find(lemma);
    return lexicons_.titles.contains(lemma) ? lemma != "mr" && lemma != "mr." && lemma != "mrs." && lemma != "ms." : noun && !(*noun)[0].empty();
  }

  void add(const char* kind, EntityId from, EntityId to, TokenRange evidence, const char* rule, std::string title = {}, std::string tense = {}) {
    if (from == to) return;
    const std::string key = std::string(kind) + '|' + std::to_string(from.value) + '|' + std::to_string(to.value) + '|' + fold(title);
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
      if (id == except || !range.contains(m.head_range) || m.form != MentionForm::name || m.head_range.begin_id < after) continue;
      const NameType t = type(id);
      if (t != NameType::organization && t != NameType::location && t != NameType::group && t != NameType::facility) continue;
      owners.push_back(id);
      after = m.head_range.end_id;
    }
    return owners;
  }
  std::size_t first_mention_at(TokenId token) const {
    const auto& items = d_.mentions.items.items();
    const auto found = std::lower_bound(items.begin(), items.end(), token, [](const Mention& m, TokenId t) { return m.extent.begin_id < t; });
    return static_cast<std::size_t>(found - items.begin());
  }

  // The words of a position in `range`, without the names of whom it is held with, articles and "former".
  struct Position {
    TokenRange title;
    std::string tense;
  };
  std::optional<Position> position_in(TokenRange range, const std::vector<MentionId>& owners) const {
    TokenId last;
    for (const TokenId token : range) {
      if (is_position(token) && !inside(token, owners)) last = token;
    }
    if (!last) return std::nullopt;
    Position position{TokenRange::one(last), {}};
    while (position.title.begin_id > range.begin_id) {
      const TokenId before(position.title.begin_id.index() - 1);
      if (inside(before, owners) || !may_stand_in_title(before)) break;
      position.title.begin_id = before;
    }
    for (const TokenId token : range) {
      const auto tense = tenses_.find(fold(form(token)));
      if (tense) position.tense = (*tense)[0];
    }
    while (position.title.size() > 1 && tenses_.contains(fold(form(position.title.front())))) {
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
    return std::any_of(owners.begin(), owners.end(), [&](MentionId m) { return mention(m).head_range.contains(token); });
  }

  // "FBI Director James Comey", "Chinese Minister of Public Security Guo Shengkun"
  void title_before(MentionId person) {
    const Mention& m = mention(person);
    const TokenId name = keys_[person.index()].tokens.begin_id;
    const TokenId begin = m.extent.begin_id;
    if (begin >= name) return;
    tell(person, {begin, name}, "position/title");
  }

  void tell(MentionId person, TokenRange range, const char* rule) {
    const auto owners = owners_in(range, person);
    const auto position = position_in(range, owners);
    if (!position) return;
    const TokenRange evidence = cover(range, mention(person).head_range);
    const std::string title = text(position->title);
    if (owners.empty()) {
      add("position", entity(person), EntityId(), evidence, rule, title, position->tense);
      return;
    }
    EntityId first;
    for (const MentionId owner : owners) {
      const bool later_place = first && type(owner) != NameType::organization;
      if (later_place) continue;
      add("position", entity(person), entity(owner), evidence, rule, title, position->tense);
      if (!first) first = entity(owner);
    }
  }

  // "James Comey, the director of the FBI", "Meng Jianzhu, secretary of the Central Commission"
  void titles_in_apposition(MentionId person) {
    const TokenId head = mention(person).head;
    for (const TokenId child : dependents_.of(head)) {
      if (d_.syntax.relation[child] == Relation::appos && is_position(child)) tell(person, dependents_.subtree(child), "position/apposition");
      if (d_.syntax.relation[child] == Relation::acl_relcl && is_position(child)) tell(person, whole_phrase(child), "position/relative-clause");
    }
    const TokenId whole = d_.syntax.head[head];
    if (d_.syntax.relation[head] != Relation::appos || !whole || !is_position(whole)) return;
    const MentionId nominal = d_.mentions.by_head[whole];
    if (nominal) tell(person, mention(nominal).extent, "position/apposition");
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
    if (person && is_person(person) && mention(person).form == MentionForm::name) tell(person, mention(id).extent, "position/copula");
  }

  bool is_place_or_body(MentionId id) const {
    const NameType t = type(id);
    return mention(id).form == MentionForm::name && (t == NameType::location || t == NameType::organization || t == NameType::group);
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
    if (inner == NameType::organization && (relation == Relation::nmod_poss || relation == Relation::amod || relation == Relation::compound)) {
      return add("part-of", entity(other), entity(id), evidence, "part-of/possessive");
    }
    const std::string lemma = fold(d_.syntax.lemma(whole));
    if (members_.contains(lemma) && main_type(relation) == Relation::nmod) {
      for (const MentionId m : entities_.items[entity(other)].mentions) {
        if (mention(m).form == MentionForm::name) return add("member-of", entity(other), entity(id), evidence, "member-of/member");
      }
    }
  }

  // "his wife Michelle Obama", "Obama's daughter, Malia"
  void kin(MentionId id) {
    const Mention& m = mention(id);
    if (!is_person(id)) return;
    const bool related = std::any_of(m.extent.begin(), m.extent.end(), [&](TokenId t) { return kin_.contains(fold(d_.syntax.lemma(t))); });
    if (!related) return;
    for (const TokenId token : m.extent) {
      if (d_.syntax.relation[token] != Relation::nmod_poss) continue;
      const MentionId owner = d_.mentions.by_head[token];
      if (owner && is_person(owner)) add("family", entity(id), entity(owner), m.extent, "family/possessive");
    }
  }

  const Document& d_;
  const NounLexicons& lexicons_;
  const std::vector<NameKey>& keys_;
  Entities& entities_;
  Dependents dependents_;
  Knowledge knowledge_ = Knowledge::builtin();
  Lexicon tenses_ = lexicon_of(knowledge_, "position-tenses");
  Lexicon members_ = lexicon_of(knowledge_, "member-nouns");
  Lexicon kin_ = lexicon_of(knowledge_, "kin-nouns");
  std::set<std::string> known_;
};

}  // namespace

void find_relations(const Document& document, const NounLexicons& lexicons, const std::vector<NameKey>& keys, Entities& entities) {
  Relations(document, lexicons, keys, entities).find();
}

}  // namespace tidings
