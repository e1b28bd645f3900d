// Engine: tags, lemmas, trees and names of a document, by the encoder and its decoders.
#pragma once

#include <vector>

#include "model/document_names.hpp"
#include "model/encoder.hpp"
#include "model/factuality_network.hpp"
#include "model/image.hpp"
#include "model/lemmatizer.hpp"
#include "model/name_decoder.hpp"
#include "model/tag.hpp"
#include "model/token_features.hpp"
#include "model/tree_decoder.hpp"
#include "tidings/syntax/model.hpp"

namespace tidings {

class Engine {
 public:
  static constexpr const char* tags_section = "tags";
  static constexpr const char* types_section = "name-types";

  Engine() = default;
  /// Throws Error where a section is damaged or missing.
  explicit Engine(const Image& image);

  struct Buffers {
    TokenFeatureReader::Buffers reader;
    std::vector<TokenFeatures> features;
    std::vector<Piece> pieces;
    std::vector<TokenId> first_of_piece;
    Encoder::Buffers encoder;
    TreeDecoder tree;
    NameDecoder::Buffers names;
    DocumentNames document_names;
    std::vector<const float*> name_scores;
    std::vector<float> squashed, labels;
    std::vector<std::int16_t> dependents, head_activations;
    std::vector<std::uint8_t> label_activations;
    std::vector<std::int32_t> packed_heads, products, arcs;
    std::vector<std::uint16_t> heads, subject_of;
    FactualityNetwork::Buffers factuality;
    std::vector<TokenId> verbs;
    std::vector<std::int16_t> log_odds;  ///< of the verbs
    std::string scratch, lemma;
    bool keeps_states = false;
    std::vector<std::uint8_t>
        states;  ///< where they are kept: what the heads read, of all tokens (Encoder::activations)
  };
  Analysis analyze(const Source& source, const Tokens& tokens, const Sentences& sentences,
                   const TokenFeatureReader& reader, Buffers& buffers) const;

  const Encoder& encoder() const noexcept { return encoder_; }
  const std::vector<Tag>& tags() const noexcept { return tags_; }

 private:
  void read_chunk(const Source& source, const Tokens& tokens, Buffers& buffers, Analysis& analysis) const;
  void keep_states(std::size_t piece, Buffers& buffers) const;
  void read_tags(const Source& source, const Tokens& tokens, std::size_t piece, Buffers& buffers, Syntax& syntax) const;
  void read_tree(std::size_t piece, Buffers& buffers, Syntax& syntax) const;
  void read_factuality(Buffers& buffers, Analysis& analysis) const;
  void score_arcs(std::size_t piece, Buffers& buffers) const;
  void label_arcs(std::size_t piece, Buffers& buffers, Syntax& syntax) const;
  void put_names_above_titles(std::size_t piece, NameId first_name, const Names& names, Syntax& syntax,
                              const Buffers& buffers) const;
  void keep_one_subject(std::size_t piece, Buffers& buffers, Syntax& syntax) const;

  Encoder encoder_;
  Lemmatizer lemmatizer_;
  NameDecoder names_;
  std::vector<Tag> tags_;
  const FactualityNetwork* factuality_ = nullptr;  ///< none: it was trained on another encoder
};

}  // namespace tidings
