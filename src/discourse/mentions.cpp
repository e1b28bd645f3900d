// Mentions from syntax: every name, every pronoun that refers, and every noun phrase with a noun at its head.
#include "tidings/discourse/mentions.hpp"

#include <algorithm>
#include <string>

#include "discourse/noun_kinds.hpp"
#include "tidings/document.hpp"

namespace tidings {

namespace {

class Finder {
 public:
  Finder(const Document& document, const Knowledge& knowledge)
      : d_(document), lexicons_(knowledge), dependents_(document.syntax), taken_(document.tokens.size(), false) {}

  Mentions find() {
    for (const NameId name : d_.names.items.ids()) add_name(name);
    for (const TokenId token : d_.syntax.upos.ids()) {
      if (!is_readable(token) || taken_[token.index()]) continue;
      const Upos upos = d_.syntax.upos[token];
      if (upos == Upos::pron) add_pronoun(token);
      else if (upos == Upos::noun || upos == Upos::propn) add_nominal(token);
    }
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

  void add_name(NameId id) {
    const Name& name = d_.names.items[id];
    if (name.type == NameType::date || !is_readable(name.tokens.front())) return;
    if (is_time(name.tokens.front()) && is_time(name.tokens.back())) return;
    const TokenId head = head_of(name.tokens);
    for (const TokenId token : name.tokens) taken_[token.index()] = true;
    Mention mention;
    mention.head = head;
    mention.head_range = name.tokens;
    mention.extent = is_modifier(head) ? name.tokens : extent_of(head, name.tokens);
    mention.form = MentionForm::name;
    mention.type = name.type;
    mention.name = id;
    mention.score = name.score;
    mention.number = GrammaticalNumber::singular;
    if (name.type == NameType::group) mention.number = GrammaticalNumber::plural;
    describe_person(mention);
    mentions_.items.push_back(mention);
    // A name inside a larger noun phrase: "Chinese President Xi Jinping" is one mention, "the Obama administration" two.
  }

  void describe_person(Mention& mention) const {
    if (mention.type != NameType::person) return;
    mention.animate = true;
    for (const TokenId token : mention.extent) {
      if (const auto noun = lexicons_.gendered_nouns.find(form(token))) mention.gender = (*noun)[0] == "m" ? Gender::male : Gender::female;
    }
    if (mention.gender != Gender::unknown || mention.head_range.size() < 2) return;
    const auto given = lexicons_.given_names.find(form(mention.head_range.front()));
    if (given && (*given)[0] == "m") mention.gender = Gender::male;
    if (given && (*given)[0] == "f") mention.gender = Gender::female;
  }

  bool is_modifier(TokenId token) const {
    switch (main_type(relation(token))) {
      case Relation::compound: case Relation::flat: case Relation::amod: case Relation::fixed: case Relation::goeswith: case Relation::nummod:
      case Relation::det: case Relation::advmod: return true;
      default: return false;
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
      if (!belongs_right(child)) {
        limit = std::min(limit, dependents_.subtree(child).begin_id);
        break;
      }
    }
    for (const TokenId child : dependents_.of(head)) {
      const TokenRange below = dependents_.subtree(child);
      if (child > head && belongs_right(child) && child < limit) extent.end_id = std::max(extent.end_id, std::min(below.end_id, limit));
    }
    return trimmed(extent, head, core);
  }

  bool belongs_left(TokenId child) const {
    switch (main_type(relation(child))) {
      case Relation::det: case Relation::amod: case Relation::compound: case Relation::nummod: case Relation::nmod: case Relation::flat:
        return true;
      case Relation::appos: case Relation::advmod: return relation(child) != Relation::appos && d_.syntax.upos[child] == Upos::adv && d_.syntax.upos[d_.syntax.head[child]] == Upos::num;
      default: return false;
    }
  }

  bool belongs_right(TokenId child) const {
    const Relation r = relation(child);
    switch (main_type(r)) {
      case Relation::nmod: case Relation::flat: case Relation::compound: case Relation::nummod: case Relation::fixed: case Relation::goeswith: return true;
      case Relation::case_: return form(child) == "'s" || form(child) == "\xE2\x80\x99s" || form(child) == "'" || form(child) == "\xE2\x80\x99";
      case Relation::acl: return r != Relation::acl_relcl;
      default: return false;
    }
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
    mention.number = number == "s" ? GrammaticalNumber::singular : number == "p" ? GrammaticalNumber::plural : GrammaticalNumber::unknown;
    mention.gender = gender == "m" ? Gender::male : gender == "f" ? Gender::female : gender == "n" ? Gender::neuter : Gender::unknown;
    mention.animate = gender == "m" || gender == "f" || gender == "p";
    mention.type = mention.animate ? NameType::person : NameType::other;
    mentions_.items.push_back(mention);
  }

  // "that" is more often a relative pronoun or a conjunction.
  bool is_demonstrative(TokenId token) const { return d_.syntax.morph[token].pron_type == Morph::PronType::dem; }

  void add_nominal(TokenId token) {
    if (is_time(token) || is_modifier(token)) return;
    Mention mention;
    mention.head = token;
    mention.head_range = TokenRange::one(token);
    mention.extent = extent_of(token, {});
    const bool proper = d_.syntax.upos[token] == Upos::propn;
    mention.form = proper ? MentionForm::name : MentionForm::nominal;
    if (proper) mention.head_range = proper_range(token);
    const NounKind kind = kind_of_noun(lexicons_, proper ? form(token) : d_.syntax.lemma(token));
    mention.type = kind.type;
    mention.gender = kind.gender;
    mention.animate = kind.animate;
    const auto number = d_.syntax.morph[token].number;
    mention.number = number == Morph::Number::plur || number == Morph::Number::ptan ? GrammaticalNumber::plural : GrammaticalNumber::singular;
    mention.score = proper ? 0.6F : 1.0F;
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
    return range;
  }

  void sort() {
    auto& items = mentions_.items.items();
    std::stable_sort(items.begin(), items.end(), [](const Mention& a, const Mention& b) {
      return a.extent.begin_id != b.extent.begin_id ? a.extent.begin_id < b.extent.begin_id : a.extent.end_id > b.extent.end_id;
    });
    // Spans that cross a longer one before them shrink to their head.
    std::vector<TokenId> open;
    for (Mention& m : items) {
      while (!open.empty() && open.back() <= m.extent.begin_id) open.pop_back();
      if (!open.empty() && m.extent.end_id > open.back()) m.extent.end_id = std::max(open.back(), m.head_range.end_id);
      if (open.empty() || m.extent.end_id <= open.back()) open.push_back(m.extent.end_id);
    }
    std::stable_sort(items.begin(), items.end(), [](const Mention& a, const Mention& b) {
      return a.extent.begin_id != b.extent.begin_id ? a.extent.begin_id < b.extent.begin_id : a.extent.end_id > b.extent.end_id;
    });
  }

  void nest() {
    mentions_.by_head.resize(d_.tokens.size());
    std::vector<MentionId> open;
    for (const MentionId id : mentions_.items.ids()) {
      Mention& m = mentions_.items[id];
      while (!open.empty() && mentions_.items[open.back()].extent.end_id <= m.extent.begin_id) open.pop_back();
      for (auto it = open.rbegin(); it != open.rend() && !m.whole; ++it) {
        if (mentions_.items[*it].extent.contains(m.extent)) m.whole = *it;
      }
      open.push_back(id);
      MentionId& known = mentions_.by_head[m.head];
      if (!known || mentions_.items[known].extent.size() < m.extent.size()) known = id;
    }
  }

  const Document& d_;
  NounLexicons lexicons_;
  Dependents dependents_;
  std::vector<bool> taken_;
  Mentions mentions_;
};

}  // namespace

Mentions find_mentions(const Document& document, const Knowledge& knowledge) {
  if (document.syntax.size() == 0) return {};
  return Finder(document, knowledge).find();
}

}  // namespace tidings
