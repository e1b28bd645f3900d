// Tags, lemmas and trees against gold CoNLL-U.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tidings/syntax/model.hpp"

namespace tidings::train {

/// A gold sentence: the columns that count, as they stand in the file.
struct GoldSentence {
  bool begins_document = false;
  std::vector<std::string> forms, upos, lemmas, relations;
  std::vector<std::size_t> heads;  ///< 0: root; else the head's number, from 1
  std::vector<bool> space_after;   ///< none inside a multiword token
};

/// Multiword ranges and empty nodes are passed over. Throws Error with the line where the file is no CoNLL-U, or has no
/// sentence.
std::vector<GoldSentence> read_gold(const std::string& path);

/// In percent of the gold words, punctuation counted; of running text, F1 over words.
struct SyntaxReport {
  std::size_t sentences = 0, words = 0;
  double upos = 0;
  double lemma = 0;     ///< capitals told apart; a gold lemma "_" is always right
  double uas = 0;       ///< head
  double las = 0;       ///< head and full relation
  double las_main = 0;  ///< head and main type of the relation
  double trees = 0;     ///< sentences whose heads and full relations are all right, in percent
};

struct SyntaxReports {
  std::vector<std::pair<std::string, SyntaxReport>> rows;  ///< "as given", and its variants
};

/// Of the gold words. `robust`: of all variants of them too, and of running text with and without its spaces. Lemmas of
/// variants in other capitals are compared without capitals.
SyntaxReports evaluate_syntax(const std::vector<GoldSentence>& gold, const Model& model, bool robust = false);

}  // namespace tidings::train
