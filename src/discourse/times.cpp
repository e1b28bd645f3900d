// Finds expressions with the grammar, makes their values, and puts together what is one expression: "noon" and "on
// Friday".
#include "tidings/discourse/times.hpp"

#include <algorithm>

#include "discourse/times_values.hpp"
#include "tidings/document.hpp"

namespace tidings {

namespace {

using namespace timex;

// The longest way through a trie from one token; all tokens of one sentence.
class Matcher {
 public:
  Matcher(const Document& document, const Readings& readings, const Grammar& grammar)
      : d_(document), readings_(readings), grammar_(grammar) {}

  /// The longest match that begins at `begin`; its rule's conditions hold. False where there is none.
  bool match(TokenId begin, TokenRange sentence, Match& best) {
    sentence_ = sentence;
    begin_ = begin;
    best_ = &best;
    best.rule = nullptr;
    parts_.fill(TokenId());
    follow(0, begin);
    return best.rule != nullptr;
  }

  /// How far the words before `begin`, not before `stop`, belong to the expression: "nearly", "the end of".
  TokenId extended(TokenId begin, TokenId stop, bool duration) const {
    TokenId longest = begin;
    follow_back(grammar_.prefixes(duration), 0, begin, begin, stop, longest);
    return longest;
  }

 private:
  bool fits(Symbol symbol, const Reading& reading) const noexcept {
    return symbol.is_class ? ((reading.classes >> symbol.id) & 1U) != 0 : reading.word == symbol.id;
  }

  void follow(std::uint32_t node, TokenId at) {
    const Trie::Node& here = grammar_.patterns()[node];
    if (!here.rules.empty()) keep(here, at);
    if (at >= sentence_.end_id) return;
    const Reading& reading = readings_[at];
    if (reading.classes == 0 && reading.word == no_word) return;
    for (const Trie::Edge& edge : here.edges) {
      if (!fits(edge.symbol, reading)) continue;
      const std::size_t tokens = edge.symbol.is_class ? reading.tokens_of(static_cast<WordClass>(edge.symbol.id)) : 1;
      if (edge.slot != no_slot) parts_[edge.slot] = at;
      follow(edge.to, TokenId(at.index() + tokens));
      if (edge.slot != no_slot) parts_[edge.slot] = TokenId();
    }
  }

  void keep(const Trie::Node& node, TokenId end) {
    if (end > sentence_.end_id || (best_->rule != nullptr && end < best_->tokens.end_id)) return;
    for (const std::uint32_t id : node.rules) {
      const Rule& rule = grammar_.rules()[id];
      if (best_->rule != nullptr && end == best_->tokens.end_id && best_->rule <= &rule) return;
      if (!conditions_hold(rule, end)) continue;
      best_->rule = &rule;
      best_->tokens = {begin_, end};
      best_->parts = parts_;
      return;
    }
  }

  bool conditions_hold(const Rule& rule, TokenId end) const {
    const bool has_before = begin_ > sentence_.begin_id, has_after = end < sentence_.end_id;
    const TokenId before(begin_.index() - 1);
    if (!rule.before.empty() && !(has_before && stands(rule.before, before))) return false;
    if (!rule.after.empty() && !(has_after && stands(rule.after, end))) return false;
    if (!rule.not_before.empty() && has_before && stands(rule.not_before, before)) return false;
    return rule.not_after.empty() || !has_after || !stands(rule.not_after, end);
  }

  bool stands(const Neighbour& wanted, TokenId token) const {
    const Reading& reading = readings_[token];
    if ((reading.classes & wanted.classes) != 0) return true;
    if (((wanted.parts_of_speech >> static_cast<unsigned>(d_.syntax.upos[token])) & 1U) != 0) return true;
    return reading.word != no_word &&
           std::find(wanted.words.begin(), wanted.words.end(), reading.word) != wanted.words.end();
  }

  void follow_back(const Trie& trie, std::uint32_t node, TokenId at, TokenId expression, TokenId stop,
                   TokenId& longest) const {
    const Trie::Node& here = trie[node];
    if (at < longest && std::any_of(here.rules.begin(), here.rules.end(),
                                    [&](std::uint32_t p) { return !stands(grammar_.after_prefix(p), expression); })) {
      longest = at;
    }
    if (at <= stop) return;
    const TokenId before(at.index() - 1);
    const Reading& reading = readings_[before];
    for (const Trie::Edge& edge : here.edges) {
      if (fits(edge.symbol, reading)) follow_back(trie, edge.to, before, expression, stop, longest);
    }
  }

  const Document& d_;
  const Readings& readings_;
  const Grammar& grammar_;
  TokenRange sentence_;
  TokenId begin_;
  Match* best_ = nullptr;
  std::array<TokenId, slots> parts_{};
};

class Finder {
 public:
  Finder(const Document& document, const Grammar& grammar)
      : d_(document),
        readings_(document.source, document.tokens, document.sentences, document.syntax, grammar),
        tense_(document.source, document.tokens, document.sentences, document.syntax, grammar),
        matcher_(document, readings_, grammar),
        values_(document.page.published, readings_, grammar, tense_),
        grammar_(grammar) {}

  Times find() {
    Times out;
    out.of_token.resize(d_.tokens.size());
    if (!readings_.any()) return out;
    for (const SentenceId s : d_.sentences.tokens.ids()) {
      if (may_tell_times(d_.page.blocks[d_.sentences.block[s]])) find_in(d_.sentences.tokens[s]);
      for (const Finding& f : findings_) add(f, out);
      findings_.clear();
    }
    return out;
  }

 private:
  static bool may_tell_times(const Block& block) {
    return block.is_readable() || block.kind == BlockKind::date_line || block.kind == BlockKind::byline;
  }

  void find_in(TokenRange sentence) {
    TokenId free = sentence.begin_id;  // tokens before are used up
    Match match;
    for (TokenId t = sentence.begin_id; t < sentence.end_id;) {
      const Reading& reading = readings_[t];
      if ((reading.classes == 0 && reading.word == no_word) || !matcher_.match(t, sentence, match)) {
        ++t.value;
        continue;
      }
      t = match.tokens.end_id;
      if (match.rule->making == Making::nothing || is_part_of_name(match.tokens)) continue;
      const bool lasting = match.rule->type == TimeType::duration || match.rule->type == TimeType::set;
      match.tokens.begin_id = matcher_.extended(match.tokens.begin_id, free, lasting);
      take(match);
      free = t;
    }
  }

  // "May" of "Theresa May", "Daily" of "Daily Mail": a name that is longer than the expression. (Events may be named by
  // a date.)
  bool is_part_of_name(TokenRange tokens) const {
    if (d_.names.of_token.size() <= tokens.front().index()) return false;
    const NameId id = d_.names.of_token[tokens.front()];
    if (!id) return false;
    const Name& name = d_.names.items[id];
    switch (name.type) {
      case NameType::person:
      case NameType::organization:
      case NameType::facility:
      case NameType::work:
      case NameType::product:
        return name.tokens.contains(tokens) && name.tokens.size() > tokens.size();
      default:
        return false;
    }
  }

  void take(const Match& match) {
    const std::uint8_t second = match.rule->second;
    if (second == no_slot || !match.parts[second]) return take(*match.rule, match.tokens, match.parts);
    // Two expressions in one: each has its own day (month, year), and both have all else.
    const TokenId split = match.parts[second];
    auto first_parts = match.parts, second_parts = match.parts;
    second_parts[second - 1] = split;
    first_parts[second] = second_parts[second] = TokenId();
    take(*match.rule, {match.tokens.begin_id, TokenId(split.index() - 1)}, first_parts);
    take(*match.rule, {split, match.tokens.end_id}, second_parts);
  }

  void take(const Rule& rule, TokenRange tokens, const std::array<TokenId, slots>& parts) {
    Finding f;
    f.tokens = tokens;
    f.head = head_of(tokens);
    values_.make(rule, parts, f);
    if (!join_with_last(f)) findings_.push_back(std::move(f));
    values_.remember(findings_.back(), rule);
  }

  // "10 p.m. on Wednesday", "Wednesday at noon", "the morning of Sept. 11".
  bool join_with_last(const Finding& f) {
    if (findings_.empty()) return false;
    Finding& last = findings_.back();
    if (!is_joint({last.tokens.end_id, f.tokens.begin_id})) return false;
    const auto is_day = [](const Finding& x) {
      return !x.only_clock && x.clock.empty() && x.type == TimeType::date && (!x.point || x.point->grain == Grain::day);
    };
    if (last.only_clock && is_day(f) && (f.point || f.value.empty())) {
      Finding day = f;
      ValueMaker::join(day, last);
      day.tokens.begin_id = last.tokens.begin_id;
      day.head = head_of(day.tokens);
      last = std::move(day);
      return true;
    }
    if (!f.only_clock || !is_day(last) || (!last.point && !last.value.empty())) return false;
    ValueMaker::join(last, f);
    last.tokens.end_id = f.tokens.end_id;
    return true;
  }
  bool is_joint(TokenRange between) const {
    if (between.size() > 2) return false;
    return std::all_of(between.begin(), between.end(), [&](TokenId t) {
      const std::string_view form = d_.tokens.form(d_.source, t);
      return form == "," || form == "on" || form == "of" || form == "at";
    });
  }

  TokenId head_of(TokenRange tokens) const {
    for (const TokenId t : tokens) {
      const TokenId head = d_.syntax.head[t];
      if (d_.syntax.upos[t] != Upos::punct && (!head || !tokens.contains(head))) return t;
    }
    return tokens.front();
  }

  TimeBound bound_of(TokenRange tokens) const {
    const SentenceId s = d_.sentences.of_token[tokens.front()];
    if (tokens.front() == d_.sentences.tokens[s].begin_id) return TimeBound::at;
    const WordId word = readings_[TokenId(tokens.front().index() - 1)].word;
    const Sense* sense = word == no_word ? nullptr : grammar_.word(word).sense(WordClass::bound);
    return sense == nullptr ? TimeBound::at : term_from<TimeBound>(sense->value).value_or(TimeBound::at);
  }

  void add(const Finding& f, Times& out) const {
    const TimeId id = out.items.push_back({f.tokens, f.type, f.value, std::nullopt, f.head, bound_of(f.tokens)});
    if (f.type == TimeType::date || f.type == TimeType::time) out.items[id].days = days_of(f.value);
    for (const TokenId t : f.tokens) out.of_token[t] = id;
  }

  const Document& d_;
  Readings readings_;
  TenseReader tense_;
  Matcher matcher_;
  ValueMaker values_;
  const Grammar& grammar_;
  std::vector<Finding> findings_;  ///< of one sentence
};

}  // namespace

Times timex::find_times(const Document& document, const Grammar& grammar) {
  if (document.tokens.size() == 0) return {};
  return Finder(document, grammar).find();
}

Times find_times(const Document& document, const Knowledge&) { return timex::find_times(document, Grammar::builtin()); }

}  // namespace tidings
