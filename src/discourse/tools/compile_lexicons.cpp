// compile_lexicons OUT FILE.tsv …: the lexicons of seeds/lexicons as one image.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "discourse/tools/lexicon_compiler.hpp"
#include "tidings/error.hpp"

namespace {

// "organizations.tsv", "organizations+international.tsv": files of one lexicon, whose parts have different licences.
std::string name_of(const std::filesystem::path& path) {
  const std::string stem = path.stem().string();
  return stem.substr(0, stem.find('+'));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: compile_lexicons OUT FILE.tsv ...\n";
    return 2;
  }
  std::vector<std::filesystem::path> paths(argv + 2, argv + argc);
  std::sort(paths.begin(), paths.end(), [](const auto& a, const auto& b) { return a.stem() < b.stem(); });
  tidings::LexiconCompiler compiler;
  try {
    for (const std::filesystem::path& path : paths) {
      std::ifstream in(path, std::ios::binary);
      if (!in) throw tidings::Error(tidings::Place{path.string()}, "can't be read");
      compiler.read(name_of(path), in, path.string());
    }
    std::ofstream(argv[1], std::ios::binary) << compiler.image();
  } catch (const tidings::Error& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
