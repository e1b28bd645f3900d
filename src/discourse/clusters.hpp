// Clusters of mentions while they are merged: a union-find that remembers which pass merged what.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "tidings/discourse/entities.hpp"

namespace tidings {

class MentionClusters {
 public:
  explicit MentionClusters(std::size_t mentions) : entries_(mentions) {
    for (std::uint32_t i = 0; i < mentions; ++i) entries_[i] = {i, none, i, i, 1, ""};
  }

  std::size_t find(MentionId mention) const noexcept {
    std::size_t at = mention.index();
    while (entries_[at].parent != at) at = entries_[at].parent;
    return at;
  }
  bool same(MentionId a, MentionId b) const noexcept { return find(a) == find(b); }
  /// Of the cluster that `mention` is in: how many, the first in the text, and `visit(MentionId)` for each, in no
  /// order, until it returns false.
  std::size_t size(MentionId mention) const noexcept { return entries_[find(mention)].size; }
  MentionId first(MentionId mention) const noexcept { return MentionId(entries_[find(mention)].first); }
  template <class Visitor>
  void visit_members(MentionId mention, Visitor visit) const {
    for (std::uint32_t at = static_cast<std::uint32_t>(find(mention)); at != none; at = entries_[at].next) {
      if (!visit(MentionId(at))) return;
    }
  }

  /// `pass` lives as long as the program.
  void merge(MentionId a, MentionId b, const char* pass) noexcept {
    std::size_t one = find(a), other = find(b);
    if (one == other) return;
    if (entries_[one].size < entries_[other].size) std::swap(one, other);
    Entry& kept = entries_[one];
    const Entry& gone = entries_[other];
    entries_[kept.last].next = static_cast<std::uint32_t>(other);
    kept.last = gone.last;
    kept.first = std::min(kept.first, gone.first);
    kept.size += gone.size;
    entries_[other].parent = static_cast<std::uint32_t>(one);
    Entry& later = entries_[std::max(a, b).index()];
    if (*later.merged_by == '\0') later.merged_by = pass;
  }
  const char* merged_by(MentionId mention) const noexcept { return entries_[mention.index()].merged_by; }

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  struct Entry {
    std::uint32_t parent;
    std::uint32_t next;               // member of the cluster
    std::uint32_t last, first, size;  // of the cluster, where this is its root
    const char* merged_by;
  };
  std::vector<Entry> entries_;
};

}  // namespace tidings
