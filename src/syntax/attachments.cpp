#include "tidings/syntax/attachments.hpp"

#include <algorithm>
#include <optional>

#include "discourse/lexicon.hpp"
#include "tidings/document.hpp"

namespace tidings {

namespace {

constexpr std::size_t longest_title = 5;
constexpr std::size_t longest_field = 5;  // of an office: "Secretary of Health and Human Services"
constexpr std::size_t longest_preposition = 4;
constexpr int deepest = 100;  // trees deeper than this are left as they are, so that time stays linear

class Mender {
 public:
  Mender(Document& document, const Knowledge& knowledge)
      : d_(document),
        s_(document.syntax),
        dependents_(document.syntax),
        titles_(lexicon_of(knowledge, "titles")),
        cues_(lexicon_of(knowledge, "modality-cues")),
        event_nouns_(lexicon_of(knowledge, "event-nouns")),
        nominalizations_(lexicon_of(knowledge, "nominalizations")),
        prepositions_(lexicon_of(knowledge, "gerund-prepositions")),
        speech_(lexicon_of(knowledge, "speech-verbs")) {}

  void mend() {
    for (const Name& name : d_.names.items) {
      if (name.type == NameType::person) join_title(name.tokens);
    }
    refresh();
    share_head_noun();
    refresh();
    for (const TokenId token : s_.head.ids()) {
      if (s_.upos[token] != Upos::verb) continue;
      give_subject(token);
      give_charge(token);
    }
    refresh();
    for (const TokenId token : s_.head.ids()) leave_relative_clause(token);
    refresh();
    for (const TokenId token : s_.head.ids()) {
      if (s_.upos[token] == Upos::verb && speech_.contains(s_.lemma(token))) part_from_words(token);
    }
  }

 private:
  std::string_view form(TokenId t) const { return d_.tokens.form(d_.source, t); }
  Relation main_relation(TokenId t) const { return main_type(s_.relation[t]); }
  void refresh() {
    if (changed_) dependents_ = Dependents(s_);
    changed_ = false;
  }
  void attach(TokenId token, TokenId head, Relation relation) {
    s_.head[token] = head;
    s_.relation[token] = relation;
    changed_ = true;
  }
  TokenRange sentence_of(TokenId t) const { return d_.sentences.tokens[d_.sentences.of_token[t]]; }
  static TokenId after(TokenId t) { return TokenId(t.index() + 1); }
  static TokenId before(TokenId t) { return TokenId(t.index() - 1); }

  bool is_deep(TokenId token) const {
    int step = 0;
    for (; token && step < deepest; token = s_.head[token]) ++step;
    return static_cast<bool>(token);
  }
  bool is_below(TokenId token, TokenId above) const {
    for (; token; token = s_.head[token]) {
      if (token == above) return true;
    }
    return false;
  }
  // The token of a span whose head lies outside of it, the one nearest to the root.
  TokenId top_of(TokenRange range) const {
    for (const TokenId token : range) {
      const TokenId head = s_.head[token];
      if (head && range.contains(head)) continue;
      if (!head || std::none_of(range.begin(), range.end(), [&](TokenId t) { return is_below(head, t); })) return token;
    }
    return range.front();
  }
  bool is_capitalized(TokenId token) const {
    const std::string_view word = form(token);
    return !word.empty() && word[0] >= 'A' && word[0] <= 'Z';
  }

  // ---- "Department of Homeland Security Undersecretary Suzanne Spaulding said"

  void join_title(TokenRange name) {
    const TokenId begin = sentence_of(name.front()).begin_id;
    const std::optional<TokenRange> title = title_before(name.begin_id, begin);
    if (!title) return;
    TokenRange group{title->begin_id, name.end_id};
    const std::optional<TokenRange> body = body_before(title->begin_id, begin);
    const auto deep = [&](TokenRange words) {
      return std::any_of(words.begin(), words.end(), [&](TokenId t) { return is_deep(t); });
    };
    if (deep(group) || (body && deep(*body))) return;
    if (body && belongs_to(*body, *title, name)) group.begin_id = body->begin_id;
    const TokenId head = top_of(name);
    if (top_of(group) == head && hangs_below(group, head)) return lift_preposition(group, head);
    make_head(group, head, *title);
  }

  // "Director", "Secretary of State": with capitals, right before `end`.
  std::optional<TokenRange> title_before(TokenId end, TokenId begin) const {
    if (const auto title = title_that_ends(end, begin)) return title;
    TokenId field = end;  // of the office
    for (std::size_t n = 0; n < longest_field && field > begin; ++n) {
      const TokenId word = before(field);
      const Upos upos = s_.upos[word];
      if (form(word) == "of" || form(word) == "for")
        return field == end ? std::nullopt : with_end(title_that_ends(word, begin), end);
      const bool fits = form(word) == "and" ||
                        (is_capitalized(word) && (upos == Upos::propn || upos == Upos::noun || upos == Upos::adj));
      if (!fits || is_in_person(word)) return std::nullopt;
      field = word;
    }
    return std::nullopt;
  }
  static std::optional<TokenRange> with_end(std::optional<TokenRange> title, TokenId end) {
    if (title) title->end_id = end;
    return title;
  }
  std::optional<TokenRange> title_that_ends(TokenId end, TokenId begin) const {
    for (std::size_t n = std::min(longest_title, end.index() - begin.index()); n > 0; --n) {
      const TokenId first(end.index() - n);
      const auto match = titles_.longest(n, [&](std::size_t i) { return form(TokenId(first.index() + i)); });
      const bool office = match.words == n && match.value[0] != "honorific";
      if (office && is_capitalized(first)) return TokenRange{first, end};
    }
    return std::nullopt;
  }
  bool is_in_person(TokenId token) const {
    const NameId name = d_.names.of_token[token];
    return name && d_.names.items[name].type == NameType::person;
  }

  // The name of a body, a place or a people that ends at `end`.
  std::optional<TokenRange> body_before(TokenId end, TokenId begin) const {
    if (end <= begin) return std::nullopt;
    const NameId id = d_.names.of_token[before(end)];
    if (!id || d_.names.items[id].tokens.end_id != end) return std::nullopt;
    const NameType type = d_.names.items[id].type;
    const bool holds = type == NameType::organization || type == NameType::location || type == NameType::group;
    return holds ? std::optional(d_.names.items[id].tokens) : std::nullopt;
  }
  // "in Iraq President Bush said": a name behind a preposition before the subject stays what it is.
  bool belongs_to(TokenRange body, TokenRange title, TokenRange name) const {
    const TokenId top = top_of(body);
    const TokenId head = s_.head[top];
    if (head && (title.contains(head) || name.contains(head))) return true;
    const TokenRange below = dependents_.subtree(top);
    if (below.contains(name.front())) return true;
    return !has_case(top) || has_case(top_of(name)) || main_relation(top_of(name)) != Relation::nsubj;
  }
  bool has_case(TokenId token) const {
    const auto children = dependents_.of(token);
    return std::any_of(children.begin(), children.end(), [&](TokenId c) { return s_.relation[c] == Relation::case_; });
  }
  bool hangs_below(TokenRange group, TokenId head) const {
    return std::all_of(group.begin(), group.end(), [&](TokenId t) { return t == head || group.contains(s_.head[t]); });
  }

  void make_head(TokenRange group, TokenId head, TokenRange title) {
    const TokenId top = is_placed(group, head) ? head : top_of(group);
    const TokenId above = s_.head[top];
    const Relation relation = s_.relation[top];
    const TokenId title_head = top_of(title);
    for (const TokenId token : group) {
      if (token != head) give_dependents(token, head, group);
    }
    for (const TokenId token : group) {
      const TokenId up = s_.head[token];
      if (token == head || (up && up != head && group.contains(up))) continue;
      if (token == title_head) attach(token, head, Relation::nmod_desc);
      else if (title.contains(token)) attach(token, title_head, relation_in_title(token, title_head));
      else if (token < title.begin_id)
        attach(token, title_head, s_.upos[token] == Upos::adj ? Relation::amod : Relation::compound);
    }
    attach(title_head, head, Relation::nmod_desc);
    attach(head, above, relation);
  }

  // Whether the tree gives the name a place of its own outside of the group, and not below what stands in the group.
  bool is_placed(TokenRange group, TokenId head) const {
    const TokenId above = s_.head[head];
    if (!above || group.contains(above)) return false;
    if (std::any_of(group.begin(), group.end(), [&](TokenId t) { return is_below(above, t); })) return false;
    const Relation r = main_relation(head);
    return r == Relation::nsubj || r == Relation::conj || has_case(head);
  }
  Relation relation_in_title(TokenId token, TokenId head) const {
    if (token < head) return Relation::compound;
    return has_case(token) ? Relation::nmod : Relation::flat;
  }
  // "with" of "with Director James Comey" is that of the name.
  void lift_preposition(TokenRange group, TokenId head) {
    for (const TokenId token : group) {
      if (token == head) continue;
      for (const TokenId child : dependents_.of(token)) {
        if (child < group.begin_id && s_.head[child] == token && s_.relation[child] == Relation::case_)
          attach(child, head, Relation::case_);
      }
    }
  }
  // What hangs on `from` and stands outside of `group` hangs on `to` now.
  void give_dependents(TokenId from, TokenId to, TokenRange group) {
    for (const TokenId child : dependents_.of(from)) {
      if (!group.contains(child) && s_.head[child] == from) attach(child, to, s_.relation[child]);
    }
  }

  // ---- "US and Chinese officials"

  void share_head_noun() {
    for (std::size_t i = 1; i + 3 < s_.size(); ++i) {
      const TokenId conjunction(i);
      if (s_.upos[conjunction] != Upos::cconj) continue;
      const TokenId first = before(conjunction), second = after(conjunction), noun = after(second);
      const bool plain = sentence_of(first).contains(noun) && is_abbreviation(first) && s_.upos[second] == Upos::adj &&
                         s_.head[second] == noun && s_.head[noun] == first && s_.relation[noun] == Relation::conj &&
                         s_.upos[noun] == Upos::noun && s_.morph[noun].number == Morph::Number::plur;
      if (plain && is_people(second)) lift(noun, first);
    }
  }
  bool is_abbreviation(TokenId token) const {
    const std::string_view word = form(token);
    const NameId name = d_.names.of_token[token];
    const bool place = name && d_.names.items[name].type == NameType::location;
    return place && word.size() <= 4 &&
           std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '.'; });
  }
  bool is_people(TokenId token) const {
    const NameId name = d_.names.of_token[token];
    return name && d_.names.items[name].type == NameType::group;
  }
  // `noun` takes the place of `first`, which describes it now.
  void lift(TokenId noun, TokenId first) {
    const TokenId above = s_.head[first];
    const Relation relation = s_.relation[first];
    give_dependents(first, noun, TokenRange::one(noun));
    attach(first, noun, Relation::compound);
    attach(noun, above, relation);
  }

  // ---- "prior to Xi visiting"

  void give_subject(TokenId verb) {
    const Relation r = main_relation(verb);
    const bool clause = (r == Relation::advcl || r == Relation::acl) && s_.relation[verb] != Relation::acl_relcl;
    if (!clause || !is_gerund(verb) || verb <= sentence_of(verb).begin_id || has_own_words(verb) || is_deep(verb))
      return;
    const TokenId last = before(verb);
    const NameId name = d_.names.of_token[last];
    const bool pronoun = s_.upos[last] == Upos::pron && s_.morph[last].case_ == Morph::Case::acc;
    if (!name && !pronoun) return;
    const TokenId subject = name ? top_of(d_.names.items[name].tokens) : last;
    if (!s_.head[subject] || is_below(subject, verb)) return;
    const bool oblique = main_relation(subject) == Relation::obl || main_relation(subject) == Relation::nmod;
    const TokenId above = s_.head[verb] == subject ? s_.head[subject] : s_.head[verb];
    if (!oblique || !is_below(subject, above) || !is_before_gerund(subject)) return;
    take_subject(verb, subject, above);
  }
  bool is_gerund(TokenId verb) const {
    const Morph& m = s_.morph[verb];
    return m.verb_form == Morph::VerbForm::ger ||
           (m.verb_form == Morph::VerbForm::part && m.tense == Morph::Tense::pres);
  }
  bool has_own_words(TokenId verb) const {
    const auto children = dependents_.of(verb);
    return std::any_of(children.begin(), children.end(), [&](TokenId c) {
      const Relation r = main_relation(c);
      return r == Relation::nsubj || r == Relation::aux || r == Relation::mark;
    });
  }
  // Its preposition may have a clause behind it.
  bool is_before_gerund(TokenId noun) const {
    TokenId first, last;
    for (const TokenId child : dependents_.of(noun)) {
      if (s_.relation[child] != Relation::case_ || child > noun) continue;
      if (!first) first = child;
      last = dependents_.subtree(child).back();
    }
    if (!first) return false;
    const std::size_t count = last.index() + 1 - first.index();
    if (count > longest_preposition) return false;
    return prepositions_.longest(count, [&](std::size_t i) { return form(TokenId(first.index() + i)); }).words == count;
  }
  void take_subject(TokenId verb, TokenId subject, TokenId above) {
    for (const TokenId child : dependents_.of(subject)) {
      const bool marks = s_.relation[child] == Relation::case_ || s_.relation[child] == Relation::punct;
      if (marks && child < subject)
        attach(child, verb, s_.relation[child] == Relation::punct ? Relation::punct : Relation::mark);
    }
    attach(verb, above, s_.upos[above] == Upos::verb ? Relation::advcl : Relation::acl);
    attach(subject, verb, Relation::nsubj);
  }

  // ---- "accused hackers of attacks"

  void give_charge(TokenId verb) {
    if (!takes_charge(verb)) return;
    TokenId object;
    for (const TokenId child : dependents_.of(verb)) {
      if (has_of(child)) return;  // told already
      if (s_.relation[child] == Relation::obj && s_.head[child] == verb) object = child;
    }
    if (!object || object < verb) return;
    for (const TokenId child : dependents_.of(object)) {
      const bool tells = s_.relation[child] == Relation::nmod && s_.head[child] == object && is_event_noun(child);
      if (child > object && tells && has_of(child)) return attach(child, verb, Relation::obl);
    }
  }
  bool takes_charge(TokenId verb) const {
    const auto cue = cues_.find(s_.lemma(verb));
    if (!cue) return false;
    for (const Fields fields : *cue) {
      if (fields[0] == "alleged" && fields[1] == "of") return true;
    }
    return false;
  }
  bool has_of(TokenId token) const {
    const auto children = dependents_.of(token);
    return std::any_of(children.begin(), children.end(), [&](TokenId c) {
      return (s_.relation[c] == Relation::case_ || s_.relation[c] == Relation::mark) && form(c) == "of";
    });
  }
  bool is_event_noun(TokenId token) const {
    return event_nouns_.contains(s_.lemma(token)) || nominalizations_.contains(s_.lemma(token));
  }

  // ---- "ended a meeting where they discussed security, prior to the visit"

  // A relative clause that no comma opens ends with one.
  void leave_relative_clause(TokenId token) {
    const Relation r = main_relation(token);
    if (r != Relation::advcl && r != Relation::obl) return;
    const TokenId inner = s_.head[token];
    if (!inner || token < inner || s_.relation[inner] != Relation::acl_relcl || !follows_comma(token)) return;
    const TokenId opening = dependents_.subtree(inner).front();
    if (opening <= sentence_of(inner).begin_id || is_comma(opening) || is_comma(before(opening))) return;
    TokenId verb = s_.head[inner];
    for (int step = 0; verb && s_.upos[verb] != Upos::verb && step < deepest; ++step) verb = s_.head[verb];
    if (verb && s_.upos[verb] == Upos::verb && verb < inner) attach(token, verb, s_.relation[token]);
  }
  // ---- "Rebels shelled the capital, killing twenty people, officials said"

  // A verb of saying that closes its sentence has nothing of the words before its subject but their first verb.
  void part_from_words(TokenId saying) {
    const TokenId subject = subject_behind_words(saying);
    if (!subject || is_deep(saying)) return;
    const bool aside = main_relation(saying) == Relation::parataxis && s_.head[saying] < subject;
    TokenId first = aside ? s_.head[saying] : TokenId();
    const std::vector<TokenId> children(dependents_.of(saying).begin(), dependents_.of(saying).end());
    for (const TokenId child : children) {
      if (child >= subject) continue;
      const bool clause = main_relation(child) == Relation::ccomp && s_.upos[child] == Upos::verb;
      if (!first && clause && !is_bare_participle(child)) first = child;
      else if (first && clause && is_bare_participle(child)) describe_noun(child);
      else if (first && main_relation(child) == Relation::advcl && child > first && !marked(child))
        attach(child, first, s_.relation[child]);
    }
  }
  // The subject of the verb of saying right behind it: its own, or one that the tree gives to a participle before.
  TokenId subject_behind_words(TokenId saying) {
    for (const TokenId child : dependents_.of(saying)) {
      if (main_relation(child) == Relation::nsubj) return child < saying && reaches(child, saying) ? child : TokenId();
    }
    for (const TokenId child : dependents_.of(saying)) {
      if (child > saying) continue;
      for (const TokenId below : dependents_.of(child)) {
        if (const TokenId subject = taken_subject(below, saying)) return subject;
      }
      if (const TokenId subject = taken_subject(child, saying)) return subject;
    }
    return TokenId();
  }
  // "killing people, [officials] said": no participle has its subject behind it.
  TokenId taken_subject(TokenId participle, TokenId saying) {
    if (s_.upos[participle] != Upos::verb || !is_gerund(participle)) return TokenId();
    for (const TokenId child : dependents_.of(participle)) {
      const bool behind = main_relation(child) == Relation::nsubj && child > participle && child < saying;
      if (!behind || !reaches(child, saying)) continue;
      attach(child, saying, Relation::nsubj);
      return child;
    }
    return TokenId();
  }
  // Whether the words of `noun` end right before the verb.
  bool reaches(TokenId noun, TokenId verb) const { return after(dependents_.subtree(noun).back()) == verb; }
  bool marked(TokenId clause) const {
    const auto children = dependents_.of(clause);
    return std::any_of(children.begin(), children.end(), [&](TokenId c) { return main_relation(c) == Relation::mark; });
  }
  bool is_bare_participle(TokenId verb) const {
    const Morph& m = s_.morph[verb];
    return m.verb_form == Morph::VerbForm::part && m.tense == Morph::Tense::past && !has_own_words(verb);
  }
  // "a member jailed a year ago", "proposed changes"
  void describe_noun(TokenId participle) {
    if (participle <= sentence_of(participle).begin_id) return;
    const TokenId noun = before(participle);
    if (s_.upos[noun] == Upos::noun || s_.upos[noun] == Upos::propn) return attach(participle, noun, Relation::acl);
    const TokenId end = sentence_of(participle).end_id;
    TokenId next = after(participle);
    while (next < end && s_.upos[next] == Upos::adj) next = after(next);
    if (next < end && s_.upos[next] == Upos::noun && !is_below(next, participle))
      attach(participle, next, Relation::amod);
  }

  bool is_comma(TokenId token) const { return form(token) == ","; }
  // Its own words begin with a preposition or a conjunction behind a comma.
  bool follows_comma(TokenId token) const {
    TokenId first;
    for (const TokenId child : dependents_.of(token)) {
      const bool marks = s_.relation[child] == Relation::case_ || s_.relation[child] == Relation::mark;
      if (marks && child < token && !first) first = child;
    }
    return first && first > sentence_of(token).begin_id && is_comma(before(first));
  }

  Document& d_;
  Syntax& s_;
  Dependents dependents_;
  bool changed_ = false;
  Lexicon titles_, cues_, event_nouns_, nominalizations_, prepositions_, speech_;
};

}  // namespace

void mend_attachments(Document& document, const Knowledge& knowledge) {
  if (document.syntax.size() == 0) return;
  Mender(document, knowledge).mend();
}

}  // namespace tidings
