#include "discourse/body_cues.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>

#include "discourse/name_keys.hpp"
#include "discourse/score_rows.hpp"

namespace tidings {

BodyCues::BodyCues(const Document& document, const NounLexicons& lexicons)
    : d_(document),
      s_(document.syntax),
      nouns_(lexicons.body_nouns),
      context_(lexicons.body_context),
      dependents_(document.syntax) {}

std::string_view BodyCues::told_by(TokenId noun, std::string_view where) const {
  if (!noun || (s_.upos[noun] != Upos::noun && s_.upos[noun] != Upos::propn)) return {};
  std::string_view told = kind_of(std::string(s_.lemma(noun)), where);
  if (noun.index() == 0) return told;
  const TokenId before(noun.index() - 1);  // "news agency", "think tank"
  if (s_.head[before] != noun) return told;
  const std::string_view both =
      kind_of(std::string(d_.tokens.form(d_.source, before)) + ' ' + std::string(s_.lemma(noun)), where);
  return both.empty() ? told : both;
}

std::string_view BodyCues::kind_of(const std::string& words, std::string_view where) const {
  const auto known = nouns_.find(words);
  if (!known) return {};
  for (const Fields fields : *known) {
    if (fields[1] == where) return fields[0];
  }
  return {};
}

TokenId BodyCues::head_of(TokenRange name) const {
  for (const TokenId token : name) {
    if (!s_.head[token] || !name.contains(s_.head[token])) return token;
  }
  return name.back();
}

bool BodyCues::has_child(TokenId token, Relation relation) const {
  const auto children = dependents_.of(token);
  return std::any_of(children.begin(), children.end(),
                     [&](TokenId c) { return main_type(s_.relation[c]) == relation; });
}

std::string_view BodyCues::by_noun_before(const Mention& name) const {
  const TokenId begin = d_.sentences.tokens[d_.sentences.of_token[name.head]].begin_id;
  TokenId at = name.head_range.begin_id;
  const auto before = [&] {
    return at > begin ? d_.tokens.form(d_.source, TokenId(at.index() - 1)) : std::string_view();
  };
  const auto skip = [&](std::initializer_list<std::string_view> words) {
    if (std::find(words.begin(), words.end(), before()) != words.end() && at > begin) at = TokenId(at.index() - 1);
  };
  skip({"\"", "\xE2\x80\x9C", "'", "\xE2\x80\x98"});
  skip({"called", "named", "dubbed"});
  return at > begin ? told_by(TokenId(at.index() - 1), "kind") : std::string_view();
}

// "companies such as Eskom", "firms like Eskom", "firms, including Eskom"
bool BodyCues::is_example(TokenId name) const {
  for (const TokenId child : dependents_.of(name)) {
    if (main_type(s_.relation[child]) != Relation::case_) continue;
    const std::string_view word = s_.lemma(child);
    if (word == "like" || word == "such" || word == "include" || word == "including") return true;
  }
  return false;
}

std::string_view BodyCues::by_description(const Mention& name) const {
  const TokenId head = head_of(name.head_range), above = s_.head[head];
  const Relation r = main_type(s_.relation[head]);
  if (above && (r == Relation::appos || (r == Relation::nsubj && has_child(above, Relation::cop)) ||
                (r == Relation::nmod && is_example(head)))) {
    if (const std::string_view told = told_by(above, "kind"); !told.empty()) return told;
  }
  for (const TokenId child : dependents_.of(head)) {
    if (main_type(s_.relation[child]) != Relation::appos) continue;
    if (const std::string_view told = told_by(child, "kind"); !told.empty()) return told;
  }
  return by_commas(name);
}

// "AltoMaxx, a British Columbia-based company, …": by the words alone, where the tree says otherwise.
std::string_view BodyCues::by_commas(const Mention& name) const {
  const TokenId end = d_.sentences.tokens[d_.sentences.of_token[name.head]].end_id;
  const auto at = [&](std::size_t i) { return TokenId(name.head_range.end_id.index() + i); };
  const auto form = [&](std::size_t i) { return at(i) < end ? d_.tokens.form(d_.source, at(i)) : std::string_view(); };
  if (form(0) != "," || (form(1) != "a" && form(1) != "an" && form(1) != "the")) return {};
  constexpr std::size_t longest_phrase = 9;
  for (std::size_t i = 2; i < longest_phrase && at(i) < end; ++i) {
    const Upos upos = s_.upos[at(i)];
    if (upos != Upos::noun && upos != Upos::propn && upos != Upos::adj && form(i) != "-") return {};
    const bool last = at(i + 1) >= end || (s_.upos[at(i + 1)] != Upos::noun && s_.upos[at(i + 1)] != Upos::propn);
    if (upos == Upos::noun && last) return told_by(at(i), "kind");
  }
  return {};
}

bool BodyCues::in_table(const Mention& name) const {
  return !teams_in_row(d_, d_.sentences.tokens[d_.sentences.of_token[name.head]]).empty();
}

std::string_view BodyCues::by_possession(const Mention& name) const {
  const TokenId head = head_of(name.head_range), above = s_.head[head];
  const Relation r = main_type(s_.relation[head]);
  if (r == Relation::compound) {
    if (const std::string_view told = told_by(above, "kind"); !told.empty()) return told;
  }
  return r == Relation::nmod || r == Relation::compound ? told_by(above, "of") : std::string_view();
}

namespace {

// The weights of the kinds that words tell, summed up: "media=12 party=-3" each.
class Weights {
 public:
  void add(std::string_view told) {
    while (!told.empty()) {
      const std::string_view one = told.substr(0, told.find(' '));
      const std::size_t sign = one.find('=');
      int weight = 0;
      if (sign != std::string_view::npos) {
        std::from_chars(one.data() + sign + 1, one.data() + one.size(), weight);
        sums_[one.substr(0, sign)] += weight;
      }
      told.remove_prefix(std::min(told.size(), one.size() + 1));
    }
  }
  // The likeliest kind, where its share of the probability is `least`.
  std::string_view best(double least) const {
    std::string_view kind;
    int most = std::numeric_limits<int>::min();
    for (const auto& [name, sum] : sums_) {
      if (sum > most) kind = name, most = sum;
    }
    double all = 0;
    for (const auto& [name, sum] : sums_) all += std::exp((sum - most) / 10.0);
    return 1 >= least * all ? kind : std::string_view();
  }

 private:
  std::map<std::string_view, int> sums_;
};

}  // namespace

// Each word counts once, however often it is told.
std::string_view BodyCues::by_context(const std::vector<TokenRange>& names, std::string_view shape) const {
  std::set<std::string> words;
  words.emplace("bias");
  words.insert("shape " + std::string(shape));
  SentenceId last;
  for (const TokenRange name : names) {
    add_place(name, words);
    const SentenceId sentence = d_.sentences.of_token[name.front()];
    if (last && sentence == last) continue;
    last = sentence;
    for (const TokenId token : d_.sentences.tokens[sentence]) {
      if (!name.contains(token) && (s_.upos[token] == Upos::noun || s_.upos[token] == Upos::verb))
        words.insert("near " + std::string(s_.lemma(token)));
    }
  }
  Weights weights;
  for (const std::string& word : words) {
    if (const auto told = context_.find(word)) weights.add((*told)[0]);
  }
  constexpr double sure_enough = 0.35;
  return weights.best(sure_enough);
}

void BodyCues::add_place(TokenRange name, std::set<std::string>& words) const {
  const auto add = [&](const char* where, TokenId token) {
    const bool proper = s_.upos[token] == Upos::propn;
    words.insert(where + (proper ? fold(d_.tokens.form(d_.source, token)) : std::string(s_.lemma(token))));
  };
  const TokenId head = head_of(name), above = s_.head[head];
  if (name.begin_id > d_.sentences.tokens[d_.sentences.of_token[head]].begin_id)
    add("before ", TokenId(name.begin_id.index() - 1));
  bool of = false;
  for (const TokenId child : dependents_.of(head)) {
    if (name.contains(child)) continue;
    if (main_type(s_.relation[child]) == Relation::case_) of |= d_.tokens.form(d_.source, child) == "of";
    if (main_type(s_.relation[child]) == Relation::appos && s_.upos[child] == Upos::noun) add("is ", child);
  }
  if (!above) return;
  switch (main_type(s_.relation[head])) {
    case Relation::nsubj:
      if (has_child(above, Relation::cop)) return add("is ", above);
      add(s_.relation[head] == Relation::nsubj ? "subj " : "obj ", above);
      for (const TokenId child : dependents_.of(above)) {
        if (child > above && s_.relation[child] == Relation::obj) add("does ", child);
      }
      return;
    case Relation::obj:
      return add("obj ", above);
    case Relation::appos:
      return add("is ", above);
    case Relation::compound:
    case Relation::amod:
      return add("of ", above);
    case Relation::nmod:
      return add(of || s_.relation[head] == Relation::nmod_poss ? "of " : "with ", above);
    default:
      return;
  }
}

}  // namespace tidings
