// Classes of words by k-means over word vectors.
#pragma once

#include <string>

namespace tidings::train {

/// `path`: a JSON file {"vectors": {WORD: [numbers]}, …}, the commonest words first. The section of Clusters.
std::string train_clusters(const std::string& path);

}  // namespace tidings::train
