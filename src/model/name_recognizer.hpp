// Name recognizer: names of a user's own types ("malware", "vessel"), by a linear-chain conditional random field
// (Lafferty, McCallum and Pereira 2001) over sparse features of words, their context, and what the encoder found there.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

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
};

/// Fills `context` from what the encoder found in the sentence.
void read_name_context(const Source& source, const Tokens& tokens, TokenRange sentence, const Analysis& analysis,
                       WordReader& reader, NameContext& context);
void name_features(const NameContext& context, std::size_t at, std::vector<FeatureKey>& features);

/// Section: u32 fingerprint of the features | types as lines | weights of the labels (NameLabels). A view into the
/// image.
class NameRecognizer {
 public:
  static constexpr const char* section = "names.user1";
  /// As many as their labels have numbers in a byte.
  static constexpr std::size_t most_types = 63;
  /// Of the features that weights are trained with: weights of other ones are refused.
  static std::uint32_t fingerprint() noexcept;

  NameRecognizer() = default;
  /// Adds the section's types to `types`. Throws Error where the section is damaged or made for other features.
  NameRecognizer(std::span<const std::byte> section, NameTypes& types);

  struct Buffers {
    WordReader reader;
    NameContext context;
    std::vector<FeatureKey> features;
    std::vector<std::int32_t> sums;
    std::vector<float> scores;
    std::vector<const float*> rows;
    NameDecoder::Buffers decoder;
  };
  /// The names of all sentences. `analysis` holds what the encoder found, without any other user's names.
  Names recognize(const Source& source, const Tokens& tokens, const Sentences& sentences, const Analysis& analysis,
                  Buffers& buffers) const;
  /// Appends the names of one sentence whose first token is `first`.
  void recognize(const NameContext& context, TokenId first, Buffers& buffers, Names& names) const;

 private:
  SparseWeights weights_;
  NameDecoder decoder_;
};

/// Adds `found` to `names`. One that overlaps others takes their place where it covers them and is at least half sure,
/// and is left out else.
void add_names(const Names& found, Names& names);

}  // namespace tidings
