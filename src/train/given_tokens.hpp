// Documents of given tokens: what `tidings tag --input conllu` makes of the same words, so that figures agree.
#pragma once

#include <string>
#include <vector>

#include "tidings/discourse/knowledge.hpp"
#include "tidings/document.hpp"
#include "tidings/syntax/model.hpp"

namespace tidings::train {

using Forms = std::vector<std::string>;  ///< of one sentence

/// Analyses texts, one after the other, with one model. Not to be shared between threads.
class Analyzer {
 public:
  explicit Analyzer(Model model) : model_(std::move(model)), knowledge_(Knowledge::builtin()) {}

  /// Every sentence is a block of its own. Layers down to names.
  Document of_tokens(const std::vector<Forms>& sentences);
  /// A page of running text. Layers down to names.
  Document of_text(std::string text);
  const NameTypes& types() const noexcept { return model_.name_types(); }

 private:
  void analyze(Document& document);

  Model model_;
  Knowledge knowledge_;
  Workspace workspace_;
};

}  // namespace tidings::train
