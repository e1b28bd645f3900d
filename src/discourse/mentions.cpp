// Mentions from syntax: every name, every pronoun that refers, and every noun phrase with a noun at its head.
#include "tidings/discourse/mentions.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "discourse/name_keys.hpp"
#include "discourse/noun_kinds.hpp"
#include "discourse/score_rows.hpp"
#include "syntax/quantities.hpp"
#include "tidings/document.hpp"

namespace tidings {

namespace {

class Finder {
 public:
  Finder(const Document& document, const Knowledge& knowledge)
      : d_(document),
        lexicons_(knowledge),
        quantity_words_(lexicon_of(knowledge, "quantity-words")),
        casualty_words_(lexicon_of(knowledge, "casualty-words")),
        dependents_(document.syntax),
        taken_(document.tokens.size(), false) {}

  Mentions find() {
    widen_names();
    find_teams();
    for (const NameId name : d_.names.items.ids()) add_name(name);
    for (const TokenRange team : teams_) add_team(team);
    for (const TokenId token : d_.syntax.upos.ids()) {
      if (!is_readable(token) || taken_[token.index()]) continue;
      const Upos upos = d_.syntax.upos[token];
      if (upos == Upos::pron) add_pronoun(token);
      else if (upos == Upos::noun || upos == Upos::propn || stands_for_noun(token) || heads_quantity(token))
        add_nominal(token);
    }
    add_names_inside();
    for (Mention& mention : mentions_.items) mention.phrase = phrase_of(mention);
    add_coordinations();
    sort();
    nest();
    return std::move(mentions_);
  }

 private:
  std::string_view form(TokenId t) const { return d_.tokens.form(d_.source, t); }
  Relation relation(TokenId t) const { return d_.syntax.relation[t]; }

  bool is_readable(TokenId token) const {
    return d_.page.blocks[d_.sentences.block[d_.sentences.of_token[token]]].is_readable();
  }
  bool is_time(TokenId token) const { return token.index() < d_.times.of_token.size() && d_.times.of_token[token]; }

  // The token of a span whose head lies outside of it.
  TokenId head_of(TokenRange range) const {
    for (const TokenId token : range) {
      const TokenId head = d_.syntax.head[token];
      if (!head || !range.contains(head)) return token;
    }
    return range.back();
  }

  bool is_capitalized(TokenId token) const {
    const std::string_view word = form(token);
    const auto first = word.empty() ? 0 : static_cast<unsigned char>(word[0]);
    return (first >= 'A' && first <= 'Z') || first == 0xC3;
  }

  // "Ministry" and "of Public Security": what follows the kind of body in its name, where the recogniser stopped
  // before.
  void widen_names() {
    ranges_.reserve(d_.names.items.size());
    for (const Name& name : d_.names.items) ranges_.push_back(name.tokens);
    for (const NameId id : d_.names.items.ids()) {
      TokenRange& range = ranges_[id.index()];
      if (names_state(id)) range.end_id = TokenId(range.end_id.index() + 1);
      const bool body =
          d_.names.items[id].type == NameType::organization || d_.names.items[id].type == NameType::facility;
      if (!body || range.empty() || !is_body_noun(range.back())) continue;
      range.end_id = end_of_hyphens(range);
      const TokenId end = end_of_complement(range);
      for (std::size_t next = id.index() + 1; next < ranges_.size() && ranges_[next].begin_id < end; ++next) {
        ranges_[next].end_id = ranges_[next].begin_id;  // a part of this one now
      }
      range.end_id = end;
    }
  }
  // "Washington" before "state": a state is called so, and not only a city.
  bool names_state(NameId id) const {
    const TokenRange name = d_.names.items[id].tokens;
    const bool place = d_.names.items[id].type == NameType::location && !name.empty();
    if (!place || name.end_id >= d_.sentences.tokens[d_.sentences.of_token[name.front()]].end_id) return false;
    const auto kind = lexicons_.place_cues.find(form(name.end_id));
    if (!kind || (*kind)[0] != "state" || d_.names.of_token[name.end_id]) return false;
    const auto known =
        lexicons_.places.longest(name.size(), [&](std::size_t i) { return form(TokenId(name.begin_id.index() + i)); });
    if (known.words != name.size()) return false;
    for (const Fields line : known.value) {
      if (line[0] == "state") return true;
    }
    return false;
  }
  // In tables of results a town is its team, whatever the recogniser makes of a line without a verb.
  void find_teams() {
    for (const TokenRange sentence : d_.sentences.tokens) {
      for (const TokenRange team : teams_in_row(d_, sentence)) {
        const auto place = lexicons_.places.longest(
            team.size(), [&](std::size_t i) { return form(TokenId(team.begin_id.index() + i)); });
        const bool country = place.words == team.size() && place.value[0] == "country";
        if (country || !is_readable(team.front())) continue;
        teams_.push_back(team);
        for (const TokenId token : team) {
          if (const NameId name = d_.names.of_token[token])
            ranges_[name.index()].end_id = ranges_[name.index()].begin_id;
        }
      }
    }
  }
  void add_team(TokenRange team) {
    if (std::any_of(team.begin(), team.end(), [&](TokenId t) { return taken_[t.index()]; })) return;
    add_inner(team, NameType::organization);
    mentions_.items.back().name = d_.names.of_token[team.back()];
    for (const TokenId token : team) taken_[token.index()] = true;
  }

  bool is_body_noun(TokenId token) const {
    const auto head = lexicons_.head_nouns.find(form(token));
    return head && (*head)[0] == "organization";
  }
  // "Directorate" and "-General"
  TokenId end_of_hyphens(TokenRange name) const {
    const TokenId sentence_end = d_.sentences.tokens[d_.sentences.of_token[name.front()]].end_id;
    const TokenId word(name.end_id.index() + 1);
    const bool joined = word < sentence_end && form(name.end_id) == "-" && is_capitalized(word) &&
                        d_.tokens.spans[name.back()].end == d_.tokens.spans[name.end_id].begin &&
                        d_.tokens.spans[name.end_id].end == d_.tokens.spans[word].begin;
    return joined && !d_.names.of_token[word] ? TokenId(word.index() + 1) : name.end_id;
  }
  TokenId end_of_complement(TokenRange name) const {
    const TokenId sentence_end = d_.sentences.tokens[d_.sentences.of_token[name.front()]].end_id;
    const auto at = [&](std::size_t i) { return TokenId(name.end_id.index() + i); };
    const bool follows = at(1) < sentence_end && (form(at(0)) == "of" || form(at(0)) == "for" || form(at(0)) == "on");
    if (!follows || !is_complement(at(1))) return name.end_id;
    TokenId end = at(2);
    while (end < sentence_end) {
      const TokenId next(end.index() + 1);
      if (is_complement(end)) end = next;
      else if (form(end) == "and" && next < sentence_end && is_complement(next) && !starts_name(next))
        end = TokenId(next.index() + 1);
      else break;
    }
    return end;
  }
  bool starts_name(TokenId token) const {
    const NameId id = d_.names.of_token[token];
    return id && d_.names.items[id].tokens.begin_id == token && d_.names.items[id].type == NameType::person;
  }
  bool is_complement(TokenId token) const {
    const Upos upos = d_.syntax.upos[token];
    return is_capitalized(token) && !is_time(token) && !starts_name(token) &&
           (upos == Upos::propn || upos == Upos::noun || upos == Upos::adj);
  }

  void add_name(NameId id) {
    const Name& name = d_.names.items[id];
    const TokenRange range = ranges_[id.index()];
    if (range.empty() || name.type == NameType::date || !is_readable(range.front())) return;
    if (is_quantity(id)) return;  // a nominal: sums that are equal are not one thing
    if (is_time(range.front()) && is_time(range.back())) return;
    if (name.type == NameType::person && is_title(range)) return;  // a nominal
    Mention mention;
    mention.head_range = range;
    const TokenRange core = name.type == NameType::person ? with_titles(range) : range;
    for (const TokenId token : core) taken_[token.index()] = true;
    mention.head = head_of(core);
    mention.extent = is_modifier(mention.head) ? core : extent_of(mention.head, core);
    mention.form = MentionForm::name;
    mention.type = follows_honorific(range) ? NameType::person : name.type;
    mention.name = id;
    mention.score = name.score;
    mention.number = GrammaticalNumber::singular;
    if (name.type == NameType::group) mention.number = GrammaticalNumber::plural;
    describe_person(mention);
    mentions_.items.push_back(mention);
    // A name inside a larger noun phrase: "Chinese President Xi Jinping" is one mention, "the Obama administration"
    // two.
  }

  // "Professor French", "Mr. Smart": whatever else the word is, who is called so is a person.
  bool follows_honorific(TokenRange name) const {
    const TokenId begin = d_.sentences.tokens[d_.sentences.of_token[name.front()]].begin_id;
    if (name.size() > 2 || name.begin_id == begin) return false;
    const std::string_view before = form(TokenId(name.begin_id.index() - 1));
    const auto title = lexicons_.titles.find(before);
    const bool shouted = before.size() > 1 && before[1] >= 'A' && before[1] <= 'Z';  // "DR Congo"
    return title && !shouted && ((*title)[0] == "honorific" || (*title)[0] == "academic");
  }

  // Names that are parts of others, or that only say which of a kind: "[San Francisco] Bay", "the [Trinity] boys".
  void add_names_inside() {
    std::map<std::string, NameType> places, all;
    for (const Mention& m : mentions_.items) {
      if (m.form != MentionForm::name) continue;
      std::string key = folded(without_article(m.head_range));
      if (m.type == NameType::location) places.try_emplace(key, m.type);
      all.try_emplace(std::move(key), m.type);
    }
    const std::vector<Mention> outer = mentions_.items.items();
    for (const Mention& m : outer) {
      const bool may_hold = m.form == MentionForm::name && m.head_range.size() > 1 && m.type != NameType::person &&
                            !(m.name && names_state(m.name));
      if (may_hold && !is_brand(m.head_range)) add_places_inside(m.head_range, places);
    }
    for (const TokenId token : d_.syntax.upos.ids()) {
      if (!modifies_unnamed(token)) continue;
      const TokenRange range = modifiers_from(token);
      const auto known = all.find(folded(range));
      if (known != all.end()) add_inner(range, known->second);
      else if (range.size() == 1 && says_whose(token)) add_inner(range, country_or_people(token));
    }
  }

  // "[Freedonia] troops", "the [Ruritanian] ambassador": a word that is no noun of English, with a capital, before a
  // noun for people who act for somebody.
  bool says_whose(TokenId token) const {
    const TokenId noun = d_.syntax.head[token];
    if (noun < token || noun.index() - token.index() > 3 || d_.syntax.upos[noun] != Upos::noun) return false;
    const std::string lower = fold(form(token));
    if (lower.size() < 4 || !is_capitalized(token) || is_english(lower)) return false;
    if (lower.ends_with('s') && is_english(std::string_view(lower).substr(0, lower.size() - 1))) return false;
    const std::string_view head = d_.syntax.lemma(noun);
    if (is_capitalized(noun)) return false;  // "Vice President"
    if (const auto person = lexicons_.person_nouns.find(head)) return serves_a_state((*person)[0]);
    const auto body = lexicons_.head_nouns.find(head);
    return body && ((*body)[0] == "group" || is_state_body((*body)[1]));
  }
  bool is_english(std::string_view noun) const {
    return lexicons_.noun_classes.contains(noun) || lexicons_.person_nouns.contains(noun) ||
           lexicons_.head_nouns.contains(noun) || lexicons_.titles.contains(noun);
  }
  // By the kinds of the lexicons `person-nouns` and `head-nouns`.
  static bool serves_a_state(std::string_view roles) {
    static constexpr std::string_view kinds[] = {"leader",  "official", "military", "police",       "diplomat", "armed",
                                                 "activist", "migrant",  "inhabitant", "politician", "spokesperson"};
    return std::any_of(std::begin(kinds), std::end(kinds),
                       [&](std::string_view kind) { return roles.find(kind) != std::string_view::npos; });
  }
  static bool is_state_body(std::string_view subtype) {
    static constexpr std::string_view bodies[] = {"executive", "legislature",  "military", "police",
                                                  "armed-group", "intelligence", "ministry"};
    return std::find(std::begin(bodies), std::end(bodies), subtype) != std::end(bodies);
  }
  NameType country_or_people(TokenId token) const {
    static constexpr std::string_view endings[] = {"ian", "ean", "ish", "ese", "i"};
    const std::string_view word = form(token);
    const bool people = std::any_of(std::begin(endings), std::end(endings),
                                    [&](std::string_view ending) { return word.ends_with(ending); });
    return people ? NameType::group : NameType::location;
  }

  // Papers, companies and clubs that bear the name of a place are not about it.
  bool is_brand(TokenRange name) const {
    name = without_article(name);
    const auto known = lexicons_.organizations.longest(
        name.size(), [&](std::size_t i) { return form(TokenId(name.begin_id.index() + i)); });
    if (known.words != name.size()) return false;
    const std::string_view kind = known.value[0];
    return kind == "media" || kind == "company" || kind == "bank" || kind == "team" || kind == "university";
  }

  void add_places_inside(TokenRange whole, const std::map<std::string, NameType>& places) {
    constexpr std::size_t longest_place = 5;
    for (TokenId begin = whole.begin_id; begin < whole.end_id; begin = TokenId(begin.index() + 1)) {
      if (!is_capitalized(begin)) continue;
      for (std::size_t n = std::min(longest_place, whole.end_id.index() - begin.index()); n > 0; --n) {
        const TokenRange range{begin, TokenId(begin.index() + n)};
        if (range == whole || !(places.contains(folded(range)) || is_known_place(range, whole))) continue;
        add_inner(range, NameType::location);
        begin = range.back();
        break;
      }
    }
  }
  // A country, a state or a city that a name begins with, or that it is of.
  bool is_known_place(TokenRange range, TokenRange whole) const {
    const auto place = lexicons_.places.longest(
        range.size(), [&](std::size_t i) { return form(TokenId(range.begin_id.index() + i)); });
    if (place.words != range.size()) return false;
    const std::string_view kind = place.value[0];
    if (kind != "country" && kind != "state" && kind != "city") return false;
    if (range.begin_id == whole.begin_id) return true;
    const std::string_view before = form(TokenId(range.begin_id.index() - 1));
    return before == "of" || before == "the" || before == "The";
  }

  bool modifies_unnamed(TokenId token) const {
    return !taken_[token.index()] && d_.syntax.upos[token] == Upos::propn && is_modifier(token) &&
           !d_.names.of_token[token] && is_readable(token) && !is_time(token);
  }
  // "Title IV" in "a Title IV provision"
  TokenRange modifiers_from(TokenId first) {
    const TokenId sentence_end = d_.sentences.tokens[d_.sentences.of_token[first]].end_id;
    TokenRange range = TokenRange::one(first);
    const auto goes_on = [&](TokenId t) {
      return modifies_unnamed(t) || (d_.syntax.upos[t] == Upos::num && is_modifier(t) && !taken_[t.index()]);
    };
    while (range.end_id < sentence_end && goes_on(range.end_id)) range.end_id = TokenId(range.end_id.index() + 1);
    for (const TokenId token : range) taken_[token.index()] = true;
    return range;
  }

  TokenRange without_article(TokenRange name) const {
    const std::string_view first = form(name.front());
    if (name.size() > 1 && (first == "the" || first == "The")) name.begin_id = TokenId(name.begin_id.index() + 1);
    return name;
  }
  std::string folded(TokenRange range) const {
    std::string text;
    for (const TokenId token : range) text += fold(form(token)) + ' ';
    return text;
  }

  void add_inner(TokenRange range, NameType type) {
    Mention mention;
    mention.head_range = mention.extent = range;
    mention.head = head_of(range);
    mention.form = MentionForm::name;
    mention.type = type;
    mention.score = 0.6F;
    mention.number = type == NameType::group ? GrammaticalNumber::plural : GrammaticalNumber::singular;
    describe_person(mention);
    mentions_.items.push_back(mention);
  }

  bool is_quantity(NameId id) const {
    return tidings::is_quantity(d_.names.items[id].type);
  }
  // "$" in "$3 million": what leads out of a quantity's words is its head, whatever part of speech it is.
  bool heads_quantity(TokenId token) const {
    const NameId id = d_.names.of_token[token];
    if (!id || !is_quantity(id)) return false;
    const TokenId above = d_.syntax.head[token];
    return !above || d_.names.of_token[above] != id;
  }

  bool is_title(TokenRange range) const {
    const auto match = lexicons_.titles.longest(
        range.size(), [&](std::size_t i) { return form(TokenId(range.begin_id.index() + i)); });
    return match.words == range.size();
  }
  // "Prime Minister George Papandreou", "spokeswoman Ilene Wolff": titles, and nouns for people, that stand before the
  // name.
  TokenRange with_titles(TokenRange name) const {
    const TokenId begin = d_.sentences.tokens[d_.sentences.of_token[name.front()]].begin_id;
    const TokenId head = head_of(name);
    TokenRange core = name;
    constexpr std::size_t longest_title = 5;
    for (bool more = true; more;) {
      more = false;
      for (std::size_t n = std::min(longest_title, core.begin_id.index() - begin.index()); n > 0 && !more; --n) {
        const TokenRange title{TokenId(core.begin_id.index() - n), core.begin_id};
        if (!is_title(title) && !(n == 1 && is_person_noun(title.front()))) continue;
        if (!hangs_together(title, head)) continue;
        core.begin_id = title.begin_id;
        more = true;
      }
    }
    return core;
  }
  bool is_person_noun(TokenId token) const {
    const Upos upos = d_.syntax.upos[token];
    const auto noun =
        upos == Upos::noun || upos == Upos::propn ? lexicons_.person_nouns.find(form(token)) : std::nullopt;
    return noun && !(*noun)[0].empty();
  }
  // Titles with capitals belong to the name behind them; of small ones syntax must say so.
  bool hangs_together(TokenRange title, TokenId name_head) const {
    if (d_.syntax.upos[title.back()] == Upos::propn || is_capitalized(title.back())) return true;
    const TokenId above = d_.syntax.head[name_head];
    return title.contains(above) || d_.syntax.head[title.back()] == name_head;
  }

  void describe_person(Mention& mention) const {
    if (mention.type != NameType::person) return;
    mention.animate = true;
    for (const TokenId token : mention.extent) {
      if (const auto noun = lexicons_.gendered_nouns.find(form(token)))
        mention.gender = (*noun)[0] == "m" ? Gender::male : Gender::female;
    }
    if (mention.gender != Gender::unknown || mention.head_range.size() < 2) return;
    const auto given = lexicons_.given_names.find(form(mention.head_range.front()));
    if (given && (*given)[0] == "m") mention.gender = Gender::male;
    if (given && (*given)[0] == "f") mention.gender = Gender::female;
  }

  bool is_modifier(TokenId token) const {
    switch (main_type(relation(token))) {
      case Relation::compound:
      case Relation::flat:
      case Relation::amod:
      case Relation::fixed:
      case Relation::goeswith:
      case Relation::nummod:
      case Relation::det:
      case Relation::advmod:
        return true;
      default:
        return false;
    }
  }

  // Left of the head everything but what comes before a noun phrase; right of it what is part of the name or the noun.
  TokenRange extent_of(TokenId head, TokenRange core) const {
    TokenRange extent = core.empty() ? TokenRange::one(head) : core;
    const TokenRange sentence = d_.sentences.tokens[d_.sentences.of_token[head]];
    for (const TokenId child : dependents_.of(head)) {
      const TokenRange below = dependents_.subtree(child);
      if (!sentence.contains(below)) continue;
      if (child < head && belongs_left(child)) extent.begin_id = std::min(extent.begin_id, below.begin_id);
    }
    TokenId limit = sentence.end_id;
    for (const TokenId child : dependents_.of(head)) {
      if (child < extent.end_id || child < head) continue;
      if (!belongs_right(child) || follows_pause(child)) {
        limit = std::min(limit, dependents_.subtree(child).begin_id);
        break;
      }
    }
    for (const TokenId child : dependents_.of(head)) {
      const TokenRange below = dependents_.subtree(child);
      if (child > head && belongs_right(child) && child < limit)
        extent.end_id = std::max(extent.end_id, std::min(below.end_id, limit));
    }
    return trimmed(extent, head, core);
  }

  bool belongs_left(TokenId child) const {
    switch (main_type(relation(child))) {
      case Relation::det:
      case Relation::amod:
      case Relation::compound:
      case Relation::nummod:
      case Relation::nmod:
      case Relation::flat:
        return true;
      case Relation::appos:
      case Relation::advmod:
        return relation(child) != Relation::appos && d_.syntax.upos[child] == Upos::adv &&
               d_.syntax.upos[d_.syntax.head[child]] == Upos::num;
      default:
        return false;
    }
  }

  bool belongs_right(TokenId child) const {
    const Relation r = relation(child);
    switch (main_type(r)) {
      case Relation::nmod:
      case Relation::flat:
      case Relation::compound:
      case Relation::nummod:
      case Relation::fixed:
      case Relation::goeswith:
        return true;
      case Relation::case_:
        return form(child) == "'s" || form(child) == "\xE2\x80\x99s" || form(child) == "'" ||
               form(child) == "\xE2\x80\x99";
      case Relation::acl:
        return r != Relation::acl_relcl;
      default:
        return false;
    }
  }

  // "at least 25 were hurt", "killing 14", "dozens were arrested", "the deaths of 11".
  bool counts_people(TokenId token) const {
    const auto word = quantity_words_.find(form(token));
    const bool vague = word && (*word)[0] == "vague";
    if ((!vague && !d_.numbers.of_token[token]) || is_time(token)) return false;
    const Relation r = main_type(relation(token));
    const TokenId governor = d_.syntax.head[token];
    return governor && (r == Relation::nsubj || r == Relation::obj || r == Relation::nmod) &&
           casualty_words_.contains(d_.syntax.lemma(governor));
  }

  // "the two", "the wounded": a number or an adjective with an article, where a noun would stand; a number of people.
  bool stands_for_noun(TokenId token) const {
    const Upos upos = d_.syntax.upos[token];
    if (upos != Upos::num && upos != Upos::adj) return false;
    if (counts_people(token)) return true;
    switch (main_type(relation(token))) {
      case Relation::nsubj:
      case Relation::obj:
      case Relation::iobj:
      case Relation::obl:
      case Relation::nmod:
        break;
      default:
        return false;
    }
    const auto children = dependents_.of(token);
    return std::any_of(children.begin(), children.end(),
                       [&](TokenId c) { return c < token && main_type(relation(c)) == Relation::det; });
  }

  // The extent and all that follows and says more of it: "the man who came", "Comey, the director of the FBI",
  // "(SMOS)".
  TokenRange phrase_of(const Mention& mention) const {
    TokenRange phrase = mention.extent;
    const TokenRange sentence = d_.sentences.tokens[d_.sentences.of_token[mention.head]];
    if (!is_modifier(mention.head) && mention.form != MentionForm::name) {
      for (const TokenId child : dependents_.of(mention.head)) {
        if (child < mention.head || mention.extent.contains(child)) continue;
        const Relation r = main_type(relation(child));
        if (follows_pause(child)) break;
        if (r == Relation::punct) continue;
        if (r != Relation::acl && r != Relation::appos && !belongs_right(child)) break;
        const TokenRange below = dependents_.subtree(child);
        if (sentence.contains(below)) phrase.end_id = std::max(phrase.end_id, below.end_id);
      }
      while (phrase.back() > mention.extent.back() && is_edge(phrase.back())) phrase.end_id = phrase.back();
    }
    if (!is_modifier(mention.head) && mention.form != MentionForm::pronoun)
      phrase.end_id = end_with_asides(mention.head, phrase.end_id, sentence);
    close(phrase, sentence);
    return phrase;
  }
  // What is said of it behind a comma: "Thomas Sam, 42", "Comey, the director of the FBI", "Mary, whom he met".
  TokenId end_with_asides(TokenId head, TokenId end, TokenRange sentence) const {
    const TokenId without = end;
    for (const TokenId child : dependents_.of(head)) {
      const Relation r = main_type(relation(child));
      if (child < end || r == Relation::punct) continue;
      const TokenRange below = dependents_.subtree(child);
      const bool aside = r == Relation::appos || relation(child) == Relation::acl_relcl || r == Relation::nummod ||
                         r == Relation::nmod;
      if (!aside || below.begin_id.index() > end.index() + 1 || !sentence.contains(below)) break;
      end = std::max(end, below.end_id);
    }
    while (end > without && is_edge(TokenId(end.index() - 1))) end = TokenId(end.index() - 1);
    return end;
  }
  bool is_pause(TokenId token) const {
    const std::string_view mark = form(token);
    return mark == "," || mark == ";" || mark == ":" || mark == "-" || mark == "--" || mark == "\xE2\x80\x94" ||
           mark == "\xE2\x80\x93";
  }
  bool follows_pause(TokenId child) const {
    const TokenId first = dependents_.subtree(child).front();
    return is_pause(first) || (first.index() > 0 && is_pause(TokenId(first.index() - 1)));
  }
  // A parenthesis or a quotation that was opened inside ends with its mark: "the 'dude'", "the company (CNRS)".
  void close(TokenRange& range, TokenRange sentence) const {
    int parentheses = 0, quotes = 0;
    bool straight = false;
    for (const TokenId token : range) {
      const std::string_view mark = form(token);
      parentheses += mark == "(" ? 1 : mark == ")" ? -1 : 0;
      quotes += mark == "\xE2\x80\x9C" ? 1 : mark == "\xE2\x80\x9D" ? -1 : 0;
      if (mark == "\"") straight = !straight;
    }
    if (range.end_id >= sentence.end_id) return;
    const std::string_view next = form(range.end_id);
    const bool closes = next == ")" ? parentheses > 0 : next == "\xE2\x80\x9D" ? quotes > 0 : next == "\"" && straight;
    if (closes) range.end_id = TokenId(range.end_id.index() + 1);
  }

  // "Rice and Meng", "the president, the minister and their wives"
  void add_coordinations() {
    IdVector<TokenId, MentionId> by_head(d_.tokens.size());
    for (const MentionId id : mentions_.items.ids()) {
      MentionId& known = by_head[mentions_.items[id].head];
      if (!known || mentions_.items[known].extent.size() < mentions_.items[id].extent.size()) known = id;
    }
    const std::size_t single = mentions_.items.size();
    for (std::size_t i = 0; i < single; ++i) {
      const Mention first = mentions_.items[MentionId(i)];
      if (by_head[first.head] != MentionId(i) || is_modifier(first.head)) continue;
      if (const auto all = coordination_of(first, by_head)) mentions_.items.push_back(*all);
    }
  }

  std::optional<Mention> coordination_of(const Mention& first, const IdVector<TokenId, MentionId>& by_head) const {
    Mention all = first;
    bool joined = false;
    for (const TokenId child : dependents_.of(first.head)) {
      if (main_type(relation(child)) != Relation::conj || child < first.head) continue;
      if (!by_head[child]) return std::nullopt;
      const Mention& member = mentions_.items[by_head[child]];
      if (member.extent.begin_id < all.extent.end_id) return std::nullopt;
      all.extent.end_id = member.extent.end_id;
      all.phrase.end_id = std::max(all.extent.end_id, member.phrase.end_id);
      all.animate = all.animate && member.animate;
      if (member.type != all.type) all.type = NameType::other;
      for (const TokenId mark : dependents_.of(child)) joined |= relation(mark) == Relation::cc && form(mark) == "and";
    }
    if (!joined) return std::nullopt;
    all.coordination = true;
    all.form = MentionForm::nominal;
    all.name = NameId();
    all.head_range = TokenRange::one(first.head);
    all.number = GrammaticalNumber::plural;
    all.gender = Gender::unknown;
    return all;
  }

  TokenRange trimmed(TokenRange extent, TokenId head, TokenRange core) const {
    const TokenId first = core.empty() ? head : core.front();
    const TokenId last = core.empty() ? head : core.back();
    while (extent.begin_id < first && is_edge(extent.front())) extent.begin_id = TokenId(extent.begin_id.index() + 1);
    while (extent.back() > last && is_edge(extent.back())) extent.end_id = extent.back();
    return extent;
  }
  bool is_edge(TokenId token) const {
    const Upos upos = d_.syntax.upos[token];
    return upos == Upos::punct || upos == Upos::cconj || upos == Upos::adp;
  }

  void add_pronoun(TokenId token) {
    const auto known = lexicons_.pronouns.find(form(token));
    if (!known || relation(token) == Relation::expl) return;
    if ((*known)[0] == "d" && !is_demonstrative(token)) return;
    Mention mention;
    mention.head = token;
    mention.extent = mention.head_range = TokenRange::one(token);
    mention.form = MentionForm::pronoun;
    const std::string_view number = (*known)[1], gender = (*known)[2];
    mention.number = number == "s"   ? GrammaticalNumber::singular
                     : number == "p" ? GrammaticalNumber::plural
                                     : GrammaticalNumber::unknown;
    mention.gender = gender == "m"   ? Gender::male
                     : gender == "f" ? Gender::female
                     : gender == "n" ? Gender::neuter
                                     : Gender::unknown;
    mention.animate = gender == "m" || gender == "f" || gender == "p";
    mention.type = mention.animate ? NameType::person : NameType::other;
    mentions_.items.push_back(mention);
  }

  // "that" is more often a relative pronoun or a conjunction.
  bool is_demonstrative(TokenId token) const { return d_.syntax.morph[token].pron_type == Morph::PronType::dem; }

  // Addresses and hashtags say where words stand, and are nothing that is told of.
  bool is_address(TokenId token) const {
    const std::string_view word = form(token);
    return word.size() > 1 &&
           (word.starts_with("http") || word.starts_with("www.") || word.starts_with("pic.twitter") ||
            word.find("://") != std::string_view::npos || word[0] == '#');
  }

  void add_nominal(TokenId token) {
    if (is_time(token) || is_modifier(token) || is_address(token)) return;
    Mention mention;
    mention.head = token;
    mention.head_range = TokenRange::one(token);
    mention.extent = extent_of(token, {});
    const bool proper = d_.syntax.upos[token] == Upos::propn;
    mention.form = proper ? MentionForm::name : MentionForm::nominal;
    if (proper) mention.head_range = proper_range(token);
    const NounKind kind = kind_of_noun(lexicons_, d_, dependents_, token);
    if (proper && (is_title(mention.head_range) || kind.type == NameType::person))
      mention.form = MentionForm::nominal;  // "the President"
    mention.type = kind.type;
    mention.gender = kind.gender;
    mention.animate = kind.animate;
    if (kind.type == NameType::other && counts_people(token)) {
      mention.type = NameType::group;
      mention.animate = true;
    }
    const auto number = d_.syntax.morph[token].number;
    mention.number = number == Morph::Number::plur || number == Morph::Number::ptan ? GrammaticalNumber::plural
                                                                                    : GrammaticalNumber::singular;
    mention.score = proper ? 0.6F : 1.0F;
    if (heads_quantity(token)) {
      const Name& quantity = d_.names.items[d_.names.of_token[token]];
      mention.form = MentionForm::nominal;
      mention.type = NameType::quantity;
      mention.head_range = quantity.tokens;
      mention.extent.begin_id = std::min(mention.extent.begin_id, quantity.tokens.begin_id);
      mention.extent.end_id = std::max(mention.extent.end_id, quantity.tokens.end_id);
      mention.animate = false;
    }
    mentions_.items.push_back(mention);
  }

  // The proper nouns around `head` that hang on it without anything between.
  TokenRange proper_range(TokenId head) const {
    TokenRange range = TokenRange::one(head);
    for (const TokenId child : dependents_.of(head)) {
      if (d_.syntax.upos[child] != Upos::propn || taken_[child.index()]) continue;
      const Relation r = main_type(relation(child));
      if (r != Relation::compound && r != Relation::flat) continue;
      if (child.index() + 1 == range.begin_id.index()) range.begin_id = child;
      if (child == range.end_id) range.end_id = TokenId(child.index() + 1);
    }
    if (lexicons_.law_nouns.contains(form(range.back()))) range.begin_id = begin_of_law(range.begin_id);
    return range;
  }
  // "the Women and Lung Cancer Research and Preventive Services Act": all words with capitals, and what joins them.
  TokenId begin_of_law(TokenId begin) const {
    const TokenId first = d_.sentences.tokens[d_.sentences.of_token[begin]].begin_id;
    const auto at = [&](std::size_t back) { return TokenId(begin.index() - back); };
    const auto is_word = [&](TokenId t) { return is_capitalized(t) && d_.syntax.upos[t] != Upos::det && !is_time(t); };
    constexpr std::size_t longest_law = 16;
    for (std::size_t n = 0; n < longest_law && first < begin; ++n) {
      if (is_word(at(1))) begin = at(1);
      else if (first.index() + 1 < begin.index() && joins_names(at(1)) && is_word(at(2))) begin = at(2);
      else break;
    }
    return begin;
  }
  bool joins_names(TokenId token) const {
    const std::string_view word = form(token);
    return word == "and" || word == "of" || word == "for" || word == "&" || word == "to" || word == "in" ||
           word == "on";
  }

  void sort() {
    auto& items = mentions_.items.items();
    std::stable_sort(items.begin(), items.end(), [](const Mention& a, const Mention& b) {
      return a.extent.begin_id != b.extent.begin_id ? a.extent.begin_id < b.extent.begin_id
                                                    : a.extent.end_id > b.extent.end_id;
    });
    // Spans that cross a longer one before them shrink to their head.
    std::vector<TokenId> open;
    for (Mention& m : items) {
      while (!open.empty() && open.back() <= m.extent.begin_id) open.pop_back();
      if (!open.empty() && m.extent.end_id > open.back()) m.extent.end_id = std::max(open.back(), m.head_range.end_id);
      if (!m.phrase.contains(m.extent)) m.phrase = m.extent;
      if (open.empty() || m.extent.end_id <= open.back()) open.push_back(m.extent.end_id);
    }
    std::stable_sort(items.begin(), items.end(), [](const Mention& a, const Mention& b) {
      return a.extent.begin_id != b.extent.begin_id ? a.extent.begin_id < b.extent.begin_id
                                                    : a.extent.end_id > b.extent.end_id;
    });
  }

  void nest() {
    mentions_.by_head.resize(d_.tokens.size());
    std::vector<std::pair<TokenId, MentionId>> heads_of_names;
    std::vector<MentionId> open;
    for (const MentionId id : mentions_.items.ids()) {
      Mention& m = mentions_.items[id];
      while (!open.empty() && mentions_.items[open.back()].extent.end_id <= m.extent.begin_id) open.pop_back();
      for (auto it = open.rbegin(); it != open.rend() && !m.whole; ++it) {
        if (mentions_.items[*it].extent.contains(m.extent)) m.whole = *it;
      }
      open.push_back(id);
      if (m.coordination) continue;
      MentionId& known = mentions_.by_head[m.head];
      if (!known || mentions_.items[known].extent.size() < m.extent.size()) known = id;
      if (m.form == MentionForm::name) heads_of_names.emplace_back(head_of(m.head_range), id);
    }
    for (const auto& [head, id] : heads_of_names) {
      if (!mentions_.by_head[head]) mentions_.by_head[head] = id;  // below its title
    }
  }

  const Document& d_;
  NounLexicons lexicons_;
  Lexicon quantity_words_, casualty_words_;
  Dependents dependents_;
  std::vector<bool> taken_;
  std::vector<TokenRange> ranges_;  // of the names
  std::vector<TokenRange> teams_;
  Mentions mentions_;
};

}  // namespace

Mentions find_mentions(const Document& document, const Knowledge& knowledge) {
  if (document.syntax.size() == 0) return {};
  return Finder(document, knowledge).find();
}

}  // namespace tidings
