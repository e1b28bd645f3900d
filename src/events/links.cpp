// Links from words ("after", "because of", "led to"), from tense, and from dates; then what contradicts the rest is
// taken out.
#include "tidings/events/links.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "discourse/lexicon.hpp"
#include "tidings/document.hpp"

namespace tidings {

namespace {

// How sure each source of links is; the surer one stays where two contradict each other.
constexpr float sure_word = 0.9F, sure_verb = 0.85F, sure_date = 0.8F, sure_tense = 0.6F, sure_kind = 0.5F;
constexpr int most_steps = 5;  // from an event up to the one that governs it
constexpr std::size_t longest_connective = 5;
constexpr std::size_t window = 40;  // events back in which one of the same kind is looked for

class Linker {
 public:
  Linker(const Document& document, const Knowledge& knowledge)
      : d_(document),
        s_(document.syntax),
        dependents_(document.syntax),
        connectives_(lexicon_of(knowledge, "event-connectives")),
        verbs_(lexicon_of(knowledge, "event-link-verbs")) {}

  EventLinks link() {
    carried_.resize(d_.tokens.size());
    for (const EventMentionId m : d_.events.mentions.ids()) {
      const PredicateId p = mention(m).predicate;
      if (p && d_.predicates.items[p].carrier) carried_[d_.predicates.items[p].carrier] = m;
    }
    for (const EventMentionId m : d_.events.mentions.ids()) {
      link_by_connective(m);
      link_by_tense(m);
    }
    for (const Predicate& p : d_.predicates.items) link_by_verb(p);
    link_by_dates();
    link_by_kind();
    unite();
    make_consistent(links_, d_.events.items.size());
    return {std::move(links_)};
  }

 private:
  std::string_view form(std::size_t i) const { return d_.tokens.form(d_.source, TokenId(i)); }
  const EventMention& mention(EventMentionId id) const { return d_.events.mentions[id]; }
  // A verb that carries an event ("ended" of "ended the talks") tells it where it tells none of its own.
  EventMentionId mention_at(TokenId token) const {
    if (!token) return {};
    return d_.events.of_head[token] ? d_.events.of_head[token] : carried_[token];
  }
  static TokenRange cover(TokenRange a, TokenRange b) {
    return {std::min(a.begin_id, b.begin_id), std::max(a.end_id, b.end_id)};
  }

  void add(LinkType type, EventMentionId from, EventMentionId to, std::string rule, float score) {
    add(type, from, to, cover(mention(from).trigger, mention(to).trigger), std::move(rule), score);
  }
  void add(LinkType type, EventMentionId from, EventMentionId to, TokenRange evidence, std::string rule, float score) {
    const EventId a = d_.events.of_mention[from], b = d_.events.of_mention[to];
    if (a != b) links_.push_back({type, a, b, evidence, std::move(rule), score});
  }

  // ---- words between two events

  // "after the bombing", "when he left": the word stands before all of the event's own words.
  void link_by_connective(EventMentionId tail) {
    const TokenId head = mention(tail).head;
    const TokenId marker = marker_of(head);
    if (!marker) return;
    const auto [value, words] = connective_at(marker);
    if (words.empty()) return;
    const EventMentionId governor = governor_of(head, words);
    if (!governor) return;
    const auto type = term_from<LinkType>((*value)[0]);
    const bool only_clauses = (*value)[2] == "clause";
    if (!type || (only_clauses && mention(tail).form == EventForm::noun)) return;
    const bool from_head = (*value)[1] == "head";
    const std::string rule = "connective/" + std::string(form(words.front().index()));
    add(*type, from_head ? governor : tail, from_head ? tail : governor,
        cover(words, cover(mention(governor).trigger, mention(tail).trigger)), rule, sure_word);
    add_time_of(*type, from_head ? governor : tail, from_head ? tail : governor, rule);
  }

  // A cause is before its effect; an aim is after what is done for it.
  void add_time_of(LinkType type, EventMentionId from, EventMentionId to, const std::string& rule) {
    if (type == LinkType::causes || type == LinkType::purpose || type == LinkType::condition)
      add(LinkType::before, from, to, rule, sure_tense);
    if (type == LinkType::part_of) add(LinkType::during, from, to, rule, sure_word);
  }

  TokenId marker_of(TokenId head) const {
    for (const TokenId child : dependents_.of(head)) {
      const Relation r = main_type(s_.relation[child]);
      const bool marks =
          r == Relation::mark || r == Relation::case_ || (r == Relation::advmod && s_.upos[child] == Upos::sconj);
      if (marks && child < head && s_.relation[head] != Relation::ccomp) return child;
      if (r == Relation::advmod && child < head && form(child.index()) == "when") return child;
    }
    return {};
  }

  // The longest entry that has `marker` in it or at its end: "ahead of" is found from "of".
  std::pair<std::optional<LexiconValue>, TokenRange> connective_at(TokenId marker) const {
    const TokenRange sentence = d_.sentences.tokens[d_.sentences.of_token[marker]];
    const std::size_t first =
        marker.index() - std::min(longest_connective - 1, marker.index() - sentence.begin_id.index());
    for (std::size_t i = first; i <= marker.index(); ++i) {
      const auto match = connectives_.longest(sentence.end_id.index() - i, [&](std::size_t k) { return form(i + k); });
      if (match && i + match.words > marker.index()) return {match.value, {TokenId(i), TokenId(i + match.words)}};
    }
    return {};
  }

  // The event that the clause or noun hangs on; words of the connective itself ("wake") are passed over.
  EventMentionId governor_of(TokenId head, TokenRange connective) const {
    const EventMentionId own = mention_at(head);
    TokenId at = s_.head[head];
    for (int step = 0; at && step < most_steps; ++step, at = s_.head[at]) {
      const EventMentionId found = connective.contains(at) ? EventMentionId() : mention_at(at);
      if (found && found != own) return found;
    }
    return {};
  }

  // ---- verbs that link: "the raid led to clashes"

  void link_by_verb(const Predicate& p) {
    const auto entries = verbs_.find(p.lemma);
    if (!entries) return;
    EventMentionId subject = subject_of_participle(p.head);
    for (const Argument& a : p.arguments) {
      if (a.function == ArgumentFunction::subject && !subject) subject = mention_at(a.head);
    }
    if (!subject) return;
    for (const Fields entry : *entries) {
      if (entry[1] == "itself") link_itself(p, entry, subject);
      for (const Argument& a : p.arguments) {
        const bool fits = entry[1] == "object" ? a.function == ArgumentFunction::object
                                               : a.function == ArgumentFunction::prep && a.preposition == entry[1];
        const EventMentionId other = fits ? mention_at(a.head) : EventMentionId();
        const auto type = term_from<LinkType>(entry[0]);
        if (!other || other == subject || !type) continue;
        const bool from_subject = entry[2] == "subject";
        const EventMentionId from = from_subject ? subject : other, to = from_subject ? other : subject;
        add(*type, from, to, cover(p.trigger, cover(mention(from).trigger, mention(to).trigger)), "verb/" + p.lemma,
            sure_verb);
        add_time_of(*type, from, to, "verb/" + p.lemma);
      }
    }
  }

  // "A bomb exploded, killing five": the participle is the other event.
  void link_itself(const Predicate& p, const Fields& entry, EventMentionId subject) {
    const EventMentionId own = mention_at(p.head);
    const auto type = term_from<LinkType>(entry[0]);
    if (!own || own == subject || !type || !subject_of_participle(p.head) || p.head < mention(subject).head) return;
    add(*type, subject, own, "participle/" + p.lemma, sure_verb);
    add_time_of(*type, subject, own, "participle/" + p.lemma);
  }

  // "A bomb exploded, causing a fire": what exploded stands for the explosion. Where the tree hangs both verbs on the
  // noun, the one before is meant.
  EventMentionId subject_of_participle(TokenId verb) const {
    const Relation r = main_type(s_.relation[verb]);
    const Morph& m = s_.morph[verb];
    const bool present =
        m.verb_form == Morph::VerbForm::ger || (m.verb_form == Morph::VerbForm::part && m.tense == Morph::Tense::pres);
    if (!present || (r != Relation::advcl && r != Relation::acl)) return {};
    const TokenId head = s_.head[verb];
    if (mention_at(head)) return mention_at(head);
    for (const TokenId sibling : dependents_.of(head)) {
      if (sibling < verb && s_.upos[sibling] == Upos::verb && mention_at(sibling)) return mention_at(sibling);
    }
    return {};
  }

  // ---- tense

  // What is told in the pluperfect was before what its clause hangs on; what is told in the past was before it is said;
  // what is meant to be done comes after the meaning.
  void link_by_tense(EventMentionId id) {
    const EventMention& m = mention(id);
    if (m.form != EventForm::verb) return;
    const Relation r = main_type(s_.relation[m.head]);
    if (r != Relation::ccomp && r != Relation::xcomp && r != Relation::advcl && r != Relation::acl) return;
    const EventMentionId governor = mention_at(s_.head[m.head]);
    if (!governor || mention(governor).form != EventForm::verb) return;
    const EventTense now = mention(governor).tense;
    const bool is_told = r == Relation::ccomp && mention(governor).type.starts_with("statement.");
    if (now == EventTense::past && is_pluperfect(m.head))
      return add(LinkType::before, id, governor, "tense/pluperfect", sure_tense);
    if (is_told && m.tense == EventTense::past && m.modality == Modality::actual)
      return add(LinkType::before, id, governor, "tense/told", sure_kind);
    const bool infinitive = is_aim(m.head);
    const bool ahead = m.tense == EventTense::future || (infinitive && r == Relation::xcomp);
    if (ahead && now != EventTense::future && r != Relation::advcl)
      return add(LinkType::before, governor, id, "tense/future", sure_tense);
    if (r == Relation::advcl && infinitive) {
      add(LinkType::purpose, governor, id, "infinitive", sure_tense);
      add(LinkType::before, governor, id, "infinitive", sure_tense);
    }
  }

  bool is_pluperfect(TokenId verb) const {
    for (const TokenId child : dependents_.of(verb)) {
      if (main_type(s_.relation[child]) == Relation::aux && s_.lemma(child) == "have" &&
          s_.morph[child].tense == Morph::Tense::past)
        return true;
    }
    return false;
  }
  bool is_aim(TokenId verb) const {
    if (s_.morph[verb].verb_form != Morph::VerbForm::inf) return false;
    for (const TokenId child : dependents_.of(verb)) {
      if (s_.relation[child] == Relation::mark) return s_.upos[child] == Upos::part;
    }
    return false;
  }

  // ---- dates

  struct Dated {
    EventId event;
    std::chrono::sys_days begin, end;
  };

  // Each event gets the one that ended last before it and the one that begins first after it: all other orders of dates
  // follow from these by way of others.
  void link_by_dates() {
    std::vector<Dated> by_begin;
    for (const EventId e : d_.events.items.ids()) {
      const Event& event = d_.events.items[e];
      if (event.when) by_begin.push_back({e, event.when->begin, event.when->end});
    }
    std::vector<Dated> by_end = by_begin;
    std::sort(by_begin.begin(), by_begin.end(),
              [](const Dated& a, const Dated& b) { return std::tie(a.begin, a.event) < std::tie(b.begin, b.event); });
    std::sort(by_end.begin(), by_end.end(),
              [](const Dated& a, const Dated& b) { return std::tie(a.end, a.event) < std::tie(b.end, b.event); });
    std::size_t ended = 0;
    for (const Dated& later : by_begin) {
      while (ended < by_end.size() && by_end[ended].end < later.begin) ++ended;
      if (ended > 0) add_dates(by_end[ended - 1].event, later.event);
    }
    std::size_t begun = 0;
    for (const Dated& earlier : by_end) {
      while (begun < by_begin.size() && by_begin[begun].begin <= earlier.end) ++begun;
      if (begun < by_begin.size()) add_dates(earlier.event, by_begin[begun].event);
    }
  }

  void add_dates(EventId from, EventId to) {
    links_.push_back({LinkType::before, from, to, words_of_date(to), "dates", sure_date});
  }
  TokenRange words_of_date(EventId event) const {
    for (const EventMentionId m : d_.events.items[event].mentions) {
      for (const TimeId t : mention(m).times) {
        const TokenRange words = d_.times.items[t].tokens;
        const bool together = d_.sentences.of_token[words.front()] == d_.sentences.of_token[mention(m).head];
        if (d_.times.items[t].days && together) return cover(words, mention(m).trigger);
      }
    }
    return {};
  }

  // ---- events of one kind

  // "another attack" is of the kind of the one before; the same told with and without "not" is a contradiction.
  void link_by_kind() {
    for (const EventId later : d_.events.items.ids()) {
      const Event& b = d_.events.items[later];
      if (b.type == "other.event" || b.type.starts_with("statement.")) continue;
      const EventMentionId mb = b.mentions.front();
      const bool another = is_another(mention(mb).head);
      const std::size_t stop = later.index() > window ? later.index() - window : 0;
      for (std::size_t i = later.index(); i-- > stop;) {
        const Event& a = d_.events.items[EventId(i)];
        if (a.type != b.type) continue;
        if (another) {
          links_.push_back({LinkType::same_kind, later, EventId(i), mention(mb).trigger, "another", sure_kind});
          break;
        }
        if (a.polarity == b.polarity || !share_parties(a, b)) continue;
        links_.push_back({LinkType::contradicts, later, EventId(i), mention(mb).trigger, "polarity", sure_kind});
        break;
      }
    }
  }

  bool is_another(TokenId head) const {
    for (const TokenId child : dependents_.of(head)) {
      const std::string_view w = s_.lemma(child);
      if (child < head && (w == "another" || w == "similar" || w == "second")) return true;
    }
    return false;
  }

  std::vector<EntityId> parties(const Event& event) const {
    std::vector<EntityId> out;
    for (const EventMentionId m : event.mentions) {
      for (const RoleFiller& filler : mention(m).roles) {
        const bool party =
            filler.role == Role::agent || filler.role == Role::patient || filler.role == Role::participant;
        if (party && filler.mention) out.push_back(d_.entities.of_mention[filler.mention]);
      }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }
  bool share_parties(const Event& a, const Event& b) const {
    const auto mine = parties(a), theirs = parties(b);
    return !mine.empty() && mine == theirs;
  }

  // One link of a type between two events: the surest.
  void unite() {
    const auto key = [](const EventLink& l) { return std::tie(l.from, l.to, l.type); };
    std::stable_sort(links_.begin(), links_.end(), [&](const EventLink& a, const EventLink& b) {
      return key(a) != key(b) ? key(a) < key(b) : a.score > b.score;
    });
    links_.erase(std::unique(links_.begin(), links_.end(),
                             [&](const EventLink& a, const EventLink& b) { return key(a) == key(b); }),
                 links_.end());
  }

  const Document& d_;
  const Syntax& s_;
  Dependents dependents_;
  Lexicon connectives_, verbs_;
  IdVector<TokenId, EventMentionId> carried_;  // by the verb that carries it
  std::vector<EventLink> links_;
};

}  // namespace

EventLinks link_events(const Document& document, const RuleSet&, const Knowledge& knowledge) {
  if (document.events.items.size() < 2) return {};
  return Linker(document, knowledge).link();
}

}  // namespace tidings
