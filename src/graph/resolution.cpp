#include "tidings/graph/resolution.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include "discourse/lexicon.hpp"

namespace tidings {

namespace {

using Index = std::size_t;
using Words = std::vector<std::string>;

// Small letters and digits, words apart, without points and a leading article: "the U.S." is "us".
Words words_of(std::string_view name) {
  Words words(1);
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 'A' && byte <= 'Z') words.back() += static_cast<char>(byte + ('a' - 'A'));
    else if (byte <= 0x20 || c == '-') {
      if (!words.back().empty()) words.emplace_back();
    } else if (byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || c == '&') {
      words.back() += c;
    }
  }
  if (words.back().empty()) words.pop_back();
  if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
  return words;
}

std::string joined(const Words& words, Index first = 0) {
  std::string text;
  for (Index i = first; i < words.size(); ++i) text += (i == first ? "" : " ") + words[i];
  return text;
}

bool holds_all(const Words& longer, const Words& shorter) {
  return std::all_of(shorter.begin(), shorter.end(),
                     [&](const std::string& w) { return std::find(longer.begin(), longer.end(), w) != longer.end(); });
}

bool are_names_of_one(const Words& a, const Words& b, bool person) {
  if (a.size() >= b.size() ? holds_all(a, b) : holds_all(b, a)) return true;
  if (!person || a.back() != b.back()) return false;
  const std::string &x = a.front(), &y = b.front();
  return x == y || ((x.size() == 1 || y.size() == 1) && x[0] == y[0]);
}

template <class T>
bool share(const std::set<T>& a, const std::set<T>& b) {
  const auto& fewer = a.size() < b.size() ? a : b;
  const auto& more = a.size() < b.size() ? b : a;
  return std::any_of(fewer.begin(), fewer.end(), [&](const T& x) { return more.contains(x); });
}

// Keys of organizations that are called more shortly elsewhere.
class ShortForms {
 public:
  // "Apple Inc." is "Apple".
  std::string without_legal_form(const Words& words) const { return "organization " + joined(core_of(words)); }

  // "the US Air Force" is "the Air Force" of its country. Empty where no country is known.
  std::string within_country(const EntitySketch& s, const Words& all) const {
    if (s.jurisdiction.empty()) return {};
    const Words words = core_of(all);
    const auto place = places_.longest(words.size(), [&](std::size_t k) { return std::string_view(words[k]); });
    const bool by_place = place && place.value[0] == "country" && place.words < words.size();
    const bool by_people = words.size() > 1 && demonyms_.contains(s.name.substr(0, s.name.find(' ')));
    const Index first = by_place ? place.words : by_people ? 1 : words.front() == "us" && words.size() > 1 ? 1 : 0;
    return "body " + s.jurisdiction + ' ' + joined(words, first);
  }

 private:
  Words core_of(Words words) const {
    while (words.size() > 1) {
      const auto cue = cues_.find(words.back());
      if (!cue || (*cue)[1] != "form") break;
      words.pop_back();
    }
    return words;
  }

  Lexicon cues_ = lexicon_of(Knowledge::builtin(), "organization-cues");
  Lexicon demonyms_ = lexicon_of(Knowledge::builtin(), "demonyms");
  Lexicon places_ = lexicon_of(Knowledge::builtin(), "places");
};

// What is known of everything that has been joined so far.
struct Cluster {
  std::vector<Words> names;  // of two words and more
  std::string gender, jurisdiction;
  std::set<std::string> positions;
  std::set<std::uint32_t> company;
  std::map<Index, Index> apart;  // of users' constraints that keep apart: which of its entities this one is
  std::size_t mentions = 0;
};

// Which sketches a user's constraint speaks of.
class References {
 public:
  explicit References(const EntityConstraints& constraints) : constraints_(constraints) {
    for (Index c = 0; c < constraints.size(); ++c) {
      for (Index e = 0; e < constraints[c].entities.size(); ++e)
        by_name_[joined(words_of(constraints[c].entities[e].name))].emplace_back(c, e);
    }
  }
  bool empty() const { return by_name_.empty(); }

  /// Calls `use(constraint, entity)`, of one constraint for the first entity that fits alone.
  template <class Use>
  void of(const EntitySketch& s, Use use) const {
    std::map<Index, Index> found;
    const auto look = [&](const std::string& name) {
      const auto at = by_name_.find(joined(words_of(name)));
      if (at == by_name_.end()) return;
      for (const auto& [c, e] : at->second) {
        const EntityReference& wanted = constraints_[c].entities[e];
        const bool fits = (wanted.type.empty() || wanted.type == s.type) &&
                          (wanted.document.empty() || wanted.document == s.document);
        if (fits) found.try_emplace(c, e);
      }
    };
    look(s.name);
    for (const std::string& alias : s.aliases) look(alias);
    for (const auto& [c, e] : found) use(c, e);
  }

 private:
  const EntityConstraints& constraints_;
  std::unordered_map<std::string, std::vector<std::pair<Index, Index>>> by_name_;
};

class Resolver {
 public:
  Resolver(const std::vector<EntitySketch>& sketches, const EntityConstraints& constraints)
      : s_(sketches),
        constraints_(constraints),
        words_(s_.size()),
        parent_(s_.size()),
        clusters_(s_.size()),
        order_(s_.size()) {
    std::iota(parent_.begin(), parent_.end(), Index{0});
    std::iota(order_.begin(), order_.end(), Index{0});
    for (Index i = 0; i < s_.size(); ++i) {
      words_[i] = words_of(s_[i].name);
      clusters_[i] = cluster_of(i);
    }
    // By content, so that the order in which they came tells nothing.
    std::stable_sort(order_.begin(), order_.end(), [&](Index a, Index b) {
      return std::tie(s_[b].mentions, s_[a].type, s_[a].name, s_[a].document) <
             std::tie(s_[a].mentions, s_[b].type, s_[b].name, s_[b].document);
    });
  }

  std::vector<EntityMerge> resolve() {
    join_as_told();
    join_known();
    join_equal_names();
    join_short_forms();
    join_short_names();
    return std::move(merges_);
  }

 private:
  bool is_person(Index i) const { return s_[i].type == "person"; }
  Index find(Index i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

  Cluster cluster_of(Index i) const {
    const EntitySketch& s = s_[i];
    Cluster c;
    c.gender = s.gender;
    c.jurisdiction = s.jurisdiction;
    c.mentions = s.mentions;
    if (words_[i].size() > 1) c.names.push_back(words_[i]);
    for (const std::string& p : s.positions) c.positions.insert(joined(words_of(p)));
    c.company.insert(s.company.begin(), s.company.end());
    return c;
  }

  // What users say comes first, and holds whatever speaks against it.
  void join_as_told() {
    const References references(constraints_);
    if (references.empty()) return;
    std::map<Index, std::vector<Index>> one;  // by constraint
    for (const Index i : order_) {
      references.of(s_[i], [&](Index c, Index e) {
        if (constraints_[c].same) one[c].push_back(i);
        else clusters_[i].apart.emplace(c, e);
      });
    }
    for (const auto& [c, all] : one) {
      for (const Index i : all) {
        const Index a = find(all.front()), b = find(i);
        if (const EntityConstraint* other = keeping_apart(clusters_[a], clusters_[b])) {
          throw Error(constraints_[c].place, "\"" + s_[all.front()].name + "\" and \"" + s_[i].name +
                                                 "\" shall be one, but line " + std::to_string(other->place.line) +
                                                 " keeps them apart");
        }
        unite(all.front(), i, "constraint");
      }
    }
  }
  const EntityConstraint* keeping_apart(const Cluster& x, const Cluster& y) const {
    for (const auto& [c, e] : x.apart) {
      const auto other = y.apart.find(c);
      if (other != y.apart.end() && other->second != e) return &constraints_[c];
    }
    return nullptr;
  }

  static bool differ(const std::string& a, const std::string& b) { return !a.empty() && !b.empty() && a != b; }

  bool may_be_one(Index a, Index b) {
    const Cluster& x = clusters_[find(a)];
    const Cluster& y = clusters_[find(b)];
    if (keeping_apart(x, y) != nullptr) return false;
    const bool person = is_person(a);
    if (person != is_person(b)) return false;
    if (person && differ(x.gender, y.gender)) return false;
    const bool company = share(x.company, y.company);
    if (differ(x.jurisdiction, y.jurisdiction) && !(person && company)) return false;
    const bool held = !x.positions.empty() && !y.positions.empty();
    if (person && held && !company && !share(x.positions, y.positions)) return false;
    for (const Words& p : x.names) {
      for (const Words& q : y.names) {
        if (!are_names_of_one(p, q, person)) return false;
      }
    }
    return true;
  }

  bool join(Index a, Index b, const char* reason) {
    if (find(a) == find(b)) return true;
    if (!may_be_one(a, b)) return false;
    unite(a, b, reason);
    return true;
  }
  void unite(Index a, Index b, const char* reason) {
    const Index x = find(a), y = find(b);
    if (x == y) return;
    merges_.push_back({a, b, reason});
    parent_[std::max(x, y)] = std::min(x, y);
    Cluster& into = clusters_[std::min(x, y)];
    Cluster& from = clusters_[std::max(x, y)];
    constexpr std::size_t most_names = 8, most_company = 512;
    for (Words& name : from.names) {
      const bool known = std::find(into.names.begin(), into.names.end(), name) != into.names.end();
      if (!known && into.names.size() < most_names) into.names.push_back(std::move(name));
    }
    if (into.gender.empty()) into.gender = from.gender;
    if (into.jurisdiction.empty()) into.jurisdiction = from.jurisdiction;
    into.positions.merge(from.positions);
    if (into.company.size() < most_company) into.company.merge(from.company);
    into.apart.merge(from.apart);
    into.mentions += from.mentions;
    from = Cluster();
  }

  // Joins `i` to the first that has this key and may be the same; else it opens another one.
  void join_by(const std::string& key, Index i, const char* reason) {
    constexpr std::size_t most_homographs = 16;
    auto& known = first_with_[key];
    for (const Index other : known) {
      if (join(other, i, reason)) return;
    }
    if (known.size() < most_homographs) known.push_back(i);
  }

  void join_known() {
    for (const Index i : order_) {
      if (!s_[i].wikidata.empty()) join_by("w " + s_[i].wikidata, i, "wikidata");
      const bool country = s_[i].type == "location" && s_[i].subtype == "country" && !s_[i].jurisdiction.empty();
      if (country) join_by("c " + s_[i].jurisdiction, i, "country");
    }
  }

  void join_equal_names() {
    for (const Index i : order_) {
      const bool one_word_of_person = is_person(i) && words_[i].size() < 2;
      if (!words_[i].empty() && !one_word_of_person) join_by(s_[i].type + ' ' + joined(words_[i]), i, "name");
    }
  }

  // "Apple Inc." and "Apple"; "the US Air Force" and "the Air Force" of one country; what a document itself says to be
  // one.
  void join_short_forms() {
    const ShortForms short_forms;
    for (const Index i : order_) {
      if (s_[i].type != "organization" || words_[i].empty()) continue;
      join_by(short_forms.without_legal_form(words_[i]), i, "legal-form");
      if (const std::string key = short_forms.within_country(s_[i], words_[i]); !key.empty()) join_by(key, i, "name");
    }
    for (const Index i : order_) {
      if (is_person(i)) continue;
      for (const std::string& alias : s_[i].aliases) {
        const std::string name = joined(words_of(alias));
        if (!name.empty()) join_by(s_[i].type + ' ' + name, i, "alias");
      }
    }
  }

  // "Xi" is the one person of the collection who is called so; of several the one in whose company he is named.
  void join_short_names() {
    std::unordered_map<std::string, std::vector<Index>> called;
    for (const Index i : order_) {
      if (!is_person(i) || words_[i].size() < 2) continue;
      called[words_[i].back()].push_back(i);
      if (words_[i].front() != words_[i].back()) called[words_[i].front()].push_back(i);
    }
    for (const Index i : order_) {
      if (!is_person(i) || words_[i].size() != 1) continue;
      const auto at = called.find(words_[i].front());
      if (at == called.end()) join_by_company(i);
      else join_to_one_of(i, at->second);
    }
  }

  void join_to_one_of(Index i, const std::vector<Index>& people) {
    std::set<Index> all, together;
    constexpr std::size_t most = 64;
    for (Index k = 0; k < std::min(people.size(), most); ++k) {
      if (!may_be_one(people[k], i)) continue;
      all.insert(find(people[k]));
      if (share(clusters_[find(people[k])].company, clusters_[find(i)].company)) together.insert(find(people[k]));
    }
    if (all.size() == 1) join(*all.begin(), i, "short-name");
    else if (together.size() == 1) join(*together.begin(), i, "short-name");
  }

  // Two of whom only one word is known are one where both are named with a third.
  void join_by_company(Index i) {
    for (const std::uint32_t other : s_[i].company)
      join_by("p " + words_[i].front() + " with " + std::to_string(other), i, "company");
  }

  const std::vector<EntitySketch>& s_;
  const EntityConstraints& constraints_;
  std::vector<Words> words_;
  std::vector<Index> parent_;
  std::vector<Cluster> clusters_;
  std::vector<Index> order_;
  std::unordered_map<std::string, std::vector<Index>> first_with_;
  std::vector<EntityMerge> merges_;
};

}  // namespace

std::vector<std::string> blocking_keys(const EntitySketch& s, const EntityConstraints& constraints) {
  static const ShortForms short_forms;
  const Words words = words_of(s.name);
  std::vector<std::string> keys;
  References(constraints).of(s, [&](Index c, Index) {
    if (constraints[c].same) keys.push_back("constraint " + std::to_string(c));
  });
  if (!s.wikidata.empty()) keys.push_back("w " + s.wikidata);
  if (s.type == "location" && s.subtype == "country" && !s.jurisdiction.empty()) keys.push_back("c " + s.jurisdiction);
  if (s.type == "person") {
    if (words.size() > 1) keys.push_back("person " + joined(words));
    if (!words.empty()) keys.push_back("called " + words.front());
    if (words.size() > 1 && words.front() != words.back()) keys.push_back("called " + words.back());
    return keys;
  }
  if (!words.empty()) keys.push_back(s.type + ' ' + joined(words));
  if (s.type == "organization" && !words.empty()) {
    keys.push_back(short_forms.without_legal_form(words));
    if (std::string key = short_forms.within_country(s, words); !key.empty()) keys.push_back(std::move(key));
  }
  for (const std::string& alias : s.aliases) {
    if (const std::string name = joined(words_of(alias)); !name.empty()) keys.push_back(s.type + ' ' + name);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

std::vector<std::pair<Place, EntityReference>> without_sketch(const EntityConstraints& constraints,
                                                              const std::vector<EntitySketch>& sketches) {
  const References references(constraints);
  std::set<std::pair<Index, Index>> met;
  for (const EntitySketch& sketch : sketches) references.of(sketch, [&](Index c, Index e) { met.emplace(c, e); });
  std::vector<std::pair<Place, EntityReference>> out;
  for (Index c = 0; c < constraints.size(); ++c) {
    for (Index e = 0; e < constraints[c].entities.size(); ++e) {
      if (!met.contains({c, e})) out.emplace_back(constraints[c].place, constraints[c].entities[e]);
    }
  }
  return out;
}

std::vector<EntityMerge> resolve_entities_across(const std::vector<EntitySketch>& sketches,
                                                 const EntityConstraints& constraints) {
  return Resolver(sketches, constraints).resolve();
}

}  // namespace tidings
