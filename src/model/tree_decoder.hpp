// Tree decoder: the best tree over one sentence from the score of every arc (Chu and Liu 1965, Edmonds 1967), with one
// dependent of the root.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tidings {

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
  std::vector<std::uint8_t> state_;
};

}  // namespace tidings
