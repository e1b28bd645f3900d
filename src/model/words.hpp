// Words as the models see them: hashes of their form, its parts and its shape, made once a token.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tidings {

std::uint64_t hash_text(std::string_view text) noexcept;

/// Attributes of one token. Every attribute is a hash of itself alone; templates tell them apart.
struct Word {
  std::uint32_t form;
  std::uint32_t lower;
  std::uint32_t prefix[4];  ///< the first 1, 2, 3, 4 letters of the lower form
  std::uint32_t suffix[5];  ///< the last 1 … 5
  std::uint32_t shape;      ///< "Xx", "X.X.", "0-x": runs of like letters as one
  std::uint32_t case_kind;  ///< CaseKind
};

enum class CaseKind : std::uint32_t { none, lower, title, upper, single, mixed };

/// Beyond both ends of a sentence stand these.
const Word& word_before() noexcept;
const Word& word_after() noexcept;

/// Reused between calls.
class WordReader {
 public:
  Word read(std::string_view form);

 private:
  std::string form_;
  std::string lower_;
  std::string shape_;
};

/// The form with typographic quotes, apostrophes and dashes as ASCII, and digits as 0.
void normalize_form(std::string_view form, std::string& out);
/// Letters of ASCII, Latin-1, Latin Extended-A and basic Greek and Cyrillic in lower case.
void lower_case(std::string_view text, std::string& out);
/// "Xx", "X.X.", "0-x": runs of like letters as one, at most 12 long.
void make_shape(std::string_view form, std::string& out);
CaseKind case_of(std::string_view form) noexcept;

}  // namespace tidings
