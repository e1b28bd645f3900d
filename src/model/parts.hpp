// What a Model holds: the image, and each engine's view of its sections.
#pragma once

#include "model/image.hpp"
#include "model/linear_engine.hpp"
#include "tidings/syntax/model.hpp"

namespace tidings {

struct Model::Parts {
  Image image;
  NameTypes name_types;
  LinearEngine linear;
};

}  // namespace tidings
