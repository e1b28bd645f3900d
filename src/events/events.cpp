// Event mentions from predicates and the ontology; then one event for the mentions that tell the same happening.
#include "tidings/events/events.hpp"

#include <algorithm>
#include <set>

#include "events/amounts.hpp"
#include "events/anchors.hpp"
#include "events/certainty.hpp"
#include "events/coreference.hpp"
#include "events/shared_roles.hpp"
#include "events/words.hpp"
#include "rules/parts.hpp"
#include "tidings/document.hpp"

namespace tidings {

namespace {

constexpr int deepest_party = 4;  // nouns and clauses between an event and a name that takes part in it

class Finder {
 public:
  Finder(const Document& document, const RuleSet::Parts& rules, const Knowledge& knowledge)
      : d_(document),
        s_(document.syntax),
        rules_(rules),
        knowledge_(knowledge),
        dependents_(document.syntax),
        words_(document, knowledge),
        anchors_(document, dependents_, knowledge),
        certainty_(document, dependents_, knowledge),
        aspectual_(lexicon_of(knowledge, "aspectual-verbs")),
        stative_(lexicon_of(knowledge, "stative-verbs")),
        event_nouns_(lexicon_of(knowledge, "event-nouns")),
        carriers_(lexicon_of(knowledge, "carrier-nouns")),
        nominalizations_(lexicon_of(knowledge, "nominalizations")),
        person_nouns_(lexicon_of(knowledge, "person-nouns")),
        head_nouns_(lexicon_of(knowledge, "head-nouns")),
        kin_nouns_(lexicon_of(knowledge, "kin-nouns")) {}

  Events find() {
    events_.of_head.resize(d_.tokens.size());
    carriers_of_events_.resize(d_.tokens.size());
    for (const Predicate& p : d_.predicates.items) {
      if (p.carrier) carriers_of_events_[p.carrier] = true;
    }
    claim_of_.resize(d_.predicates.items.size());
    for (const ClaimId id : d_.claims.items.ids()) {
      if (const PredicateId cue = d_.claims.items[id].predicate; cue && !claim_of_[cue]) claim_of_[cue] = id;
    }
    for (const PredicateId id : d_.predicates.items.ids()) add_mention(id);
    settle_statements();
    link_event_arguments();
    share_roles(d_, dependents_, words_, knowledge_, events_);
    join_phrases();
    join_event_mentions(d_, dependents_, words_, knowledge_, events_);
    for (const Event& event : events_.items) settle_codes(event);
    return std::move(events_);
  }

 private:
  std::string word(TokenId t) const { return words_.lemma(t); }

  // "meeting" and "meet", "talks" and "talk".
  std::string lemma_of(const Predicate& p) const {
    const std::string w = word(p.head);
    const auto verb = p.form == PredicateForm::noun ? nominalizations_.find(w) : std::nullopt;
    return verb ? std::string((*verb)[0]) : w;
  }

  // The adjective of a people acts as the people, though its node may be the country: "Israeli strikes" are by them.
  NameType type_at(TokenId token) const {
    const MentionId id = d_.mentions.by_head[token];
    if (!id) return NameType::other;
    const bool people = d_.mentions.items[id].type == NameType::group && s_.upos[token] == Upos::adj;
    return people ? NameType::group : d_.entities.items[d_.entities.of_mention[id]].type;
  }

  // "data breach", "hunger strike": for nouns the word before is a part of the trigger.
  std::string modifier_before(const Predicate& p) const {
    if (p.head.index() == 0) return {};
    const TokenId before(p.head.index() - 1);
    return s_.head[before] == p.head && s_.upos[before] != Upos::det && s_.upos[before] != Upos::punct ? word(before)
                                                                                                       : std::string();
  }

  // What may stand behind the word in the key of a trigger.
  std::vector<std::string> surroundings(const Predicate& p) const {
    std::vector<std::string> keys;
    const std::size_t blank = p.lemma.find(' ');
    const std::string particle = blank == std::string::npos ? std::string() : p.lemma.substr(blank);
    if (!particle.empty()) keys.push_back(particle);
    bool object = false;
    for (const Argument& a : p.arguments) {
      if (a.function == ArgumentFunction::object) {
        object = true;
        add_objects(particle, a.head, keys);
        if (!particle.empty()) add_objects({}, a.head, keys);
      } else if (a.function == ArgumentFunction::prep && !a.preposition.empty()) {
        const std::string companion = ' ' + a.preposition;
        keys.push_back(particle + companion);
        if (!particle.empty()) keys.push_back(companion);
        add_objects(companion, a.head, keys);
      } else if (a.function == ArgumentFunction::open_clause) {
        if (is_infinitive(a.head)) keys.push_back(" to");
        keys.push_back(' ' + word(a.head));
        keys.push_back(' ' + lower_form(a.head));  // "run aground": what the lemmatizer takes for a verb
        if (s_.morph[a.head].verb_form == Morph::VerbForm::inf) keys.push_back(" to do");  // "declined to answer"
      }
    }
    if (!object) keys.push_back("/-");
    for (const TokenId child : dependents_.of(p.head)) {
      const Relation r = main_type(s_.relation[child]);
      const bool stranded = s_.upos[child] == Upos::adp;  // "has been called upon"
      if (stranded || r == Relation::advmod || r == Relation::mark || r == Relation::compound || r == Relation::amod)
        keys.push_back(' ' + word(child));
    }
    for (const Argument& a : p.arguments) {
      if (a.function != ArgumentFunction::clause) continue;
      if (!a.preposition.empty()) keys.push_back(' ' + a.preposition);
      for (const TokenId child : dependents_.of(a.head)) {
        if (s_.relation[child] == Relation::aux && s_.upos[child] == Upos::aux) keys.push_back(' ' + word(child));
      }
    }
    return keys;
  }
  bool is_infinitive(TokenId verb) const {
    const auto children = dependents_.of(verb);
    return std::any_of(children.begin(), children.end(),
                       [&](TokenId c) { return s_.upos[c] == Upos::part && s_.lemma(c) == "to"; });
  }
  std::string lower_form(TokenId token) const { return lower_ascii(d_.tokens.form(d_.source, token)); }
  void add_objects(const std::string& before, TokenId head, std::vector<std::string>& keys) const {
    keys.push_back(before + '/' + word(head));
    const NameType type = type_at(head);
    if (type == NameType::other) return;
    if (static_cast<std::size_t>(type) >= names_.size()) return;
    std::string name(names_[type]);
    for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c;
    keys.push_back(before + '/' + name);
  }

  const Trigger* trigger_of(const Predicate& p) const {
    if (p.form == PredicateForm::noun) {
      const std::string modifier = modifier_before(p);
      const Trigger* compound = modifier.empty() ? nullptr : rules_.find(p.form, modifier + ' ' + p.lemma);
      if (compound != nullptr) return compound;
      if (!modifier.empty() && carriers_.contains(p.lemma)) {  // "mediation effort", "bombing campaign"
        const Trigger* carried = rules_.find(p.form, modifier);
        if (carried != nullptr) return carried;
      }
    }
    const std::string_view first = std::string_view(p.lemma).substr(0, p.lemma.find(' '));
    const WordTriggers* own = rules_.of_word(p.form, first);
    const std::vector<std::string>* classes = p.form == PredicateForm::verb ? rules_.classes_of_verb(first) : nullptr;
    if (own == nullptr && classes == nullptr) return nullptr;
    const Trigger* best = own == nullptr ? nullptr : own->find({});
    const auto take_stricter = [&](const Trigger* found) {
      if (found != nullptr && (best == nullptr || found->strictness > best->strictness)) best = found;
    };
    if (classes != nullptr || own->asks_for_more()) {
      for (const std::string& rest : surroundings(p)) {
        if (own != nullptr) take_stricter(own->find(rest));
        if (classes == nullptr) continue;
        for (const std::string& name : *classes) take_stricter(rules_.find(p.form, name + rest));
      }
    }
    if (p.lemma != first && best != nullptr && best->strictness == 0) return nullptr;  // "give up" is not "give"
    return best;
  }

  // A noun that stands for itself: a part of a compound tells no event of its own, nor does a bare noun of a kind of
  // act.
  bool tells_event(const Predicate& p, const Trigger* trigger) const {
    const Relation r = main_type(s_.relation[p.head]);
    if (p.form == PredicateForm::verb) {
      return r != Relation::amod || (trigger != nullptr && tells_of_participle(p, rules_.frame_of(*trigger)));
    }
    if (p.form != PredicateForm::noun) return trigger != nullptr;
    if (r == Relation::compound || (trigger == nullptr && !event_nouns_.contains(p.lemma))) return false;
    return p.light_verb || !(trigger == nullptr || rules_.frame_of(*trigger).needs_context) || has_context(p);
  }

  // "the wounded soldiers", "stolen data"; but "targeted sanctions", "increased pressure".
  bool tells_of_participle(const Predicate& p, const Frame& frame) const {
    if (frame.needs_context || !s_.head[p.head]) return false;
    if (type_at(s_.head[p.head]) != NameType::other) return true;
    const std::string_view family = std::string_view(frame.type).substr(0, frame.type.find('.'));
    return family == "crime" || family == "cyber" || family == "life" || family == "justice";
  }

  bool has_context(const Predicate& p) const {
    if (!p.arguments.empty()) return true;
    for (const TokenId child : dependents_.of(p.head)) {
      const Relation r = main_type(s_.relation[child]);
      if (r == Relation::det || r == Relation::nummod || r == Relation::acl || r == Relation::nmod) return true;
    }
    return false;
  }

  void add_mention(PredicateId id) {
    const Predicate& p = d_.predicates.items[id];
    const Trigger* trigger = trigger_of(p);
    if (trigger == nullptr && p.form == PredicateForm::verb && stative_.contains(p.lemma)) return;
    if (!tells_event(p, trigger)) return;
    const bool aspectual = aspectual_.contains(word(p.head)) || aspectual_.contains(d_.tokens.form(d_.source, p.head));
    if (aspectual && carries_event(p) && !(trigger != nullptr && trigger->has_object())) return;
    EventMention m;
    m.type = trigger == nullptr ? "other.event" : rules_.frame_of(*trigger).type;
    m.rule = trigger == nullptr ? "other.event" : trigger->rule;
    m.trigger = p.trigger;
    m.head = p.head;
    m.lemma = lemma_of(p);
    m.form = p.form == PredicateForm::verb   ? EventForm::verb
             : p.form == PredicateForm::noun ? EventForm::noun
                                             : EventForm::adjective;
    m.predicate = id;
    const Certainty certainty = certainty_.read(p);
    m.modality = certainty.modality;
    m.polarity = certainty.polarity;
    m.tense = certainty.tense;
    m.score = trigger == nullptr ? 0.5F : 0.8F;
    read_phase(p, m);
    if (d_.claims.innermost.size() > p.head.index()) m.claim = d_.claims.innermost[p.head];
    add_roles(p, trigger, m);
    settle_speaker(id, m);
    settle_amounts(d_.mentions, m.roles);
    if (trigger != nullptr) add_codes(p, rules_.frame_of(*trigger), certainty, m);
    if (m.codes.contains("plover")) add_parties(p, m);
    else if (m.codes.contains("cameo")) add_speakers(p, m);
    m.times = anchors_.times_of(p);
    if (m.modality == Modality::actual && m.tense != EventTense::past && is_to_come(m.times))
      m.modality = Modality::planned;
    const EventMentionId mention = events_.mentions.push_back(std::move(m));
    events_.of_head[p.head] = mention;
    if (trigger != nullptr && trigger->has_object()) remember_phrase(p, *trigger, mention);
  }

  // Who makes a statement is known where its claim is, though the tree tells another function of him.
  void settle_speaker(PredicateId id, EventMention& m) const {
    const auto acts = [](const RoleFiller& f) { return is_actor(f.role); };
    if (!m.type.starts_with("statement.") || std::any_of(m.roles.begin(), m.roles.end(), acts)) return;
    const ClaimId claim = claim_of_[id];
    const MentionId source = claim ? d_.claims.items[claim].source : MentionId();
    if (!source || d_.sentences.of_token[d_.mentions.items[source].head] != d_.sentences.of_token[m.head]) return;
    std::erase_if(m.roles, [&](const RoleFiller& f) { return f.mention == source; });
    RoleFiller speaker;
    speaker.mention = source;
    speaker.rule = m.type + "/claim";
    speaker.evidence = cover(m.trigger, d_.mentions.items[source].head_range);
    m.roles.push_back(std::move(speaker));
  }

  // What has a day after the one of the article has not happened.
  bool is_to_come(const std::vector<TimeId>& times) const {
    const auto days = event_days(d_, times);
    if (days && d_.page.published && std::chrono::sys_days(days->begin) > std::chrono::sys_days(*d_.page.published))
      return true;
    return std::any_of(times.begin(), times.end(), [&](TimeId t) { return certainty_.is_to_come(d_.times.items[t]); });
  }

  static bool is_hostile(const std::string& cameo) { return cameo >= "16" && cameo < "21"; }
  static bool is_cooperation(const std::string& cameo) { return cameo >= "04" && cameo < "09"; }

  static void erase_codes(EventMention& m) {
    m.codes.erase("cameo");
    m.codes.erase("plover");
  }
  // CAMEO codes who does what to whom: an event without a party that acts, or without another one that it is done to,
  // has no code. But one may say something to nobody, and protest without a word against whom.
  void settle_codes(const Event& event) {
    std::vector<EntityId> sources, targets;
    bool coded = false;
    bool alone = true;
    bool protest = false;
    bool force = false;  // is done to things as well
    for (const EventMentionId id : event.mentions) {
      const EventMention& m = events_.mentions[id];
      const auto cameo = m.codes.find("cameo");
      coded |= cameo != m.codes.end();
      protest |= cameo != m.codes.end() && cameo->second == "14";
      force |= cameo != m.codes.end() && cameo->second >= "18";
      alone &= cameo == m.codes.end() || cameo->second == "01" || cameo->second == "14";
      for (const RoleFiller& f : m.roles) {
        if (!f.mention) continue;
        if (is_actor(f.role) && (is_political(f.mention) || (protest && is_animate(f.mention))))
          sources.push_back(entity_of(f.mention));
        const bool done_to = f.role != Role::agent && f.role != Role::instrument && f.role != Role::amount;
        const bool party = force || is_political(f.mention) || is_animate(f.mention) || has_place(f.mention);
        if (done_to && party) targets.push_back(entity_of(f.mention));
      }
    }
    if (!coded || (alone && !sources.empty())) return;
    const bool dyad = std::any_of(sources.begin(), sources.end(), [&](EntityId source) {
      return std::any_of(targets.begin(), targets.end(), [&](EntityId target) { return target != source; });
    });
    if (dyad) return;
    for (const EventMentionId id : event.mentions) {
      EventMention& m = events_.mentions[id];
      erase_codes(m);
      std::erase_if(m.roles, [](const RoleFiller& f) { return f.rule.ends_with("/party"); });
    }
  }
  // A name, or people and bodies that have a part in politics: "the rebels", "police", "the opposition".
  bool is_political(MentionId id) const {
    const Mention& m = d_.mentions.items[id];
    if (m.form == MentionForm::name || names_party(id)) return true;
    const std::string w = word(m.head);
    if (kin_nouns_.contains(w)) return false;
    if (const auto role = person_nouns_.find(w)) return !(*role)[0].empty();
    const auto body = head_nouns_.find(w);
    return body && (*body)[0] == "organization";
  }
  bool is_animate(MentionId id) const { return d_.mentions.items[id].animate; }
  bool has_place(MentionId id) const {
    const NameType t = d_.mentions.items[id].type;
    return t == NameType::facility || t == NameType::location;
  }
  // "his government", "its embassy": a pronoun for a party that the text names.
  bool names_party(MentionId id) const {
    if (d_.mentions.items[id].form != MentionForm::pronoun) return false;
    const auto& mentions = d_.entities.items[entity_of(id)].mentions;
    return std::any_of(mentions.begin(), mentions.end(), [&](MentionId other) { return is_party(other); });
  }

  static bool has_condition(const Predicate& p, std::string_view mark) {
    return std::any_of(p.arguments.begin(), p.arguments.end(), [&](const Argument& a) {
      return a.function == ArgumentFunction::adverbial_clause && a.preposition == mark;
    });
  }
  static bool is_on_condition(const Predicate& p) { return has_condition(p, "if") || has_condition(p, "unless"); }

  static void add_codes(const Predicate& p, const Frame& frame, const Certainty& certainty, EventMention& m) {
    m.codes = frame.codes;
    const auto fills = [&](const RoleFiller& filler) { return filler.role == *frame.codes_need; };
    if (frame.codes_need && std::none_of(m.roles.begin(), m.roles.end(), fills)) return erase_codes(m);
    const auto cameo = m.codes.find("cameo");
    if (cameo == m.codes.end()) return;
    const bool unsettled = m.type == "diplomacy.agree" && m.polarity == Polarity::negative;
    if (unsettled) {  // CAMEO codes "failed to agree" as a rejection
      cameo->second = "12";
      m.codes["plover"] = "REJECT";
      return;
    }
    if (certainty.purpose) return erase_codes(m);
    if (!certainty.intended && !(m.modality == Modality::possible && is_on_condition(p))) return;
    // An announced act of force is a threat, and so is what is announced unless others do something.
    const bool threat = is_hostile(cameo->second) || (cameo->second >= "08" && has_condition(p, "unless"));
    if (threat && m.polarity == Polarity::positive) {
      cameo->second = "13";
      m.codes["plover"] = "THREATEN";
    }
    if (!is_cooperation(cameo->second)) return;
    const bool refused =
        m.polarity == Polarity::negative;  // CAMEO codes an intent to cooperate as such, and its refusal as a rejection
    cameo->second = refused ? "12" : "03";
    m.codes["plover"] = refused ? "REJECT" : "AGREE";
  }

  // ---- the parties of a political event that stand deeper: "welcomed a resumption of ties with [Libya]", "soldiers
  // from [Chad]"

  bool is_party(MentionId id) const {
    if (!id || d_.mentions.items[id].form != MentionForm::name) return false;
    const NameType t = d_.entities.items[d_.entities.of_mention[id]].type;
    return t == NameType::person || t == NameType::organization || t == NameType::location || t == NameType::group;
  }

  static bool is_actor(Role role) { return role == Role::agent || role == Role::participant; }

  void add_parties(const Predicate& p, EventMention& m) const {
    std::vector<RoleFiller> found;
    for (const Argument& a : p.arguments) {
      const MentionId mention = mention_at(a.head);
      if (is_party(mention) || is_told_apart(a)) continue;
      const auto direct = std::find_if(m.roles.begin(), m.roles.end(),
                                       [&](const RoleFiller& f) { return f.mention && f.mention == mention; });
      const bool acts = direct != m.roles.end() && is_actor(direct->role);
      look_for_parties(p, a.head, acts ? direct->role : Role::topic, acts ? 2 : deepest_party, found);
    }
    // What the tree hangs on the verb without a function that tells a role may hold a party as well.
    for (const TokenId child : dependents_.of(p.head)) {
      const Relation r = main_type(s_.relation[child]);
      const bool beside = r == Relation::conj || r == Relation::parataxis || r == Relation::advcl ||
                          r == Relation::nsubj || r == Relation::punct;
      const bool argument =
          std::any_of(p.arguments.begin(), p.arguments.end(), [&](const Argument& a) { return a.head == child; });
      if (child > p.head && !beside && !argument && !is_party(mention_at(child)))
        look_for_parties(p, child, Role::topic, deepest_party, found);
    }
    take(std::move(found), m);
  }
  static void take(std::vector<RoleFiller> found, EventMention& m) {
    for (RoleFiller& filler : found) {
      const auto same = [&](const RoleFiller& f) { return f.mention == filler.mention; };
      if (std::any_of(m.roles.begin(), m.roles.end(), same)) continue;
      filler.rule = m.type + "/party";
      m.roles.push_back(std::move(filler));
    }
  }
  // "a Libyan official said that Chad …": who speaks for whom, and of whom.
  void add_speakers(const Predicate& p, EventMention& m) const {
    std::vector<RoleFiller> found;
    for (const Argument& a : p.arguments) {
      const MentionId mention = mention_at(a.head);
      const bool speaks = std::any_of(m.roles.begin(), m.roles.end(), [&](const RoleFiller& f) {
        return f.mention && f.mention == mention && is_actor(f.role);
      });
      if (speaks && !is_party(mention)) look_for_parties(p, a.head, Role::agent, 2, found);
      if (a.function == ArgumentFunction::clause) look_for_parties(p, a.head, Role::topic, 1, found);
    }
    take(std::move(found), m);
  }

  RoleFiller party(const Predicate& p, MentionId mention, Role role) const {
    RoleFiller filler;
    filler.role = role;
    filler.mention = mention;
    filler.evidence = cover(p.trigger, d_.mentions.items[mention].head_range);
    filler.score = 0.5F;
    return filler;
  }

  // "they met before Xi visits Paris": a clause with a subject of its own has its own parties.
  bool is_told_apart(const Argument& a) const {
    if (a.function != ArgumentFunction::adverbial_clause) return false;
    const auto children = dependents_.of(a.head);
    return std::any_of(children.begin(), children.end(),
                       [&](TokenId c) { return main_type(s_.relation[c]) == Relation::nsubj; });
  }

  EntityId entity_of(MentionId mention) const { return d_.entities.of_mention[mention]; }
  MentionId mention_at(TokenId token) const { return d_.mentions.by_head[token]; }

  void look_for_parties(const Predicate& p, TokenId at, Role role, int depth, std::vector<RoleFiller>& found) const {
    if (depth == 0) return;
    for (const TokenId child : dependents_.of(at)) {
      const Relation r = main_type(s_.relation[child]);
      const bool noun = r == Relation::nmod || r == Relation::amod || r == Relation::compound || r == Relation::conj ||
                        r == Relation::appos;
      const bool clause = r == Relation::acl || r == Relation::obj || r == Relation::obl || r == Relation::iobj ||
                          r == Relation::nsubj || r == Relation::xcomp;
      if (!noun && !(clause && !is_actor(role))) continue;
      const MentionId mention = mention_at(child);
      const bool owner = mention && s_.relation[child] == Relation::nmod_poss && names_party(mention);
      if (!is_party(mention) && !owner) {
        if (r != Relation::amod) look_for_parties(p, child, role, depth - 1, found);
        continue;
      }
      if (is_actor(role) && !may_act_for(child, at)) continue;
      found.push_back(party(p, mention, !is_actor(role) && lies_in(child) ? Role::place : role));
      for (const TokenId other : dependents_.of(child)) {
        if (main_type(s_.relation[other]) == Relation::conj && is_party(mention_at(other)))
          found.push_back(party(p, mention_at(other), role));
      }
    }
  }

  // "killed the imam of a mosque in [Baghdad]"
  bool lies_in(TokenId name) const {
    const NameType t = type_at(name);
    if (t != NameType::location && t != NameType::facility) return false;
    for (const TokenId child : dependents_.of(name)) {
      if (main_type(s_.relation[child]) != Relation::case_) continue;
      const std::string w = word(child);
      return w == "in" || w == "at" || w == "near" || w == "outside" || w == "across" || w == "inside";
    }
    return false;
  }

  // What stands beside the one who acts acts too; "soldiers from Chad", "the ambassador of Chad", "Chadian officials"
  // act for Chad; "a man near Chad" does not. "Obama officials", "Gaddafi's army" act for a person.
  bool may_act_for(TokenId name, TokenId noun) const {
    const Relation r = main_type(s_.relation[name]);
    const NameType t = type_at(name);
    if (r == Relation::conj || r == Relation::appos) return true;
    if (t == NameType::person) return stands_before(name) && serves(noun);
    if (t != NameType::location && t != NameType::group && t != NameType::organization) return false;
    if (r != Relation::nmod) return true;
    for (const TokenId child : dependents_.of(name)) {
      if (main_type(s_.relation[child]) != Relation::case_) continue;
      const std::string w = word(child);
      return w == "of" || w == "from" || w == "in" || w == "at" || w == "throughout" || w == "across" || w == "'s" ||
             w == "'";
    }
    return true;
  }

  bool stands_before(TokenId name) const {
    const Relation r = main_type(s_.relation[name]);
    return r == Relation::compound || s_.relation[name] == Relation::nmod_poss;
  }
  // Whether the noun stands for people who act for somebody: an office, a force, a body.
  bool serves(TokenId noun) const {
    const std::string w = word(noun);
    if (kin_nouns_.contains(w)) return false;
    if (const auto role = person_nouns_.find(w)) return !(*role)[0].empty();
    const auto body = head_nouns_.find(w);
    return body && ((*body)[0] == "organization" || (*body)[0] == "group");
  }

  bool carries_event(const Predicate& p) const {
    if (carriers_of_events_[p.head]) return true;
    return std::any_of(p.arguments.begin(), p.arguments.end(), [&](const Argument& a) {
      const bool carried = a.function == ArgumentFunction::object || a.function == ArgumentFunction::open_clause;
      return carried && d_.predicates.of_head[a.head];
    });
  }

  // "ended the talks", "the talks began": what the governor says of the event's course.
  void read_phase(const Predicate& p, EventMention& m) const {
    const TokenId governor = p.carrier ? p.carrier : s_.head[p.head];
    if (governor) {
      const Relation r = p.carrier ? Relation::obj : main_type(s_.relation[p.head]);
      const auto phase = aspectual_.find(word(governor));
      if (phase && (r == Relation::obj || r == Relation::xcomp || r == Relation::nsubj)) {
        m.phase = (*phase)[0];
        if (m.tense == EventTense::unknown) m.tense = certainty_.read(*predicate_at(governor, p)).tense;
      }
    }
    for (const TokenId child : dependents_.of(p.head)) {
      if (s_.relation[child] == Relation::nummod && p.form == PredicateForm::noun && child < p.head)
        m.count = count_at(child);
    }
  }
  // "2" of "two breaches"; the word itself where it has no value.
  std::string count_at(TokenId token) const {
    const NumberId number = d_.numbers.of_token[token];
    const std::string value = number ? text_of(d_.numbers.items[number]) : std::string();
    return value.empty() ? std::string(d_.tokens.form(d_.source, token)) : value;
  }
  const Predicate* predicate_at(TokenId token, const Predicate& fallback) const {
    const PredicateId id = d_.predicates.of_head[token];
    return id ? &d_.predicates.items[id] : &fallback;
  }

  static std::string_view key_of(const Argument& a) {
    switch (a.function) {
      case ArgumentFunction::subject:
        return "subject";
      case ArgumentFunction::object:
        return "object";
      case ArgumentFunction::indirect_object:
        return "indirect";
      case ArgumentFunction::possessor:
        return "possessor";
      case ArgumentFunction::modifier:
        return "modifier";
      case ArgumentFunction::prep:
        return a.preposition;
      default:
        return {};
    }
  }

  std::optional<Role> role_of(const Predicate& p, const Trigger* trigger, const Argument& a) const {
    std::string key(key_of(a));
    if (key.empty()) return std::nullopt;
    const Frame* type = trigger == nullptr ? nullptr : &rules_.frame_of(*trigger);
    const auto look = [&](const std::string& k) -> std::optional<Role> {
      if (type != nullptr) {
        if (const auto found = type->roles.find(k); found != type->roles.end()) return found->second;
      }
      const auto found = rules_.default_roles.find(k);
      return found == rules_.default_roles.end() ? std::nullopt : std::optional(found->second);
    };
    if (a.function == ArgumentFunction::subject && p.form != PredicateForm::noun && type != nullptr &&
        type->subject_of_intransitive_is_patient) {
      const bool transitive = std::any_of(p.arguments.begin(), p.arguments.end(), [&](const Argument& b) {
        return b.function == ArgumentFunction::object && !is_amount(b.head);  // "rose five points"
      });
      if (!transitive && word(p.head) != "kill") return Role::patient;
    }
    if (a.function == ArgumentFunction::modifier) return modifier_role(type, a);
    if (p.form == PredicateForm::noun && key == "from" && type != nullptr && comes_from_actor(*type, a.head))
      key = "subject";
    auto role = look(key);
    if (!role) {
      const std::size_t blank = key.find(' ');
      if (blank != std::string::npos) role = look(key.substr(0, blank));
    }
    return role;
  }

  bool is_amount(TokenId noun) const {
    const auto children = dependents_.of(noun);
    return type_at(noun) == NameType::quantity || s_.upos[noun] == Upos::num ||
           std::any_of(children.begin(), children.end(),
                       [&](TokenId c) { return main_type(s_.relation[c]) == Relation::nummod; });
  }

  // "mediation from the union", "criticism from Moscow"
  bool comes_from_actor(const Frame& type, TokenId head) const {
    static constexpr std::string_view families[] = {"statement", "contact", "aid"};
    const std::string_view family = std::string_view(type.type).substr(0, type.type.find('.'));
    const bool told = std::find(std::begin(families), std::end(families), family) != std::end(families) ||
                      type.type == "diplomacy.mediate" || type.type == "diplomacy.cooperate";
    return told && (is_actor_type(type_at(head)) || is_animate_at(head));
  }
  bool is_animate_at(TokenId head) const {
    const MentionId id = mention_at(head);
    return id && d_.mentions.items[id].animate;
  }

  // "US strikes", "Taliban attack": an actor; "Boston bombing": a place.
  std::optional<Role> modifier_role(const Frame* type, const Argument& a) const {
    const NameType t = type_at(a.head);
    const bool cyber = type != nullptr && type->type.starts_with("cyber.");
    if (cyber && (t == NameType::organization || t == NameType::person)) return Role::patient;  // "the Sony hack"
    if (cyber && (t == NameType::group || is_country(a.head))) return Role::agent;              // "the Chinese hack"
    if (type != nullptr) {
      if (const auto found = type->roles.find("modifier"); found != type->roles.end() && t != NameType::other)
        return found->second;
    }
    if (t == NameType::organization || t == NameType::person || t == NameType::group) return Role::agent;
    if (type != nullptr && t == NameType::location && is_country(a.head) && acts_in_words(*type)) return Role::agent;
    if (t == NameType::location || t == NameType::facility) return Role::place;
    return std::nullopt;
  }

  // "a U.S. request", "Iran sanctions": a country before a political act does it, but what is done with force happens
  // there.
  static bool acts_in_words(const Frame& frame) {
    const std::string_view family = std::string_view(frame.type).substr(0, frame.type.find('.'));
    return frame.codes.contains("cameo") &&
           (family == "statement" || family == "diplomacy" || family == "aid" || family == "contact");
  }
  bool is_country(TokenId token) const {
    const MentionId mention = mention_at(token);
    if (!mention) return false;
    const auto& attributes = d_.entities.items[d_.entities.of_mention[mention]].attributes;
    const auto subtype = attributes.find("subtype");
    return subtype != attributes.end() && subtype->second == "country";
  }

  void add_roles(const Predicate& p, const Trigger* trigger, EventMention& m) const {
    for (const Argument& a : p.arguments) {
      auto role = role_of(p, trigger, a);
      if (!role || a.head == p.head) continue;
      if (*role == Role::topic && a.function == ArgumentFunction::prep && a.preposition == "on" &&
          type_at(a.head) == NameType::location)
        role = Role::place;
      if (*role == Role::place && !may_be_place(a.head)) continue;
      if (*role == Role::instrument && is_actor_type(type_at(a.head))) role = Role::participant;
      if (*role == Role::participant && a.preposition == "with" && !may_take_part(a.head)) continue;
      if (*role == Role::patient && a.preposition == "at" && p.form == PredicateForm::noun && is_at_place(a.head))
        role = Role::place;  // "the explosion at the station"
      if (*role == Role::recipient && a.preposition == "to" && !may_receive(a.head))
        role = m.type.starts_with("statement.") ? Role::topic : Role::destination;  // "led to calls"
      if (*role == Role::recipient && a.function == ArgumentFunction::object && !may_take_part(a.head))
        role = m.type.starts_with("statement.") ? Role::topic : Role::patient;  // "asked a question", "helped growth"
      const bool journey = *role == Role::origin || *role == Role::destination;
      if (journey && a.function == ArgumentFunction::object && !may_be_place(a.head))
        role = Role::patient;  // "left her husband", "left the matter"
      RoleFiller filler;
      filler.role = *role;
      filler.mention = d_.mentions.by_head[a.head];
      if (!filler.mention) continue;
      filler.evidence = cover(p.trigger, d_.mentions.items[filler.mention].head_range);
      filler.rule = m.type + '/' + std::string(key_of(a));
      filler.score = a.implied ? 0.7F : 0.9F;
      m.roles.push_back(std::move(filler));
    }
  }
  // "battles with the militia": nobody is a tool.
  static bool is_actor_type(NameType t) {
    return t == NameType::person || t == NameType::organization || t == NameType::group || t == NameType::location;
  }
  // "met with the minister", "talks with Iran", "a clash with the attack's victims"; not "mended it with tape".
  bool may_take_part(TokenId token) const {
    const MentionId id = mention_at(token);
    return type_at(token) != NameType::other || (id && d_.mentions.items[id].animate) || d_.predicates.of_head[token];
  }
  bool may_receive(TokenId token) const {
    return is_actor_type(type_at(token)) || is_animate_at(token) || type_at(token) == NameType::facility;
  }
  bool is_at_place(TokenId token) const {
    return type_at(token) == NameType::location || type_at(token) == NameType::facility;
  }
  bool may_be_place(TokenId token) const {
    const NameType t = type_at(token);
    return t == NameType::location || t == NameType::facility || t == NameType::organization;
  }
  static TokenRange cover(TokenRange a, TokenRange b) {
    return {std::min(a.begin_id, b.begin_id), std::max(a.end_id, b.end_id)};
  }

  // CAMEO codes what is announced, not the announcement; who vows an act of force threatens.
  void settle_statements() {
    for (EventMention& m : events_.mentions) {
      const auto code = m.codes.find("cameo");
      if (code == m.codes.end() || !m.predicate) continue;
      if (code->second != "01" && m.type != "statement.promise") continue;
      for (const Argument& a : d_.predicates.items[m.predicate].arguments) {
        const bool content = a.function == ArgumentFunction::clause || a.function == ArgumentFunction::open_clause ||
                             a.function == ArgumentFunction::adverbial_clause;
        const EventMentionId inner = content ? events_.of_head[a.head] : EventMentionId();
        if (!inner || !is_own_act(m, events_.mentions[inner])) continue;
        settle_statement(m, events_.mentions[inner]);
        break;
      }
    }
  }
  bool is_own_act(const EventMention& statement, const EventMention& act) const {
    if (act.modality != Modality::planned || !act.codes.contains("cameo")) return false;
    return std::any_of(act.roles.begin(), act.roles.end(), [&](const RoleFiller& f) {
      const auto same = [&](const RoleFiller& g) {
        return g.mention && is_actor(g.role) && entity_of(g.mention) == entity_of(f.mention);
      };
      return f.mention && is_actor(f.role) && std::any_of(statement.roles.begin(), statement.roles.end(), same);
    });
  }
  static void settle_statement(EventMention& statement, EventMention& act) {
    if (statement.codes.at("cameo") == "01") {
      statement.codes.erase("cameo");
    } else if (act.codes.at("cameo") == "13") {
      statement.codes["cameo"] = "13";
      statement.codes["plover"] = "THREATEN";
    }
  }

  // An argument that is an event itself: the event takes the place of the mention.
  void link_event_arguments() {
    for (EventMention& m : events_.mentions) {
      for (RoleFiller& filler : m.roles) {
        if (!filler.mention) continue;
        const Mention& mention = d_.mentions.items[filler.mention];
        const EventMentionId event = events_.of_head[mention.head];
        if (!event || mention.form != MentionForm::nominal || mention.type != NameType::other) continue;
        filler.event = event;
        filler.mention = MentionId();
      }
    }
  }

  // "reached an agreement": the verb and its object tell one event.
  void join_phrases() {
    for (const auto& [verb, object] : phrases_) {
      const EventMentionId noun = events_.of_head[object];
      if (!noun || noun == verb) continue;
      EventMention& n = events_.mentions[noun];
      EventMention& v = events_.mentions[verb];
      const bool contact = v.type.starts_with("contact.") && n.type.starts_with("contact.");
      if (n.type != v.type && n.type != "other.event" &&
          !contact) {  // "lifted the sanctions": two events, but one act, which the verb codes
        erase_codes(n);
        continue;
      }
      (contact ? v : n).type = contact ? n.type : v.type;  // "opened talks": the noun tells the kind of contact
      n.codes = v.codes;
      n.modality = v.modality;
      n.polarity = v.polarity;
      if (n.tense == EventTense::unknown) n.tense = v.tense;
      if (noun < verb) events_.mentions[verb].same_as = noun;
      else n.same_as = verb;
    }
  }

  void remember_phrase(const Predicate& p, const Trigger& trigger, EventMentionId id) {
    const std::size_t slash = trigger.rule.rfind('/');
    const std::string object = trigger.rule.substr(slash + 1);
    for (const Argument& a : p.arguments) {
      const bool fits = a.function == ArgumentFunction::object || a.function == ArgumentFunction::prep;
      if (fits && word(a.head) == object) phrases_.emplace_back(id, a.head);
    }
  }

  const Document& d_;
  const Syntax& s_;
  const RuleSet::Parts& rules_;
  const Knowledge& knowledge_;
  Dependents dependents_;
  EventWords words_;
  EventAnchors anchors_;
  CertaintyReader certainty_;
  Lexicon aspectual_, stative_, event_nouns_, carriers_, nominalizations_, person_nouns_, head_nouns_, kin_nouns_;
  NameTypes names_;
  IdVector<TokenId, char>
      carriers_of_events_;  // whether a verb only lends an event its subject, or tells how it goes on
  std::vector<std::pair<EventMentionId, TokenId>> phrases_;  // a verb and the object that its trigger names
  IdVector<PredicateId, ClaimId> claim_of_;  // whose cue the predicate is; else none
  Events events_;
};

}  // namespace

Events find_events(const Document& document, const RuleSet& rules, const Knowledge& knowledge) {
  if (document.predicates.items.empty()) return {};
  return Finder(document, rules.parts(), knowledge).find();
}

}  // namespace tidings
