// Name recognizer: names of a user's own types ("malware", "vessel"), by a linear-chain conditional random field
// (Lafferty, McCallum and Pereira 2001) over sparse features of words, their context and what was found there, and over
// the encoder's states of each word and its neighbours.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/encoder.hpp"
#include "model/name_decoder.hpp"
#include "model/sparse_weights.hpp"
#include "model/words.hpp"
#include "tidings/syntax/model.hpp"

namespace tidings {

/// What is known of one sentence: of each word its parts, its part of speech, and the built-in name it stands in.
struct NameContext {
  std::vector<Word> words;
  std::vector<Upos> upos;
  std::vector<std::uint8_t> names;  ///< 0: none; else 1 + twice its type, and 1 more for the words after its first
  /// Of each word the encoder's states of the word before it, its own, and those of the word after it.
  std::vector<std::uint8_t> states;
};

/// Fills `context` from what the encoder found in the sentence; `states` of all tokens, see Engine::Buffers.
void read_name_context(const Source& source, const Tokens& tokens, TokenRange sentence, const Analysis& analysis,
                       std::span<const std::uint8_t> states, WordReader& reader, NameContext& context);
void name_features(const NameContext& context, std::size_t at, std::vector<FeatureKey>& features);

/// Section: Head, matrix of the states (model/packed.hpp) | types as lines | weights of the labels (NameLabels). A view
/// into the image.
class NameRecognizer {
 public:
  static constexpr const char* section = "names.user2";
  /// As many as their labels have numbers in a byte.
  static constexpr std::size_t most_types = 63;
  /// Of the features that weights are trained with: weights of other ones are refused.
  static std::uint32_t fingerprint() noexcept;

  struct Head {
    std::uint32_t fingerprint, encoder, rows, labels;  ///< `encoder`: its identity
  };

  NameRecognizer() = default;
  /// Adds the section's types to `types`. Throws Error where the section is damaged or made for other features or for
  /// another encoder.
  NameRecognizer(std::span<const std::byte> section, const Encoder& encoder, NameTypes& types);

  struct Buffers {
    WordReader reader;
    NameContext context;
    std::vector<FeatureKey> features;
    std::vector<std::int32_t> sums;
    std::vector<float> scores, of_states;
    std::vector<const float*> rows;
    NameDecoder::Buffers decoder;
  };
  /// The names of all sentences. `analysis` holds what the encoder found, without any other user's names.
  Names recognize(const Source& source, const Tokens& tokens, const Sentences& sentences, const Analysis& analysis,
                  std::span<const std::uint8_t> states, Buffers& buffers) const;
  std::span<const NameType> types() const noexcept { return decoder_.types(); }
  /// Appends the names of one sentence whose first token is `first`.
  void recognize(const NameContext& context, TokenId first, Buffers& buffers, Names& names) const;

 private:
  kernels::Matrix states_;
  SparseWeights weights_;
  NameDecoder decoder_;
};

/// Takes all names of the types out.
void drop_names(std::span<const NameType> types, Names& names);
/// Adds `found` to `names`. One that overlaps others takes their place where it covers them and is at least half sure,
/// and is left out else.
void add_names(const Names& found, Names& names);

}  // namespace tidings
