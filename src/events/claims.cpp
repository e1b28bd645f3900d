// Claims: clauses and quotations with the one who says them.
#include "tidings/events/claims.hpp"

#include <algorithm>
#include <string>

#include "discourse/lexicon.hpp"
#include "events/words.hpp"
#include "tidings/document.hpp"

namespace tidings {

namespace {

class Finder {
 public:
  Finder(const Document& document, const Knowledge& knowledge)
      : d_(document), s_(document.syntax), dependents_(document.syntax), words_(document, knowledge), verbs_(lexicon_of(knowledge, "claim-verbs")),
        nouns_(lexicon_of(knowledge, "claim-nouns")), prepositions_(lexicon_of(knowledge, "claim-prepositions")),
        adverbs_(lexicon_of(knowledge, "claim-adverbs")), quoted_(document.tokens.size(), 0) {}

  Claims find() {
    claims_.innermost.resize(d_.tokens.size());
    mark_quotes();
    for (const SentenceId sentence : d_.sentences.tokens.ids()) {
      if (!d_.page.blocks[d_.sentences.block[sentence]].is_readable()) continue;
      const std::size_t before = claims_.items.size();
      for (const TokenId token : d_.sentences.tokens[sentence]) read_token(token);
      if (claims_.items.size() == before) continue_quote(sentence);
      remember_speaker(before);
    }
    finish();
    return std::move(claims_);
  }

 private:
  std::string_view form(TokenId t) const { return d_.tokens.form(d_.source, t); }
  Relation relation(TokenId t) const { return s_.relation[t]; }

  static bool opens_quote(std::string_view f) { return f == "\xE2\x80\x9C" || f == "``" || f == "\xC2\xAB"; }
  static bool closes_quote(std::string_view f) { return f == "\xE2\x80\x9D" || f == "''" || f == "\xC2\xBB"; }

  // 0: outside; else the number of the quotation. A paragraph ends one that is left open.
  void mark_quotes() {
    std::uint32_t number = 0;
    bool inside = false;
    BlockId block;
    for (const TokenId token : d_.tokens.spans.ids()) {
      const BlockId here = d_.sentences.block[d_.sentences.of_token[token]];
      if (here != block) inside = false;
      block = here;
      const std::string_view f = form(token);
      const bool straight = f == "\"";
      if (opens_quote(f) || (straight && !inside)) {
        inside = true;
        ++number;
        continue;
      }
      if (closes_quote(f) || (straight && inside)) {
        inside = false;
        continue;
      }
      if (inside) quoted_[token.index()] = number;
    }
  }

  void read_token(TokenId token) {
    if (relation(token) == Relation::aux || relation(token) == Relation::cop) return;
    if (s_.upos[token] == Upos::verb && verbs_.contains(words_.lemma(token))) read_verb(token);
    if (s_.upos[token] == Upos::noun && nouns_.contains(words_.lemma(token))) read_noun(token);
    if (s_.upos[token] == Upos::adv && adverbs_.contains(form(token))) read_adverb(token);
    if (prepositions_.contains(form(token))) read_according(token);
  }

  TokenId child(TokenId head, std::initializer_list<Relation> relations) const {
    for (const TokenId c : dependents_.of(head)) {
      if (std::find(relations.begin(), relations.end(), relation(c)) != relations.end()) return c;
    }
    return TokenId();
  }
  MentionId mention_at(TokenId token) const {
    return token && token.index() < d_.mentions.by_head.size() ? d_.mentions.by_head[token] : MentionId();
  }

  TokenId subject_of(TokenId verb) const {
    TokenId at = verb;
    for (int i = 0; i < 6 && at; ++i) {
      if (const TokenId subject = child(at, {Relation::nsubj, Relation::nsubj_pass})) {
        const bool relative = relation(at) == Relation::acl_relcl && s_.upos[subject] == Upos::pron && !mention_at(subject);
        return relative ? s_.head[at] : subject;
      }
      const Relation r = main_type(relation(at));
      if (r == Relation::acl) return s_.head[at];
      if (r != Relation::conj && r != Relation::xcomp && r != Relation::advcl) break;
      at = s_.head[at];
    }
    return TokenId();
  }

  bool is_passive(TokenId verb) const { return static_cast<bool>(child(verb, {Relation::aux_pass, Relation::nsubj_pass})); }

  void read_verb(TokenId verb) {
    TokenId subject = is_passive(verb) ? child(verb, {Relation::obl_agent}) : subject_of(verb);
    if (const TokenId clause = child(verb, {Relation::ccomp})) {
      // "X said that …"; the clause may also stand before the verb.
      return add(mention_at(subject), cue_of(verb), without(dependents_.subtree(clause), verb), verb);
    }
    const bool speaks = relation(verb) == Relation::parataxis && s_.head[verb] && (subject || is_passive(verb));
    if (speaks) {
      const TokenRange sentence = d_.sentences.tokens[d_.sentences.of_token[verb]];
      return add(mention_at(subject), cue_of(verb), beside(sentence, dependents_.subtree(verb)), verb);
    }
    if (const TokenId other = child(verb, {Relation::parataxis}); other && quoted_[other.index()] != 0) {
      return add(mention_at(subject), cue_of(verb), dependents_.subtree(other), verb);
    }
    if (const TokenRange quote = quote_below(verb); !quote.empty()) add(mention_at(subject), cue_of(verb), quote, verb);
  }

  // A longer quotation among the verb's arguments: had a "frank and open exchange".
  TokenRange quote_below(TokenId verb) const {
    TokenRange best;
    TokenRange run;
    for (const TokenId token : d_.sentences.tokens[d_.sentences.of_token[verb]]) {
      const bool inside = quoted_[token.index()] != 0;
      if (inside && !run.empty() && run.end_id == token && quoted_[run.front().index()] == quoted_[token.index()]) run.end_id = TokenId(token.index() + 1);
      else if (inside) run = TokenRange::one(token);
      if (run.size() > best.size()) best = run;
    }
    return best.size() >= 4 && !best.contains(verb) ? best : TokenRange{};
  }

  void read_noun(TokenId noun) {
    const TokenId clause = child(noun, {Relation::acl, Relation::ccomp});
    if (!clause || relation(clause) == Relation::acl_relcl || !child(clause, {Relation::mark})) return;
    if (form(child(clause, {Relation::mark})) != "that") return;
    TokenId owner = child(noun, {Relation::nmod_poss});
    const TokenId governor = s_.head[noun];
    if (!owner && governor && s_.upos[governor] == Upos::verb) owner = subject_of(governor);
    add(mention_at(owner), TokenRange::one(noun), dependents_.subtree(clause), noun);
  }

  void read_adverb(TokenId adverb) {
    const TokenId verb = s_.head[adverb];
    if (verb) add(MentionId(), TokenRange::one(adverb), without(dependents_.subtree(verb), adverb), TokenId());
  }

  // "according to Reuters": what the phrase hangs on is the content.
  void read_according(TokenId word) {
    TokenId source = s_.head[word];
    if (relation(word) != Relation::case_) source = child(word, {Relation::obl, Relation::nmod});
    if (!source) return;
    const TokenId verb = relation(word) == Relation::case_ ? s_.head[source] : s_.head[word];
    if (!verb) return;
    const TokenRange phrase = dependents_.subtree(relation(word) == Relation::case_ ? source : word);
    const TokenRange sentence = d_.sentences.tokens[d_.sentences.of_token[word]];
    const TokenRange whole = relation(verb) == Relation::root ? sentence : dependents_.subtree(verb);
    TokenRange cue = TokenRange::one(word);
    if (cue.end_id < sentence.end_id && form(cue.end_id) == "to") cue.end_id = TokenId(cue.end_id.index() + 1);
    add(mention_at(source), cue, beside(whole, phrase), TokenId());
  }

  TokenRange cue_of(TokenId verb) const { return TokenRange::one(verb); }

  // `range` without a part at one of its ends: the longer side of `hole`.
  static TokenRange beside(TokenRange range, TokenRange hole) {
    if (!range.overlaps(hole)) return range;
    const TokenRange left(range.begin_id, std::max(range.begin_id, hole.begin_id)), right(std::min(range.end_id, hole.end_id), range.end_id);
    return left.size() >= right.size() ? left : right;
  }
  static TokenRange without(TokenRange range, TokenId hole) { return beside(range, TokenRange::one(hole)); }

  bool is_mark(TokenId token) const { return s_.upos[token] == Upos::punct; }

  void add(MentionId source, TokenRange cue, TokenRange content, TokenId predicate) {
    while (!content.empty() && is_mark(content.front())) content.begin_id = TokenId(content.begin_id.index() + 1);
    if (!content.empty() && form(content.front()) == "that" && s_.upos[content.front()] == Upos::sconj) content.begin_id = TokenId(content.begin_id.index() + 1);
    while (!content.empty() && is_mark(content.front())) content.begin_id = TokenId(content.begin_id.index() + 1);
    while (!content.empty() && is_mark(content.back())) content.end_id = content.back();
    if (content.empty() || (!cue.empty() && content.contains(cue))) return;
    Claim claim;
    claim.source = source;
    claim.cue = cue;
    claim.content = content;
    claim.form = form_of(content);
    if (predicate) claim.predicate = d_.predicates.of_head.size() > predicate.index() ? d_.predicates.of_head[predicate] : PredicateId();
    claims_.items.push_back(std::move(claim));
  }

  ClaimForm form_of(TokenRange content) const {
    std::size_t words = 0, inside = 0;
    for (const TokenId token : content) {
      if (is_mark(token)) continue;
      ++words;
      inside += quoted_[token.index()] != 0;
    }
    if (inside * 10 >= words * 9) return ClaimForm::direct;
    return inside == 0 ? ClaimForm::indirect : ClaimForm::mixed;
  }

  // A sentence of a quotation without a cue of its own goes on with the last speaker.
  void continue_quote(SentenceId id) {
    const TokenRange sentence = d_.sentences.tokens[id];
    std::size_t words = 0, inside = 0;
    for (const TokenId token : sentence) {
      words += !is_mark(token);
      inside += !is_mark(token) && quoted_[token.index()] != 0;
    }
    if (inside < 4 || inside * 10 < words * 9) return;
    const bool near = last_sentence_ && id.index() - last_sentence_.index() <= 3;
    Claim claim;
    claim.source = near ? last_speaker_ : next_speaker(id);
    add(claim.source, TokenRange(sentence.begin_id, sentence.begin_id), sentence, TokenId());
  }

  // `"…," he said.` may stand in the next sentence.
  MentionId next_speaker(SentenceId id) const {
    const SentenceId next(id.index() + 1);
    if (next.index() >= d_.sentences.size()) return MentionId();
    for (const TokenId token : d_.sentences.tokens[next]) {
      if (s_.upos[token] == Upos::verb && verbs_.contains(words_.lemma(token))) return mention_at(subject_of(token));
    }
    return MentionId();
  }

  void remember_speaker(std::size_t first) {
    for (std::size_t i = first; i < claims_.items.size(); ++i) {
      const Claim& claim = claims_.items[ClaimId(i)];
      if (!claim.source || claim.form == ClaimForm::indirect) continue;
      last_speaker_ = claim.source;
      last_sentence_ = d_.sentences.of_token[claim.content.front()];
    }
  }

  void finish() {
    auto& items = claims_.items.items();
    const auto position = [](const Claim& c) { return c.cue.empty() ? c.content.front() : c.cue.front(); };
    std::stable_sort(items.begin(), items.end(), [&](const Claim& a, const Claim& b) { return position(a) < position(b); });
    std::vector<std::size_t> by_size(items.size());
    for (std::size_t i = 0; i < by_size.size(); ++i) by_size[i] = i;
    std::stable_sort(by_size.begin(), by_size.end(), [&](std::size_t a, std::size_t b) { return items[a].content.size() > items[b].content.size(); });
    for (const std::size_t i : by_size) {
      for (const TokenId token : items[i].content) claims_.innermost[token] = ClaimId(i);
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      Claim& claim = items[i];
      const TokenId inside = claim.cue.empty() ? TokenId() : claim.cue.front();
      if (!inside) continue;
      const ClaimId whole = claims_.innermost[inside];
      // The whole is always longer than its part, so that no chain of claims leads back to where it began.
      if (whole && items[whole.index()].content.size() > claim.content.size()) claim.whole = whole;
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      ClaimId at = items[i].whole;
      for (int depth = 0; at && depth < 4 && at.index() != i; ++depth, at = items[at.index()].whole) {
        if (items[at.index()].source) items[i].chain.push_back(items[at.index()].source);
      }
    }
  }

  const Document& d_;
  const Syntax& s_;
  Dependents dependents_;
  EventWords words_;
  Lexicon verbs_, nouns_, prepositions_, adverbs_;
  std::vector<std::uint32_t> quoted_;
  MentionId last_speaker_;
  SentenceId last_sentence_;
  Claims claims_;
};

}  // namespace

Claims find_claims(const Document& document, const RuleSet&, const Knowledge& knowledge) {
  if (document.syntax.size() == 0) return {};
  return Finder(document, knowledge).find();
}

}  // namespace tidings
