// Training of a user's names: a conditional random field over the features of model/name_recognizer.hpp.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tidings/syntax/model.hpp"
#include "train/corpus.hpp"

namespace tidings::train {

struct NameTraining {
  std::vector<std::string> types;  ///< others are outside; empty: all that the training sentences have
  int epochs = 30;                 ///< at most this many, where there are dev sentences; else just a third of them
  int patience = 5;                ///< ends after so many epochs without a better F1 on the dev sentences
};

struct TrainedNames {
  std::string image;
  std::vector<std::string> types;
  int epochs = 0;  ///< that the weights have seen
};

/// How far the work is, after each epoch: (done, at most, F1 on the dev sentences; negative where there are none).
using EpochDone = std::function<void(int, int, double)>;

/// Learns names from sentences, and keeps the weights that were best on `dev` (may be empty). `model` tells parts of
/// speech and built-in names. Throws Error where the types are none or too many, or a type's name is not of letters,
/// digits and `-`.
TrainedNames train_names(const std::vector<NamedSentence>& train, const std::vector<NamedSentence>& dev,
                         const Model& model, const NameTraining& options, const EpochDone& done = {});

}  // namespace tidings::train
