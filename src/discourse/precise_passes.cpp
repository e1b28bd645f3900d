// Passes over names first, then appositions; each only adds to what stands.
#include "discourse/precise_passes.hpp"

#include <algorithm>
#include <map>

#include "discourse/identity.hpp"

namespace tidings {

namespace {

class PrecisePasses {
 public:
  PrecisePasses(const Document& document, const NounLexicons& lexicons, const Knowledge& knowledge)
      : d_(document),
        lexicons_(lexicons),
        speech_(lexicon_of(knowledge, "speech-verbs")),
        dependents_(document.syntax),
        clusters_(document.mentions.items.size()),
        keys_(document.mentions.items.size()) {}

  PreciseClusters find() {
    read_names();
    merge_equal_names();
    merge_acronyms();
    merge_parentheses();
    merge_parts_of_names();
    merge_surnames();
    merge_surnames_like_places();
    merge_appositions();
    merge_nouns_before_names();
    merge_between_commas();
    merge_relative_predicates();
    mark_quotes();
    return {std::move(clusters_), std::move(keys_), std::move(speakers_), std::move(quoted_)};
  }

 private:
  const Mention& mention(MentionId id) const { return d_.mentions.items[id]; }
  bool is_name(MentionId id) const { return mention(id).form == MentionForm::name; }
  std::string_view form(TokenId t) const { return d_.tokens.form(d_.source, t); }
  std::string_view lemma(TokenId t) const { return d_.syntax.lemma(t); }

  void read_names() {
    for (const MentionId id : d_.mentions.items.ids()) {
      if (is_name(id)) keys_[id.index()] = key_of_name(d_, lexicons_, mention(id), mention(id).type);
    }
  }

  // Names of kinds that may be the same thing: "US" is now a place and now an organisation.
  static int family(NameType type) {
    switch (type) {
      case NameType::person:
        return 1;
      case NameType::organization:
      case NameType::location:
      case NameType::facility:
        return 2;
      case NameType::group:
        return 3;
      default:
        return 4;
    }
  }
  static bool compatible(NameType a, NameType b) {
    return family(a) == family(b) || a == NameType::other || b == NameType::other;
  }

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
    std::map<std::string, MentionId> by_letters, without_country;
    for (const MentionId id : d_.mentions.items.ids()) {
      const std::vector<std::string>& words = keys_[id.index()].words;
      if (!is_name(id) || words.size() < 2 || mention(id).type == NameType::person) continue;
      const std::string letters = acronym_of(words);
      by_letters.try_emplace(letters, id);
      // "OPM" for "US Office of Personnel Management"
      const bool of_country = lexicons_.places.contains(words[0]) || lexicons_.demonyms.contains(words[0]);
      if (of_country && letters.size() > 3) without_country.try_emplace(letters.substr(1), id);
    }
    by_letters.merge(without_country);
    for (const MentionId id : d_.mentions.items.ids()) {
      if (!is_name(id) || keys_[id.index()].words.size() != 1 || mention(id).type == NameType::person) continue;
      const std::string letters = as_acronym(keys_[id.index()].words[0]);
      const auto full = letters.size() < 2 ? by_letters.end() : by_letters.find(letters);
      if (full != by_letters.end()) clusters_.merge(full->second, id, "name/acronym");
    }
  }

  // "the National Action Party (PAN)": letters in brackets behind a body's name that share two of its initials.
  void merge_parentheses() {
    std::map<TokenId, MentionId> ends;
    for (const MentionId id : d_.mentions.items.ids()) {
      const NameType t = mention(id).type;
      const bool body = t == NameType::organization || t == NameType::facility || t == NameType::other ||
                        t == NameType::work || t == NameType::product;
      if (is_name(id) && body && keys_[id.index()].words.size() > 1)
        ends.try_emplace(mention(id).head_range.end_id, id);
    }
    for (const MentionId id : d_.mentions.items.ids()) {
      const TokenRange name = mention(id).head_range;
      if (!is_name(id) || name.size() != 1 || name.begin_id.index() < 2) continue;
      const auto full = ends.find(TokenId(name.begin_id.index() - 1));
      const bool closed = name.end_id.index() < d_.tokens.size() && form(name.end_id) == ")";
      if (full == ends.end() || !closed || form(TokenId(name.begin_id.index() - 1)) != "(") continue;
      if (shares_initials(letters_of(form(name.begin_id)), acronym_of(keys_[full->second.index()].words)))
        clusters_.merge(full->second, id, "name/brackets");
    }
  }
  // "PAN", and "Ineter" for an Instituto
  static std::string letters_of(std::string_view word) {
    std::string capitals(word);
    for (char& c : capitals) c = c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c;
    return as_acronym(capitals);
  }
  static bool shares_initials(const std::string& letters, std::string initials) {
    std::size_t shared = 0;
    for (const char c : letters) {
      const auto at = initials.find(c);
      if (at == std::string::npos) continue;
      initials.erase(at, 1);
      ++shared;
    }
    return shared >= 2 && 2 * shared >= letters.size();
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
        const bool place =
            words.size() == 1 && (lexicons_.places.contains(words[0]) || lexicons_.demonyms.contains(words[0]));
        if (!place && !may_merge(longer, id)) continue;
        if (!place) clusters_.merge(longer, id, "name/part");
        break;
      }
    }
  }
  static bool begins_with(const std::vector<std::string>& longer, const std::vector<std::string>& shorter) {
    if (longer.size() <= shorter.size()) return false;
    return std::equal(shorter.begin(), shorter.end(), longer.begin(),
                      [](const std::string& a, const std::string& b) { return fold(a) == fold(b); });
  }

  // One word of a person's name: the nearest person before, else the first after, whose name has it as the surname (or
  // at the beginning, as in Chinese names and given names).
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
  bool may_merge(MentionId a, MentionId b) const { return may_be_same(d_, keys_, clusters_, a, b); }
  bool is_person_name(MentionId id) const { return is_name(id) && mention(id).type == NameType::person; }

  void merge_surname(MentionId id, const std::map<std::string, std::vector<MentionId>>& by_word,
                     const std::string& word) {
    const auto known = by_word.find(fold(word));
    if (known == by_word.end()) return;
    // The nearest before, else the first behind: the others are never looked at, as a long text has many.
    const std::vector<MentionId>& full = known->second;
    const auto agrees = [&](MentionId one) { return genders_agree(one, id); };
    const auto behind = std::lower_bound(full.begin(), full.end(), id);
    const auto before = std::find_if(std::make_reverse_iterator(behind), full.rend(), agrees);
    const auto after = before == full.rend() ? std::find_if(behind, full.end(), agrees) : behind;
    if (before == full.rend() && after == full.end()) return;
    const MentionId best = before == full.rend() ? *after : *before;
    if (may_merge(best, id)) clusters_.merge(best, id, "name/surname");
  }

  // "Washington" where the text names George Washington and tells nothing that would be said of a place: it acts each
  // time, and never stands behind a preposition or another place.
  void merge_surnames_like_places() {
    std::map<std::string, MentionId> people;
    for (const MentionId id : d_.mentions.items.ids()) {
      const auto& words = keys_[id.index()].words;
      if (is_person_name(id) && words.size() > 1) people.try_emplace(fold(words.back()), id);
    }
    if (people.empty()) return;
    std::map<std::string, std::vector<MentionId>> places;
    for (const MentionId id : d_.mentions.items.ids()) {
      const auto& words = keys_[id.index()].words;
      if (is_name(id) && mention(id).type == NameType::location && words.size() == 1)
        places[fold(words[0])].push_back(id);
    }
    for (const auto& [word, mentions] : places) {
      const auto person = people.find(word);
      if (person == people.end() || person->second > mentions.front()) continue;
      const bool acts = std::all_of(mentions.begin(), mentions.end(), [&](MentionId id) {
        const Relation r = main_type(d_.syntax.relation[mention(id).head]);
        return (r == Relation::nsubj || d_.syntax.relation[mention(id).head] == Relation::nmod_poss) &&
               mention(id).extent.size() <= 2;
      });
      if (!acts) continue;
      for (const MentionId id : mentions) clusters_.merge(person->second, id, "name/surname");
    }
  }

  // "Barack Hussein Obama", "B. Obama" and "Barack Obama"
  void merge_full_name(MentionId id, const std::map<std::string, std::vector<MentionId>>& by_word) {
    const auto& words = keys_[id.index()].words;
    for (const MentionId other : by_word.at(fold(words.back()))) {
      if (other >= id) break;
      const auto& others = keys_[other.index()].words;
      if (clusters_.same(other, id) || fold(others.back()) != fold(words.back())) continue;
      if (may_merge(other, id)) clusters_.merge(other, id, "name/full");
    }
  }

  Gender gender(MentionId id) const {
    Gender told = Gender::unknown;
    clusters_.visit_members(id, [&](MentionId m) {
      told = mention(m).gender;
      return told == Gender::unknown;
    });
    return told;
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
      const bool same =
          a == b || (a == NameType::other && b != NameType::person) || (b == NameType::other && a != NameType::person);
      if (same && is_described(whole) && is_described(id) && may_merge(whole, id))
        clusters_.merge(whole, id, "apposition");
    }
  }
  // "their late leader Yasser Arafat", "prime minister and opposition leader Alassane Ouattara": a noun for a person
  // directly before a person's name, whatever the tree makes of the two.
  void merge_nouns_before_names() {
    for (const MentionId id : d_.mentions.items.ids()) {
      const TokenId begin = mention(id).head_range.begin_id;
      if (!is_person_name(id) || begin.index() == 0) continue;
      const TokenId before(begin.index() - 1);
      const MentionId noun = d_.mentions.by_head[before];
      if (!noun || d_.sentences.of_token[before] != d_.sentences.of_token[begin] || clusters_.same(noun, id)) continue;
      const Mention& title = mention(noun);
      const bool one_person = title.form == MentionForm::nominal && title.type == NameType::person &&
                              title.number != GrammaticalNumber::plural && d_.syntax.upos[before] == Upos::noun;
      if (one_person && !begins_clause(mention(id).head, before) && may_merge(noun, id))
        clusters_.merge(noun, id, "title/before");
    }
  }
  // "told the reporter Smith was ill": the name is the subject of a clause that the noun has no part in.
  bool begins_clause(TokenId name, TokenId noun) const {
    return main_type(d_.syntax.relation[name]) == Relation::nsubj && d_.syntax.head[name] != d_.syntax.head[noun] &&
           d_.syntax.head[noun] != name;
  }

  // "Ban Ki-moon, the secretary general," by the words alone, where the tree says otherwise.
  void merge_between_commas() {
    std::map<TokenId, MentionId> named_before;  // by the token behind the name
    for (const MentionId id : d_.mentions.items.ids()) {
      if (is_name(id)) named_before[mention(id).head_range.end_id] = id;
    }
    for (const MentionId id : d_.mentions.items.ids()) {
      const Mention& m = mention(id);
      if (m.form != MentionForm::nominal || m.coordination || m.number == GrammaticalNumber::plural ||
          m.extent.begin_id.index() < 2)
        continue;
      const TokenId comma(m.extent.begin_id.index() - 1);
      const auto name = named_before.find(comma);
      if (name == named_before.end() || !fits(name->second, m) || form(comma) != "," ||
          d_.sentences.of_token[comma] != d_.sentences.of_token[m.head])
        continue;
      if (is_aside(m) && is_described(id) && !clusters_.same(name->second, id) && may_merge(name->second, id)) {
        clusters_.merge(name->second, id, "apposition/commas");
      }
    }
  }
  // A body may bear a name that the recogniser had no type for, or took for a man's: "Azoya, a company that …".
  bool fits(MentionId name, const Mention& aside) const {
    const Mention& m = mention(name);
    if (m.type == aside.type) return true;
    const bool vague = m.type == NameType::other || m.type == NameType::work || m.type == NameType::product;
    const bool surname_like = m.type == NameType::person && m.extent.size() == 1 && m.gender == Gender::unknown;
    return aside.type == NameType::organization && (vague || surname_like) &&
           (form(aside.extent.begin_id) == "a" || form(aside.extent.begin_id) == "an");
  }
  // Closed by a mark; of bodies and places only what has an article and is no part of a list ("China, the town, and").
  bool is_aside(const Mention& m) const {
    const TokenId end = m.phrase.end_id;
    if (end.index() >= d_.tokens.size() || d_.syntax.upos[end] != Upos::punct) return false;
    if (m.type == NameType::person) return true;
    if (m.type != NameType::organization && m.type != NameType::location) return false;
    const std::string first = fold(form(m.extent.begin_id));
    if (first == "a" || first == "an") return true;
    const TokenId behind(end.index() + 1);
    const bool listed = behind.index() < d_.tokens.size() && (form(behind) == "and" || form(behind) == "or");
    return first == "the" && !listed;
  }

  // "Meng, who is the country's security chief, …"
  void merge_relative_predicates() {
    for (const MentionId id : d_.mentions.items.ids()) {
      const Mention& m = mention(id);
      if (m.form != MentionForm::nominal || m.coordination || d_.syntax.relation[m.head] != Relation::acl_relcl)
        continue;
      const MentionId whole = d_.mentions.by_head[d_.syntax.head[m.head]];
      if (!whole || m.number != mention(whole).number || !is_predicate_of_relative(m.head)) continue;
      if (m.type == mention(whole).type && is_described(id) && !clusters_.same(whole, id) && may_merge(whole, id))
        clusters_.merge(whole, id, "predicate");
    }
  }
  bool is_predicate_of_relative(TokenId head) const {
    bool copula = false, relative = false, other = false;
    for (const TokenId child : dependents_.of(head)) {
      const Relation r = main_type(d_.syntax.relation[child]);
      copula |= r == Relation::cop;
      relative |= r == Relation::nsubj && d_.syntax.morph[child].pron_type == Morph::PronType::rel;
      other |= d_.syntax.relation[child] == Relation::advmod && lemma(child) == "not";
    }
    return copula && relative && !other;
  }

  // A name, or a noun that says who is meant: "the director", "his wife", "spokesman".
  bool is_described(MentionId id) const {
    const Mention& m = mention(id);
    if (m.form == MentionForm::name) return true;
    if (m.form == MentionForm::pronoun || d_.syntax.upos[m.head] != Upos::noun) return false;
    const auto children = dependents_.of(m.head);
    return m.animate || std::any_of(children.begin(), children.end(), [&](TokenId c) {
             const Relation r = d_.syntax.relation[c];
             return c < m.head && (main_type(r) == Relation::det || r == Relation::nmod_poss);
           });
  }
  bool is_listed(TokenId head) const {
    const auto children = dependents_.of(head);
    return std::any_of(children.begin(), children.end(),
                       [&](TokenId c) { return d_.syntax.relation[c] == Relation::conj; });
  }

  // For every token inside quotation marks, the mention that speaks.
  void mark_quotes() {
    speakers_.resize(d_.tokens.size());
    quoted_.assign(d_.tokens.size(), false);
    MentionId last;
    for (const TokenRange range : d_.sentences.tokens) {
      const MentionId speaker = speaker_of(range);
      bool inside = false;
      for (const TokenId token : range) {
        const std::string_view form = d_.tokens.form(d_.source, token);
        if (form == "\"") inside = !inside;
        else if (form == "\xE2\x80\x9C" || form == "``") inside = true;
        else if (form == "\xE2\x80\x9D" || form == "''") inside = false;
        if (!inside) continue;
        speakers_[token.index()] = speaker ? speaker : last;
        quoted_[token.index()] = true;
      }
      if (speaker) last = speaker;
    }
  }

  MentionId speaker_of(TokenRange sentence) const {
    for (const TokenId token : sentence) {
      if (d_.syntax.relation[token] != Relation::nsubj || !d_.syntax.head[token]) continue;
      const MentionId id = d_.mentions.by_head[token];
      if (id && speech_.contains(lemma(d_.syntax.head[token])) && mention(id).number != GrammaticalNumber::plural)
        return id;
    }
    return MentionId();
  }

  const Document& d_;
  const NounLexicons& lexicons_;
  Lexicon speech_;
  Dependents dependents_;
  MentionClusters clusters_;
  std::vector<NameKey> keys_;
  std::vector<MentionId> speakers_;
  std::vector<bool> quoted_;
};

}  // namespace

PreciseClusters find_precise_clusters(const Document& document, const NounLexicons& lexicons,
                                      const Knowledge& knowledge) {
  return PrecisePasses(document, lexicons, knowledge).find();
}

}  // namespace tidings
