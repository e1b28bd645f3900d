// Tree decoder: the best tree over one sentence from the score of every arc (Chu and Liu 1965, Edmonds 1967), with one
// dependent of the root.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace tidings {

/// Arcs between nodes, of which node 0 is the root, and what the search for their best tree writes down. Kept from
/// sentence to sentence, so that nothing is allocated in the long run.
struct TreeProblem {
  std::size_t nodes = 0;
  std::vector<std::int64_t> scores;  ///< by dependent, then by head
  std::vector<std::uint16_t> heads, circle, seen_from;
  std::vector<std::uint16_t> outside, leaves_from, enters_at;  ///< of the problem with the circle as one node

  void reset(std::size_t count);
  std::int64_t& at(std::size_t head, std::size_t dependent) { return scores[dependent * nodes + head]; }
};

class TreeDecoder {
 public:
  /// `scores`: for each word a row of `stride` ≥ words + 1 values: of the root as its head, then of each word.
  /// `heads[i]` becomes 0 for the root and 1 + the index of the head else. Most sentences cost words² steps, the worst
  /// words³.
  void decode(std::span<const std::int32_t> scores, std::size_t stride, std::size_t words,
              std::vector<std::uint16_t>& heads);

 private:
  bool best_heads_are_a_tree(std::span<const std::int32_t> scores, std::size_t stride, std::size_t words,
                             std::vector<std::uint16_t>& heads);
  const std::vector<std::uint16_t>& best_tree(std::size_t level);

  std::vector<std::uint8_t> state_;
  std::deque<TreeProblem> problems_;  ///< by how often a circle became a node
};

}  // namespace tidings
