// Words as the linear models see them: hashes of their form, its parts and its shape, made once a token.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tidings {

/// Classes of words that stand in like company, from vectors: a coarse and a fine one, 0 where a word is unknown.
struct ClusterPair {
  std::uint16_t coarse = 0;
  std::uint16_t fine = 0;
};

/// A table of words, looked up by hash. A view into the image.
///
///   u32 slots (a power of two) | u32 unused | per slot: u16 fingerprint (0: free), u16 fine | per fine class: u16 coarse
class Clusters {
 public:
  Clusters() = default;
  static constexpr const char* section = "clusters";
  /// An empty section knows no word.
  explicit Clusters(std::span<const std::byte> section);
  /// `hash` of the lower-case form.
  ClusterPair find(std::uint64_t hash) const noexcept;

 private:
  struct Slot {
    std::uint16_t fingerprint;
    std::uint16_t fine;
  };
  std::span<const Slot> slots_;
  std::span<const std::uint16_t> coarse_;
};

std::uint64_t hash_text(std::string_view text) noexcept;

/// Attributes of one token. Every attribute is a hash of itself alone; templates tell them apart.
struct Word {
  std::uint32_t form;
  std::uint32_t lower;
  std::uint32_t prefix[4];  ///< the first 1, 2, 3, 4 letters of the lower form
  std::uint32_t suffix[5];  ///< the last 1 … 5
  std::uint32_t shape;      ///< "Xx", "X.X.", "0-x": runs of like letters as one
  std::uint32_t case_kind;  ///< CaseKind
  ClusterPair cluster;
};

enum class CaseKind : std::uint32_t { none, lower, title, upper, single, mixed };

/// Beyond both ends of a sentence stand these.
const Word& word_before() noexcept;
const Word& word_after() noexcept;

/// Reused between calls.
class WordReader {
 public:
  Word read(std::string_view form, const Clusters& clusters);

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
