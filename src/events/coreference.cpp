#include "events/coreference.hpp"

#include <algorithm>
#include <set>

#include "events/anchors.hpp"

namespace tidings {

namespace {

constexpr std::size_t farthest_event = 60;      // earlier events that a mention is compared with
constexpr std::uint32_t farthest_sentence = 8;  // between a definite noun and a mention that shares no party with it
constexpr int longest_chain_of_sources = 3;

using Parties = std::set<EntityId>;

struct Cluster {
  Parties actors, patients, places;
  bool plural = false;
};

class Joiner {
 public:
  Joiner(const Document& document, const Dependents& dependents, const EventWords& words, const Knowledge& knowledge,
         Events& events)
      : d_(document),
        s_(document.syntax),
        dependents_(dependents),
        words_(words),
        generic_(lexicon_of(knowledge, "generic-events")),
        events_(events) {}

  void join() {
    events_.of_mention.resize(events_.mentions.size());
    for (const EventMentionId id : events_.mentions.ids()) {
      EventId event = antecedent_of(id);
      if (!event) {
        Event fresh;
        fresh.representative = id;
        event = events_.items.push_back(std::move(fresh));
        clusters_.push_back({});
      }
      add(id, event);
    }
    for (Event& event : events_.items) describe(event);
  }

 private:
  const EventMention& mention(EventMentionId id) const { return events_.mentions[id]; }

  void add(EventMentionId id, EventId event) {
    events_.items[event].mentions.push_back(id);
    events_.of_mention[id] = event;
    Cluster& cluster = clusters_[event];
    const Cluster mine = parties_of(mention(id));
    cluster.actors.insert(mine.actors.begin(), mine.actors.end());
    cluster.patients.insert(mine.patients.begin(), mine.patients.end());
    cluster.places.insert(mine.places.begin(), mine.places.end());
    cluster.plural = cluster.plural || mine.plural;
  }

  Cluster parties_of(const EventMention& m) const {
    Cluster out;
    for (const RoleFiller& filler : m.roles) {
      if (!filler.mention || filler.rule.ends_with("/party")) continue;
      const EntityId entity = d_.entities.of_mention[filler.mention];
      switch (filler.role) {
        case Role::agent:
        case Role::participant:
          out.actors.insert(entity);
          break;
        case Role::patient:
        case Role::recipient:
        case Role::beneficiary:
          out.patients.insert(entity);
          break;
        case Role::place:
        case Role::destination:
          out.places.insert(entity);
          break;
        default:
          break;
      }
    }
    out.plural = m.form == EventForm::noun && s_.morph[m.head].number == Morph::Number::plur;
    return out;
  }

  static bool agree(const Parties& a, const Parties& b) {
    if (a.empty() || b.empty()) return true;
    return std::includes(a.begin(), a.end(), b.begin(), b.end()) ||
           std::includes(b.begin(), b.end(), a.begin(), a.end());
  }
  static bool share(const Parties& a, const Parties& b) {
    return std::any_of(a.begin(), a.end(), [&](EntityId e) { return b.contains(e); });
  }

  enum class Pointer { none, definite, demonstrative, possessive };
  Pointer pointer_of(const EventMention& m) const {
    if (m.form != EventForm::noun) return Pointer::none;
    for (const TokenId child : dependents_.of(m.head)) {
      if (s_.relation[child] == Relation::nmod_poss) return Pointer::possessive;
      if (main_type(s_.relation[child]) != Relation::det) continue;
      const std::string w = words_.lemma(child);
      if (w == "the") return Pointer::definite;
      if (w == "this" || w == "that" || w == "these" || w == "those") return Pointer::demonstrative;
    }
    return Pointer::none;
  }
  bool is_indefinite(const EventMention& m) const {
    for (const TokenId child : dependents_.of(m.head)) {
      const std::string w = words_.lemma(child);
      if (main_type(s_.relation[child]) == Relation::det &&
          (w == "a" || w == "another" || w == "any" || w == "each" || w == "every" || w == "no"))
        return true;
      if (main_type(s_.relation[child]) == Relation::amod &&
          (w == "other" || w == "previous" || w == "earlier" || w == "past" || w == "new" || w == "next"))
        return true;
    }
    return false;
  }

  static bool has_happened(const EventMention& m) {
    return m.modality == Modality::actual && m.tense == EventTense::past;
  }
  static bool is_to_come(const EventMention& m) {
    return m.modality == Modality::planned || m.tense == EventTense::future;
  }

  // A mention whose words tell its certainty can't be one with another that tells a different one.
  bool is_as_sure(const EventMention& a, const EventMention& b) const {
    if (a.polarity != b.polarity) return false;
    if ((has_happened(a) && is_to_come(b)) || (has_happened(b) && is_to_come(a))) return false;
    const auto unreal = [](const EventMention& m) {
      return m.modality == Modality::hypothetical || m.modality == Modality::possible;
    };
    const bool both_verbs = a.form == EventForm::verb && b.form == EventForm::verb;
    return !both_verbs || unreal(a) == unreal(b);
  }

  std::optional<Interval> days_of(const EventMention& m) const { return event_days(d_, m.times); }
  bool times_agree(const EventMention& a, const EventMention& b) const {
    const auto one = days_of(a), other = days_of(b);
    if (!one || !other) return true;
    return std::chrono::sys_days(one->begin) <= std::chrono::sys_days(other->end) &&
           std::chrono::sys_days(other->begin) <= std::chrono::sys_days(one->end);
  }

  static std::string_view family(std::string_view type) { return type.substr(0, type.find('.')); }

  // "the attack" may be what was told as a hack; "the incident" may be any happening.
  bool types_agree(const EventMention& earlier, const EventMention& later) const {
    if (earlier.type == later.type) return earlier.type != "other.event" || earlier.lemma == later.lemma;
    const auto general = generic_.find(words_.lemma(later.head));
    if (later.form != EventForm::noun || !general) return false;
    for (const Fields fields : *general) {
      if (fields[0] == family(earlier.type) || fields[0] == earlier.type) return true;
    }
    return false;
  }

  bool points_back(const EventMention& earlier, const EventMention& later, const Cluster& theirs,
                   const Cluster& mine) const {
    const bool shared = share(mine.actors, theirs.actors) || share(mine.patients, theirs.patients);
    const bool same_word = earlier.lemma == later.lemma;
    const bool statement = later.type.starts_with("statement.");
    if (later.form == EventForm::noun) {
      if (is_indefinite(later) || mine.plural != theirs.plural) return false;
      switch (pointer_of(later)) {
        case Pointer::demonstrative:
          return true;
        case Pointer::definite:
          return true;
        case Pointer::possessive:
          return shared || (theirs.actors.empty() && theirs.patients.empty());
        case Pointer::none:
          return !statement && same_word && shared;
      }
    }
    // Twice "want" or "use" are two acts: of what the ontology has no type for, a verb never comes back as a verb.
    if (statement || !same_word || later.type == "other.event") return false;
    const bool actors = mine.actors.empty() || theirs.actors.empty() || mine.actors == theirs.actors;
    return shared && actors;
  }

  bool is_same(const EventMention& earlier, const EventMention& later, const Cluster& theirs,
               const Cluster& mine) const {
    return types_agree(earlier, later) && is_as_sure(earlier, later) && times_agree(earlier, later) &&
           agree(mine.actors, theirs.actors) && agree(mine.patients, theirs.patients) &&
           agree(mine.places, theirs.places) && points_back(earlier, later, theirs, mine);
  }

  bool is_of_event(const EventMention& m, EventId event, const Cluster& mine) const {
    const Cluster& theirs = clusters_[event];
    const auto& mentions = events_.items[event].mentions;
    const auto fits = [&](EventMentionId e) { return is_as_sure(mention(e), m) && times_agree(mention(e), m); };
    if (!std::all_of(mentions.begin(), mentions.end(), fits)) return false;
    return std::any_of(mentions.begin(), mentions.end(),
                       [&](EventMentionId e) { return is_same(mention(e), m, theirs, mine); });
  }

  EventId antecedent_of(EventMentionId id) const {
    const EventMention& m = mention(id);
    if (m.same_as) return events_.of_mention[m.same_as];
    const Cluster mine = parties_of(m);
    EventId nearest;
    const std::size_t count = events_.items.size();
    const std::size_t stop = count > farthest_event ? count - farthest_event : 0;
    for (std::size_t i = count; i-- > stop;) {
      const EventId event(i);
      if (!is_of_event(m, event, mine)) continue;
      const Cluster& theirs = clusters_[event];
      if (share(mine.actors, theirs.actors) || share(mine.patients, theirs.patients)) return event;
      const SentenceId last = d_.sentences.of_token[mention(events_.items[event].mentions.back()).head];
      if (!nearest && d_.sentences.of_token[m.head].index() - last.index() <= farthest_sentence) nearest = event;
    }
    return nearest;
  }

  // ---- what the event is, from all of its mentions

  // A verb tells more of certainty than a noun, and a mention with more roles more than one with fewer.
  static int weight(const EventMention& m) {
    const int own = m.form == EventForm::verb                                          ? 200
                    : m.modality != Modality::actual || m.tense != EventTense::unknown ? 100
                                                                                       : 0;
    return own + static_cast<int>(m.roles.size());
  }

  // "had an exchange in their meeting": what is told as a meeting, too, is one.
  std::string_view type_of(const Event& event) const {
    const std::string_view first = mention(event.mentions.front()).type;
    for (const EventMentionId id : event.mentions) {
      const auto general = generic_.find(words_.lemma(mention(id).head));
      if (mention(id).form != EventForm::noun || !general) continue;
      for (const Fields fields : *general) {
        if (fields[1] == first) return mention(id).type;
      }
    }
    return first;
  }

  void describe(Event& event) const {
    event.type = type_of(event);
    EventMentionId surest = event.mentions.front();
    for (const EventMentionId m : event.mentions) {
      const bool fits = mention(m).type == event.type,
                 better = mention(m).roles.size() > mention(event.representative).roles.size();
      if (fits && (better || mention(event.representative).type != event.type)) event.representative = m;
      if (weight(mention(m)) > weight(mention(surest))) surest = m;
    }
    event.modality = mention(surest).modality;
    event.polarity = mention(surest).polarity;
    event.tense = mention(surest).tense;
    for (const EventMentionId id : event.mentions) {
      const EventMention& m = mention(id);
      if (event.tense == EventTense::unknown) event.tense = m.tense;
      if (!event.when) event.when = days_of(m);
      add_sources(m.claim, event.sources);
    }
    place_in_time(event);
  }

  // What lies behind the day of publication is to come.
  void place_in_time(Event& event) const {
    if (!event.when || !d_.page.published || event.tense == EventTense::past || event.modality != Modality::actual)
      return;
    if (std::chrono::sys_days(event.when->begin) <= std::chrono::sys_days(*d_.page.published)) return;
    event.modality = Modality::planned;
    event.tense = EventTense::future;
  }

  void add_sources(ClaimId claim, std::vector<EntityId>& sources) const {
    for (int depth = 0; claim && depth < longest_chain_of_sources; ++depth, claim = d_.claims.items[claim].whole) {
      const MentionId source = d_.claims.items[claim].source;
      if (!source) continue;
      const EntityId entity = d_.entities.of_mention[source];
      if (std::find(sources.begin(), sources.end(), entity) == sources.end()) sources.push_back(entity);
    }
  }

  const Document& d_;
  const Syntax& s_;
  const Dependents& dependents_;
  const EventWords& words_;
  Lexicon generic_;
  Events& events_;
  IdVector<EventId, Cluster> clusters_;
};

}  // namespace

void join_event_mentions(const Document& document, const Dependents& dependents, const EventWords& words,
                         const Knowledge& knowledge, Events& events) {
  Joiner(document, dependents, words, knowledge, events).join();
}

}  // namespace tidings
