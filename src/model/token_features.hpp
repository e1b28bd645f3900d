// Token features: what the encoder sees of one word, as rows of its tables.
//
// Forms are read as `normalize_form` and `lower_case` make them. All hashes are of one family (`hash_text`), so that
// the trainer, which reads them from the program `tidings_features`, and the library can't differ.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "discourse/lexicon.hpp"
#include "tidings/syntax/model.hpp"
#include "tidings/text/tokens.hpp"

namespace tidings {

/// Known words and kinds of words that lexicons tell: bits.
struct GazetteerBits {
  enum : std::uint16_t {
    given_name = 1,
    person_begins = 2,
    person_goes_on = 4,
    place_begins = 8,
    place_goes_on = 16,
    country = 32,
    organization_begins = 64,
    organization_goes_on = 128,
    demonym = 256,
    title = 512,
    person_noun = 1024,
    organization_cue = 2048,
    facility_cue = 4096,
  };
  static constexpr std::size_t count = 13;
};

struct TokenFeatures {
  std::uint64_t word = 0;                                            ///< hash of the lower-case form
  std::uint32_t prefix3 = 0, suffix2 = 0, suffix3 = 0, suffix4 = 0;  ///< hashes of parts of the lower-case form
  std::uint32_t shape = 0;
  std::uint16_t kind = 0;        ///< CaseKind, and whether the word begins its sentence: 0 … 15
  std::uint16_t gazetteers = 0;  ///< GazetteerBits
};
static_assert(sizeof(TokenFeatures) == 32);

/// Immutable and shared between threads.
class TokenFeatureReader {
 public:
  explicit TokenFeatureReader(const Knowledge& knowledge);

  struct Buffers {
    std::string form, lower, shape;
  };
  /// Features of one sentence's words: `form(i)` for i < count. `out` has room for them.
  template <class FormAt>
  void read(std::size_t count, FormAt form, TokenFeatures* out, Buffers& buffers) const {
    for (std::size_t i = 0; i < count; ++i) out[i] = read_word(form(i), i == 0, buffers);
    for (std::size_t i = 0; i < count; ++i)
      mark_gazetteers(
          count - i, [&](std::size_t k) { return form(i + k); }, out + i);
  }

 private:
  static TokenFeatures read_word(std::string_view form, bool first, Buffers& buffers);

  template <class FormAt>
  void mark_gazetteers(std::size_t count, FormAt form, TokenFeatures* out) const {
    const std::string_view word = form(0);
    const auto lead = static_cast<unsigned char>(word.front());
    const bool letter = (lead | 0x20) >= 'a' && (lead | 0x20) <= 'z';
    if (!letter && lead < 0x80) return;
    const bool small = lead >= 'a' && lead <= 'z';
    if (small) {  // the keys of lexicons of names begin with a capital, those of person nouns do not
      mark(person_nouns_, count, form, GazetteerBits::person_noun, GazetteerBits::person_noun, out);
    } else {
      mark_names(count, form, out);
    }
    mark(titles_, count, form, GazetteerBits::title, GazetteerBits::title, out);
    mark(organization_cues_, count, form, GazetteerBits::organization_cue, GazetteerBits::organization_cue, out);
    mark(facility_cues_, count, form, GazetteerBits::facility_cue, GazetteerBits::facility_cue, out);
  }

  template <class FormAt>
  void mark_names(std::size_t count, FormAt form, TokenFeatures* out) const {
    const std::string_view word = form(0);
    if (given_names_.contains(word)) out->gazetteers |= GazetteerBits::given_name;
    if (demonyms_.contains(word)) out->gazetteers |= GazetteerBits::demonym;
    mark(people_, count, form, GazetteerBits::person_begins, GazetteerBits::person_goes_on, out);
    const auto place = mark(places_, count, form, GazetteerBits::place_begins, GazetteerBits::place_goes_on, out);
    if (place && place.value[0] == "country") out->gazetteers |= GazetteerBits::country;
    mark(organizations_, count, form, GazetteerBits::organization_begins, GazetteerBits::organization_goes_on, out);
  }

  template <class FormAt>
  static Lexicon::Match mark(const Lexicon& lexicon, std::size_t count, FormAt form, std::uint16_t begin,
                             std::uint16_t on, TokenFeatures* out) {
    const Lexicon::Match match = lexicon.longest(count, form);
    for (std::size_t k = 0; k < match.words; ++k) out[k].gazetteers |= k == 0 ? begin : on;
    return match;
  }

  Lexicon given_names_, people_, places_, organizations_, demonyms_, titles_, person_nouns_, organization_cues_,
      facility_cues_;
};

}  // namespace tidings
