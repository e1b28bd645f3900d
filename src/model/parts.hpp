// What a Model holds: the image, and the engine's view of its sections.
#pragma once

#include "model/engine.hpp"
#include "model/image.hpp"
#include "tidings/syntax/model.hpp"

namespace tidings {

struct Model::Parts {
  Image image;
  NameTypes name_types;
  Engine engine;
};

}  // namespace tidings
