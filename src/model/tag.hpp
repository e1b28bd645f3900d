// Tag: a part of speech with its morphological features: one class of the encoder.
#pragma once

#include <string>
#include <string_view>

#include "tidings/syntax/syntax.hpp"

namespace tidings {

struct Tag {
  Upos upos = Upos::x;
  Morph morph;
};

/// "VERB Mood=Ind|Tense=Past|…"
std::string to_string(const Tag& tag);
/// Throws Error where the line is none.
Tag tag_from(std::string_view line);

}  // namespace tidings
