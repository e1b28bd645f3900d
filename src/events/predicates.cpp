// Predicates from Universal Dependencies: passives, relative clauses, control, conjunction, light verbs and
// nominalisations are brought to one form.
#include "tidings/events/predicates.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "discourse/lexicon.hpp"
#include "events/words.hpp"
#include "rules/parts.hpp"
#include "tidings/document.hpp"

namespace tidings {

std::string_view to_string(ArgumentFunction function) noexcept {
  static constexpr std::array<std::string_view, 11> names{"subject",          "object",     "indirect", "prep",
                                                          "possessor",        "modifier",   "clause",   "open-clause",
                                                          "adverbial-clause", "apposition", "quote"};
  return names[static_cast<std::size_t>(function)];
}

namespace {

constexpr int longest_chain = 6;  // of conjunctions and clauses that an argument is looked up through

class Finder {
 public:
  Finder(const Document& document, const RuleSet::Parts& rules)
      : d_(document), s_(document.syntax), rules_(rules), dependents_(document.syntax) {}

  Predicates find() {
    predicates_.of_head.resize(d_.tokens.size());
    for (const TokenId token : s_.upos.ids()) {
      if (!d_.page.blocks[d_.sentences.block[d_.sentences.of_token[token]]].is_readable()) continue;
      if (is_verb(token)) add_verb(token);
      else if (is_event_noun(token)) add_noun(token);
      else if (is_predicative_adjective(token)) add_adjective(token);
    }
    return std::move(predicates_);
  }

 private:
  std::string word(TokenId t) const { return words_.lemma(t); }
  Relation relation(TokenId t) const { return s_.relation[t]; }
  Relation main_relation(TokenId t) const { return main_type(s_.relation[t]); }

  bool is_verb(TokenId token) const {
    if (s_.upos[token] != Upos::verb || is_part_of_name(token)) return false;
    const Relation r = main_relation(token);
    if (r == Relation::aux || r == Relation::cop || r == Relation::fixed || r == Relation::case_ ||
        r == Relation::mark || r == Relation::compound)
      return false;
    return !light_noun(token);
  }

  // The event noun that a light verb carries: "held [talks]".
  TokenId light_noun(TokenId verb) const { return light_verbs_.contains(word(verb)) ? carried_by(verb) : TokenId(); }
  TokenId carried_by(TokenId verb) const {
    for (const TokenId child : dependents_.of(verb)) {
      const bool object = relation(child) == Relation::obj || relation(child) == Relation::nsubj_pass;
      const TokenId noun = object ? content_of(child) : TokenId();
      if (noun && !rules_object_trigger(verb, noun)) return noun;
    }
    const TokenId noun = s_.head[verb];
    const bool behind = noun && is_object_of_clause(verb) && is_event_noun(noun);
    return behind && !rules_object_trigger(verb, noun) ? noun : TokenId();
  }
  // "talks", "four days of talks", "a series of talks"
  TokenId content_of(TokenId noun) const {
    if (is_event_noun(noun)) return noun;
    if (!is_time(noun) && !measures_.contains(word(noun))) return TokenId();
    for (const TokenId child : dependents_.of(noun)) {
      const bool content = child > noun && main_relation(child) == Relation::nmod && preposition_of(child) == "of";
      if (content && is_event_noun(child)) return child;
    }
    return TokenId();
  }
  // "talks held in Geneva", "talks that were held", "the visit he made": what the clause hangs on is its object.
  bool is_object_of_clause(TokenId verb) const {
    if (main_relation(verb) != Relation::acl) return false;
    bool own_subject = false;
    for (const TokenId child : dependents_.of(verb)) {
      if (relation(child) == Relation::obj) return false;
      own_subject |= relation(child) == Relation::nsubj && !is_relative(child);
    }
    return is_passive(verb) || (relation(verb) == Relation::acl_relcl && own_subject);
  }
  // "pay a visit" may be a trigger of its own; then the verb stays.
  bool rules_object_trigger(TokenId verb, TokenId noun) const {
    const std::string object = word(noun);
    return rules_.of_word(PredicateForm::noun, object) == nullptr &&
           rules_.find(PredicateForm::verb, word(verb) + '/' + object) != nullptr;
  }

  bool is_event_noun(TokenId token) const {
    if (s_.upos[token] != Upos::noun || is_part_of_name(token)) return false;
    if (is_time(token)) return false;
    const std::string key = word(token);
    return rules_.of_word(PredicateForm::noun, key) != nullptr || event_nouns_.contains(key) ||
           compound_trigger(token, key);
  }
  // "heart attack" stands in the rules under its first word; a "mediation effort" is mediation.
  bool compound_trigger(TokenId token, const std::string& key) const {
    for (const TokenId child : dependents_.of(token)) {
      if (child.index() + 1 != token.index()) continue;
      if (rules_.find(PredicateForm::noun, word(child) + ' ' + key) != nullptr) return true;
      if (carriers_.contains(key) && rules_.find(PredicateForm::noun, word(child)) != nullptr) return true;
    }
    return false;
  }
  bool is_part_of_name(TokenId token) const {
    return token.index() < d_.names.of_token.size() && d_.names.of_token[token];
  }
  bool is_time(TokenId token) const { return token.index() < d_.times.of_token.size() && d_.times.of_token[token]; }

  bool is_predicative_adjective(TokenId token) const {
    return s_.upos[token] == Upos::adj && rules_.of_word(PredicateForm::adjective, word(token)) != nullptr;
  }

  Predicate begin(TokenId head, PredicateForm form) const {
    Predicate p;
    p.head = head;
    p.trigger = TokenRange::one(head);
    p.lemma = word(head);
    p.form = form;
    return p;
  }

  void add(Predicate predicate) {
    std::stable_sort(predicate.arguments.begin(), predicate.arguments.end(),
                     [](const Argument& a, const Argument& b) { return a.head < b.head; });
    const auto same = [](const Argument& a, const Argument& b) {
      return a.head == b.head && a.function == b.function && a.preposition == b.preposition;
    };
    predicate.arguments.erase(std::unique(predicate.arguments.begin(), predicate.arguments.end(), same),
                              predicate.arguments.end());
    const TokenId head = predicate.head;
    predicates_.of_head[head] = predicates_.items.push_back(std::move(predicate));
  }

  void add_verb(TokenId verb) {
    Predicate p = begin(verb, PredicateForm::verb);
    for (const TokenId child : dependents_.of(verb)) {
      if (relation(child) != Relation::compound_prt) continue;
      p.lemma += ' ' + word(child);
      if (child == p.trigger.end_id) p.trigger.end_id = TokenId(child.index() + 1);
    }
    p.passive = is_passive(verb);
    read_verb_arguments(p, verb);
    add(std::move(p));
  }

  void read_verb_arguments(Predicate& p, TokenId verb) const {
    read_dependents(p, verb, p.passive);
    if (!has(p, p.passive ? ArgumentFunction::object : ArgumentFunction::subject)) add_shared_subject(p, verb);
  }

  bool is_passive(TokenId verb) const {
    for (const TokenId child : dependents_.of(verb)) {
      if (relation(child) == Relation::aux_pass || relation(child) == Relation::nsubj_pass) return true;
    }
    const Morph& m = s_.morph[verb];
    const bool past_participle = m.verb_form == Morph::VerbForm::part && m.tense == Morph::Tense::past;
    const Relation r = main_relation(verb);
    const bool reduced = r == Relation::acl && relation(verb) != Relation::acl_relcl;
    const bool has_object = std::any_of(dependents_.of(verb).begin(), dependents_.of(verb).end(),
                                        [&](TokenId c) { return relation(c) == Relation::obj; });
    return past_participle && !has_object &&
           (reduced || r == Relation::amod || (r == Relation::conj && s_.head[verb] && is_passive_here(s_.head[verb])));
  }
  bool is_passive_here(TokenId verb) const {
    for (const TokenId child : dependents_.of(verb)) {
      if (relation(child) == Relation::aux_pass) return true;
    }
    return false;
  }

  static bool has(const Predicate& p, ArgumentFunction function) {
    return std::any_of(p.arguments.begin(), p.arguments.end(),
                       [&](const Argument& a) { return a.function == function; });
  }

  // One argument for each member of the coordination that `head` begins.
  void push(Predicate& p, ArgumentFunction function, TokenId head, bool implied,
            const std::string& preposition = {}) const {
    p.arguments.push_back({function, preposition, head, implied});
    const bool clause = function == ArgumentFunction::clause || function == ArgumentFunction::open_clause ||
                        function == ArgumentFunction::adverbial_clause;
    if (clause) return;
    for (const TokenId member : with_conjuncts(head)) {
      if (member != head) p.arguments.push_back({function, preposition, member, implied});
    }
  }

  void read_dependents(Predicate& p, TokenId head, bool passive) const {
    for (const TokenId child : dependents_.of(head)) {
      switch (relation(child)) {
        case Relation::nsubj:
        case Relation::nsubj_outer:
          if (is_predicated_infinitive(head)) break;
          push_subject(p, child, head, passive ? ArgumentFunction::object : ArgumentFunction::subject);
          break;
        case Relation::nsubj_pass:
          push_subject(p, child, head, ArgumentFunction::object);
          break;
        case Relation::obj:
          push_subject(p, child, head,
                       speaks_behind_quotation(child, head) ? ArgumentFunction::subject : ArgumentFunction::object);
          break;
        case Relation::iobj:
          push(p, ArgumentFunction::indirect_object, child, false);
          break;
        case Relation::obl_agent:
          push(p, ArgumentFunction::subject, child, false);
          break;
        case Relation::obl:
        case Relation::nmod:
          push_oblique(p, child, passive);
          break;
        case Relation::nmod_poss:
          push(p, ArgumentFunction::possessor, child, false);
          break;
        case Relation::ccomp:
        case Relation::csubj:
          push(p, ArgumentFunction::clause, child, false, mark_of(child));
          break;
        case Relation::xcomp:
          push(p, ArgumentFunction::open_clause, child, false);
          break;
        case Relation::advcl:
          push(p, ArgumentFunction::adverbial_clause, child, false, mark_of(child));
          break;
        case Relation::parataxis:
          push(p, ArgumentFunction::quote, child, false);
          break;
        default:
          break;
      }
    }
  }

  // "the aim is [to find]": the aim does not find.
  bool is_predicated_infinitive(TokenId verb) const {
    const TokenId copula = own(verb, {Relation::cop});
    const TokenId mark = own(verb, {Relation::mark});
    return copula && mark && copula.index() + 1 == mark.index();  // but "is due to meet"
  }

  // '"I was looking right at him," declared [Elliott]': behind what is said stands who says it.
  bool speaks_behind_quotation(TokenId object, TokenId verb) const {
    const bool may_be_inverted = object > verb && speech_verbs_.contains(word(verb)) &&
                                 s_.upos[object] == Upos::propn && !own(verb, {Relation::nsubj, Relation::nsubj_pass});
    if (!may_be_inverted) return false;
    if (main_relation(verb) == Relation::parataxis && s_.head[verb] < verb) return true;
    const TokenId said = own(verb, {Relation::ccomp, Relation::parataxis});
    return said && said < verb;
  }

  // A relative pronoun stands for what the clause hangs on.
  void push_subject(Predicate& p, TokenId child, TokenId verb, ArgumentFunction function) const {
    const bool relative = s_.upos[child] == Upos::pron && relation(verb) == Relation::acl_relcl && is_relative(child);
    if (relative && s_.head[verb]) push(p, function, antecedent(child, s_.head[verb]), true);
    else push(p, function, child, false);
  }
  // "Britons of Pakistani descent who had visited": who they are, not what.
  TokenId antecedent(TokenId pronoun, TokenId noun) const {
    if (word(pronoun) != "who") return noun;
    const bool stands_deeper = main_relation(noun) == Relation::nmod && preposition_of(noun) == "of" && s_.head[noun];
    return stands_deeper && !is_person(noun) && is_person(s_.head[noun]) ? s_.head[noun] : noun;
  }
  bool is_person(TokenId noun) const {
    const MentionId id = noun.index() < d_.mentions.by_head.size() ? d_.mentions.by_head[noun] : MentionId();
    return id && d_.mentions.items[id].animate;
  }
  bool is_relative(TokenId t) const {
    const std::string w = word(t);
    return s_.morph[t].pron_type == Morph::PronType::rel || w == "who" || w == "which" || w == "that" || w == "whom";
  }

  std::string preposition_of(TokenId child) const {
    std::string out;
    for (const TokenId c : dependents_.of(child)) {
      if (relation(c) != Relation::case_ || s_.upos[c] == Upos::part || c > child) continue;
      if (!out.empty()) out += ' ';
      out += word(c);
      for (const TokenId f : dependents_.of(c)) {
        if (relation(f) == Relation::fixed) out += ' ' + word(f);
      }
    }
    return out;
  }
  std::string mark_of(TokenId child) const {
    for (const TokenId c : dependents_.of(child)) {
      if (relation(c) == Relation::mark) return word(c);
    }
    return {};
  }

  void push_oblique(Predicate& p, TokenId child, bool passive) const {
    const std::string preposition = preposition_of(child);
    if (is_time(child)) return;
    if (preposition.empty()) return push_bare(p, child, passive);
    if (passive && preposition == "by" && !is_time(child)) return push(p, ArgumentFunction::subject, child, false);
    if (preposition == "by" && p.form == PredicateForm::verb && own(p.head, {Relation::obj})) return;
    if (preposition == "including") return push_included(p, child, passive);
    push(p, ArgumentFunction::prep, child, false, preposition);
  }

  // "activists were arrested, including [Forest]"
  void push_included(Predicate& p, TokenId member, bool passive) const {
    if (p.form != PredicateForm::verb) return;
    const bool undergoes = passive || has(p, ArgumentFunction::object);
    push(p, undergoes ? ArgumentFunction::object : ArgumentFunction::subject, member, true);
  }

  // "burned down [its embassy]": what stands right behind an active verb without a preposition is its object.
  void push_bare(Predicate& p, TokenId child, bool passive) const {
    const bool object = !passive && p.form == PredicateForm::verb && relation(child) == Relation::obl &&
                        child > p.trigger.back() && s_.upos[child] != Upos::adv &&
                        dependents_.subtree(child).begin_id == p.trigger.end_id && !has(p, ArgumentFunction::object) &&
                        !measures_.contains(word(child));
    if (object) push(p, ArgumentFunction::object, child, false);
    else push_behind_title(p, child);
  }

  // "with adviser Susan Rice": a name that stands right behind an argument without a word between belongs to it.
  void push_behind_title(Predicate& p, TokenId name) const {
    if (p.arguments.empty() || s_.upos[name] != Upos::propn) return;
    const Argument title = p.arguments.back();
    if (title.head.index() + 1 == name.index()) push(p, title.function, name, title.implied, title.preposition);
  }

  void add_shared_subject(Predicate& p, TokenId verb) const {
    const ArgumentFunction function = p.passive ? ArgumentFunction::object : ArgumentFunction::subject;
    for (const TokenId subject : shared_subjects(verb, 0)) {
      if (std::none_of(p.arguments.begin(), p.arguments.end(), [&](const Argument& a) { return a.head == subject; })) {
        p.arguments.push_back({function, {}, subject, true});
      }
    }
    if (main_relation(verb) == Relation::amod && s_.head[verb])
      p.arguments.push_back({function, {}, s_.head[verb], true});
    if (relation(verb) == Relation::acl_relcl && p.arguments.size() <= 1 && s_.head[verb] &&
        !has(p, ArgumentFunction::object)) {
      p.arguments.push_back({ArgumentFunction::object, {}, s_.head[verb], true});
    }
  }

  bool is_nominal(TokenId t) const { return s_.upos[t] != Upos::verb && s_.upos[t] != Upos::aux; }
  std::vector<TokenId> with_conjuncts(TokenId head) const {
    std::vector<TokenId> all{head};
    for (std::size_t i = 0; i < all.size(); ++i) {  // the trees of long lists are chains
      for (const TokenId child : dependents_.of(all[i])) {
        if (relation(child) == Relation::conj && is_nominal(child)) all.push_back(child);
      }
    }
    return all;
  }

  TokenId own(TokenId verb, std::initializer_list<Relation> relations) const {
    for (const TokenId child : dependents_.of(verb)) {
      if (std::find(relations.begin(), relations.end(), relation(child)) != relations.end()) return child;
    }
    return TokenId();
  }

  // Who does it where the verb has no subject of its own.
  std::vector<TokenId> shared_subjects(TokenId verb, int depth) const {
    const TokenId governor = s_.head[verb];
    if (!governor || depth > longest_chain) return {};
    const Relation r = main_relation(verb);
    if (r == Relation::acl && relation(verb) != Relation::acl_relcl) {
      const bool infinitive = s_.morph[verb].verb_form == Morph::VerbForm::inf;
      if (infinitive) return subjects_of_infinitive(governor, depth);
      if (is_behind_preposition(verb)) {  // "avenues for holding them to account"
        const TokenId owner = own(governor, {Relation::nmod_poss});
        return owner ? with_conjuncts(owner) : std::vector<TokenId>{};
      }
      // "talks aimed at", "the man accused of"; but "to a farm in [Rangoon], sparking an outbreak" is what happens
      const bool beside_place = is_place_name(governor) && !is_passive(verb) && main_relation(governor) == Relation::nmod;
      return beside_place ? std::vector<TokenId>{} : with_conjuncts(governor);
    }
    if (r == Relation::conj) return subjects_of(governor, depth + 1);
    if (r == Relation::xcomp) {
      const TokenId object = own(governor, {Relation::obj, Relation::iobj});
      if (object && !light_verbs_.contains(word(governor))) return with_conjuncts(object);
      return subjects_of(governor, depth + 1);
    }
    if (r == Relation::advcl &&
        (is_behind_preposition(verb) || is_controlled(verb))) {  // "accused China of hacking", "told them to leave"
      if (const TokenId object = own(governor, {Relation::obj, Relation::nsubj_pass})) return with_conjuncts(object);
    }
    if (r == Relation::advcl && s_.morph[verb].verb_form == Morph::VerbForm::inf && is_passive(governor)) {
      const TokenId user = own(governor, {Relation::obl_agent});  // "are used by terrorists to carry bombs"
      if (user) return with_conjuncts(user);
    }
    if (r == Relation::advcl || r == Relation::ccomp)
      return own(verb, {Relation::mark}) && s_.morph[verb].verb_form == Morph::VerbForm::fin
                 ? std::vector<TokenId>{}
                 : subjects_of(governor, depth + 1);
    return {};
  }

  // "a plan to attack" has the owner of the plan, or who makes it; in "advised residents to leave" the tree may hang the
  // infinitive on the residents.
  std::vector<TokenId> subjects_of_infinitive(TokenId noun, int depth) const {
    const TokenId above = s_.head[noun];
    const bool object = relation(noun) == Relation::obj || relation(noun) == Relation::iobj;
    if (above && object && object_control_.contains(word(above))) return with_conjuncts(noun);
    if (const TokenId owner = own(noun, {Relation::nmod_poss})) return with_conjuncts(owner);
    if (const TokenId subject = own(noun, {Relation::nsubj})) return with_conjuncts(subject);
    if (!above || s_.upos[above] != Upos::verb || (!object && main_relation(noun) != Relation::obl)) return {};
    return is_passive(above) ? std::vector<TokenId>{} : subjects_of(above, depth + 1);
  }
  bool is_controlled(TokenId verb) const {
    return s_.morph[verb].verb_form == Morph::VerbForm::inf && object_control_.contains(word(s_.head[verb]));
  }
  bool is_place_name(TokenId t) const {
    const NameId id = t.index() < d_.names.of_token.size() ? d_.names.of_token[t] : NameId();
    return id && d_.names.items[id].type == NameType::location;
  }

  bool is_behind_preposition(TokenId verb) const {
    const TokenId mark = own(verb, {Relation::mark, Relation::case_});
    if (!mark) return false;
    const std::string w = word(mark);
    return w == "of" || w == "from" || w == "into" || w == "for";
  }

  std::vector<TokenId> subjects_of(TokenId verb, int depth) const {
    const TokenId subject = own(verb, {Relation::nsubj, Relation::nsubj_pass});
    if (!subject) return shared_subjects(verb, depth);
    if (relation(verb) == Relation::acl_relcl && is_relative(subject) && s_.head[verb])
      return with_conjuncts(s_.head[verb]);
    return with_conjuncts(subject);
  }

  void add_noun(TokenId noun) {
    Predicate p = begin(noun, PredicateForm::noun);
    read_dependents(p, noun, false);
    // The subject of a noun is that of its copula: "this was an attack on"; no argument.
    std::erase_if(p.arguments, [](const Argument& a) {
      return a.function == ArgumentFunction::subject || a.function == ArgumentFunction::object;
    });
    for (const TokenId child : dependents_.of(noun)) {
      const Relation r = main_relation(child);
      const bool modifier =
          r == Relation::compound || (r == Relation::amod && (is_part_of_name(child) || s_.upos[child] == Upos::propn));
      if (modifier) push(p, ArgumentFunction::modifier, child, false);
    }
    add_light_verb(p, noun);
    if (!p.carrier) add_motion(p, noun);
    add_predicated_place(p, noun);
    add(std::move(p));
  }

  // "the worst explosion was at [the station]"; "rejected mediation [by Chad]", where the tree hangs it on the verb
  void add_predicated_place(Predicate& p, TokenId noun) const {
    const TokenId above = s_.head[noun];
    if (!above) return;
    if (relation(noun) == Relation::nsubj && s_.upos[above] != Upos::verb && own(above, {Relation::cop})) {
      const std::string preposition = preposition_of(above);
      if (!preposition.empty()) push(p, ArgumentFunction::prep, above, false, preposition);
    }
    if (relation(noun) != Relation::obj || is_passive(above)) return;
    for (const TokenId child : dependents_.of(above)) {
      const bool by = child > noun && main_relation(child) == Relation::obl && preposition_of(child) == "by";
      if (by && !is_time(child)) push(p, ArgumentFunction::prep, child, true, "by");
    }
  }

  // The noun of a light verb takes over the verb's arguments; so does that of a verb that only tells how it goes on.
  void add_light_verb(Predicate& p, TokenId noun) const {
    const TokenId verb = carrier_of(noun);
    if (!verb) return;
    const bool light = light_verbs_.contains(word(verb));
    const bool undergoes = undergoers_.contains(word(verb));
    if (light) p.light_verb = verb;
    p.carrier = verb;
    Predicate carrier = begin(verb, PredicateForm::verb);
    carrier.passive = is_passive(verb);
    read_verb_arguments(carrier, verb);
    for (const Argument& a : carrier.arguments) {
      if (a.head == noun || is_time(a.head) || content_of(a.head) == noun) continue;
      p.arguments.push_back(a);
      p.arguments.back().implied = p.arguments.back().implied || !light;
      if (undergoes && a.function == ArgumentFunction::subject)
        p.arguments.back().function = ArgumentFunction::object;  // "suffered injuries"
    }
  }
  // "came to Paris on a visit": who comes is who visits, there and then.
  void add_motion(Predicate& p, TokenId noun) const {
    const TokenId verb = s_.head[noun];
    if (!verb || main_relation(noun) != Relation::obl || s_.upos[verb] != Upos::verb) return;
    if (!motion_phrases_.contains(word(verb) + ' ' + preposition_of(noun))) return;
    p.carrier = verb;
    Predicate motion = begin(verb, PredicateForm::verb);
    motion.passive = is_passive(verb);
    read_verb_arguments(motion, verb);
    for (Argument& a : motion.arguments) {
      const bool mover = a.function == (motion.passive ? ArgumentFunction::object : ArgumentFunction::subject);
      if (a.head == noun || (!mover && a.preposition != "to")) continue;
      if (mover) a.function = ArgumentFunction::subject;
      a.implied = true;
      p.arguments.push_back(a);
    }
  }
  TokenId carrier_of(TokenId noun) const {
    TokenId above = s_.head[noun];
    if (above && s_.upos[above] == Upos::noun && content_of(above) == noun) above = s_.head[above];
    if (above && may_carry(above) && carried_by(above) == noun) return above;
    for (const TokenId child : dependents_.of(noun)) {
      if (child > noun && may_carry(child) && s_.head[child] == noun && carried_by(child) == noun) return child;
    }
    return TokenId();
  }
  bool may_carry(TokenId verb) const {
    if (s_.upos[verb] != Upos::verb) return false;
    const std::string w = word(verb);
    return light_verbs_.contains(w) || aspectual_.contains(w) || undergoers_.contains(w);
  }

  void add_adjective(TokenId adjective) {
    Predicate p = begin(adjective, PredicateForm::adjective);
    read_dependents(p, adjective, false);
    if (main_relation(adjective) == Relation::amod && s_.head[adjective])
      push(p, ArgumentFunction::subject, s_.head[adjective], true);
    if (main_relation(adjective) == Relation::xcomp && !has(p, ArgumentFunction::subject)) {  // "was shot dead"
      for (const TokenId subject : shared_subjects(adjective, 0))
        p.arguments.push_back({ArgumentFunction::subject, {}, subject, true});
    }
    add(std::move(p));
  }

  const Document& d_;
  const Syntax& s_;
  const RuleSet::Parts& rules_;
  Dependents dependents_;
  Knowledge knowledge_ = Knowledge::builtin();
  EventWords words_{d_, knowledge_};
  Lexicon light_verbs_ = lexicon_of(knowledge_, "light-verbs");
  Lexicon aspectual_ = lexicon_of(knowledge_, "aspectual-verbs");
  Lexicon carriers_ = lexicon_of(knowledge_, "carrier-nouns");
  Lexicon undergoers_ = lexicon_of(knowledge_, "undergoer-verbs");
  Lexicon object_control_ = lexicon_of(knowledge_, "object-control-verbs");
  Lexicon speech_verbs_ = lexicon_of(knowledge_, "speech-verbs");
  Lexicon motion_phrases_ = lexicon_of(knowledge_, "motion-phrases");
  Lexicon measures_ = lexicon_of(knowledge_, "measure-nouns");
  Lexicon event_nouns_ = lexicon_of(knowledge_, "event-nouns");
  Predicates predicates_;
};

}  // namespace

Predicates find_predicates(const Document& document, const RuleSet& rules) {
  Predicates none;
  if (document.syntax.size() == 0) return none;
  return Finder(document, rules.parts()).find();
}

}  // namespace tidings
