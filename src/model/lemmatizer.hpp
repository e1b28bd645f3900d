// Lemmatizer: a word's form and tag tell the script that makes its lemma. Irregular words have entries of their own;
// for all others the longest known ending decides.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/sparse_weights.hpp"
#include "tidings/syntax/syntax.hpp"

namespace tidings {

/// How a lemma is made from a form: "l2y": lower case, take two bytes off the end, add "y"; "k0": as it is; "=be":
/// "be".
struct LemmaScript {
  enum Kind : std::uint8_t { lower, keep, replace } kind = lower;
  std::uint8_t cut = 0;
  std::string ending;

  void apply(std::string_view form, std::string& lemma) const;
};

std::string to_string(const LemmaScript& script);
LemmaScript lemma_script_from(std::string_view line);

inline constexpr std::size_t longest_lemma_ending = 6;
std::uint64_t lemma_word_key(std::string_view lower_form, std::uint64_t tag) noexcept;
std::uint64_t lemma_ending_key(std::string_view ending, std::uint64_t tag) noexcept;
/// The part of a tag that lemmas depend on.
std::uint64_t lemma_tag(Upos upos, const Morph& morph) noexcept;

/// Section: scripts as lines | u32 slots (a power of two), u32 unused | slots × u32 fingerprint (0: free) | slots × u16
/// script
class Lemmatizer {
 public:
  Lemmatizer() = default;
  explicit Lemmatizer(std::span<const std::byte> section);
  static constexpr const char* section = "lemmas";

  /// `scratch` and `lemma` are overwritten.
  void lemmatize(std::string_view form, Upos upos, const Morph& morph, std::string& scratch, std::string& lemma) const;

 private:
  const LemmaScript* find(std::uint64_t key) const noexcept;

  std::vector<LemmaScript> scripts_;
  std::span<const std::uint32_t> fingerprints_;
  std::span<const std::uint16_t> values_;
};

}  // namespace tidings
