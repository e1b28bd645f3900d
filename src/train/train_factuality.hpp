// Trains factuality: whether what a verb tells is a fact, from readers' judgements.
#pragma once

#include <string>

namespace tidings::train {

struct FactualityOptions {
  std::string corpora;  ///< folder with events/uds-factuality-train.jsonl
  int epochs = 12;
  float dropout = 0.2F;  ///< share of the hidden units that one example does without
};

/// The table seeds/weights/factuality.tsv.
std::string train_factuality(const FactualityOptions& options);

}  // namespace tidings::train
