// Models whose checksum is right and whose content is not: refused, or read to some answer, and never a crash.
#include "model/analysis.hpp"
#include "model/small_model.hpp"
#include "tidings/error.hpp"

using namespace tidings;
using namespace tidings::test;

namespace {

const char* const words = "Anna Weber met the MINISTER in Oslo , 3.5 km away\nxyzzy\n";

/// Reads a text with the model, where there is one. True: the model was refused.
bool refused(const Sections& sections) {
  const Aligned bytes(image_of(sections));
  std::optional<Model> model;
  try {
    model = Model::view(bytes.bytes());
  } catch (const Error& error) {
    CHECK_FALSE(error.message().empty());
    return true;
  }
  const Prepared text(words);
  Workspace workspace;
  const Analysis analysis = text.analyze(*model, workspace);
  check_trees(text, analysis);
  check_names(text, analysis.names);
  return false;
}

}  // namespace

TEST_CASE("a small model with random weights reads a text", "[damage]") { CHECK_FALSE(refused(small_sections())); }

TEST_CASE("a model without one of its sections, or with a shorter one, is refused", "[damage]") {
  const Sections whole = small_sections();
  for (std::size_t s = 0; s < whole.size(); ++s) {
    INFO(whole[s].first);
    Sections without = whole;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(s));
    CHECK(refused(without));
    for (int part = 0; part < 8; ++part) {
      Sections cut = whole;
      cut[s].second.resize(cut[s].second.size() * static_cast<std::size_t>(part) / 8);
      CHECK(refused(cut));
    }
  }
}

TEST_CASE("flipped bits in a section are refused or give an answer", "[damage]") {
  const Sections whole = small_sections();
  Numbers numbers(5);
  const auto flip = [&](std::size_t section, std::size_t byte) {
    Sections flipped = whole;
    flipped[section].second[byte] = static_cast<char>(flipped[section].second[byte] ^ (1 << numbers.below(8)));
    refused(flipped);
  };
  for (std::size_t byte = 0; byte < 64; ++byte) flip(0, byte);                // the encoder's shape
  for (int trial = 0; trial < 60; ++trial) flip(0, 64 + numbers.below(192));  // its table of words
  for (int trial = 0; trial < 60; ++trial) flip(0, numbers.below(whole[0].second.size()));
  for (std::size_t section = 1; section < whole.size(); ++section) {
    for (std::size_t byte = 0; byte < std::min<std::size_t>(whole[section].second.size(), 130); byte += 2)
      flip(section, byte);
  }
}

TEST_CASE("weights that are no numbers still give trees", "[damage]") {
  Sections sections = small_sections();
  std::string& encoder = sections[0].second;
  const std::size_t tail = encoder.size() / 2 / 64 * 64;
  for (std::size_t at = tail; at + 4 <= encoder.size(); at += 4)
    std::memcpy(&encoder[at], "\x00\x00\xc0\x7f", 4);  // NaN
  CHECK_FALSE(refused(sections));
}
