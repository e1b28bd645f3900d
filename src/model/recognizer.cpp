#include "model/recognizer.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/image.hpp"
#include "model/section_text.hpp"
#include "tidings/error.hpp"

namespace tidings {

namespace {
constexpr std::int32_t impossible = std::numeric_limits<std::int32_t>::min() / 4;
}

void name_features(const NameContext& context, std::size_t at, std::vector<FeatureKey>& out) {
  const auto size = static_cast<std::ptrdiff_t>(context.words.size());
  const auto word = [&](std::ptrdiff_t offset) -> const Word& {
    const std::ptrdiff_t i = static_cast<std::ptrdiff_t>(at) + offset;
    if (i < 0) return word_before();
    return i < size ? context.words[static_cast<std::size_t>(i)] : word_after();
  };
  const auto upos = [&](std::ptrdiff_t offset) -> std::uint32_t {
    const std::ptrdiff_t i = static_cast<std::ptrdiff_t>(at) + offset;
    if (i < 0 || i >= size) return 30;
    return static_cast<std::uint32_t>(context.tag_table[context.tags[static_cast<std::size_t>(i)]].upos);
  };
  const Word &w0 = word(0), &b1 = word(-1), &b2 = word(-2), &a1 = word(1), &a2 = word(2);
  const std::uint32_t u0 = upos(0), ub1 = upos(-1), ua1 = upos(1);
  const unsigned first = at == 0 ? 1 : 0;
  out.clear();
  unsigned n = 0;
  const auto add = [&](auto... attributes) { out.push_back(feature_key(n++, attributes...)); };
  add(0);
  add(w0.form);
  add(w0.lower);
  add(w0.lower, w0.case_kind);
  for (const std::uint32_t part : w0.prefix) add(part, w0.case_kind);
  for (const std::uint32_t part : w0.suffix) add(part, w0.case_kind);
  add(w0.shape);
  add(w0.shape, first);
  add(w0.case_kind, u0);
  add(w0.cluster.coarse, w0.case_kind);
  add(w0.cluster.fine, w0.case_kind);
  add(u0);
  add(u0, ub1, ua1);
  add(b1.lower);
  add(a1.lower);
  add(b2.lower);
  add(a2.lower);
  add(b1.form, w0.case_kind);
  add(a1.form, w0.case_kind);
  add(b1.shape, w0.shape);
  add(w0.shape, a1.shape);
  add(b1.shape, w0.shape, a1.shape);
  add(b2.case_kind, b1.case_kind, w0.case_kind, a1.case_kind, a2.case_kind);
  add(b1.cluster.fine, w0.case_kind);
  add(a1.cluster.fine, w0.case_kind);
  add(b2.cluster.fine, w0.case_kind);
  add(a2.cluster.fine, w0.case_kind);
  add(b1.cluster.coarse, w0.cluster.coarse, w0.case_kind);
  add(w0.cluster.coarse, a1.cluster.coarse, w0.case_kind);
  add(b1.cluster.fine, w0.cluster.fine);
  add(w0.cluster.fine, a1.cluster.fine);
  add(b1.lower, w0.lower);
  add(w0.lower, a1.lower);
  add(b1.lower, a1.lower, w0.case_kind);
  add(b2.lower, b1.lower, w0.case_kind);
  add(a1.lower, a2.lower, w0.case_kind);
  add(b1.lower, w0.cluster.fine);
  add(w0.cluster.fine, a1.lower);
  add(b1.suffix[2], w0.case_kind);
  add(a1.suffix[2], w0.case_kind);
  add(b1.case_kind, b1.cluster.fine, w0.case_kind, a1.case_kind);
  add(a1.case_kind, a1.cluster.fine, w0.case_kind, b1.case_kind);
}

Recognizer::Recognizer(std::span<const std::byte> bytes) {
  const NameTypes known;
  for (const std::string& line : take_lines(bytes)) {
    const auto type = known.find(line);
    if (!type) throw Error("the model knows a type of names that is none: " + line);
    types_.push_back(*type);
  }
  labels_ = NameLabels::count(types_.size());
  weights_ = SparseWeights(bytes);
  if (weights_.classes() != labels_) throw Error("the model's names are damaged");
  transitions_ = take<std::int32_t>(bytes, (labels_ + 1) * labels_);
}

void Recognizer::decode(std::size_t words, Buffers& buffers) const {
  const std::size_t n = labels_;
  buffers.best.assign(words * n, impossible);
  buffers.back.assign(words * n, 0);
  for (std::size_t i = 0; i < words; ++i) {
    const std::int32_t* scores = &buffers.scores[i * n];
    std::int32_t* best = &buffers.best[i * n];
    std::uint8_t* back = &buffers.back[i * n];
    for (std::size_t from = 0; from <= n; ++from) {
      const bool is_begin = from == n;
      if (is_begin != (i == 0)) continue;
      const std::int32_t before = is_begin ? 0 : best[static_cast<std::ptrdiff_t>(from) - static_cast<std::ptrdiff_t>(n)];
      if (before <= impossible) continue;
      const auto reach = [&](std::size_t to) {
        const std::int32_t total = before + transitions_[from * n + to];
        if (total <= best[to]) return;
        best[to] = total;
        back[to] = static_cast<std::uint8_t>(from);
      };
      if (!is_begin && NameLabels::opens(from)) {
        reach(NameLabels::of(NameLabels::type_of(from), NameLabels::inside));
        reach(NameLabels::of(NameLabels::type_of(from), NameLabels::end));
        continue;
      }
      reach(NameLabels::outside);
      for (std::size_t type = 0; type < types_.size(); ++type) {
        reach(NameLabels::of(type, NameLabels::begin));
        reach(NameLabels::of(type, NameLabels::single));
      }
    }
    for (std::size_t to = 0; to < n; ++to) {
      if (best[to] > impossible) best[to] += scores[to];
    }
  }
  buffers.labels.assign(words, 0);
  const std::int32_t* last = &buffers.best[(words - 1) * n];
  std::size_t label = 0;
  for (std::size_t to = 1; to < n; ++to) {
    if (!NameLabels::opens(to) && last[to] > last[label]) label = to;
  }
  for (std::size_t i = words; i-- > 0;) {
    buffers.labels[i] = static_cast<std::uint8_t>(label);
    label = buffers.back[i * n + label];
  }
}

float Recognizer::score_of(const Buffers& buffers, std::size_t begin, std::size_t end, std::size_t type) const {
  float lowest = 1;
  for (std::size_t i = begin; i < end; ++i) {
    const std::int32_t* scores = &buffers.scores[i * labels_];
    const std::int32_t top = *std::max_element(scores, scores + labels_);
    float all = 0;
    float of_type = 0;
    for (std::size_t label = 0; label < labels_; ++label) {
      const float part = std::exp(static_cast<float>(scores[label] - top) * weights_.scale());
      all += part;
      if (label != NameLabels::outside && NameLabels::type_of(label) == type) of_type += part;
    }
    lowest = std::min(lowest, of_type / all);
  }
  return lowest;
}

void Recognizer::recognize(const NameContext& context, TokenId first, Buffers& buffers, Names& names) const {
  const std::size_t words = context.words.size();
  if (words == 0) return;
  buffers.scores.assign(words * labels_, 0);
  for (std::size_t i = 0; i < words; ++i) {
    name_features(context, i, buffers.features);
    for (const FeatureKey key : buffers.features) weights_.add(key, &buffers.scores[i * labels_]);
  }
  decode(words, buffers);
  for (std::size_t i = 0; i < words;) {
    const std::size_t label = buffers.labels[i];
    std::size_t end = i + 1;
    if (label != NameLabels::outside) {
      while (end < words && NameLabels::continues(buffers.labels[end])) ++end;
      const std::size_t type = NameLabels::type_of(label);
      const TokenRange range(TokenId(first.index() + i), TokenId(first.index() + end));
      const NameId name = names.items.push_back({range, types_[type], score_of(buffers, i, end, type)});
      for (const TokenId token : range) names.of_token[token] = name;
    }
    i = end;
  }
}

}  // namespace tidings
