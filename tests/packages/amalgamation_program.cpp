// The graph of some files as JSON, with nothing but tidings.hpp.
#include <fstream>
#include <iostream>
#include <iterator>

#include "tidings.hpp"

int main(int argc, char** argv) {
  std::vector<tidings::Source> sources;
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    const std::string path = argv[i];
    tidings::Metadata about;
    about.name = path.substr(path.rfind('/') + 1);
    sources.emplace_back(std::string(std::istreambuf_iterator<char>(in), {}), about);
  }
  tidings::write_json(std::cout, tidings::Extractor().extract(std::move(sources), 2));
}
