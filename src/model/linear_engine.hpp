// LinearEngine: tags, lemmas, trees and names by linear models over sparse features.
#pragma once

#include <string>
#include <vector>

#include "model/image.hpp"
#include "model/lemmatizer.hpp"
#include "model/parser.hpp"
#include "model/recognizer.hpp"
#include "model/tagger.hpp"
#include "model/words.hpp"
#include "tidings/syntax/model.hpp"

namespace tidings {

class LinearEngine {
 public:
  LinearEngine() = default;
  /// Throws Error where a section is damaged or missing.
  explicit LinearEngine(const Image& image);

  struct Buffers {
    WordReader reader;
    std::vector<Word> words;
    std::vector<TagId> tags;
    std::vector<FeatureKey> features;
    ParseState state;
    Recognizer::Buffers names;
    std::string scratch;
    std::string lemma;
  };
  Analysis analyze(const Source& source, const Tokens& tokens, const Sentences& sentences, Buffers& buffers) const;

 private:
  void analyze_sentence(const Source& source, const Tokens& tokens, TokenRange sentence, Buffers& buffers, Analysis& analysis) const;

  Clusters clusters_;
  Tagger tagger_;
  Lemmatizer lemmatizer_;
  Parser parser_;
  Recognizer recognizer_;
};

}  // namespace tidings
