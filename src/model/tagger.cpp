#include "model/tagger.hpp"

#include <algorithm>
#include <array>

#include "model/section_text.hpp"
#include "tidings/error.hpp"

namespace tidings {

std::string to_string(const Tag& tag) { return std::string(to_string(tag.upos)) + ' ' + to_string(tag.morph); }

Tag tag_from(std::string_view line) {
  const std::size_t space = line.find(' ');
  const auto upos = upos_from(line.substr(0, space));
  if (!upos || space == std::string_view::npos) throw Error("the model's tags are damaged: " + std::string(line));
  return {*upos, morph_from(line.substr(space + 1))};
}

void tagger_features(std::span<const Word> words, std::span<const TagId> tags, std::size_t at, std::vector<FeatureKey>& out) {
  const auto word = [&](std::ptrdiff_t offset) -> const Word& {
    const std::ptrdiff_t i = static_cast<std::ptrdiff_t>(at) + offset;
    if (i < 0) return word_before();
    return i < static_cast<std::ptrdiff_t>(words.size()) ? words[static_cast<std::size_t>(i)] : word_after();
  };
  const unsigned t1 = at >= 1 ? tags[at - 1] : 255;
  const unsigned t2 = at >= 2 ? tags[at - 2] : 255;
  const Word& w0 = word(0);
  const Word& b1 = word(-1);
  const Word& b2 = word(-2);
  const Word& a1 = word(1);
  const Word& a2 = word(2);
  const unsigned first = at == 0 ? 1 : 0;
  out.clear();
  unsigned n = 0;
  const auto add = [&](auto... attributes) { out.push_back(feature_key(n++, attributes...)); };
  add(0);
  add(w0.form);
  add(w0.lower);
  add(w0.lower, w0.case_kind, first);
  for (const std::uint32_t part : w0.prefix) add(part);
  for (const std::uint32_t part : w0.suffix) add(part);
  add(w0.suffix[2], w0.case_kind);
  add(w0.shape);
  add(w0.shape, first);
  add(w0.case_kind, a1.case_kind, b1.case_kind);
  add(w0.cluster.coarse);
  add(w0.cluster.fine);
  add(w0.cluster.fine, w0.suffix[1]);
  add(t1);
  add(t1, t2);
  add(t1, w0.lower);
  add(t1, w0.cluster.fine);
  add(t1, w0.suffix[2]);
  add(t1, a1.lower);
  add(t1, t2, w0.suffix[1]);
  add(b1.lower);
  add(b2.lower);
  add(a1.lower);
  add(a2.lower);
  add(b1.lower, w0.lower);
  add(w0.lower, a1.lower);
  add(b1.lower, a1.lower);
  add(a1.lower, a2.lower);
  add(b1.cluster.fine);
  add(a1.cluster.fine);
  add(a2.cluster.coarse);
  add(b1.cluster.fine, w0.suffix[2]);
  add(w0.suffix[2], a1.cluster.fine);
  add(w0.suffix[2], a1.suffix[2]);
  add(w0.lower, a1.cluster.coarse);
  add(w0.lower, a1.suffix[1]);
  add(w0.cluster.coarse, a1.cluster.coarse, t1);
  add(a1.suffix[2]);
  add(a1.shape);
  add(b1.shape);
}

Tagger::Tagger(std::span<const std::byte> bytes) {
  for (const std::string& line : take_lines(bytes)) tags_.push_back(tag_from(line));
  weights_ = SparseWeights(bytes);
  if (weights_.classes() != tags_.size() || tags_.size() > 255) throw Error("the model's tagger is damaged");
}

void Tagger::tag(std::span<const Word> words, std::span<TagId> tags, std::vector<FeatureKey>& features) const {
  std::array<std::int32_t, 256> scores;
  for (std::size_t i = 0; i < words.size(); ++i) {
    tagger_features(words, tags, i, features);
    std::fill_n(scores.begin(), tags_.size(), 0);
    for (const FeatureKey key : features) weights_.add(key, scores.data());
    tags[i] = static_cast<TagId>(std::max_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(tags_.size())) - scores.begin());
  }
}

}  // namespace tidings
