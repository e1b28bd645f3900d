#include "model/tree_decoder.hpp"

#include <algorithm>
#include <limits>

namespace tidings {

namespace {

void best_heads(TreeProblem& p) {
  p.heads.assign(p.nodes, 0);
  for (std::size_t d = 1; d < p.nodes; ++d) {
    const std::int64_t* row = &p.at(0, d);
    std::size_t best = 0;
    for (std::size_t h = 1; h < p.nodes; ++h) {
      if (h != d && row[h] > row[best]) best = h;
    }
    p.heads[d] = static_cast<std::uint16_t>(best);
  }
}

/// Leaves the nodes of one circle in `p.circle`, or none.
void find_circle(TreeProblem& p) {
  p.circle.clear();
  p.seen_from.assign(p.nodes, 0);
  for (std::uint16_t start = 1; start < p.nodes; ++start) {
    std::uint16_t at = start;
    while (at != 0 && p.seen_from[at] == 0) {
      p.seen_from[at] = start;
      at = p.heads[at];
    }
    if (at == 0 || p.seen_from[at] != start) continue;
    p.circle.push_back(at);
    for (std::uint16_t next = p.heads[at]; next != at; next = p.heads[next]) p.circle.push_back(next);
    return;
  }
}

/// The circle of `p` becomes one node, the last of the smaller problem.
void contract(TreeProblem& p, TreeProblem& smaller) {
  p.outside.clear();
  p.seen_from.assign(p.nodes, 0);
  for (const std::uint16_t c : p.circle) p.seen_from[c] = 1;
  for (std::uint16_t v = 0; v < p.nodes; ++v) {
    if (p.seen_from[v] == 0) p.outside.push_back(v);
  }
  const std::size_t contracted = p.outside.size();
  smaller.reset(contracted + 1);
  p.leaves_from.assign(contracted, 0);
  p.enters_at.assign(contracted, 0);
  for (std::size_t i = 0; i < contracted; ++i) {
    const std::uint16_t v = p.outside[i];
    for (std::size_t k = 0; k < contracted; ++k) smaller.at(k, i) = p.at(p.outside[k], v);
    for (std::size_t c = 0; c < p.circle.size(); ++c) {
      const std::uint16_t u = p.circle[c];
      if (c == 0 || p.at(u, v) > smaller.at(contracted, i)) {
        smaller.at(contracted, i) = p.at(u, v);
        p.leaves_from[i] = u;
      }
      const std::int64_t gain = p.at(v, u) - p.at(p.heads[u], u);
      if (c == 0 || gain > smaller.at(i, contracted)) {
        smaller.at(i, contracted) = gain;
        p.enters_at[i] = u;
      }
    }
  }
}

}  // namespace

void TreeProblem::reset(std::size_t count) {
  nodes = count;
  scores.assign(count * count, std::numeric_limits<std::int64_t>::min() / 4);
}

const std::vector<std::uint16_t>& TreeDecoder::best_tree(std::size_t level) {
  TreeProblem& p = problems_[level];
  best_heads(p);
  find_circle(p);
  if (p.circle.empty()) return p.heads;
  if (level + 1 == problems_.size()) problems_.emplace_back();
  contract(p, problems_[level + 1]);
  const std::vector<std::uint16_t>& found = best_tree(level + 1);
  const std::size_t contracted = p.outside.size();
  for (std::size_t i = 1; i < contracted; ++i) {
    p.heads[p.outside[i]] = found[i] == contracted ? p.leaves_from[i] : p.outside[found[i]];
  }
  const std::size_t entry = found[contracted];
  p.heads[p.enters_at[entry]] = p.outside[entry];
  return p.heads;
}

bool TreeDecoder::best_heads_are_a_tree(std::span<const std::int32_t> scores, std::size_t stride, std::size_t words,
                                        std::vector<std::uint16_t>& heads) {
  std::size_t roots = 0;
  for (std::size_t d = 0; d < words; ++d) {
    const std::int32_t* row = &scores[d * stride];
    std::size_t best = 0;
    for (std::size_t h = 1; h <= words; ++h) {
      if (h != d + 1 && row[h] > row[best]) best = h;
    }
    heads[d] = static_cast<std::uint16_t>(best);
    roots += best == 0 ? 1 : 0;
  }
  if (roots != 1) return false;
  enum : std::uint8_t { unknown, on_path, reaches_root };
  state_.assign(words + 1, unknown);
  state_[0] = reaches_root;
  for (std::size_t start = 1; start <= words; ++start) {
    std::size_t at = start;
    while (state_[at] == unknown) {
      state_[at] = on_path;
      at = heads[at - 1];
    }
    if (state_[at] == on_path) return false;
    for (at = start; state_[at] == on_path; at = heads[at - 1]) state_[at] = reaches_root;
  }
  return true;
}

void TreeDecoder::decode(std::span<const std::int32_t> scores, std::size_t stride, std::size_t words,
                         std::vector<std::uint16_t>& heads) {
  heads.resize(words);
  if (words == 0 || best_heads_are_a_tree(scores, stride, words, heads)) return;
  // A second dependent of the root costs more than all else can bring.
  constexpr std::int64_t price_of_root = std::int64_t{1} << 44;
  if (problems_.empty()) problems_.emplace_back();
  TreeProblem& arcs = problems_.front();
  arcs.reset(words + 1);
  for (std::size_t d = 1; d <= words; ++d) {
    for (std::size_t h = 0; h <= words; ++h) {
      if (h != d) arcs.at(h, d) = scores[(d - 1) * stride + h] - (h == 0 ? price_of_root : 0);
    }
  }
  const std::vector<std::uint16_t>& tree = best_tree(0);
  std::copy(tree.begin() + 1, tree.end(), heads.begin());
}

}  // namespace tidings
