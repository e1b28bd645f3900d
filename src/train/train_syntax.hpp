// Training of a user's tags and trees: new heads on the encoder as it is.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tidings/syntax/model.hpp"
#include "train/corpus.hpp"
#include "train/evaluate_syntax.hpp"

namespace tidings::train {

struct SyntaxTraining {
  int epochs = 12;   ///< at most this many, where there are dev sentences; else just these
  int patience = 3;  ///< ends after so many epochs without a better LAS on the dev sentences
};

struct TrainedSyntax {
  std::string image;  ///< a whole model: takes the place of the one that was trained from
  std::size_t tags = 0;
  int epochs = 0;  ///< that the weights have seen
};

/// After each epoch: (done, at most, LAS on the dev sentences; negative where there are none).
using SyntaxEpochDone = std::function<void(int, int, double)>;

/// Learns parts of speech, features and trees from sentences, and keeps the weights that were best on `dev` (may be
/// empty). All else of `model` stays as it is: lemmas, names, and what the encoder sees in a word. Deterministic.
/// A model holds 256 tags (UPOS with features): the old ones and the sentences' new ones where all have room, else
/// those of the sentences. Throws Error where these are more, or there is no sentence of at most 160 words.
TrainedSyntax train_syntax(const std::vector<Tree>& train, const std::vector<GoldSentence>& dev, const Model& model,
                           const SyntaxTraining& options, const SyntaxEpochDone& done = {});

}  // namespace tidings::train
