#include "model/tag.hpp"

#include "tidings/error.hpp"

namespace tidings {

std::string to_string(const Tag& tag) { return std::string(to_string(tag.upos)) + ' ' + to_string(tag.morph); }

Tag tag_from(std::string_view line) {
  const std::size_t space = line.find(' ');
  const auto upos = upos_from(line.substr(0, space));
  if (!upos || space == std::string_view::npos) throw Error("the model's tags are damaged: " + std::string(line));
  return {*upos, morph_from(line.substr(space + 1))};
}

}  // namespace tidings
