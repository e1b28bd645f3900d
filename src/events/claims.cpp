// Claims: clauses, phrases and quotations with the one who says them.
#include "tidings/events/claims.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "discourse/lexicon.hpp"
#include "events/words.hpp"
#include "tidings/document.hpp"

namespace tidings {

namespace {

constexpr std::size_t shortest_quotation = 4;  // words; what is shorter is a part of a sentence
constexpr std::uint32_t farthest_name = 12;  // words between a verb of saying and a speaker that the tree doesn't tell
constexpr std::uint32_t farthest_speaker = 3;  // sentences between a quotation and the cue of the one before

// What is claimed, and whether it is only wished, praised or blamed: then nobody says that it happened.
struct Found {
  Claim claim;
  bool attitude = false;
  TokenRange hole;  // words within the content that tell who says it: "The deal[, he said,] is done"
};

class Finder {
 public:
  Finder(const Document& document, const Knowledge& knowledge)
      : d_(document),
        s_(document.syntax),
        dependents_(document.syntax),
        words_(document, knowledge),
        verbs_(lexicon_of(knowledge, "claim-verbs")),
        nouns_(lexicon_of(knowledge, "claim-nouns")),
        prepositions_(lexicon_of(knowledge, "claim-prepositions")),
        adverbs_(lexicon_of(knowledge, "claim-adverbs")),
        documents_(lexicon_of(knowledge, "document-nouns")),
        speech_(lexicon_of(knowledge, "speech-verbs")),
        noun_classes_(lexicon_of(knowledge, "noun-classes")),
        light_(lexicon_of(knowledge, "light-verbs")),
        quoted_(document.tokens.size(), 0) {}

  Claims find() {
    claims_.innermost.resize(d_.tokens.size());
    mark_quotes();
    cue_of_quote_.resize(quotes_ + 1);
    for (const SentenceId sentence : d_.sentences.tokens.ids()) {
      if (!d_.page.blocks[d_.sentences.block[sentence]].is_readable()) continue;
      const std::size_t before = found_.size();
      for (const TokenId token : d_.sentences.tokens[sentence]) read_token(token);
      remember_quotes(before);
    }
    continue_quotes();
    read_unmarked_speech();
    finish();
    return std::move(claims_);
  }

 private:
  std::string_view form(TokenId t) const { return d_.tokens.form(d_.source, t); }
  Relation relation(TokenId t) const { return s_.relation[t]; }
  Relation main_relation(TokenId t) const { return main_type(s_.relation[t]); }

  static bool opens_quote(std::string_view f) { return f == "\xE2\x80\x9C" || f == "``" || f == "\xC2\xAB"; }
  static bool closes_quote(std::string_view f) { return f == "\xE2\x80\x9D" || f == "''" || f == "\xC2\xBB"; }

  // 0: outside; else the number of the quotation. One that a paragraph leaves open goes on where the next begins with a
  // mark.
  void mark_quotes() {
    bool inside = false, open_before = false;
    BlockId block;
    for (const TokenId token : d_.tokens.spans.ids()) {
      const BlockId here = d_.sentences.block[d_.sentences.of_token[token]];
      const bool begins = here != block;
      if (begins) {
        open_before = inside;
        inside = false;
      }
      block = here;
      const std::string_view f = form(token);
      const bool straight = f == "\"";
      if (opens_quote(f) || (straight && !inside)) {
        inside = true;
        if (!(begins && open_before)) ++quotes_;
        continue;
      }
      if (closes_quote(f) || straight) {
        inside = false;
        continue;
      }
      if (inside) quoted_[token.index()] = quotes_;
    }
  }

  void read_token(TokenId token) {
    if (relation(token) == Relation::aux || relation(token) == Relation::cop) return;
    if (s_.upos[token] == Upos::verb && relation(token) == Relation::amod) return;  // "the recently announced rise"
    if (s_.upos[token] == Upos::verb) {
      if (const auto takes = verbs_.find(words_.lemma(token))) read_verb(token, (*takes)[0]);
    }
    if (s_.upos[token] == Upos::noun) {
      if (const auto takes = nouns_.find(words_.lemma(token))) read_noun(token, (*takes)[0]);
    }
    if (s_.upos[token] == Upos::adv && adverbs_.contains(form(token))) read_adverb(token);
    if (prepositions_.contains(form(token))) read_according(token);
  }

  // Whether `word` is one of the words of `takes`, which single spaces part.
  static bool has_word(std::string_view takes, std::string_view word) {
    while (!takes.empty()) {
      const std::size_t end = std::min(takes.find(' '), takes.size());
      if (takes.substr(0, end) == word) return true;
      takes.remove_prefix(std::min(end + 1, takes.size()));
    }
    return false;
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
      if (const TokenId subject = nearest_subject(at)) {
        const bool relative =
            relation(at) == Relation::acl_relcl && s_.upos[subject] == Upos::pron && is_relative(subject);
        return relative ? s_.head[at] : subject;
      }
      const Relation r = main_relation(at);
      if (r == Relation::acl) return s_.head[at];
      if (r != Relation::conj && r != Relation::xcomp && r != Relation::advcl) break;
      at = s_.head[at];
      if (r == Relation::xcomp || is_quoting_as(at, verb)) {  // "allows [us] to understand", "quoted [Anna] as saying"
        if (const TokenId object = child(at, {Relation::obj, Relation::iobj}); object && object < verb) return object;
      }
    }
    return TokenId();
  }
  // A tree may hang two on one verb: then the one that stands next to it. What follows a participle is the subject of
  // what is said: "warning that we …".
  TokenId nearest_subject(TokenId verb) const {
    TokenId nearest;
    for (const TokenId c : dependents_.of(verb)) {
      if (main_relation(c) != Relation::nsubj || (c > verb && is_present_participle(verb))) continue;
      if (!nearest || c < verb) nearest = c;
    }
    return nearest;
  }
  bool is_present_participle(TokenId verb) const {
    const Morph& m = s_.morph[verb];
    return m.verb_form == Morph::VerbForm::ger ||
           (m.verb_form == Morph::VerbForm::part && m.tense != Morph::Tense::past);
  }

  // "X said that Y had fallen, adding that …": who says it goes on to speak, though the tree hangs it on what is said.
  TokenId teller_above(TokenId verb) const {
    const bool beside = main_relation(verb) == Relation::advcl || main_relation(verb) == Relation::parataxis;
    if (!beside || !is_present_participle(verb) || !follows_comma(verb)) return TokenId();
    TokenId at = s_.head[verb];
    for (int i = 0; i < 4 && at; ++i, at = s_.head[at]) {
      const Relation r = relation(at);
      if (verbs_.contains(words_.lemma(at)) && nearest_subject(at)) break;  // who denies it speaks for himself
      if (r == Relation::ccomp && s_.head[at] && speech_.contains(words_.lemma(s_.head[at])))
        return subject_of(s_.head[at]);
      if (r != Relation::xcomp && r != Relation::conj && r != Relation::advcl) break;
    }
    return TokenId();
  }
  bool follows_comma(TokenId token) const {
    const TokenRange sentence = d_.sentences.tokens[d_.sentences.of_token[token]];
    return token > sentence.begin_id && form(TokenId(token.index() - 1)) == ",";
  }
  bool is_relative(TokenId t) const {
    const std::string w = words_.lemma(t);
    return w == "who" || w == "which" || w == "that";
  }

  // "the statement says": the one who issued it.
  MentionId speaker_at(TokenId token) const {
    MentionId mention = mention_at(token);
    if (!mention && token) mention = mention_at(part_of(token));
    if (!mention || !documents_.contains(words_.lemma(token))) return mention;
    if (const MentionId owner = owner_of(token)) return owner;
    for (const MentionId other : d_.entities.items[d_.entities.of_mention[mention]].mentions) {
      if (other == mention) continue;
      if (const MentionId owner = owner_of(d_.mentions.items[other].head)) return owner;
    }
    return mention;
  }
  // "Three of [the youths] said": nearer than nobody.
  TokenId part_of(TokenId number) const {
    for (const TokenId c : dependents_.of(number)) {
      if (main_relation(c) == Relation::nmod && has_case(c, {"of"})) return c;
    }
    return TokenId();
  }
  MentionId owner_of(TokenId noun) const {
    if (const TokenId owner = child(noun, {Relation::nmod_poss})) return mention_at(owner);
    for (const TokenId c : dependents_.of(noun)) {
      if (main_relation(c) == Relation::nmod && has_case(c, {"by", "from"})) return mention_at(c);
    }
    const TokenId verb = s_.head[noun];
    if (!verb || s_.upos[verb] != Upos::verb) return MentionId();
    for (const TokenId c : dependents_.of(verb)) {  // "presented a letter [from the ministry]"
      const bool behind = dependents_.subtree(c).begin_id == dependents_.subtree(noun).end_id;
      if (main_relation(c) == Relation::obl && behind && has_case(c, {"from", "by"})) return mention_at(c);
    }
    const bool told = relation(noun) == Relation::obj || main_relation(noun) == Relation::obl;
    return told ? mention_at(subject_of(verb)) : MentionId();
  }
  bool has_case(TokenId noun, std::initializer_list<std::string_view> words) const {
    for (const TokenId c : dependents_.of(noun)) {
      if (main_relation(c) == Relation::case_ && std::find(words.begin(), words.end(), s_.lemma(c)) != words.end())
        return true;
    }
    return false;
  }
  std::string case_of(TokenId noun) const {
    const TokenId c = child(noun, {Relation::case_, Relation::mark});
    return c ? words_.lemma(c) : std::string();
  }

  // Also "a firm called …", "the man accused of …": who calls and accuses is not told.
  bool is_passive(TokenId verb) const {
    if (child(verb, {Relation::aux_pass, Relation::nsubj_pass})) return true;
    const Morph& m = s_.morph[verb];
    if (m.verb_form != Morph::VerbForm::part || m.tense != Morph::Tense::past) return false;
    const bool bare = !nearest_subject(verb) && !child(verb, {Relation::aux});  // "when asked about it"
    return relation(verb) == Relation::acl || (main_relation(verb) == Relation::advcl && bare && !case_of(verb).empty());
  }

  // `"…," the agency quoted Anna as saying`: Anna says it, and the agency tells of it.
  bool read_quoting(TokenId verb, TokenId teller) {
    const TokenId object = child(verb, {Relation::obj}), saying = child(verb, {Relation::advcl});
    if (!object || !is_quoting_as(verb, saying)) return false;
    const MentionId told_by = mention_at(teller);
    TokenRange quote = child(saying, {Relation::ccomp}) ? TokenRange{} : quote_before(verb);
    if (quote.empty() && told_by && !child(saying, {Relation::ccomp})) {  // in single quotation marks, or in none
      const TokenId first = d_.sentences.tokens[d_.sentences.of_token[verb]].begin_id;
      const TokenRange before(first, std::max(first, d_.mentions.items[told_by].phrase.begin_id));
      if (has_predicate(before)) quote = before;
    }
    if (quote.empty() || !add(speaker_at(object), TokenRange::one(saying), quote, saying)) return true;
    if (told_by) found_.back().claim.chain.push_back(told_by);
    return true;
  }
  bool is_quoting_as(TokenId verb, TokenId saying) const {
    return verb && saying && saying > verb && case_of(saying) == "as" && s_.upos[saying] == Upos::verb &&
           is_present_participle(saying) && speech_.contains(words_.lemma(verb));
  }

  TokenId speaking_subject_of(TokenId verb) const {
    if (speech_.contains(words_.lemma(verb))) {
      if (const TokenId teller = teller_above(verb)) return teller;
    }
    return subject_of(verb);
  }

  // "No one has claimed …", "has not said how many", "it is not known whether".
  bool says_nothing(TokenId verb, TokenId subject) const {
    if (subject && (is_negative(subject) || has_negative_child(subject))) return true;
    const TokenId clause = child(verb, {Relation::ccomp, Relation::advcl});
    return clause && has_negative_child(verb) && is_question(verb, clause);
  }
  bool is_negative(TokenId t) const {
    const Morph& m = s_.morph[t];
    return m.negative || m.pron_type == Morph::PronType::neg;
  }
  bool has_negative_child(TokenId head) const {
    const auto children = dependents_.of(head);
    return std::any_of(children.begin(), children.end(), [&](TokenId c) { return is_negative(c); });
  }
  bool is_question(TokenId verb, TokenId clause) const {
    const TokenRange range = dependents_.subtree(clause);
    if (range.begin_id <= verb) return false;
    const TokenId first = range.front();
    if (main_relation(first) == Relation::mark) return s_.lemma(first) == "if" || s_.lemma(first) == "whether";
    const Morph::PronType type = s_.morph[first].pron_type;
    return type == Morph::PronType::int_ || (type == Morph::PronType::rel && s_.lemma(first) != "that");
  }

  void read_verb(TokenId verb, std::string_view takes) {
    const bool passive = is_passive(verb);
    const TokenId subject = passive ? child(verb, {Relation::obl_agent}) : speaking_subject_of(verb);
    if (says_nothing(verb, subject)) return;
    if (!passive && read_quoting(verb, subject)) return;
    if (is_quoting_as(s_.head[verb], verb) && !child(verb, {Relation::ccomp})) return;
    const bool attitude = has_word(takes, "attitude");
    const bool speaks = speech_.contains(words_.lemma(verb)) && !passive;
    MentionId source = speaker_at(subject);
    if (!source && speaks) source = speaker_near(verb);
    if (!source && !subject && !passive && quote_beside(verb).empty()) return;  // "Want it cheaper?", "ways to report"
    if (attitude && source && !may_hold(source)) return;  // "the elections saw him win"
    if (has_word(takes, "clause") && read_clause(verb, source, static_cast<bool>(subject) || passive || source)) return;
    if (speaks && read_around(verb, source)) return;
    if ((passive && !subject) || quoted_[verb.index()] != 0) return;
    if (passive && !attitude && has_word(takes, "object") && read_passive(verb, source)) return;
    if (source && !may_hold(source)) return;
    const TokenRange content = complements(verb, takes);
    if (has_word(takes, "addressee") && !has_more_than_object(verb, content)) return;
    if (!content.empty() && !(attitude && is_thing(verb, content)))
      add(source, TokenRange::one(verb), content, verb, attitude);
  }

  // "The death was confirmed by the police."
  bool read_passive(TokenId verb, MentionId source) {
    const TokenId what = child(verb, {Relation::nsubj_pass});
    if (!what || s_.upos[what] != Upos::noun || what > verb || child(verb, {Relation::ccomp, Relation::xcomp})) return false;
    const MentionId mention = mention_at(what);
    return !(mention && speaks(mention)) && add(source, TokenRange::one(verb), dependents_.subtree(what), verb);
  }

  // "were told to leave", "reminded him": not what somebody was told, or not who told it.
  bool has_more_than_object(TokenId verb, TokenRange content) const {
    const TokenId object = child(verb, {Relation::obj, Relation::iobj, Relation::ccomp, Relation::nsubj_pass});
    if (!object || content.empty()) return false;
    const MentionId mention = mention_at(object);
    return !mention || !speaks(mention) || !content.contains(object) || dependents_.subtree(object).size() < content.size();
  }

  // Things neither hope nor praise; texts do.
  bool may_hold(MentionId id) const {
    const Mention& m = d_.mentions.items[id];
    if (d_.entities.items[d_.entities.of_mention[id]].type != NameType::other || m.animate) return true;
    if (m.form == MentionForm::pronoun) return true;
    const auto kind = noun_classes_.find(words_.lemma(m.head));
    return documents_.contains(words_.lemma(m.head)) || (kind && (*kind)[0] == "communication");
  }
  // "attacked the village", "congratulated the winner": somebody or something and no word about it.
  bool is_thing(TokenId verb, TokenRange content) const {
    const TokenId object = child(verb, {Relation::obj});
    const MentionId mention = mention_at(object);
    if (!mention || dependents_.subtree(object) != content) return false;
    return d_.mentions.items[mention].form == MentionForm::name || d_.mentions.items[mention].type != NameType::other;
  }

  // "X said that …", "…, X said", and quotations; the clause may also stand before the verb.
  bool read_clause(TokenId verb, MentionId source, bool has_speaker) {
    const TokenRange cue = TokenRange::one(verb);
    if (const TokenRange quote = quote_behind_colon(verb); !quote.empty()) return add(source, cue, quote, verb);
    if (const TokenId clause = child(verb, {Relation::ccomp}))
      return add(source, cue, whole_quote(verb, side_of(clause, verb)), verb);
    if (quoted_[verb.index()] != 0) return false;  // who speaks of saying in a quotation is told by a clause only
    if (relation(verb) == Relation::parataxis && s_.head[verb] && has_speaker) {
      const TokenRange sentence = d_.sentences.tokens[d_.sentences.of_token[verb]];
      const TokenRange hole = dependents_.subtree(verb), told = beside(sentence, hole);
      const bool unquoted = std::none_of(sentence.begin(), sentence.end(), [&](TokenId t) { return quoted_[t.index()] != 0; });
      if (unquoted && is_within(hole, sentence) && is_parted(told, hole)) return add(source, cue, sentence, verb, false, hole);
      if (!is_parted(told, hole) || !add(source, cue, told, verb)) return false;
      add_other_part(source, cue, sentence, hole, told, verb);
      return true;
    }
    if (const TokenId other = child(verb, {Relation::parataxis}); other && quoted_[other.index()] != 0) {
      return add(source, cue, dependents_.subtree(other), verb);
    }
    const TokenRange quote = speech_.contains(words_.lemma(verb)) ? quote_beside(verb) : TokenRange{};
    return !quote.empty() && add(source, cue, quote, verb);
  }

  // `"…," he said, "…"`: the shorter part, where it is quoted too.
  void add_other_part(MentionId source, TokenRange cue, TokenRange sentence, TokenRange hole, TokenRange told,
                      TokenId verb) {
    const TokenRange other = told.begin_id < hole.begin_id ? TokenRange(hole.end_id, sentence.end_id)
                                                           : TokenRange(sentence.begin_id, hole.begin_id);
    std::size_t words = 0;
    for (const TokenId t : other) {
      words += !is_mark(t);
      if (!is_mark(t) && quoted_[t.index()] == 0) return;
    }
    if (words >= shortest_quotation) add(source, cue, other, verb);
  }

  // Whether a mark stands between the two, which touch.
  bool is_parted(TokenRange a, TokenRange b) const {
    const auto is_at_edge = [&](TokenRange r) { return is_mark(r.front()) || is_mark(r.back()); };
    return !a.empty() && !b.empty() && (is_at_edge(a) || is_at_edge(b));
  }

  // Where the tree tells no speaker: the name or pronoun right before or behind the verb, outside of quotation marks.
  MentionId speaker_near(TokenId verb) const {
    const TokenRange sentence = d_.sentences.tokens[d_.sentences.of_token[verb]];
    const bool inverted = verb > sentence.begin_id && !is_present_participle(verb) &&
                          (form(TokenId(verb.index() - 1)) == "," || closes_quote(form(TokenId(verb.index() - 1))) ||
                           form(TokenId(verb.index() - 1)) == "\"");
    if (inverted) {
      for (std::uint32_t i = verb.index() + 1; i < sentence.end_id.index() && i <= verb.index() + farthest_name; ++i) {
        if (const MentionId m = speaker_of_token(TokenId(i))) return m;
      }
    }
    for (std::uint32_t i = verb.index(); i-- > sentence.begin_id.index() && verb.index() - i <= farthest_name;) {
      const TokenId t(i);
      if (quoted_[i] != 0 || closes_quote(form(t)) || form(t) == "\"" || s_.upos[t] == Upos::verb) break;
      if (const MentionId m = speaker_of_token(t)) return m;
    }
    return MentionId();
  }
  MentionId speaker_of_token(TokenId token) const {
    if (const NameId name = d_.names.of_token[token]) {
      for (const TokenId t : d_.names.items[name].tokens) {
        const MentionId m = mention_at(t);
        if (m && speaks(m)) return m;
      }
      return MentionId();
    }
    const bool may = s_.upos[token] == Upos::pron || s_.upos[token] == Upos::noun;  // "[officials] Tuesday said"
    const MentionId m = may ? mention_at(token) : MentionId();
    return m && d_.mentions.items[m].form != MentionForm::name && speaks(m) ? m : MentionId();
  }
  bool speaks(MentionId id) const {
    const NameType t = d_.entities.items[d_.entities.of_mention[id]].type;
    return t == NameType::person || t == NameType::organization || t == NameType::group ||
           (t == NameType::other && d_.mentions.items[id].animate);
  }

  // Where the tree tells no clause: "CONTENT, X said" and "X said CONTENT" by the words.
  bool read_around(TokenId verb, MentionId source) {
    const TokenRange sentence = d_.sentences.tokens[d_.sentences.of_token[verb]];
    if (!source || quoted_[verb.index()] != 0) return false;
    const TokenRange speaker = d_.mentions.items[source].extent;
    const bool inverted = speaker.begin_id > verb && sentence.contains(speaker.begin_id);
    const TokenId edge = inverted || !sentence.contains(speaker.begin_id) ? verb : std::min(speaker.begin_id, verb);
    const TokenRange before(sentence.begin_id, edge);
    const TokenId last_before = before.empty() ? TokenId() : before.back();
    const bool parted =
        last_before && (form(last_before) == "," || closes_quote(form(last_before)) || form(last_before) == "\"" ||
                        form(last_before) == "?" || form(last_before) == "!");
    const auto speech = speech_.find(words_.lemma(verb));
    const bool quoted_only = speech && (*speech)[0] == "quoted";
    if (quoted_only && (!parted || quoted_[last_word(before).index()] == 0)) return false;
    if (parted && has_predicate(before)) return add(source, TokenRange::one(verb), before, verb);
    const TokenRange after(TokenId(verb.index() + 1), sentence.end_id);
    if (inverted || after.empty() || !has_predicate(after) || s_.upos[after.front()] == Upos::adp ||
        s_.upos[after.front()] == Upos::punct || form(after.front()) == "to")  // "continued to write"
      return false;
    return !is_time(after.front()) && add(source, TokenRange::one(verb), after, verb);
  }
  TokenId last_word(TokenRange range) const {
    while (range.size() > 1 && is_mark(range.back())) range.end_id = range.back();
    return range.back();
  }
  bool has_predicate(TokenRange range) const {
    std::size_t words = 0;
    bool predicate = false;
    for (const TokenId t : range) {
      words += !is_mark(t);
      predicate = predicate || s_.upos[t] == Upos::verb || s_.upos[t] == Upos::aux;
    }
    return predicate && words >= shortest_quotation;
  }

  // A clause that a quotation holds, with the rest of the quotation in its sentence where the verb stands outside.
  TokenRange whole_quote(TokenId verb, TokenRange content) const {
    const std::uint32_t quote = content.empty() ? 0 : quoted_[content.back().index()];
    if (quote == 0 || quoted_[verb.index()] == quote) return content;
    const TokenRange sentence = d_.sentences.tokens[d_.sentences.of_token[verb]];
    const auto goes_on = [&](TokenId t) { return t != verb && (quoted_[t.index()] == quote || is_mark(t)); };
    while (content.end_id < sentence.end_id && goes_on(content.end_id))
      content.end_id = TokenId(content.end_id.index() + 1);
    while (content.begin_id > sentence.begin_id && quoted_[content.begin_id.index()] == quote &&
           goes_on(TokenId(content.begin_id.index() - 1))) {
      content.begin_id = TokenId(content.begin_id.index() - 1);
    }
    return content;
  }

  // A longer quotation in the sentence of the verb, outside of which the verb is: had a "frank and open exchange".
  TokenRange quote_beside(TokenId verb) const {
    if (quoted_[verb.index()] != 0) return {};
    TokenRange best, run;
    for (const TokenId token : d_.sentences.tokens[d_.sentences.of_token[verb]]) {
      const bool inside = quoted_[token.index()] != 0;
      if (inside && !run.empty() && run.end_id == token && quoted_[run.front().index()] == quoted_[token.index()])
        run.end_id = TokenId(token.index() + 1);
      else if (inside) run = TokenRange::one(token);
      if (run.size() > best.size()) best = run;
    }
    return best.size() >= shortest_quotation ? best : TokenRange{};
  }

  // "…, whose house had burnt, said: [“…”]": whatever the tree makes of it.
  TokenRange quote_behind_colon(TokenId verb) const {
    const TokenRange sentence = d_.sentences.tokens[d_.sentences.of_token[verb]];
    const std::size_t first = verb.index() + 3;  // the colon, the mark
    if (quoted_[verb.index()] != 0 || first >= sentence.end_id.index() || form(TokenId(first - 2)) != ":") return {};
    const std::uint32_t quote = quoted_[first];
    TokenRange run(TokenId{first}, TokenId{first});
    while (quote != 0 && run.end_id < sentence.end_id && (quoted_[run.end_id.index()] == quote || is_mark(run.end_id)))
      run.end_id = TokenId(run.end_id.index() + 1);
    return run.size() >= shortest_quotation ? run : TokenRange{};
  }

  // The quotation that ends before the verb, else the longest beside it.
  TokenRange quote_before(TokenId verb) const {
    const TokenRange sentence = d_.sentences.tokens[d_.sentences.of_token[verb]];
    TokenRange run;
    for (std::size_t i = verb.index(); i-- > sentence.begin_id.index();) {
      const TokenId t(i);
      const bool inside = quoted_[i] != 0;
      if (inside && run.empty()) run = TokenRange::one(t);
      else if (inside && quoted_[i] == quoted_[run.front().index()]) run.begin_id = t;
    }
    return run.size() >= shortest_quotation ? run : quote_beside(verb);
  }

  // From the first to the last of what the verb takes: "accused [China of hacking]", "hopes [to win]", "called [for an
  // end to the war]".
  TokenRange complements(TokenId verb, std::string_view takes) const {
    TokenRange content;
    for (const TokenId c : dependents_.of(verb)) {
      if (c < verb || !is_complement(verb, c, takes)) continue;
      const TokenRange part = dependents_.subtree(c);
      if (part.begin_id <= verb) continue;
      if (content.empty()) content = part;
      else content.end_id = std::max(content.end_id, part.end_id);
    }
    return without_coordinated(verb, content);
  }
  // What is coordinated with the verb may hang on its object: "attacked the police [and blamed …]".
  TokenRange without_coordinated(TokenId verb, TokenRange content) const {
    for (const TokenId t : content) {
      const TokenId head = s_.head[t];
      if (s_.upos[t] != Upos::verb || main_relation(t) != Relation::conj || !head || s_.upos[head] == Upos::verb)
        continue;
      if (s_.morph[t].verb_form != s_.morph[verb].verb_form) continue;
      TokenRange left(content.begin_id, dependents_.subtree(t).begin_id);
      if (left.size() >= 1 && left.end_id < content.end_id) return left;
    }
    return content;
  }
  bool is_complement(TokenId verb, TokenId c, std::string_view takes) const {
    switch (main_relation(c)) {
      case Relation::obj:
      case Relation::iobj:
        return has_word(takes, "object") && !is_time(c);
      case Relation::xcomp:
        return has_word(takes, "to") || has_word(takes, "object");
      case Relation::ccomp:
        return true;
      case Relation::advcl:
      case Relation::obl: {
        const std::string before = case_of(c);
        return !before.empty() && !is_time(c) &&
               (has_word(takes, before) || (main_relation(c) == Relation::advcl && before == "to" && has_object(verb)));
      }
      default:
        return false;
    }
  }
  bool has_object(TokenId verb) const {
    if (child(verb, {Relation::obj, Relation::iobj, Relation::nsubj_pass})) return true;
    const auto children = dependents_.of(verb);  // "calls on leaders to curb …"
    return std::any_of(children.begin(), children.end(),
                       [&](TokenId c) { return main_relation(c) == Relation::obl && case_of(c) == "on"; });
  }
  bool is_time(TokenId token) const { return token.index() < d_.times.of_token.size() && d_.times.of_token[token]; }

  // "the claim that …", "criticism of …", "a call for …"; who claims it owns the noun, or does something with it.
  void read_noun(TokenId noun, std::string_view takes) {
    TokenRange content;
    for (const TokenId c : dependents_.of(noun)) {
      const Relation r = main_relation(c);
      const std::string before = case_of(c);
      const bool clause = (r == Relation::acl || r == Relation::ccomp) && relation(c) != Relation::acl_relcl &&
                          (before == "that" || (before == "to" && has_word(takes, "to-do")));
      const bool phrase = r == Relation::nmod && relation(c) != Relation::nmod_poss && has_word(takes, before);
      if (c > noun && (clause || phrase) && content.empty()) content = dependents_.subtree(c);
    }
    if (content.empty()) return;
    MentionId owner = is_done_by_subject(noun) ? owner_of(noun) : MentionId();
    for (const TokenId c : dependents_.of(noun)) {
      const bool modifier = main_relation(c) == Relation::compound || main_relation(c) == Relation::amod;
      if (!owner && modifier && mention_at(c) && d_.mentions.items[mention_at(c)].form == MentionForm::name)
        owner = mention_at(c);
    }
    if (owner && !speaks(owner) && !documents_.contains(words_.lemma(d_.mentions.items[owner].head))) return;
    if (owner) add(owner, TokenRange::one(noun), content, noun, has_word(takes, "attitude"));
    else if (takes.empty()) add(owner, TokenRange::one(noun), content, noun);
  }

  // "made a call", "announced a plan" are of the subject; "removed criticism", "fuelled opposition" are not.
  bool is_done_by_subject(TokenId noun) const {
    const TokenId verb = s_.head[noun];
    if (!verb || s_.upos[verb] != Upos::verb || relation(noun) != Relation::obj) return true;
    const std::string lemma = words_.lemma(verb);
    return child(noun, {Relation::nmod_poss}) || light_.contains(lemma) || verbs_.contains(lemma);
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
    const bool of_speakers = (*prepositions_.find(form(word)))[0] == "speaker";  // "40 dollars per month" is a measure
    if (of_speakers && !(mention_at(source) && speaks(mention_at(source)))) return;
    const TokenId verb = relation(word) == Relation::case_ ? s_.head[source] : s_.head[word];
    if (!verb) return;
    TokenRange phrase = dependents_.subtree(relation(word) == Relation::case_ ? source : word);
    const TokenRange sentence = d_.sentences.tokens[d_.sentences.of_token[word]];
    const MentionId mention = mention_at(source);
    const bool cut = phrase.begin_id.index() < sentence.begin_id.index() + 4 && child(source, {Relation::appos});
    if (mention && cut && phrase.contains(d_.mentions.items[mention].extent))
      phrase.end_id = d_.mentions.items[mention].extent.end_id;  // "He was, according to the Post, the last of them"
    // What stands at an end of the sentence speaks of all of it.
    const bool outside = phrase.begin_id == sentence.begin_id || phrase.end_id.index() + 2 >= sentence.end_id.index();
    const TokenRange whole = relation(verb) == Relation::root || outside ? sentence : dependents_.subtree(verb);
    TokenRange cue = TokenRange::one(word);
    if (cue.end_id < sentence.end_id && form(cue.end_id) == "to") cue.end_id = TokenId(cue.end_id.index() + 1);
    if (is_within(phrase, whole)) add(speaker_at(source), cue, whole, TokenId(), false, phrase);
    else add(speaker_at(source), cue, beside(whole, phrase), TokenId());
  }

  // Whether words of `whole` stand on both sides of `part`.
  bool is_within(TokenRange part, TokenRange whole) const {
    const auto has_words = [&](TokenRange r) {
      return std::any_of(r.begin(), r.end(), [&](TokenId t) { return !is_mark(t); });
    };
    return whole.contains(part) && has_words({whole.begin_id, part.begin_id}) && has_words({part.end_id, whole.end_id});
  }

  // `range` without a part at one of its ends: the longer side of `hole`.
  static TokenRange beside(TokenRange range, TokenRange hole) {
    if (!range.overlaps(hole)) return range;
    const TokenRange left(range.begin_id, std::max(range.begin_id, hole.begin_id)),
        right(std::min(range.end_id, hole.end_id), range.end_id);
    return left.size() >= right.size() ? left : right;
  }
  // "said Friday [losing control] could harm": a subject that the tree hangs on the verb of saying begins the clause;
  // "told [the police]" is who hears it.
  TokenId first_of_clause(TokenId begin, TokenId verb) const {
    const auto takes = verbs_.find(words_.lemma(verb));
    if (s_.upos[TokenId(begin.index() - 1)] == Upos::sconj || form(begin) == "that") return begin;
    if (takes && has_word((*takes)[0], "addressee")) return begin;
    TokenId first = begin;
    for (const TokenId c : dependents_.of(verb)) {
      const Relation r = main_relation(c);
      const bool subject = r == Relation::obj || r == Relation::nsubj || r == Relation::csubj || r == Relation::dep ||
                           r == Relation::xcomp || r == Relation::advcl || r == Relation::iobj;
      const TokenId from = dependents_.subtree(c).begin_id;
      if (subject && c > verb && from > verb && from < first && !is_time(c) && case_of(c).empty() &&
          (s_.upos[c] != Upos::pron))
        first = from;
    }
    return first;
  }

  // What is below `clause` on its own side of the verb: a tree may hang words of the other side on it.
  TokenRange side_of(TokenId clause, TokenId verb) const {
    TokenRange range = dependents_.subtree(clause);
    if (verb < range.begin_id) range.begin_id = first_of_clause(range.begin_id, verb);
    if (!range.contains(verb)) return range;
    return clause < verb ? TokenRange(range.begin_id, verb) : TokenRange(TokenId(verb.index() + 1), range.end_id);
  }
  static TokenRange without(TokenRange range, TokenId hole) { return beside(range, TokenRange::one(hole)); }

  bool is_mark(TokenId token) const { return s_.upos[token] == Upos::punct; }

  bool add(MentionId source, TokenRange cue, TokenRange content, TokenId predicate, bool attitude = false,
           TokenRange hole = {}) {
    const auto drop_first = [&] { content.begin_id = TokenId(content.begin_id.index() + 1); };
    while (!content.empty() && is_mark(content.front())) drop_first();
    if (!content.empty() && form(content.front()) == "that" && s_.upos[content.front()] == Upos::sconj) drop_first();
    while (!content.empty() && is_mark(content.front())) drop_first();
    content = within_quote(cue, content);
    if (!cue.empty() && hole.empty()) content = without_speaker(source, cue, content);
    while (!content.empty() && is_mark(content.front())) drop_first();
    while (!content.empty() && is_mark(content.back())) content.end_id = content.back();
    if (content.empty() || (!cue.empty() && hole.empty() && content.contains(cue)) || is_anybody(source)) return false;
    Claim claim;
    claim.source = source;
    claim.cue = cue;
    claim.content = content;
    claim.form = form_of(content, hole);
    if (predicate)
      claim.predicate =
          d_.predicates.of_head.size() > predicate.index() ? d_.predicates.of_head[predicate] : PredicateId();
    found_.push_back({std::move(claim), attitude, hole});
    return true;
  }

  // What somebody says within a quotation ends where the quotation does.
  TokenRange within_quote(TokenRange cue, TokenRange content) const {
    const std::uint32_t quote = cue.empty() || content.empty() ? 0 : quoted_[cue.front().index()];
    if (quote == 0 || content.begin_id < cue.begin_id) return content;
    for (const TokenId t : content) {
      if (quoted_[t.index()] == 0 && !is_mark(t)) return {content.begin_id, t};
    }
    return content;
  }

  // The tree may hang the one who speaks on what is said: `"…," [the minister] said.`
  TokenRange without_speaker(MentionId source, TokenRange cue, TokenRange content) const {
    if (!source) return content;
    const TokenRange speaker = d_.mentions.items[source].phrase;
    if (!content.contains(speaker) || content.contains(cue)) return content;
    if (cue.begin_id >= content.end_id) content.end_id = speaker.begin_id;
    else content.begin_id = speaker.end_id;
    return content;
  }

  // "If you know that …": of whomever it may concern. Who is spoken to by name is somebody.
  bool is_anybody(MentionId source) const {
    return source && s_.morph[d_.mentions.items[source].head].person == 2 && has_pronouns_only(source);
  }

  // "I" is whoever speaks; "we" is where coreference left it alone.
  bool is_nameless_speaker(MentionId source) const {
    if (!source || d_.mentions.items[source].form != MentionForm::pronoun) return false;
    const Morph& m = s_.morph[d_.mentions.items[source].head];
    return m.person == 1 && (m.number == Morph::Number::sing || has_pronouns_only(source));
  }
  bool has_pronouns_only(MentionId source) const {
    const std::vector<MentionId>& all = d_.entities.items[d_.entities.of_mention[source]].mentions;
    return std::all_of(all.begin(), all.end(),
                       [&](MentionId m) { return d_.mentions.items[m].form == MentionForm::pronoun; });
  }

  ClaimForm form_of(TokenRange content, TokenRange hole) const {
    std::size_t words = 0, inside = 0;
    for (const TokenId token : content) {
      if (is_mark(token) || hole.contains(token)) continue;
      ++words;
      inside += quoted_[token.index()] != 0;
    }
    if (inside * 10 >= words * 9) return ClaimForm::direct;
    return inside == 0 ? ClaimForm::indirect : ClaimForm::mixed;
  }

  // ---- quotations of several sentences

  // Which claim of these tells who speaks a quotation: its cue stands outside.
  void remember_quotes(std::size_t first) {
    for (std::size_t i = first; i < found_.size(); ++i) {
      const Claim& claim = found_[i].claim;
      if (claim.form == ClaimForm::indirect || claim.cue.empty() || quoted_[claim.cue.front().index()] != 0) continue;
      for (const TokenId token : claim.content) {
        const std::uint32_t quote = quoted_[token.index()];
        if (quote != 0 && cue_of_quote_[quote] == 0) cue_of_quote_[quote] = static_cast<std::uint32_t>(i + 1);
      }
    }
  }

  // Who speaks, and the words that tell it.
  struct Speaker {
    MentionId source;
    TokenRange cue;
    explicit operator bool() const { return static_cast<bool>(source) || !cue.empty(); }
  };

  // A sentence of a quotation that no cue was found for has the speaker of the quotation's other sentences, or one whom
  // the words before it, another quotation nearby or the verb of saying that follows tell.
  void continue_quotes() {
    const std::vector<char> told = told_sentences();
    Speaker last;
    SentenceId last_sentence;
    for (const SentenceId id : d_.sentences.tokens.ids()) {
      if (!d_.page.blocks[d_.sentences.block[id]].is_readable()) continue;
      const std::uint32_t quote = quote_of(id);
      const bool near = last_sentence && id.index() - last_sentence.index() <= farthest_speaker;
      Speaker speaker;
      if (told[id.index()] != 0) {
        speaker = speaker_of_cue(cue_in(id));
      } else if (quote != 0) {
        speaker = speaker_of_quote(id, quote, told, near ? last : Speaker());
        const TokenRange sentence = d_.sentences.tokens[id];
        const TokenRange cue = speaker.cue.empty() ? TokenRange(sentence.begin_id, sentence.begin_id) : speaker.cue;
        add(speaker.source, cue, sentence, TokenId());
      }
      if (!speaker) speaker = read_set_off_quote(id, told[id.index()] != 0);
      if (!speaker) continue;
      last = speaker;
      last_sentence = id;
    }
  }

  // `Jobs invited the label: "We have always loved them."` Who does something before a quotation that a mark sets off
  // speaks.
  Speaker read_set_off_quote(SentenceId id, bool told) {
    constexpr std::size_t shortest = 6;
    if (told) return {};
    const TokenRange sentence = d_.sentences.tokens[id];
    TokenRange quote(sentence.end_id, sentence.end_id);
    for (const TokenId t : sentence) {
      if (quoted_[t.index()] == 0) continue;
      if (quote.empty()) quote = TokenRange::one(t);
      else if (quoted_[t.index()] == quoted_[quote.front().index()]) quote.end_id = TokenId(t.index() + 1);
    }
    if (quote.size() < shortest || !has_predicate(quote) || !is_set_off(quote, sentence)) return {};
    for (const TokenId t : sentence) {
      if (relation(t) != Relation::root) continue;
      const MentionId subject = mention_at(nearest_subject(t));
      if (!subject || !speaks(subject) || quoted_[t.index()] != 0 || is_anybody(subject)) return {};
      const Speaker speaker{subject, TokenRange::one(t)};
      return add(subject, speaker.cue, quote, TokenId()) ? speaker : Speaker();
    }
    return {};
  }
  bool is_set_off(TokenRange quote, TokenRange sentence) const {
    if (quote.begin_id.index() < sentence.begin_id.index() + 2) return false;
    const std::string_view mark = form(TokenId(quote.begin_id.index() - 2));
    return mark == "," || mark == ":" || mark == "-" || mark == "\xE2\x80\x93" || mark == "\xE2\x80\x94";
  }

  Speaker speaker_of_cue(std::uint32_t cue) const {
    return cue == 0 ? Speaker() : Speaker{found_[cue - 1].claim.source, found_[cue - 1].claim.cue};
  }

  Speaker speaker_of_quote(SentenceId id, std::uint32_t quote, const std::vector<char>& told, const Speaker& last) const {
    if (cue_of_quote_[quote] != 0) return speaker_of_cue(cue_of_quote_[quote]);
    if (const Speaker before = speaker_before(id, told)) return before;
    const BlockId block = d_.sentences.block[id];
    for (std::size_t next = id.index() + 1; next < told.size() && d_.sentences.block[SentenceId(next)] == block; ++next) {
      if (told[next] != 0 && cue_in(SentenceId(next)) != 0) return speaker_of_cue(cue_in(SentenceId(next)));
    }
    if (last) return last;
    return {next_speaker(id), {}};
  }

  // The sentence before a quotation may announce it: "She issued this statement:", or tell whom the paragraph is about.
  Speaker speaker_before(SentenceId id, const std::vector<char>& told) const {
    if (id.index() == 0) return {};
    const SentenceId before(id.index() - 1);
    if (told[before.index()] != 0 || quote_of(before) != 0) return {};
    if (const Speaker announced = announced_in(before)) return announced;
    if (d_.sentences.block[before] != d_.sentences.block[id]) return {};
    for (const TokenId t : d_.sentences.tokens[before]) {
      if (relation(t) != Relation::root) continue;
      const MentionId subject = mention_at(nearest_subject(t));
      return subject && speaks(subject) && !is_anybody(subject) ? Speaker{subject, {}} : Speaker();
    }
    return {};
  }

  // Who is about to speak at the end of a sentence: "the senator's remarks:", "released this statement", "Anna wrote:".
  Speaker announced_in(SentenceId id) const {
    const TokenRange sentence = d_.sentences.tokens[id];
    const bool colon = form(sentence.back()) == ":";
    Speaker speaker;
    for (const TokenId t : sentence) {
      if (s_.upos[t] == Upos::noun && documents_.contains(words_.lemma(t))) {
        if (const MentionId owner = owner_of(t)) speaker = {owner, TokenRange::one(t)};
      }
      if (colon && s_.upos[t] == Upos::verb && relation(t) != Relation::amod && speech_.contains(words_.lemma(t))) {
        if (const MentionId subject = speaker_at(subject_of(t))) speaker = {subject, TokenRange::one(t)};
      }
    }
    return speaker.source && speaks(speaker.source) ? speaker : Speaker();
  }

  // ---- speech without quotation marks

  // The paragraph behind "Anna wrote:" or "issued this statement:", and those of an interview behind "Anna Weber:".
  void read_unmarked_speech() {
    const std::map<std::string_view, int> labels = speaker_labels();
    Speaker speaker;
    bool interview = false, silent = false;
    BlockId block;
    for (const SentenceId id : d_.sentences.tokens.ids()) {
      const BlockId here = d_.sentences.block[id];
      if (here != block) {
        if (!d_.page.blocks[here].is_readable()) continue;
        const std::string_view label = label_of(id);
        const auto known = label.empty() ? labels.end() : labels.find(label);
        if (known != labels.end()) {
          speaker = {mention_at_label(id), {}};
          interview = labels.size() > 1;
          silent = false;
        } else if (!interview) {
          speaker = block && id.index() > 0 && ends_with_colon(SentenceId(id.index() - 1))
                        ? announced_in(SentenceId(id.index() - 1))
                        : Speaker();
        } else {
          silent = !is_in_first_person(id);  // an answer of several paragraphs, or the author's own words between
        }
        block = here;
      }
      if (speaker.source && !silent) speak(speaker, id);
    }
  }
  // Whether the paragraph that begins here says "I" or "we".
  bool is_in_first_person(SentenceId first) const {
    const BlockId block = d_.sentences.block[first];
    for (std::size_t i = first.index(); i < d_.sentences.size() && d_.sentences.block[SentenceId(i)] == block; ++i) {
      for (const TokenId t : d_.sentences.tokens[SentenceId(i)]) {
        if (s_.upos[t] == Upos::pron && s_.morph[t].person == 1) return true;
      }
    }
    return false;
  }
  bool ends_with_colon(SentenceId id) const { return form(d_.sentences.tokens[id].back()) == ":"; }

  // A sentence in somebody's own words. What is quoted in it is told already.
  void speak(const Speaker& speaker, SentenceId id) {
    TokenRange content = d_.sentences.tokens[id];
    for (const TokenId t : content) {
      if (quoted_[t.index()] != 0) return;
    }
    if (!label_of(id).empty()) content.begin_id = TokenId(content.begin_id.index() + label_size(id));
    const TokenRange cue = speaker.cue.empty() ? TokenRange(content.begin_id, content.begin_id) : speaker.cue;
    if (has_predicate(content) && add(speaker.source, cue, content, TokenId()))
      found_.back().claim.form = ClaimForm::direct;
  }

  // "Anna Weber:", "GV:" at the beginning of a paragraph: the number of its words and the colon; 0 where there is none.
  std::size_t label_size(SentenceId id) const {
    constexpr std::size_t longest = 5;
    const TokenRange sentence = d_.sentences.tokens[id];
    for (std::size_t i = 0; i < sentence.size() && i <= longest; ++i) {
      const TokenId t(sentence.begin_id.index() + i);
      if (form(t) == ":") return i == 0 || i + 1 == sentence.size() ? 0 : i + 1;
      if (!d_.names.of_token[t] && s_.upos[t] != Upos::propn && !is_mark(t)) return 0;
    }
    return 0;
  }
  bool begins_block(SentenceId id) const {
    return id.index() == 0 || d_.sentences.block[SentenceId(id.index() - 1)] != d_.sentences.block[id];
  }
  std::string_view label_of(SentenceId id) const {
    const std::size_t size = begins_block(id) ? label_size(id) : 0;
    if (size == 0) return {};
    const TokenId first = d_.sentences.tokens[id].begin_id;
    return d_.source.slice(d_.tokens.bytes(TokenRange(first, TokenId(first.index() + size - 1))));
  }
  MentionId mention_at_label(SentenceId id) const {
    const TokenId first = d_.sentences.tokens[id].begin_id;
    for (std::size_t i = 0; i < label_size(id); ++i) {
      if (const MentionId m = speaker_of_token(TokenId(first.index() + i))) return m;
    }
    return MentionId();
  }
  std::map<std::string_view, int> speaker_labels() const {
    std::map<std::string_view, int> labels;
    for (const SentenceId id : d_.sentences.tokens.ids()) {
      if (!d_.page.blocks[d_.sentences.block[id]].is_readable()) continue;
      if (const std::string_view label = label_of(id); !label.empty()) ++labels[label];
    }
    std::erase_if(labels, [](const auto& label) { return label.second < 2; });
    return labels;
  }

  // Sentences that hold (a part of) a quotation whose cue was found.
  std::vector<char> told_sentences() const {
    std::vector<char> told(d_.sentences.size(), 0);
    for (const Found& found : found_) {
      if (found.claim.form == ClaimForm::indirect || found.claim.cue.empty() ||
          quoted_[found.claim.cue.front().index()] != 0)
        continue;
      told[d_.sentences.of_token[found.claim.content.front()].index()] = 1;
    }
    return told;
  }
  std::uint32_t cue_in(SentenceId id) const {
    for (const TokenId token : d_.sentences.tokens[id]) {
      const std::uint32_t quote = quoted_[token.index()];
      if (quote != 0 && cue_of_quote_[quote] != 0) return cue_of_quote_[quote];
    }
    return 0;
  }
  // The quotation that a sentence is a part of; 0 where most of it stands outside.
  std::uint32_t quote_of(SentenceId id) const {
    std::size_t words = 0, inside = 0;
    std::uint32_t quote = 0;
    for (const TokenId token : d_.sentences.tokens[id]) {
      if (is_mark(token)) continue;
      ++words;
      if (quoted_[token.index()] == 0) continue;
      ++inside;
      quote = quoted_[token.index()];
    }
    return inside >= shortest_quotation && inside * 10 >= words * 9 ? quote : 0;
  }

  // `"…," he said.` may stand in the next sentence.
  MentionId next_speaker(SentenceId id) const {
    const SentenceId next(id.index() + 1);
    if (next.index() >= d_.sentences.size()) return MentionId();
    for (const TokenId token : d_.sentences.tokens[next]) {
      if (s_.upos[token] == Upos::verb && quoted_[token.index()] == 0 && verbs_.contains(words_.lemma(token)))
        return speaker_at(subject_of(token));
    }
    return MentionId();
  }

  void finish() {
    const auto position = [](const Found& f) {
      return f.claim.cue.empty() ? f.claim.content.front() : f.claim.cue.front();
    };
    std::stable_sort(found_.begin(), found_.end(),
                     [&](const Found& a, const Found& b) { return position(a) < position(b); });
    for (const Found& found : found_) claims_.items.push_back(found.claim);
    auto& items = claims_.items.items();
    std::vector<std::size_t> by_size(items.size());
    for (std::size_t i = 0; i < by_size.size(); ++i) by_size[i] = i;
    std::stable_sort(by_size.begin(), by_size.end(),
                     [&](std::size_t a, std::size_t b) { return items[a].content.size() > items[b].content.size(); });
    for (const std::size_t i : by_size) {
      if (found_[i].attitude) continue;
      for (const TokenId token : items[i].content) {
        if (!found_[i].hole.contains(token)) claims_.innermost[token] = ClaimId(i);
      }
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      Claim& claim = items[i];
      const TokenId inside = claim.cue.empty() ? TokenId() : claim.cue.front();
      if (!inside) continue;
      const ClaimId whole = claims_.innermost[inside];
      // The whole is always longer than its part, so that no chain of claims leads back to where it began.
      if (whole && items[whole.index()].content.size() > claim.content.size()) claim.whole = whole;
    }
    for (Claim& claim : items) {  // "We hope …", he said
      if (!claim.whole || !is_nameless_speaker(claim.source)) continue;
      const Claim& whole = items[claim.whole.index()];
      if (whole.source && whole.form == ClaimForm::direct) claim.source = whole.source;
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      ClaimId at = items[i].whole;
      for (int depth = 0; at && depth < 4 && at.index() != i; ++depth, at = items[at.index()].whole) {
        const MentionId teller = items[at.index()].source;
        const MentionId before = items[i].chain.empty() ? items[i].source : items[i].chain.back();
        const bool same = teller && before && d_.entities.of_mention[teller] == d_.entities.of_mention[before];
        if (teller && !same) items[i].chain.push_back(teller);
      }
    }
  }

  const Document& d_;
  const Syntax& s_;
  Dependents dependents_;
  EventWords words_;
  Lexicon verbs_, nouns_, prepositions_, adverbs_, documents_, speech_, noun_classes_, light_;
  std::vector<std::uint32_t> quoted_;
  std::uint32_t quotes_ = 0;
  std::vector<std::uint32_t> cue_of_quote_;  // index into found_ plus one, by the number of the quotation; 0: not found
  std::vector<Found> found_;
  Claims claims_;
};

}  // namespace

Claims find_claims(const Document& document, const RuleSet&, const Knowledge& knowledge) {
  if (document.syntax.size() == 0) return {};
  return Finder(document, knowledge).find();
}

}  // namespace tidings
