#include "model/name_decoder.hpp"

#include <algorithm>
#include <array>

namespace tidings {

namespace {

constexpr float impossible = -1e30F;

/// e^x for x ≤ 0, the same bits everywhere: 2^n by halving, the rest by its series. Error below 1e-4, which is enough
/// for scores.
float decay(float x) noexcept {
  if (x < -20.0F) return 0;
  const float reduced = x * 0.015625F;  // x / 64, so that six squarings bring it back
  float value = 1.0F + reduced * (1.0F + reduced * (0.5F + reduced * (1.0F / 6.0F)));
  for (int i = 0; i < 6; ++i) value *= value;
  return value;
}

}  // namespace

bool NameDecoder::best_labels_are_legal(std::span<const float* const> scores, Buffers& buffers) const {
  const std::size_t n = labels();
  buffers.labels.resize(scores.size());
  bool legal = true;
  std::size_t before = NameLabels::outside;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const std::size_t label = static_cast<std::size_t>(std::max_element(scores[i], scores[i] + n) - scores[i]);
    buffers.labels[i] = static_cast<std::uint8_t>(label);
    legal = legal && NameLabels::may_follow(before, label);
    before = label;
  }
  return legal && !NameLabels::opens(before);
}

void NameDecoder::find_best_path(std::span<const float* const> scores, Buffers& buffers) const {
  const std::size_t n = labels(), words = scores.size();
  buffers.best.assign(words * n, impossible);
  buffers.back.assign(words * n, 0);
  for (std::size_t i = 0; i < words; ++i) {
    float* best = &buffers.best[i * n];
    std::uint8_t* back = &buffers.back[i * n];
    const auto reach = [&](std::size_t from, float total, std::size_t to) {
      if (total <= best[to]) return;
      best[to] = total;
      back[to] = static_cast<std::uint8_t>(from);
    };
    // The best of the labels that close something leads to all that open; an open one leads on in its own type.
    float closed = i == 0 ? 0 : impossible;
    std::size_t closed_from = NameLabels::outside;
    for (std::size_t from = 0; i > 0 && from < n; ++from) {
      const float before = buffers.best[(i - 1) * n + from];
      if (NameLabels::opens(from)) {
        reach(from, before, NameLabels::of(NameLabels::type_of(from), NameLabels::inside));
        reach(from, before, NameLabels::of(NameLabels::type_of(from), NameLabels::end));
      } else if (before > closed) {
        closed = before;
        closed_from = from;
      }
    }
    reach(closed_from, closed, NameLabels::outside);
    for (std::size_t type = 0; type < types_.size(); ++type) {
      reach(closed_from, closed, NameLabels::of(type, NameLabels::begin));
      reach(closed_from, closed, NameLabels::of(type, NameLabels::single));
    }
    for (std::size_t to = 0; to < n; ++to) {
      if (best[to] > impossible) best[to] += scores[i][to];
    }
  }
  const float* last = &buffers.best[(words - 1) * n];
  std::size_t label = NameLabels::outside;
  for (std::size_t to = 1; to < n; ++to) {
    if (!NameLabels::opens(to) && last[to] > last[label]) label = to;
  }
  for (std::size_t i = words; i-- > 0;) {
    buffers.labels[i] = static_cast<std::uint8_t>(label);
    label = buffers.back[i * n + label];
  }
}

// Of a name's words the one that is least of a type decides.
void NameDecoder::add_masses(std::span<const float* const> scores, std::vector<float>& masses) const {
  const std::size_t n = types_.size(), at = masses.size();
  masses.resize(at + n, 1.0F);
  for (const float* word : scores) {
    const float top = *std::max_element(word, word + labels());
    float all = decay(word[NameLabels::outside] - top);
    std::array<float, 64> of_type{};
    for (std::size_t label = 1; label < labels(); ++label) {
      const float part = decay(word[label] - top);
      all += part;
      of_type[NameLabels::type_of(label)] += part;
    }
    for (std::size_t type = 0; type < n; ++type) masses[at + type] = std::min(masses[at + type], of_type[type] / all);
  }
}

void NameDecoder::set_name(std::size_t type, std::span<std::uint8_t> labels) const {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const bool begins = i == 0, ends = i + 1 == labels.size();
    const auto place =
        begins ? (ends ? NameLabels::single : NameLabels::begin) : (ends ? NameLabels::end : NameLabels::inside);
    labels[i] = static_cast<std::uint8_t>(NameLabels::of(type, place));
  }
}

// No organization ends in a title: of "FBI Director" and "U.S. National Security Adviser" the name is what a gazetteer
// knows at the begin.
void NameDecoder::mend_titles(std::span<const TokenFeatures> features, std::span<std::uint8_t> labels) const {
  const auto type_index = [&](NameType type) {
    return static_cast<std::size_t>(std::find(types_.begin(), types_.end(), type) - types_.begin());
  };
  const std::size_t organization = type_index(NameType::organization), location = type_index(NameType::location);
  const auto has = [&](std::size_t i, unsigned bits) { return (features[i].gazetteers & bits) != 0; };
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == NameLabels::outside) continue;
    const std::size_t begin = i;
    while (i + 1 < labels.size() && NameLabels::continues(labels[i + 1])) ++i;
    const bool is_known = has(i, GazetteerBits::organization_begins | GazetteerBits::organization_goes_on);
    if (NameLabels::type_of(labels[begin]) != organization || !has(i, GazetteerBits::title) || is_known) continue;
    const auto known_until = [&](unsigned begins, unsigned goes_on) {
      std::size_t end = has(begin, begins) ? begin + 1 : begin;
      while (end > begin && end < i && has(end, goes_on)) ++end;
      return end;
    };
    const std::size_t body = known_until(GazetteerBits::organization_begins, GazetteerBits::organization_goes_on);
    const std::size_t place = known_until(GazetteerBits::place_begins, GazetteerBits::place_goes_on);
    std::fill(labels.begin() + static_cast<std::ptrdiff_t>(begin), labels.begin() + static_cast<std::ptrdiff_t>(i + 1),
              static_cast<std::uint8_t>(NameLabels::outside));
    if (place > begin && place >= body && location < types_.size())
      set_name(location, labels.subspan(begin, place - begin));
    else if (body > begin) set_name(organization, labels.subspan(begin, body - begin));
  }
}

void NameDecoder::decode(std::span<const float* const> scores, std::span<const TokenFeatures> features, TokenId first,
                         Buffers& buffers, Names& names) const {
  if (scores.empty()) return;
  if (!best_labels_are_legal(scores, buffers)) find_best_path(scores, buffers);
  if (!features.empty()) mend_titles(features, buffers.labels);
  for (std::size_t i = 0; i < scores.size();) {
    const std::size_t label = buffers.labels[i];
    std::size_t end = i + 1;
    if (label != NameLabels::outside) {
      while (end < scores.size() && NameLabels::continues(buffers.labels[end])) ++end;
      const std::size_t type = NameLabels::type_of(label);
      const TokenRange range(TokenId(first.index() + i), TokenId(first.index() + end));
      add_masses(scores.subspan(i, end - i), buffers.masses);
      const NameId name =
          names.items.push_back({range, types_[type], buffers.masses[buffers.masses.size() - types_.size() + type]});
      for (const TokenId token : range) names.of_token[token] = name;
    }
    i = end;
  }
}

}  // namespace tidings
