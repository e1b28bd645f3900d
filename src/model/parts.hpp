// What a Model holds: the image, the engine's view of its sections, and the users' names.
#pragma once

#include <vector>

#include "model/engine.hpp"
#include "model/image.hpp"
#include "model/name_recognizer.hpp"
#include "tidings/syntax/model.hpp"

namespace tidings {

struct Model::Parts {
  struct UserNames {
    Image image;
    NameRecognizer recognizer;
  };
  Image image;
  NameTypes name_types;
  Engine engine;
  std::vector<UserNames> user_names;
};

struct Workspace::Buffers {
  Engine::Buffers engine;
  NameRecognizer::Buffers names;
  bool keeps_states = false;  ///< for trainers; they are kept where users' names need them anyway
};

}  // namespace tidings
