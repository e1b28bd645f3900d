// Variants: the same words as other editors, keyboards and scanners would have written them, to see how much of an
// analysis hangs on capitals, quotes and spaces.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/text/ids.hpp"
#include "train/given_tokens.hpp"

namespace tidings::train {

/// Of given tokens.
enum class Variant : std::uint8_t { given, lower_case, all_caps, title_case, curly_quotes };
inline constexpr Variant variants[] = {Variant::given, Variant::lower_case, Variant::all_caps, Variant::title_case,
                                       Variant::curly_quotes};
/// "as given", "lower case", …
std::string_view to_string(Variant variant) noexcept;
/// As many words as before.
Forms vary(const Forms& sentence, Variant variant);
/// Whether lemmas keep their capitals.
bool keeps_case(Variant variant) noexcept;

/// Running text: sentences that follow each other in one paragraph, and where in it each token lies.
struct RunningText {
  std::string text;
  std::vector<std::vector<ByteSpan>> tokens;  ///< of each sentence
};
struct SpacedSentence {
  Forms forms;
  std::vector<bool> space_after;
};
/// `missing_spaces`: none after sentence ends and commas, where letters follow.
RunningText running_text(const std::vector<SpacedSentence>& sentences, bool missing_spaces);
/// Spaces as in English where a corpus does not tell them: none before closing marks and clitics, none after opening
/// ones.
SpacedSentence with_spaces(const Forms& forms);

/// One row for the text as it is; where `robust`, one for each variant, too. `evaluation` has of_tokens(Variant) and
/// of_text(bool without some spaces).
template <class Evaluation, class Rows>
void add_rows(Evaluation& evaluation, bool robust, Rows& rows) {
  for (const Variant variant : variants) {
    if (variant == Variant::given || robust) rows.emplace_back(to_string(variant), evaluation.of_tokens(variant));
  }
  if (!robust) return;
  rows.emplace_back("running text", evaluation.of_text(false));
  rows.emplace_back("missing spaces", evaluation.of_text(true));
}

}  // namespace tidings::train
