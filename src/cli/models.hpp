// Models that a command was told to use.
#pragma once

#include <string>
#include <vector>

#include "tidings/syntax/model.hpp"

namespace tidings::cli {

/// `image`: empty for the one inside the library. `names`: files with users' names. Throws Error where one is wrong.
inline Model model_of(const std::string& image, const std::vector<std::string>& names) {
  Model model = image.empty() ? Model::builtin() : Model::load(image);
  for (const std::string& file : names) model = model.with_names(file);
  return model;
}

}  // namespace tidings::cli
