// Trains the ranking of antecedents from corpora of coreference.
#pragma once

#include <string>

namespace tidings::train {

struct CorefOptions {
  std::string corpora;  ///< folder with coref/ontogum-train.jsonl, coref/litbank-train.jsonl and coref/gap-dev.jsonl
  int epochs = 12;
  float dropout = 0.5F;     ///< share of the hidden units that one example does without
  float false_link = 0.3F;  ///< what a link of a mention that has none costs in training
  float false_new = 2.0F;   ///< what no link of a mention that has one costs
};

/// The table seeds/weights/coref.tsv.
std::string train_coref(const CorefOptions& options);

}  // namespace tidings::train
