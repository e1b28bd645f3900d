#include "model/token_features.hpp"

#include "model/words.hpp"

namespace tidings {

namespace {
constexpr std::size_t longest_form = 64;  // of what is longer, only so much is looked at

std::uint32_t part_hash(std::string_view part, std::uint32_t kind) noexcept {
  return static_cast<std::uint32_t>(hash_text(part)) ^ (kind * 0x9e3779b9U);
}
}  // namespace

TokenFeatureReader::TokenFeatureReader(const Knowledge& knowledge)
    : given_names_(lexicon_of(knowledge, "given-names")),
      people_(lexicon_of(knowledge, "people")),
      places_(lexicon_of(knowledge, "places")),
      organizations_(lexicon_of(knowledge, "organizations")),
      demonyms_(lexicon_of(knowledge, "demonyms")),
      titles_(lexicon_of(knowledge, "titles")),
      person_nouns_(lexicon_of(knowledge, "person-nouns")),
      organization_cues_(lexicon_of(knowledge, "organization-cues")),
      facility_cues_(lexicon_of(knowledge, "facility-cues")) {}

TokenFeatures TokenFeatureReader::read_word(std::string_view form, bool first, Buffers& buffers) {
  normalize_form(form.substr(0, longest_form), buffers.form);
  lower_case(buffers.form, buffers.lower);
  make_shape(buffers.form, buffers.shape);
  const std::string_view lower = buffers.lower;
  const auto ending = [&](std::size_t length) {
    return lower.size() > length ? lower.substr(lower.size() - length) : lower;
  };
  TokenFeatures features;
  features.word = hash_text(lower);
  features.prefix3 = part_hash(lower.substr(0, 3), 1);
  features.suffix2 = part_hash(ending(2), 2);
  features.suffix3 = part_hash(ending(3), 3);
  features.suffix4 = part_hash(ending(4), 4);
  features.shape = part_hash(buffers.shape, 5);
  features.kind = static_cast<std::uint16_t>(2 * static_cast<unsigned>(case_of(buffers.form)) + (first ? 1 : 0));
  return features;
}

}  // namespace tidings
