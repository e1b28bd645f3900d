// Corpora and models of the tests of training.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "support/catch.hpp"
#include "tidings/error.hpp"
#include "tidings/extractor.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/graph/formats.hpp"
#include "tidings/syntax/model.hpp"
#include "train/train_names.hpp"

namespace tidings::test {

inline const std::string examples = TIDINGS_SOURCE_DIR "/examples/own-names/";
inline const std::filesystem::path folder = std::filesystem::path(TIDINGS_BINARY_DIR) / "train-test";

inline std::string written(const std::string& name, const std::string& bytes) {
  std::filesystem::create_directories(folder);
  std::ofstream(folder / name, std::ios::binary) << bytes;
  return (folder / name).string();
}

inline std::string content(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline const Model& core() {
  static const Model model = Model::builtin();
  return model;
}

/// The model of names that the example's sentences teach.
inline const train::TrainedNames& malware() {
  static const train::TrainedNames trained = train::train_names(
      train::read_names(examples + "malware-train.bio"), train::read_names(examples + "malware-dev.bio"), core(), {});
  return trained;
}

/// The message of the error that `act` throws; empty where it throws none.
template <class Act>
std::string message_of(Act act) {
  try {
    act();
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace tidings::test
