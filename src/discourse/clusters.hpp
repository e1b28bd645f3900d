// Clusters of mentions while they are merged: a union-find that remembers which pass merged what.
#pragma once

#include <string>
#include <vector>

#include "tidings/discourse/entities.hpp"

namespace tidings {

class MentionClusters {
 public:
  explicit MentionClusters(std::size_t mentions) : parents_(mentions), merged_by_(mentions), members_(mentions) {
    for (std::size_t i = 0; i < mentions; ++i) {
      parents_[i] = static_cast<std::uint32_t>(i);
      members_[i] = {MentionId(i)};
    }
  }

  std::size_t find(MentionId mention) const noexcept {
    std::size_t at = mention.index();
    while (parents_[at] != at) at = parents_[at];
    return at;
  }
  bool same(MentionId a, MentionId b) const noexcept { return find(a) == find(b); }
  /// Of the cluster that `mention` is in, in no order.
  const std::vector<MentionId>& members(MentionId mention) const noexcept { return members_[find(mention)]; }

  void merge(MentionId a, MentionId b, const char* pass) {
    std::size_t one = find(a), other = find(b);
    if (one == other) return;
    if (members_[one].size() < members_[other].size()) std::swap(one, other);
    parents_[other] = static_cast<std::uint32_t>(one);
    members_[one].insert(members_[one].end(), members_[other].begin(), members_[other].end());
    members_[other].clear();
    const MentionId later = std::max(a, b);
    if (merged_by_[later.index()].empty()) merged_by_[later.index()] = pass;
  }
  const std::string& merged_by(MentionId mention) const noexcept { return merged_by_[mention.index()]; }

 private:
  std::vector<std::uint32_t> parents_;
  std::vector<std::string> merged_by_;
  std::vector<std::vector<MentionId>> members_;
};

}  // namespace tidings
