// What keeps two clusters apart, however well their mentions go together: other first names, other sexes, other kinds.
#pragma once

#include <vector>

#include "discourse/clusters.hpp"
#include "discourse/name_keys.hpp"
#include "tidings/document.hpp"

namespace tidings {

/// Words of two names that may be of one: one has all words of the other, or first names agree as far as they are told
/// ("J. Smith", "John Smith").
bool compatible_names(const std::vector<std::string>& a, const std::vector<std::string>& b, NameType type);

/// Looks at a bounded number of names of each cluster.
bool may_be_same(const Document& document, const std::vector<NameKey>& keys, const MentionClusters& clusters,
                 MentionId a, MentionId b);

}  // namespace tidings
