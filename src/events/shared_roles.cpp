#include "events/shared_roles.hpp"

#include <algorithm>
#include <string>

namespace tidings {

namespace {

constexpr float shared_score = 0.6F;

class Sharer {
 public:
  Sharer(const Document& document, const Dependents& dependents, const EventWords& words, const Knowledge& knowledge,
         Events& events)
      : d_(document),
        s_(document.syntax),
        dependents_(dependents),
        words_(words),
        agents_(lexicon_of(knowledge, "event-agents")),
        affecting_(lexicon_of(knowledge, "affecting-verbs")),
        events_(events) {}

  void share() {
    for (EventMention& m : events_.mentions) {
      if (m.form == EventForm::noun) take_from_governor(m);
      give_what_is_affected(m);
      add_topics(m);
      add_places(m);
    }
  }

 private:
  std::string word(TokenId t) const { return words_.lemma(t); }
  Relation main_relation(TokenId t) const { return main_type(s_.relation[t]); }
  MentionId mention_at(TokenId t) const { return d_.mentions.by_head[t]; }
  NameType type_at(TokenId token) const {
    const MentionId id = mention_at(token);
    return id ? d_.entities.items[d_.entities.of_mention[id]].type : NameType::other;
  }
  const Predicate* predicate_at(TokenId t) const {
    const PredicateId id = d_.predicates.of_head[t];
    return id ? &d_.predicates.items[id] : nullptr;
  }
  TokenId child(TokenId of, Relation wanted) const {
    for (const TokenId c : dependents_.of(of)) {
      if (main_relation(c) == wanted) return c;
    }
    return {};
  }
  std::string preposition_of(TokenId noun) const {
    const TokenId mark = child(noun, Relation::case_);
    return mark && mark < noun ? word(mark) : std::string();
  }
  static bool has(const EventMention& m, Role role) {
    return std::any_of(m.roles.begin(), m.roles.end(), [&](const RoleFiller& f) { return f.role == role; });
  }
  static bool is_of_family(const EventMention& m, std::initializer_list<std::string_view> families) {
    const std::string_view family = std::string_view(m.type).substr(0, m.type.find('.'));
    return std::find(families.begin(), families.end(), family) != families.end();
  }

  void add(EventMention& m, Role role, TokenId head, const char* rule) const {
    const MentionId mention = mention_at(head);
    if (!mention || head == m.head || events_.of_head[head]) return;
    const auto same = [&](const RoleFiller& f) { return f.mention == mention; };
    if (std::any_of(m.roles.begin(), m.roles.end(), same)) return;
    const TokenRange other = d_.mentions.items[mention].head_range;
    RoleFiller filler;
    filler.role = role;
    filler.mention = mention;
    filler.evidence = {std::min(m.trigger.begin_id, other.begin_id), std::max(m.trigger.end_id, other.end_id)};
    filler.rule = m.type + '/' + rule;
    filler.score = shared_score;
    m.roles.push_back(std::move(filler));
  }
  void add_arguments(EventMention& m, Role role, TokenId predicate, ArgumentFunction function, const char* rule) const {
    const Predicate* p = predicate_at(predicate);
    if (p == nullptr) return;
    for (const Argument& a : p->arguments) {
      if (a.function == function) add(m, role, a.head, rule);
    }
  }

  // "charged two men with [murder]", "claimed responsibility for [the attack]", "the victim of [the attack]"
  void take_from_governor(EventMention& m) const {
    const TokenId governor = s_.head[m.head];
    const Relation r = main_relation(m.head);
    if (!governor || (r != Relation::obl && r != Relation::nmod)) return;
    const std::string preposition = preposition_of(m.head);
    if (preposition.empty()) return;
    const auto part = agents_.find(word(governor) + ' ' + preposition);
    if (!part) return;
    const std::string_view whose = (*part)[0];
    const Role role = (*part)[1] == "patient" ? Role::patient : Role::agent;
    if (has(m, role) || has(m, Role::participant)) return;
    if (whose == "object") add_arguments(m, role, governor, ArgumentFunction::object, "of-governor");
    if (whose == "subject") add_subject(m, role, governor);
    if (whose == "carrier" && s_.head[governor])
      add_arguments(m, role, s_.head[governor], ArgumentFunction::subject, "of-governor");
    if (whose == "self" && !add_subject(m, role, governor)) add(m, role, governor, "of-governor");
  }
  // Of an adjective or a noun with a copula.
  bool add_subject(EventMention& m, Role role, TokenId predicative) const {
    const TokenId subject = child(predicative, Relation::nsubj);
    if (!subject || !child(predicative, Relation::cop)) return false;
    add(m, role, subject, "of-governor");
    return true;
  }

  // "[the attack] hit Riverside": what the verb does to its object, the attack does.
  void give_what_is_affected(EventMention& verb) const {
    if (verb.form != EventForm::verb) return;
    const std::string w = word(verb.head);
    if (affecting_.contains(w)) {
      for (const RoleFiller& acting : verb.roles) {
        EventMention* what = acting.role == Role::agent ? harmful_event(acting) : nullptr;
        if (what != nullptr) add_arguments(*what, Role::patient, verb.head, ArgumentFunction::object, "affected");
      }
    }
    if (w == "aim" || w == "direct" || w == "target" || w == "level") give_what_is_aimed_at(verb);
  }
  // "[the bombs] were aimed at civilians"
  void give_what_is_aimed_at(EventMention& verb) const {
    const Predicate* p = predicate_at(verb.head);
    if (p == nullptr) return;
    for (const RoleFiller& aimed : verb.roles) {
      EventMention* what = aimed.role == Role::patient || aimed.role == Role::agent ? harmful_event(aimed) : nullptr;
      if (what == nullptr) continue;
      for (const Argument& a : p->arguments) {
        if (a.preposition == "at" || a.preposition == "against") add(*what, Role::patient, a.head, "affected");
      }
    }
  }
  // The event that fills the role, or that the filler counts: "a wave of [attacks]". None: null.
  EventMention* harmful_event(const RoleFiller& f) const {
    EventMentionId id = f.event;
    if (!id && f.mention && !d_.mentions.items[f.mention].animate) {
      for (const TokenId c : dependents_.of(d_.mentions.items[f.mention].head)) {
        if (main_relation(c) == Relation::nmod && preposition_of(c) == "of") id = events_.of_head[c];
      }
    }
    if (!id) return nullptr;
    EventMention& what = events_.mentions[id];
    const bool harmful = is_of_family(what, {"conflict", "cyber", "crime", "disaster"});
    return harmful && !has(what, Role::patient) ? &what : nullptr;
  }

  // "announced a fault in [Windows]": what is told of something named is about it.
  void add_topics(EventMention& m) const {
    const bool told = m.type == "statement.announce" || m.type == "statement.warn" || m.type == "science.discover" ||
                      is_of_family(m, {"cyber"});
    if (!told) return;
    if (m.form == EventForm::verb && !is_of_family(m, {"cyber"}) && !has(m, Role::topic) && !has(m, Role::patient))
      add_topic_of_clause(m);
    const std::size_t own = m.roles.size();
    for (std::size_t i = 0; i < own; ++i) {
      const RoleFiller f = m.roles[i];
      if (!f.mention || (f.role != Role::topic && f.role != Role::patient)) continue;
      for (const TokenId c : dependents_.of(d_.mentions.items[f.mention].head)) {
        if (main_relation(c) == Relation::nmod && is_name(c) && !preposition_of(c).empty())
          add(m, Role::topic, c, "about");
      }
    }
  }
  // "announced that [a fault] had been found"
  void add_topic_of_clause(EventMention& m) const {
    const Predicate* p = predicate_at(m.head);
    if (p == nullptr) return;
    for (const Argument& a : p->arguments) {
      const TokenId subject = a.function == ArgumentFunction::clause ? child(a.head, Relation::nsubj) : TokenId();
      if (subject && s_.upos[subject] != Upos::pron) add(m, Role::topic, subject, "of-clause");
    }
  }
  bool is_name(TokenId t) const {
    const MentionId id = mention_at(t);
    return id && d_.mentions.items[id].form == MentionForm::name;
  }

  // "attacked a base in [Helmand], [Afghanistan]": where what is done to something stands, it is done.
  void add_places(EventMention& m) const {
    if (is_of_family(m, {"conflict", "life", "disaster", "crime", "justice", "contact"}) && !has(m, Role::place)) {
      const std::size_t own = m.roles.size();
      for (std::size_t i = 0; i < own; ++i) {
        const RoleFiller f = m.roles[i];
        if (!f.mention || (f.role != Role::patient && f.role != Role::participant)) continue;
        for (const TokenId c : dependents_.of(d_.mentions.items[f.mention].head)) {
          if (main_relation(c) == Relation::nmod && is_place(c) && tells_where(preposition_of(c)))
            add(m, Role::place, c, "where-it-stands");
        }
      }
    }
    const std::size_t own = m.roles.size();
    for (std::size_t i = 0; i < own; ++i) {
      const RoleFiller f = m.roles[i];
      if (!f.mention || f.role != Role::place) continue;
      for (const TokenId c : dependents_.of(d_.mentions.items[f.mention].head)) {
        if (main_relation(c) == Relation::appos && is_place(c)) add(m, Role::place, c, "place-in");
      }
    }
  }
  bool is_place(TokenId t) const { return type_at(t) == NameType::location || type_at(t) == NameType::facility; }
  static bool tells_where(const std::string& preposition) {
    static constexpr std::string_view where[] = {"in", "at", "near", "outside", "across", "inside"};
    return std::find(std::begin(where), std::end(where), preposition) != std::end(where);
  }

  const Document& d_;
  const Syntax& s_;
  const Dependents& dependents_;
  const EventWords& words_;
  Lexicon agents_;
  Lexicon affecting_;
  Events& events_;
};

}  // namespace

void share_roles(const Document& document, const Dependents& dependents, const EventWords& words,
                 const Knowledge& knowledge, Events& events) {
  Sharer(document, dependents, words, knowledge, events).share();
}

}  // namespace tidings
