// Training of the tagger and the lemmatizer.
#pragma once

#include <string>
#include <vector>

#include "model/words.hpp"
#include "train/corpus.hpp"

namespace tidings::train {

/// The words of each tree, as the models see them.
std::vector<std::vector<Word>> read_words(const std::vector<Tree>& trees, const Clusters& clusters);

/// The section of the tagger. `skip(i)` leaves tree `i` out.
struct TaggerOptions {
  int epochs = 8;
  int folds = 0;  ///< with `fold`: trees whose number is `fold` modulo `folds` are left out
  int fold = 0;
};
std::string train_tagger(const std::vector<Tree>& trees, const std::vector<std::vector<Word>>& words, const TaggerOptions& options);

std::string train_lemmas(const std::vector<Tree>& trees);

}  // namespace tidings::train
