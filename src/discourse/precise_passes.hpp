// The passes of coreference that are nearly always right: names that are equal, acronyms, parts of names, appositions.
#pragma once

#include <vector>

#include "discourse/clusters.hpp"
#include "discourse/name_keys.hpp"
#include "tidings/document.hpp"

namespace tidings {

struct PreciseClusters {
  MentionClusters clusters;
  std::vector<NameKey> keys;        ///< one a mention
  std::vector<MentionId> speakers;  ///< one a token: who says the quotation that it stands in
  std::vector<bool> quoted;         ///< one a token
};

PreciseClusters find_precise_clusters(const Document& document, const NounLexicons& lexicons,
                                      const Knowledge& knowledge);

}  // namespace tidings
