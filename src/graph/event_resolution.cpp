#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "discourse/lexicon.hpp"
#include "tidings/graph/days.hpp"
#include "tidings/graph/resolution.hpp"

namespace tidings {

namespace {

using Index = std::uint32_t;
using Ids = std::vector<std::uint32_t>;

constexpr std::size_t most_near_stories = 24;
constexpr std::size_t most_of_party = 16;  // earlier events of one type or word and one party
constexpr std::size_t most_compared = 12;  // events that speak for all that are joined with them

// Weights in hundredths, judged and not trained: 50 is a hint, 100 evidence, 150 to 200 strong evidence, 600 a veto;
// sums above 0 join. What both tell speaks for one happening, what they tell differently against it. Beginnings: C.
// Cybulska and P. Vossen, "Bag of events" (2015), for which parts of an event decide; a story's words narrow the field
// (S. Barhom and others, 2019).
namespace weight {
constexpr int start = -300, enough = 0, most = 300, unlike = -150;
constexpr int word = 200, type = 100, other_type = -100, common_word = -100;
constexpr int actor = 150, other_actor = -100, patient = 150, other_patient = -100, other_role = 50, noun = 50;
constexpr int other_person = -600;  // each names somebody whom the other does not
constexpr int near_person = 50, other_near_person = -150;
constexpr int place = 100, other_place = -100, when = 100, other_when = -300;
constexpr int polarity = -150, modality = -50, statement = -50, count = 50, other_count = -50;
constexpr int week = 50, fortnight = 0, weeks = -200, months = -600;  // apart
constexpr int story_of_one = 250, most_story = 250, no_story = -100;
constexpr int story = 10;  // for each hundredth of likeness
constexpr int same_document = -100;
}  // namespace weight

bool share(const auto& a, const auto& b) {
  auto x = a.begin();
  for (auto y = b.begin(); x != a.end() && y != b.end();) {
    if (*x == *y) return true;
    if (*x < *y) ++x;
    else ++y;
  }
  return false;
}

bool has_all(const Ids& a, const Ids& b) { return std::includes(a.begin(), a.end(), b.begin(), b.end()); }
bool differ(const Ids& a, const Ids& b) { return !has_all(a, b) && !has_all(b, a); }

// Which documents tell one story: those that name the same things, of which the rare ones weigh more (the cosine of
// TF-IDF vectors). Integers, so that the order of the sums tells nothing.
class Stories {
 public:
  /// `documents`: how many there are in all.
  Stories(const std::vector<StorySketch>& stories, std::size_t documents)
      : s_(stories), documents_(documents), vectors_(s_.size()), near_(s_.size()) {
    sort_by_time();
    fill();
    for (Index i = 0; i < s_.size(); ++i) {
      near_[i] = s_[i].near ? *s_[i].near : likest(i, named_alike(i));
      for (const Index story : near_[i]) known_.emplace(std::uint64_t{i} << 32 | story, measure(i, story));
    }
  }

  /// In hundredths.
  int likeness(Index a, Index b) const {
    const auto known = known_.find(std::uint64_t{a} << 32 | b);
    return known == known_.end() ? measure(a, b) : known->second;
  }

  /// The likest first, without itself.
  const std::vector<Index>& near(Index story) const { return near_[story]; }

  /// Those of `others` that tell the story, the likest first.
  std::vector<Index> likest(Index story, const std::vector<Index>& others) const {
    constexpr int least = 3;
    std::vector<std::pair<int, Index>> found;
    for (const Index other : others) {
      const int like = likeness(story, other);
      if (like >= least) found.emplace_back(-like, other);
    }
    std::sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first : time_of(a.second) < time_of(b.second);
    });
    std::vector<Index> all;
    for (std::size_t i = 0; i < std::min(found.size(), most_near_stories); ++i) all.push_back(found[i].second);
    return all;
  }

 private:
  struct Vector {
    std::vector<std::pair<std::uint32_t, int>> items;  // sorted
    std::int64_t square = 0;
  };

  int measure(Index a, Index b) const {
    const Vector &x = vectors_[a], &y = vectors_[b];
    if (x.square == 0 || y.square == 0) return 0;
    std::int64_t sum = 0;
    for (auto p = x.items.begin(), q = y.items.begin(); p != x.items.end() && q != y.items.end();) {
      if (p->first == q->first) sum += std::int64_t{p++->second} * q++->second;
      else if (p->first < q->first) ++p;
      else ++q;
    }
    const double length = std::sqrt(static_cast<double>(x.square)) * std::sqrt(static_cast<double>(y.square));
    return static_cast<int>(std::lround(100 * static_cast<double>(sum) / length));
  }

  std::tuple<std::string_view, std::string_view, Index> time_of(Index i) const {
    return {s_[i].published, s_[i].document, i};
  }

  void sort_by_time() {
    order_.resize(s_.size());
    std::iota(order_.begin(), order_.end(), Index{0});
    std::sort(order_.begin(), order_.end(), [&](Index a, Index b) { return time_of(a) < time_of(b); });
  }

  void fill() {
    for (const Index i : order_) {
      for (const StorySketch::Named& n : s_[i].named) with_[n.entity].push_back(i);
    }
    constexpr double prior = 80;  // documents that name other things, so that a handful tells what is rare, too
    for (Index i = 0; i < s_.size(); ++i) {
      for (const StorySketch::Named& n : s_[i].named) {
        const std::size_t told = n.documents > 0 ? n.documents : with_[n.entity].size();
        const double rare = std::log((static_cast<double>(documents_) + prior) / static_cast<double>(told));
        const double often = (1 + std::log(static_cast<double>(n.mentions))) * (n.common ? 0.4 : 1);
        const int value = static_cast<int>(std::lround(64 * rare * often));
        vectors_[i].items.emplace_back(n.entity, value);
        vectors_[i].square += std::int64_t{value} * value;
      }
      std::sort(vectors_[i].items.begin(), vectors_[i].items.end());
    }
  }

  // Those that stand near it, in the order of time, among the stories with one of its names.
  std::vector<Index> named_alike(Index i) {
    std::unordered_set<Index> seen{i};
    std::vector<Index> found;
    for (const StorySketch::Named& n : s_[i].named) {
      const std::vector<Index>& all = with_[n.entity];
      const auto here =
          std::lower_bound(all.begin(), all.end(), i, [&](Index a, Index b) { return time_of(a) < time_of(b); });
      const auto before = std::min<std::ptrdiff_t>(here - all.begin(), most_named_alike);
      const auto after = std::min<std::ptrdiff_t>(all.end() - here, most_named_alike + 1);
      for (auto at = here - before; at != here + after; ++at) {
        if (seen.insert(*at).second) found.push_back(*at);
      }
    }
    return found;
  }

  const std::vector<StorySketch>& s_;
  std::size_t documents_;
  std::vector<Vector> vectors_;
  std::vector<std::vector<Index>> near_;
  std::vector<Index> order_;
  std::unordered_map<std::uint32_t, std::vector<Index>> with_;  // in the order of time
  std::unordered_map<std::uint64_t, int> known_;                // likeness of near stories
};

// How much speaks for two events being one, and what.
struct Agreement {
  int sum = weight::start;
  std::string reason;
  bool related = false;  // they share a type or a word

  void add(int value) { sum += value; }
  void add(int value, std::string_view what) {
    sum += value;
    reason += (reason.empty() ? "" : ", ");
    reason += what;
  }
};

class Resolver {
 public:
  Resolver(const std::vector<StorySketch>& stories, const std::vector<EventSketch>& events, std::size_t documents)
      : stories_(stories),
        e_(events),
        like_(stories, documents),
        common_(lexicon_of(Knowledge::builtin(), "common-verbs")),
        keys_(e_.size()) {
    for (const EventSketch& e : e_) whens_.push_back(days::range_of(e.when));
    for (const StorySketch& s : stories_) published_.push_back(days::range_of(s.published));
    for (Index i = 0; i < e_.size(); ++i) keys_[i] = keys_of(e_[i]);
    for (const EventSketch& e : e_) all_.push_back(all_of(e));
  }

  std::vector<EventMerge> resolve() {
    for (const Index i : by_what_is_told()) {
      const std::size_t cluster = best_for(i);
      if (cluster == clusters_.size()) clusters_.emplace_back();
      else tell(i, cluster);
      put(i, cluster);
    }
    return std::move(merges_);
  }

 private:
  // What tells most comes first: others are joined to it.
  std::vector<Index> by_what_is_told() const {
    std::vector<Index> order(e_.size());
    std::iota(order.begin(), order.end(), Index{0});
    const auto told = [&](const EventSketch& e) {
      return 3 * (e.actors.size() + e.patients.size() + e.places.size()) + e.mentions;
    };
    std::sort(order.begin(), order.end(), [&](Index a, Index b) {
      const EventSketch &x = e_[a], &y = e_[b];
      const std::size_t more = told(x), less = told(y);
      if (more != less) return more > less;
      const StorySketch &s = stories_[x.story], &t = stories_[y.story];
      return std::tie(s.published, s.document, x.begin, a) < std::tie(t.published, t.document, y.begin, b);
    });
    return order;
  }

  std::vector<Index> keys_of(const EventSketch& e) {
    std::vector<Index> keys;
    for (std::string& key : blocking_keys(e))
      keys.push_back(numbers_.try_emplace(std::move(key), Index(numbers_.size())).first->second);
    return keys;
  }

  static std::uint64_t pair(std::uint32_t a, std::uint32_t b) { return std::uint64_t{a} << 32 | b; }

  std::vector<std::size_t> candidates(Index i) const {
    std::vector<std::size_t> found;
    const auto take = [&](const auto& map, std::uint64_t key, std::size_t most) {
      const auto at = map.find(key);
      if (at == map.end()) return;
      const auto& all = at->second;
      found.insert(found.end(), all.end() - static_cast<std::ptrdiff_t>(std::min(most, all.size())), all.end());
    };
    const EventSketch& e = e_[i];
    for (const Index key : keys_[i]) {
      take(in_story_, pair(e.story, key), most_of_party);
      for (const Index story : like_.near(e.story)) take(in_story_, pair(story, key), most_of_party);
      for (const Ids* ids : {&e.actors, &e.patients}) {
        for (const std::uint32_t party : *ids) take(of_party_, pair(party, key), most_of_party);
      }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  std::size_t best_for(Index i) const {
    std::size_t best = clusters_.size();
    int most = weight::enough;
    for (const std::size_t c : candidates(i)) {
      const int mean = agreement_with(i, c);
      if (mean > most) std::tie(best, most) = std::pair(c, mean);
    }
    return best;
  }

  int agreement_with(Index i, std::size_t cluster) const {
    const std::vector<Index>& all = clusters_[cluster];
    const std::size_t count = std::min(all.size(), most_compared);
    int sum = 0;
    for (std::size_t k = all.size() - count; k < all.size(); ++k) {
      const Agreement a = compare(i, all[k]);
      sum += a.related ? std::clamp(a.sum, -weight::most, weight::most) : weight::unlike;
    }
    return sum / static_cast<int>(count);
  }

  void tell(Index i, std::size_t cluster) {
    Index likest = clusters_[cluster].front();
    int most = -1000000;
    for (std::size_t k = 0; k < std::min(clusters_[cluster].size(), most_compared); ++k) {
      const Agreement a = compare(i, clusters_[cluster][k]);
      if (a.related && a.sum > most) std::tie(likest, most) = std::pair(clusters_[cluster][k], a.sum);
    }
    merges_.push_back({likest, i, compare(i, likest).reason});
  }

  void put(Index i, std::size_t cluster) {
    clusters_[cluster].push_back(i);
    const auto add = [&](std::vector<std::size_t>& all) {
      if (std::find(all.rbegin(), all.rend(), cluster) == all.rend()) all.push_back(cluster);
    };
    for (const Index key : keys_[i]) {
      add(in_story_[pair(e_[i].story, key)]);
      for (const Ids* ids : {&e_[i].actors, &e_[i].patients}) {
        for (const std::uint32_t party : *ids) add(of_party_[pair(party, key)]);
      }
    }
  }

  Agreement compare(Index i, Index j) const {
    const EventSketch &a = e_[i], &b = e_[j];
    Agreement out;
    compare_stories(a, b, out);
    const bool same_type = a.type == b.type && a.type != "other.event";
    const bool same_word = share(a.lemmas, b.lemmas);
    out.related = same_type || same_word;
    if (!out.related) return out;
    if (same_type) out.add(weight::type, "type");
    else if (a.type != b.type && a.type != "other.event" && b.type != "other.event") out.add(weight::other_type);
    if (same_word) out.add(weight::word, "word");
    if (same_word && !same_type && is_common(a)) out.add(weight::common_word);
    compare_parties(i, j, out);
    compare_times(i, j, out);
    if (a.polarity != b.polarity) out.add(weight::polarity);
    if ((a.modality == Modality::actual) != (b.modality == Modality::actual)) out.add(weight::modality);
    if (a.type.starts_with("statement.")) out.add(weight::statement);
    if (!a.count.empty() && !b.count.empty()) {
      if (a.count == b.count) out.add(weight::count, "count");
      else out.add(weight::other_count);
    }
    return out;
  }

  bool is_common(const EventSketch& e) const {
    return std::any_of(e.lemmas.begin(), e.lemmas.end(), [&](const std::string& l) { return common_.contains(l); });
  }

  void compare_stories(const EventSketch& a, const EventSketch& b, Agreement& out) const {
    if (a.story == b.story) {
      out.add(weight::story_of_one + weight::same_document, "document");
      return;
    }
    const int like = like_.likeness(a.story, b.story);
    if (like < 2) out.add(weight::no_story);
    else out.add(std::min(weight::most_story, weight::story * like), "story");
  }

  void compare_parties(Index i, Index j, Agreement& out) const {
    const EventSketch &a = e_[i], &b = e_[j];
    const bool actor = share(a.actors, b.actors), patient = share(a.patients, b.patients);
    const bool other_actor = differ(a.actors, b.actors), other_patient = differ(a.patients, b.patients);
    if (actor) out.add(other_actor ? 0 : weight::actor, "actor");
    else if (other_actor) out.add(weight::other_actor);
    if (patient) out.add(other_patient ? 0 : weight::patient, "patient");
    else if (other_patient) out.add(weight::other_patient);
    if (differ(a.acting_people, b.acting_people)) out.add(weight::other_person);
    if (differ(a.suffering_people, b.suffering_people)) out.add(weight::other_person);
    if (!actor && !patient && share(all_[i], all_[j])) out.add(weight::other_role, "party");
    compare_people_near(a, b, out);
    if (share(a.places, b.places)) out.add(weight::place, "place");
    else if (!a.places.empty() && !b.places.empty()) out.add(weight::other_place);
    if (share(a.actor_nouns, b.actor_nouns)) out.add(weight::noun, "actor's noun");
    if (share(a.patient_nouns, b.patient_nouns)) out.add(weight::noun, "patient's noun");
  }
  // "arrested on suspicion": what has no parties of its own has those of its sentence.
  static void compare_people_near(const EventSketch& a, const EventSketch& b, Agreement& out) {
    if (!a.acting_people.empty() || !a.suffering_people.empty()) return;
    if (!b.acting_people.empty() || !b.suffering_people.empty()) return;
    if (share(a.people_near, b.people_near)) out.add(weight::near_person, "person near");
    else if (!a.people_near.empty() && !b.people_near.empty()) out.add(weight::other_near_person);
  }
  static Ids all_of(const EventSketch& e) {
    Ids all = e.actors;
    for (const Ids* more : {&e.patients, &e.places, &e.others}) all.insert(all.end(), more->begin(), more->end());
    std::sort(all.begin(), all.end());
    return all;
  }

  void compare_times(Index i, Index j, Agreement& out) const {
    const auto &x = whens_[i], &y = whens_[j];
    if (x && y) {
      if (x->first <= y->last && y->first <= x->last) out.add(weight::when, "time");
      else out.add(weight::other_when);
      return;
    }
    // What has happened and has no day of its own is told about the day of publication.
    const bool past = (x || e_[i].modality == Modality::actual) && (y || e_[j].modality == Modality::actual);
    const auto &p = past && x ? x : published_[e_[i].story], &q = past && y ? y : published_[e_[j].story];
    if (!p || !q || e_[i].story == e_[j].story) return;
    const auto apart = std::max((p->first - q->last).count(), (q->first - p->last).count());
    out.add(apart <= 3 ? weight::week : apart <= 10 ? weight::fortnight : apart <= 45 ? weight::weeks : weight::months);
  }

  const std::vector<StorySketch>& stories_;
  const std::vector<EventSketch>& e_;
  Stories like_;
  Lexicon common_;
  std::vector<std::vector<Index>> keys_;
  std::vector<Ids> all_;  // parties of any role
  std::unordered_map<std::string, Index> numbers_;
  std::vector<std::optional<days::Range>> whens_, published_;
  std::vector<std::vector<Index>> clusters_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> in_story_, of_party_;
  std::vector<EventMerge> merges_;
};

}  // namespace

std::vector<EventMerge> resolve_events_across(const std::vector<StorySketch>& stories,
                                              const std::vector<EventSketch>& events, std::size_t documents) {
  return Resolver(stories, events, documents > 0 ? documents : stories.size()).resolve();
}

// A type that tells something, or a word.
std::vector<std::string> blocking_keys(const EventSketch& sketch) {
  std::vector<std::string> keys;
  for (const std::string& lemma : sketch.lemmas) keys.push_back("word " + lemma);
  if (sketch.type != "other.event") keys.push_back("type " + sketch.type);
  return keys;
}

std::vector<std::size_t> likest_stories(const StorySketch& story, const std::vector<StorySketch>& others,
                                        std::size_t documents) {
  std::vector<StorySketch> all = others;
  all.push_back(story);
  for (StorySketch& s : all) s.near.emplace();
  std::vector<Index> each(others.size());
  std::iota(each.begin(), each.end(), Index{0});
  const std::vector<Index> likest = Stories(all, documents).likest(static_cast<Index>(others.size()), each);
  return {likest.begin(), likest.end()};
}

}  // namespace tidings
