// Training of the lemmatizer.
#pragma once

#include <string>
#include <vector>

#include "train/corpus.hpp"

namespace tidings::train {

/// The section of the lemmatizer: scripts that make lemmas, by words and by endings, from words with gold lemmas.
std::string train_lemmas(const std::vector<Tree>& trees);

}  // namespace tidings::train
