#include "discourse/identity.hpp"

#include <algorithm>

namespace tidings {

namespace {

constexpr std::size_t most_names = 8;

bool is_suffix(const std::string& word) {
  return word == "jr" || word == "jr." || word == "sr" || word == "sr." || word == "ii" || word == "iii" ||
         word == "iv";
}

std::vector<std::string> plain_words(const std::vector<std::string>& words) {
  std::vector<std::string> plain;
  for (const std::string& word : words) {
    std::string folded = fold(word);
    if (!is_suffix(folded)) plain.push_back(std::move(folded));
  }
  return plain;
}

bool holds_all(const std::vector<std::string>& longer, const std::vector<std::string>& shorter) {
  return std::all_of(shorter.begin(), shorter.end(),
                     [&](const std::string& w) { return std::find(longer.begin(), longer.end(), w) != longer.end(); });
}

bool is_initial_of(const std::string& a, const std::string& b) {
  const bool initial = a.size() == 1 || (a.size() == 2 && a[1] == '.');
  return initial && !b.empty() && a[0] == b[0];
}

/// What the names and pronouns of a cluster tell.
struct Sketch {
  std::vector<MentionId> names;  // of two words and more
  NameType named = NameType::other;
  Gender gender = Gender::unknown;
};

Sketch sketch_of(const Document& d, const std::vector<NameKey>& keys, const MentionClusters& clusters,
                 MentionId member) {
  Sketch sketch;
  clusters.visit_members(member, [&](MentionId id) {
    const Mention& m = d.mentions.items[id];
    if (sketch.gender == Gender::unknown && m.gender != Gender::neuter) sketch.gender = m.gender;
    if (m.form != MentionForm::name) return true;
    if (sketch.named == NameType::other) sketch.named = m.type;
    if (keys[id.index()].words.size() > 1 && sketch.names.size() < most_names) sketch.names.push_back(id);
    return sketch.names.size() < most_names || sketch.gender == Gender::unknown;
  });
  return sketch;
}

}  // namespace

bool compatible_names(const std::vector<std::string>& a, const std::vector<std::string>& b, NameType type) {
  const auto x = plain_words(a), y = plain_words(b);
  if (x.empty() || y.empty()) return true;
  if (x.size() >= y.size() ? holds_all(x, y) : holds_all(y, x)) return true;
  if (type != NameType::person || x.back() != y.back()) return false;
  return x.front() == y.front() || is_initial_of(x.front(), y.front()) || is_initial_of(y.front(), x.front());
}

bool may_be_same(const Document& document, const std::vector<NameKey>& keys, const MentionClusters& clusters,
                 MentionId a, MentionId b) {
  const Sketch one = sketch_of(document, keys, clusters, a), other = sketch_of(document, keys, clusters, b);
  if (one.gender != Gender::unknown && other.gender != Gender::unknown && one.gender != other.gender) return false;
  const bool both_named = one.named != NameType::other && other.named != NameType::other;
  if (both_named && (one.named == NameType::person) != (other.named == NameType::person)) return false;
  if (one.named != other.named) return true;
  for (const MentionId x : one.names) {
    for (const MentionId y : other.names) {
      if (keys[x.index()].key != keys[y.index()].key &&
          !compatible_names(keys[x.index()].words, keys[y.index()].words, one.named))
        return false;
    }
  }
  return true;
}

}  // namespace tidings
