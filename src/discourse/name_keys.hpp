// Names as they are compared: without titles, articles and possessive marks, and by their best known form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "discourse/noun_kinds.hpp"
#include "tidings/document.hpp"
#include "tidings/graph/utf8.hpp"

namespace tidings {

/// One name of the text, ready to be compared.
struct NameKey {
  std::vector<std::string> words;  ///< as written but for ALL CAPS; titles before people's names are taken off
  std::string text;                ///< the words joined by blanks
  std::string key;    ///< folded; of the best known form where a lexicon has one ("U.S." → "united states")
  std::string title;  ///< what was taken off: "President", "Mr."
  TokenRange tokens;  ///< of `words`
};

NameKey key_of_name(const Document& document, const NounLexicons& lexicons, const Mention& mention, NameType type);

/// "FBI" for "Federal Bureau of Investigation": the first letters of the words with capitals.
std::string acronym_of(const std::vector<std::string>& words);
/// "F.B.I." as "FBI"; empty where `text` is no acronym (two to eight capitals).
std::string as_acronym(std::string_view text);

std::string fold(std::string_view text);

}  // namespace tidings
