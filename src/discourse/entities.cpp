// Entities: precise passes over names first, then nominals, then pronouns; each pass only adds to what stands.
#include "tidings/discourse/entities.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "discourse/attributes.hpp"
#include "discourse/clusters.hpp"
#include "discourse/name_keys.hpp"
#include "discourse/relations.hpp"
#include "tidings/document.hpp"

namespace tidings {

namespace {

class Resolver {
 public:
  Resolver(const Document& document, const Knowledge& knowledge)
      : d_(document), lexicons_(knowledge), speech_(lexicon_of(knowledge, "speech-verbs")), dependents_(document.syntax),
        clusters_(document.mentions.items.size()), keys_(document.mentions.items.size()) {}

  Entities resolve() {
    read_names();
    merge_equal_names();
    merge_acronyms();
    merge_parts_of_names();
    merge_surnames();
    merge_appositions();
    mark_quotes();
    for (const MentionId id : d_.mentions.items.ids()) {
      const Mention& m = d_.mentions.items[id];
      if (m.form == MentionForm::nominal) resolve_nominal(id);
      if (m.form == MentionForm::pronoun) resolve_pronoun(id);
    }
    Entities entities = collect();
    describe_entities(d_, lexicons_, keys_, entities);
    find_relations(d_, lexicons_, keys_, entities);
    return entities;
  }

 private:
  const Mention& mention(MentionId id) const { return d_.mentions.items[id]; }
  bool is_name(MentionId id) const { return mention(id).form == MentionForm::name; }
  std::string_view lemma(TokenId t) const { return d_.syntax.lemma(t); }
  std::size_t sentence(MentionId id) const { return d_.sentences.of_token[mention(id).head].index(); }

  void read_names() {
    for (const MentionId id : d_.mentions.items.ids()) {
      if (is_name(id)) keys_[id.index()] = key_of_name(d_, lexicons_, mention(id), mention(id).type);
    }
  }

  // Names of kinds that may be the same thing: "US" is now a place and now an organisation.
  static int family(NameType type) {
    switch (type) {
      case NameType::person: return 1;
      case NameType::organization: case NameType::location: case NameType::facility: return 2;
      case NameType::group: return 3;
      default: return 4;
    }
  }
  static bool compatible(NameType a, NameType b) { return family(a) == family(b) || a == NameType::other || b == NameType::other; }

  void merge_equal_names() {
    std::map<std::pair<int, std::string>, MentionId> first;
    for (const MentionId id : d_.mentions.items.ids()) {
      if (!is_name(id) || keys_[id.index()].key.empty()) continue;
      const auto [known, fresh] = first.try_emplace({family(mention(id).type), keys_[id.index()].key}, id);
      if (!fresh) clusters_.merge(known->second, id, "name/equal");
    }
    for (const auto& [key, id] : first) {  // what the recogniser had no type for joins what has the same name
      if (key.first != 4) continue;
      for (const int other : {1, 2, 3}) {
        const auto known = first.find({other, key.second});
        if (known != first.end() && mention(id).type == NameType::other) {
          clusters_.merge(known->second, id, "name/equal");
          break;
        }
      }
    }
  }

  void merge_acronyms() {
    std::map<std::string, MentionId> by_letters;
    for (const MentionId id : d_.mentions.items.ids()) {
      if (!is_name(id) || keys_[id.index()].words.size() < 2 || mention(id).type == NameType::person) continue;
      by_letters.try_emplace(acronym_of(keys_[id.index()].words), id);
    }
    for (const MentionId id : d_.mentions.items.ids()) {
      if (!is_name(id) || keys_[id.index()].words.size() != 1 || mention(id).type == NameType::person) continue;
      const std::string letters = as_acronym(keys_[id.index()].words[0]);
      const auto full = letters.size() < 2 ? by_letters.end() : by_letters.find(letters);
      if (full != by_letters.end()) clusters_.merge(full->second, id, "name/acronym");
    }
  }

  // "the Office of Personnel Management" and "Personnel Management", "Sony Pictures Inc" and "Sony Pictures".
  void merge_parts_of_names() {
    std::map<std::string, std::vector<MentionId>> by_word;
    for (const MentionId id : d_.mentions.items.ids()) {
      if (!is_name(id) || mention(id).type != NameType::organization || keys_[id.index()].words.size() < 2) continue;
      auto& list = by_word[fold(keys_[id.index()].words[0])];
      if (list.size() < 50) list.push_back(id);
    }
    for (const MentionId id : d_.mentions.items.ids()) {
      if (!is_name(id) || mention(id).type != NameType::organization || keys_[id.index()].words.empty()) continue;
      const auto& words = keys_[id.index()].words;
      const auto known = by_word.find(fold(words[0]));
      if (known == by_word.end()) continue;
      for (const MentionId longer : known->second) {
        if (clusters_.same(longer, id) || !begins_with(keys_[longer.index()].words, words)) continue;
        const bool place = words.size() == 1 && (lexicons_.places.contains(words[0]) || lexicons_.demonyms.contains(words[0]));
        if (!place) clusters_.merge(longer, id, "name/part");
        break;
      }
    }
  }
  static bool begins_with(const std::vector<std::string>& longer, const std::vector<std::string>& shorter) {
    if (longer.size() <= shorter.size()) return false;
    return std::equal(shorter.begin(), shorter.end(), longer.begin(), [](const std::string& a, const std::string& b) { return fold(a) == fold(b); });
  }

  // One word of a person's name: the nearest person before, else the first after, whose name has it as the surname (or at
  // the beginning, as in Chinese names and given names).
  void merge_surnames() {
    std::map<std::string, std::vector<MentionId>> by_word;
    for (const MentionId id : d_.mentions.items.ids()) {
      const auto& words = keys_[id.index()].words;
      if (!is_person_name(id) || words.size() < 2) continue;
      by_word[fold(words.back())].push_back(id);
      if (fold(words.front()) != fold(words.back())) by_word[fold(words.front())].push_back(id);
    }
    for (const MentionId id : d_.mentions.items.ids()) {
      if (!is_name(id) || keys_[id.index()].words.empty()) continue;
      const auto& words = keys_[id.index()].words;
      const bool person = is_person_name(id);
      if (words.size() == 1 && (person || mention(id).type == NameType::other)) merge_surname(id, by_word, words[0]);
      else if (person && words.size() > 1) merge_full_name(id, by_word);
    }
  }
  bool is_person_name(MentionId id) const { return is_name(id) && mention(id).type == NameType::person; }

  void merge_surname(MentionId id, const std::map<std::string, std::vector<MentionId>>& by_word, const std::string& word) {
    const auto known = by_word.find(fold(word));
    if (known == by_word.end()) return;
    MentionId best;
    for (const MentionId full : known->second) {
      if (!genders_agree(full, id)) continue;
      if (!best || full < id) best = full;
      if (full > id) break;
    }
    if (best) clusters_.merge(best, id, "name/surname");
  }

  // "Barack Hussein Obama", "B. Obama" and "Barack Obama"
  void merge_full_name(MentionId id, const std::map<std::string, std::vector<MentionId>>& by_word) {
    const auto& words = keys_[id.index()].words;
    for (const MentionId other : by_word.at(fold(words.back()))) {
      if (other >= id) break;
      const auto& others = keys_[other.index()].words;
      if (clusters_.same(other, id) || fold(others.back()) != fold(words.back())) continue;
      const std::string a = fold(words.front()), b = fold(others.front());
      const bool initial = (a.size() <= 2 || b.size() <= 2) && a[0] == b[0];
      if ((a == b || initial) && genders_agree(other, id)) clusters_.merge(other, id, "name/full");
    }
  }

  Gender gender(MentionId id) const {
    for (const MentionId m : clusters_.members(id)) {
      if (mention(m).gender != Gender::unknown) return mention(m).gender;
    }
    return Gender::unknown;
  }
  bool genders_agree(MentionId a, MentionId b) const {
    const Gender one = gender(a), other = gender(b);
    return one == Gender::unknown || other == Gender::unknown || one == other;
  }

  void merge_appositions() {
    for (const MentionId id : d_.mentions.items.ids()) {
      const TokenId head = mention(id).head;
      if (d_.syntax.relation[head] != Relation::appos || !d_.syntax.head[head]) continue;
      const MentionId whole = d_.mentions.by_head[d_.syntax.head[head]];
      if (!whole || is_listed(head)) continue;
      if (is_name(id) && is_name(whole)) continue;  // "Brisbane, Australia"
      const NameType a = mention(id).type, b = mention(whole).type;
      const bool same = a == b || (a == NameType::other && b != NameType::person) || (b == NameType::other && a != NameType::person);
      if (same) clusters_.merge(whole, id, "apposition");
    }
  }
  bool is_listed(TokenId head) const {
    const auto children = dependents_.of(head);
    return std::any_of(children.begin(), children.end(), [&](TokenId c) { return d_.syntax.relation[c] == Relation::conj; });
  }

  // For every token inside quotation marks, the mention that speaks.
  void mark_quotes() {
    speakers_.resize(d_.tokens.size());
    MentionId last;
    for (const TokenRange range : d_.sentences.tokens) {
      const MentionId speaker = speaker_of(range);
      bool inside = false;
      for (const TokenId token : range) {
        const std::string_view form = d_.tokens.form(d_.source, token);
        if (form == "\"") inside = !inside;
        else if (form == "\xE2\x80\x9C" || form == "``") inside = true;
        else if (form == "\xE2\x80\x9D" || form == "''") inside = false;
        if (inside) speakers_[token.index()] = speaker ? speaker : last;
      }
      if (speaker) last = speaker;
    }
  }

  MentionId speaker_of(TokenRange sentence) const {
    for (const TokenId token : sentence) {
      if (d_.syntax.relation[token] != Relation::nsubj || !d_.syntax.head[token]) continue;
      const MentionId id = d_.mentions.by_head[token];
      if (id && speech_.contains(lemma(d_.syntax.head[token])) && mention(id).number != GrammaticalNumber::plural) return id;
    }
    return MentionId();
  }

  std::set<std::string> modifiers(MentionId id) const {
    std::set<std::string> words;
    for (const TokenId token : mention(id).extent) {
      const Upos upos = d_.syntax.upos[token];
      const bool content = upos == Upos::noun || upos == Upos::propn || upos == Upos::adj || upos == Upos::num;
      if (content && token != mention(id).head) words.insert(fold(lemma(token)));
    }
    return words;
  }

  bool has_determiner(MentionId id, std::initializer_list<std::string_view> words) const {
    for (const TokenId child : dependents_.of(mention(id).head)) {
      if (d_.syntax.relation[child] != Relation::det) continue;
      if (std::find(words.begin(), words.end(), fold(lemma(child))) != words.end()) return true;
    }
    return false;
  }
  bool has_possessor(MentionId id) const {
    const auto children = dependents_.of(mention(id).head);
    return std::any_of(children.begin(), children.end(), [&](TokenId c) { return d_.syntax.relation[c] == Relation::nmod_poss; });
  }

  void resolve_nominal(MentionId id) {
    if (!clusters_.merged_by(id).empty()) return;
    const bool definite = has_determiner(id, {"the", "this", "that", "these", "those"});
    if (!definite && !has_possessor(id)) return;
    const auto mine = modifiers(id);
    const std::string head = fold(lemma(mention(id).head));
    constexpr std::size_t window = 400;  // mentions looked back at: keeps the pass linear
    const std::size_t stop = id.index() > window ? id.index() - window : 0;
    for (std::size_t i = id.index(); i-- > stop;) {
      const MentionId other(i);
      if (mention(other).form == MentionForm::pronoun || mention(other).extent.contains(mention(id).extent) || mention(id).extent.contains(mention(other).extent)) continue;
      if (same_head(id, other, head, mine)) return clusters_.merge(other, id, "nominal/head");
    }
    if (definite && mine.empty()) resolve_by_kind(id, head, stop);
  }

  bool same_head(MentionId id, MentionId other, const std::string& head, const std::set<std::string>& mine) const {
    if (mention(other).number != mention(id).number) return false;
    if (is_name(other)) return title_says(other, head) && mine.empty();
    if (fold(lemma(mention(other).head)) != head) return false;
    const auto theirs = modifiers(other);
    return std::includes(theirs.begin(), theirs.end(), mine.begin(), mine.end());
  }

  // "President Obama … the president", "the Finance Ministry … the ministry"
  bool title_says(MentionId name, const std::string& head) const {
    for (const TokenId token : mention(name).extent) {
      if (fold(d_.tokens.form(d_.source, token)) == head) return true;
    }
    return false;
  }

  // "the country", "the company", "the agency": the last name of such a kind.
  void resolve_by_kind(MentionId id, const std::string& head, std::size_t stop) {
    const auto kind = lexicons_.head_nouns.find(head);
    if (!kind || mention(id).number == GrammaticalNumber::plural) return;
    const std::string_view subtype = (*kind)[1];
    if (subtype.empty()) return;
    for (std::size_t i = id.index(); i-- > stop && sentence(id) - sentence(MentionId(i)) <= 4;) {
      const MentionId other(i);
      if (!is_name(other) || mention(other).type != mention(id).type) continue;
      if (subtype_of_name(lexicons_, keys_[i], mention(other).type) == subtype) return clusters_.merge(other, id, "nominal/kind");
    }
  }

  void resolve_pronoun(MentionId id) {
    const auto known = lexicons_.pronouns.find(d_.tokens.form(d_.source, mention(id).head));
    const std::string_view person = (*known)[0];
    if (person == "1") return resolve_first_person(id);
    if (person != "3") return;
    MentionId best;
    int best_score = 0;
    constexpr std::size_t sentences_back = 3;
    for (std::size_t i = id.index(); i-- > 0 && sentence(id) - sentence(MentionId(i)) <= sentences_back;) {
      const MentionId other(i);
      const int score = score_of(id, other);
      if (score > best_score) {
        best_score = score;
        best = other;
      }
    }
    if (best) clusters_.merge(best, id, "pronoun");
  }

  void resolve_first_person(MentionId id) {
    const MentionId speaker = speakers_[mention(id).head.index()];
    if (speaker && mention(id).number == GrammaticalNumber::singular) return clusters_.merge(speaker, id, "speaker");
    for (std::size_t i = id.index(); i-- > 0 && sentence(id) - sentence(MentionId(i)) <= 2;) {
      const MentionId other(i);
      if (mention(other).form != MentionForm::pronoun || mention(other).number != mention(id).number) continue;
      const auto known = lexicons_.pronouns.find(d_.tokens.form(d_.source, mention(other).head));
      if ((*known)[0] == "1" && speakers_[mention(other).head.index()] == speaker) return clusters_.merge(other, id, "speaker");
    }
  }

  TokenId clause_of(TokenId token) const {
    for (TokenId at = d_.syntax.head[token]; at; at = d_.syntax.head[at]) {
      const Upos upos = d_.syntax.upos[at];
      if (upos == Upos::verb || upos == Upos::aux) return at;
    }
    return TokenId();
  }

  int score_of(MentionId pronoun, MentionId other) const {
    const Mention& p = mention(pronoun);
    const Mention& m = mention(other);
    if (m.extent.contains(p.extent) || p.extent.contains(m.extent)) return 0;
    if (!agrees(pronoun, other)) return 0;
    const bool possessive = d_.syntax.relation[p.head] == Relation::nmod_poss;
    const Relation role = main_type(d_.syntax.relation[m.head]);
    // Two arguments of one verb are two things, unless the pronoun is reflexive.
    if (!possessive && !d_.syntax.morph[p.head].reflexive && d_.syntax.head[p.head] && d_.syntax.head[p.head] == d_.syntax.head[m.head]) return 0;
    int score = 100 - 18 * static_cast<int>(sentence(pronoun) - sentence(other));
    if (role == Relation::nsubj) score += 26;
    else if (role == Relation::obj || role == Relation::iobj) score += 8;
    else if (role == Relation::nmod || role == Relation::compound || role == Relation::amod) score -= 14;
    if (main_type(d_.syntax.relation[p.head]) == Relation::nsubj && role == Relation::nsubj) score += 10;
    if (m.form == MentionForm::name) score += 10;
    if (m.form == MentionForm::pronoun) score += 16;
    if (sentence(pronoun) == sentence(other)) {
      const auto distance = static_cast<int>(p.head.index() - m.head.index());
      score -= std::min(20, distance / 2);
      if (possessive && clause_of(p.head) == clause_of(m.head)) score += 14;
    }
    score += std::min<int>(18, 4 * static_cast<int>(clusters_.members(other).size()));
    return score;
  }

  bool agrees(MentionId pronoun, MentionId other) const {
    const Mention& p = mention(pronoun);
    const Mention& m = mention(other);
    if (m.form == MentionForm::pronoun) {
      const auto known = lexicons_.pronouns.find(d_.tokens.form(d_.source, m.head));
      if (known && (*known)[0] != "3") return false;
    }
    const bool person = m.type == NameType::person && m.animate;
    if (p.number == GrammaticalNumber::singular) {
      if (p.gender == Gender::neuter) return !person && m.number != GrammaticalNumber::plural && m.type != NameType::group;
      if (!person || m.number == GrammaticalNumber::plural) return false;
      const Gender g = gender(other);
      return g == Gender::unknown || g == p.gender;
    }
    if (m.form == MentionForm::pronoun) return m.number == GrammaticalNumber::plural;
    if (m.number == GrammaticalNumber::plural) return true;
    return m.type == NameType::organization || m.type == NameType::group;
  }

  Entities collect() const {
    Entities entities;
    entities.of_mention.resize(d_.mentions.items.size());
    entities.merged_by.resize(d_.mentions.items.size());
    std::map<std::size_t, EntityId> ids;
    for (const MentionId id : d_.mentions.items.ids()) {
      const auto [known, fresh] = ids.try_emplace(clusters_.find(id), EntityId(entities.items.size()));
      if (fresh) entities.items.push_back(Entity{});
      entities.items[known->second].mentions.push_back(id);
      entities.of_mention[id] = known->second;
      entities.merged_by[id] = clusters_.merged_by(id);
    }
    return entities;
  }

  const Document& d_;
  NounLexicons lexicons_;
  Lexicon speech_;
  Dependents dependents_;
  Clusters clusters_;
  std::vector<NameKey> keys_;
  std::vector<MentionId> speakers_;
};

}  // namespace

Entities resolve_entities(const Document& document, const Model&, const Knowledge& knowledge) {
  if (document.mentions.items.empty()) return {};
  return Resolver(document, knowledge).resolve();
}

}  // namespace tidings
