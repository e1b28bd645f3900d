#include "discourse/coref_ranker.hpp"

#include <algorithm>
#include <utility>

#include "discourse/identity.hpp"

namespace tidings {

namespace {

const char* name_of_pass(MentionForm form) {
  switch (form) {
    case MentionForm::name:
      return "ranking/name";
    case MentionForm::nominal:
      return "ranking/nominal";
    default:
      return "ranking/pronoun";
  }
}

class Ranker {
 public:
  Ranker(const Document& document, const std::vector<NameKey>& keys, CorefFeatures& features,
         const CorefNetwork& network, const MentionClusters& clusters)
      : d_(document),
        keys_(keys),
        features_(features),
        network_(network),
        clusters_(clusters),
        sums_(document.mentions.items.size()),
        known_(document.mentions.items.size(), false) {}

  void rank() {
    for (const MentionId id : d_.mentions.items.ids()) {
      if (is_resolved(clusters_, id)) continue;
      if (const MentionId best = best_of(id)) features_.merge(best, id, name_of_pass(d_.mentions.items[id].form));
    }
  }

 private:
  MentionId best_of(MentionId id) {
    features_.candidates(id, candidates_);
    if (candidates_.empty()) return MentionId();
    CorefNetwork::Sum sum{};
    columns_.clear();
    features_.alone(id, candidates_, columns_);
    network_.add(columns_, sum);
    const std::int64_t most = network_.score(sum);
    CorefNetwork::Sum own{};
    columns_.clear();
    features_.anaphor(id, columns_);
    network_.add(columns_, own);
    liked_.clear();
    between_.clear();
    for (const MentionId other : candidates_) {
      sum = sum_of_antecedent(other);
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += own[i];
      columns_.clear();
      features_.pair(id, other, between_, columns_);
      features_.pass(id, other, between_);
      network_.add(columns_, sum);
      const std::int64_t score = network_.score(sum);
      if (score > most) liked_.emplace_back(score, other);
    }
    std::stable_sort(liked_.begin(), liked_.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [score, other] : liked_) {
      if (may_be_same(d_, keys_, clusters_, other, id)) return other;
    }
    return MentionId();
  }

  const CorefNetwork::Sum& sum_of_antecedent(MentionId id) {
    if (!known_[id.index()]) {
      columns_.clear();
      features_.antecedent(id, columns_);
      network_.add(columns_, sums_[id.index()]);
      known_[id.index()] = true;
    }
    return sums_[id.index()];
  }

  const Document& d_;
  const std::vector<NameKey>& keys_;
  CorefFeatures& features_;
  const CorefNetwork& network_;
  const MentionClusters& clusters_;
  std::vector<CorefNetwork::Sum> sums_;
  std::vector<bool> known_;
  std::vector<MentionId> candidates_;
  std::vector<std::pair<std::int64_t, MentionId>> liked_;  // better than none
  CorefColumns columns_;
  CorefFeatures::Between between_;
};

}  // namespace

bool is_resolved(const MentionClusters& clusters, MentionId id) { return clusters.first(id) < id; }

void rank_antecedents(const Document& document, const std::vector<NameKey>& keys, CorefFeatures& features,
                      const CorefNetwork& network, const MentionClusters& clusters) {
  if (!network.empty()) Ranker(document, keys, features, network, clusters).rank();
}

}  // namespace tidings
