// Names against gold: exact spans and types, as precision, recall and F1.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tidings/syntax/model.hpp"
#include "train/corpus.hpp"

namespace tidings::train {

struct Figures {
  std::size_t right = 0, found = 0, gold = 0;
  /// In percent; 100 where there is nothing to find and nothing was found.
  double precision() const noexcept;
  double recall() const noexcept;
  double f1() const noexcept;
};

struct NameScoring {
  std::vector<std::string>
      types;  ///< names of other types are dropped on both sides; empty: the types of the gold names
  std::map<std::string, std::string> merge;  ///< types that count as others, on both sides, before that
};

struct NameReport {
  std::size_t sentences = 0, words = 0;
  Figures all, untyped;  ///< of all types together; of the same names whatever their types
  std::vector<std::pair<std::string, Figures>> types;
};

struct NameReports {
  std::vector<std::pair<std::string, NameReport>> rows;  ///< "as given", and its variants
};

/// Of the gold words. `robust`: of all variants of them too, and of running text with and without its spaces.
NameReports evaluate_names(const std::vector<NamedSentence>& gold, const Model& model, const NameScoring& scoring,
                           bool robust = false);

}  // namespace tidings::train
