#include "model/document_names.hpp"

#include <algorithm>
#include <tuple>

#include "model/sparse_weights.hpp"
#include "model/words.hpp"

namespace tidings {

namespace {

// How much more a place's own context counts than that of each other place. Measured on the dev parts
// (src/train/README.md).
constexpr float own_weight = 3;

std::uint64_t hash_words(const Source& source, const Tokens& tokens, TokenRange range) {
  std::uint64_t hash = 0;
  for (const TokenId token : range) hash = mix(hash ^ hash_text(tokens.form(source, token)));
  return hash;
}

std::size_t best_of(const float* values, std::size_t count) {
  return static_cast<std::size_t>(std::max_element(values, values + count) - values);
}

}  // namespace

bool DocumentNames::Witness::operator<(const Witness& other) const noexcept {
  return std::tie(words, is_surname, name) < std::tie(other.words, other.is_surname, other.name);
}

void DocumentNames::agree(const Source& source, const Tokens& tokens, std::span<const NameType> types,
                          std::span<const float> masses, Names& names) {
  const std::size_t n = types.size();
  const auto person = static_cast<std::size_t>(std::find(types.begin(), types.end(), NameType::person) - types.begin());
  witnesses_.clear();
  for (std::uint32_t i = 0; i < names.items.size(); ++i) {
    const TokenRange range = names.items[NameId(i)].tokens;
    witnesses_.push_back({hash_words(source, tokens, range), i, false});
    const bool is_full_name = range.size() > 1 && best_of(&masses[i * n], n) == person;
    if (is_full_name) witnesses_.push_back({hash_words(source, tokens, TokenRange::one(range.back())), i, true});
  }
  std::sort(witnesses_.begin(), witnesses_.end());
  for (auto first = witnesses_.begin(); first != witnesses_.end();) {
    const auto last = std::find_if(first, witnesses_.end(), [&](const Witness& w) { return w.words != first->words; });
    evidence_.assign(n, 0);
    for (auto w = first; w != last; ++w) {
      for (std::size_t type = 0; type < n; ++type) {
        if (!w->is_surname || type == person) evidence_[type] += masses[w->name * n + type];
      }
    }
    for (auto w = first; w != last && !w->is_surname; ++w) {
      const float* own = &masses[w->name * n];
      std::size_t best = 0;
      const auto weight = [&](std::size_t type) { return evidence_[type] + (own_weight - 1) * own[type]; };
      for (std::size_t type = 1; type < n; ++type) {
        if (weight(type) > weight(best)) best = type;
      }
      Name& name = names.items[NameId(w->name)];
      name.type = types[best];
      name.score = std::min(1.0F, weight(best) / (static_cast<float>(last - first) + own_weight - 1));
    }
    first = last;
  }
}

}  // namespace tidings
