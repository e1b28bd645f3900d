// Tagger: part of speech and features of each word, from left to right. A class is a part of speech with its features.
#pragma once

#include <string>
#include <vector>

#include "model/sparse_weights.hpp"
#include "model/words.hpp"
#include "tidings/syntax/syntax.hpp"

namespace tidings {

using TagId = std::uint8_t;

struct Tag {
  Upos upos = Upos::x;
  Morph morph;
};

/// "VERB Mood=Ind|Tense=Past|…"
std::string to_string(const Tag& tag);
Tag tag_from(std::string_view line);

/// Features of the word at `at`; `tags` are known before it.
void tagger_features(std::span<const Word> words, std::span<const TagId> tags, std::size_t at, std::vector<FeatureKey>& features);

class Tagger {
 public:
  Tagger() = default;
  /// Throws Error where the section is damaged.
  explicit Tagger(std::span<const std::byte> section);
  static constexpr const char* section = "tagger.linear";

  void tag(std::span<const Word> words, std::span<TagId> tags, std::vector<FeatureKey>& features) const;
  const std::vector<Tag>& tags() const noexcept { return tags_; }

 private:
  std::vector<Tag> tags_;
  SparseWeights weights_;
};

}  // namespace tidings
