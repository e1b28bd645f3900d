// Nominals and pronouns: for each the earlier mention that the network likes best, or none.
#pragma once

#include "discourse/coref_features.hpp"

namespace tidings {

/// A precise pass has joined it to an earlier mention.
bool is_resolved(const MentionClusters& clusters, MentionId mention);

/// Joins every mention of the text, the first one first, with the antecedent that the network likes best. `clusters`
/// are those that `features` grows.
void rank_antecedents(const Document& document, const std::vector<NameKey>& keys, CorefFeatures& features,
                      const CorefNetwork& network, const MentionClusters& clusters);

}  // namespace tidings
