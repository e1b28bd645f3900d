// Decoders against all that could be: every tree, every sequence of labels.
#include <cmath>
#include <limits>

#include "model/name_decoder.hpp"
#include "model/small_model.hpp"
#include "model/tree_decoder.hpp"
#include "support/catch.hpp"

using namespace tidings;
using tidings::test::Numbers;

namespace {

using Heads = std::vector<std::uint16_t>;

bool is_tree(const Heads& heads) {
  if (std::count(heads.begin(), heads.end(), 0) != 1) return false;
  for (std::size_t start = 1; start <= heads.size(); ++start) {
    std::size_t at = start, steps = 0;
    while (at != 0 && steps++ <= heads.size()) at = heads[at - 1];
    if (at != 0) return false;
  }
  return true;
}

std::int64_t score_of(const Heads& heads, const std::vector<std::int32_t>& scores, std::size_t stride) {
  std::int64_t total = 0;
  for (std::size_t d = 0; d < heads.size(); ++d) total += scores[d * stride + heads[d]];
  return total;
}

/// The score of the best tree, of all ways to give each word a head.
std::int64_t best_score(const std::vector<std::int32_t>& scores, std::size_t stride, std::size_t words) {
  std::int64_t best = std::numeric_limits<std::int64_t>::min();
  Heads heads(words, 0);
  for (;;) {
    if (is_tree(heads)) best = std::max(best, score_of(heads, scores, stride));
    std::size_t at = 0;
    while (at < words && ++heads[at] > words) heads[at++] = 0;
    if (at == words) return best;
  }
}

double total_of(const std::vector<std::size_t>& labels, const std::vector<const float*>& scores) {
  double total = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) total += static_cast<double>(scores[i][labels[i]]);
  return total;
}

double best_total(const std::vector<const float*>& scores, std::size_t labels) {
  double best = -1e30;
  std::vector<std::size_t> path(scores.size(), 0);
  for (;;) {
    bool legal = !NameLabels::continues(path.front()) && !NameLabels::opens(path.back());
    for (std::size_t i = 1; i < path.size(); ++i) legal = legal && NameLabels::may_follow(path[i - 1], path[i]);
    if (legal) best = std::max(best, total_of(path, scores));
    std::size_t at = 0;
    while (at < path.size() && ++path[at] == labels) path[at++] = 0;
    if (at == path.size()) return best;
  }
}

std::vector<std::size_t> labels_of(const Names& names, std::size_t words, const std::vector<NameType>& types) {
  std::vector<std::size_t> labels(words, NameLabels::outside);
  for (const Name& name : names.items) {
    const auto type = static_cast<std::size_t>(std::find(types.begin(), types.end(), name.type) - types.begin());
    const std::size_t begin = name.tokens.begin_id.index(), last = name.tokens.end_id.index() - 1;
    for (std::size_t i = begin; i <= last; ++i) labels[i] = NameLabels::of(type, NameLabels::inside);
    labels[begin] = NameLabels::of(type, begin == last ? NameLabels::single : NameLabels::begin);
    if (begin != last) labels[last] = NameLabels::of(type, NameLabels::end);
  }
  return labels;
}

}  // namespace

TEST_CASE("no tree is better than the decoder's", "[decoder]") {
  Numbers numbers(11);
  TreeDecoder decoder;
  Heads heads;
  for (std::size_t words = 1; words <= 5; ++words) {
    for (int trial = 0; trial < 150; ++trial) {
      const std::size_t stride = words + 1 + numbers.below(3);
      const std::size_t range = trial % 3 == 0 ? 4 : 2000;  // few values: many ties and circles
      std::vector<std::int32_t> scores(words * stride);
      for (std::int32_t& score : scores)
        score = static_cast<std::int32_t>(numbers.below(range)) - static_cast<std::int32_t>(range / 2);
      decoder.decode(scores, stride, words, heads);
      REQUIRE(heads.size() == words);
      REQUIRE(is_tree(heads));
      CHECK(score_of(heads, scores, stride) == best_score(scores, stride, words));
    }
  }
}

TEST_CASE("scores at the ends of their range still give a tree", "[decoder]") {
  TreeDecoder decoder;
  Heads heads;
  for (const std::int32_t score :
       {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max(), 0}) {
    const std::vector<std::int32_t> scores(40 * 41, score);
    decoder.decode(scores, 41, 40, heads);
    CHECK(is_tree(heads));
  }
  decoder.decode({}, 1, 0, heads);
  CHECK(heads.empty());
}

TEST_CASE("no legal labels are better than the decoder's", "[decoder]") {
  Numbers numbers(12);
  const std::vector<NameType> types = {NameType::person, NameType::location};
  const NameDecoder decoder(types);
  NameDecoder::Buffers buffers;
  for (std::size_t words = 1; words <= 4; ++words) {
    for (int trial = 0; trial < 60; ++trial) {
      std::vector<float> values(words * decoder.labels());
      for (float& value : values) value = 5 * numbers.unit();
      std::vector<const float*> scores;
      for (std::size_t i = 0; i < words; ++i) scores.push_back(&values[i * decoder.labels()]);
      Names names;
      names.of_token.resize(words + 2);
      decoder.decode(scores, {}, TokenId(std::size_t{0}), buffers, names);
      CHECK(total_of(labels_of(names, words, types), scores) == Approx(best_total(scores, decoder.labels())));
      for (const Name& name : names.items) CHECK((name.score >= 0 && name.score <= 1));
    }
  }
}

TEST_CASE("names are placed where their sentence begins", "[decoder]") {
  const NameDecoder decoder({NameType::person});
  const float outside[] = {9, 0, 0, 0, 0}, begin[] = {0, 9, 0, 0, 0}, end[] = {0, 0, 0, 9, 0},
              single[] = {0, 0, 0, 0, 9};
  const std::vector<const float*> scores = {begin, end, outside, single};
  Names names;
  names.of_token.resize(14);
  NameDecoder::Buffers buffers;
  decoder.decode(scores, {}, TokenId(std::size_t{10}), buffers, names);
  REQUIRE(names.items.size() == 2);
  CHECK(names.items[NameId(std::size_t{0})].tokens == TokenRange(TokenId(std::size_t{10}), TokenId(std::size_t{12})));
  CHECK(names.of_token[TokenId(std::size_t{13})] == NameId(std::size_t{1}));
  CHECK_FALSE(names.of_token[TokenId(std::size_t{12})]);
  CHECK(names.items[NameId(std::size_t{0})].score > 0.99F);
}
