// Nominals and pronouns: for each the earlier mention that the network likes best, or none.
#pragma once

#include "discourse/coref_features.hpp"

namespace tidings {

/// Joins mentions in `clusters`, the first mention of the text first.
void rank_antecedents(const Document& document, const std::vector<NameKey>& keys, const CorefFeatures& features,
                      const CorefNetwork& network, MentionClusters& clusters);

}  // namespace tidings
