// Training of the whole model from a folder of corpora.
#pragma once

#include <string>

namespace tidings::train {

struct TrainOptions {
  std::string corpora;  ///< folder with syntax/*.conllu and names/*.bio, unpacked
  std::string seeds;    ///< folder with training/names.tsv
  std::string vectors;  ///< JSON file of word vectors; empty: no clusters
  std::string name = "en-news-1";
};

/// The image's bytes. Says on `std::cerr` what it does.
std::string train_model(const TrainOptions& options);

}  // namespace tidings::train
