// Documents of given tokens: what `tidings tag --input conllu` makes of the same words, so that figures agree.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/parts.hpp"
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
  /// The encoder and its states of all tokens of the document that was analysed last, where they are kept.
  void keep_states() noexcept { workspace_.buffers().keeps_states = true; }
  const Encoder& encoder() const noexcept { return model_.parts().engine.encoder(); }
  std::span<const std::uint8_t> states() noexcept { return workspace_.buffers().engine.states; }

 private:
  void analyze(Document& document);

  Model model_;
  Knowledge knowledge_;
  Workspace workspace_;
};

}  // namespace tidings::train
