#include "model/tree_decoder.hpp"

#include <algorithm>
#include <limits>

namespace tidings {

namespace {

using Node = std::uint16_t;

/// Arcs between nodes; node 0 is the root.
struct Arcs {
  std::size_t nodes;
  std::vector<std::int64_t> scores;
  explicit Arcs(std::size_t n) : nodes(n), scores(n * n, std::numeric_limits<std::int64_t>::min() / 4) {}
  std::int64_t& at(std::size_t head, std::size_t dependent) { return scores[head * nodes + dependent]; }
  std::int64_t at(std::size_t head, std::size_t dependent) const { return scores[head * nodes + dependent]; }
};

std::vector<Node> best_heads(const Arcs& arcs) {
  std::vector<Node> heads(arcs.nodes, 0);
  for (std::size_t d = 1; d < arcs.nodes; ++d) {
    for (std::size_t h = 0; h < arcs.nodes; ++h) {
      if (h != d && (heads[d] == d || arcs.at(h, d) > arcs.at(heads[d], d))) heads[d] = static_cast<Node>(h);
    }
  }
  return heads;
}

/// The nodes of one circle, or none.
std::vector<Node> find_circle(const std::vector<Node>& heads) {
  std::vector<Node> seen_from(heads.size(), 0);
  for (Node start = 1; start < heads.size(); ++start) {
    Node at = start;
    while (at != 0 && seen_from[at] == 0) {
      seen_from[at] = start;
      at = heads[at];
    }
    if (at == 0 || seen_from[at] != start) continue;
    std::vector<Node> circle{at};
    for (Node next = heads[at]; next != at; next = heads[next]) circle.push_back(next);
    return circle;
  }
  return {};
}

std::vector<Node> best_tree(const Arcs& arcs) {
  std::vector<Node> heads = best_heads(arcs);
  const std::vector<Node> circle = find_circle(heads);
  if (circle.empty()) return heads;
  // The circle becomes one node, the last of a smaller problem.
  std::vector<bool> inside(arcs.nodes, false);
  for (const Node c : circle) inside[c] = true;
  std::vector<Node> outside;
  for (Node v = 0; v < arcs.nodes; ++v) {
    if (!inside[v]) outside.push_back(v);
  }
  const std::size_t contracted = outside.size();
  Arcs smaller(contracted + 1);
  std::vector<Node> leaves_from(contracted), enters_at(contracted);
  for (std::size_t i = 0; i < contracted; ++i) {
    const Node v = outside[i];
    for (std::size_t k = 0; k < contracted; ++k) smaller.at(i, k) = arcs.at(v, outside[k]);
    for (std::size_t c = 0; c < circle.size(); ++c) {
      const Node u = circle[c];
      if (c == 0 || arcs.at(u, v) > smaller.at(contracted, i)) {
        smaller.at(contracted, i) = arcs.at(u, v);
        leaves_from[i] = u;
      }
      const std::int64_t gain = arcs.at(v, u) - arcs.at(heads[u], u);
      if (c == 0 || gain > smaller.at(i, contracted)) {
        smaller.at(i, contracted) = gain;
        enters_at[i] = u;
      }
    }
  }
  const std::vector<Node> found = best_tree(smaller);
  for (std::size_t i = 1; i < contracted; ++i) {
    heads[outside[i]] = found[i] == contracted ? leaves_from[i] : outside[found[i]];
  }
  const std::size_t entry = found[contracted];
  heads[enters_at[entry]] = outside[entry];
  return heads;
}

}  // namespace

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
  Arcs arcs(words + 1);
  for (std::size_t d = 1; d <= words; ++d) {
    for (std::size_t h = 0; h <= words; ++h) {
      if (h != d) arcs.at(h, d) = scores[(d - 1) * stride + h] - (h == 0 ? price_of_root : 0);
    }
  }
  const std::vector<Node> tree = best_tree(arcs);
  std::copy(tree.begin() + 1, tree.end(), heads.begin());
}

}  // namespace tidings
