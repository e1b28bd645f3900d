// THREADS FORMAT FILE ...: what `tidings extract` writes, by the C++ interface.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include "tidings/tidings.hpp"

int main(int argc, char** argv) {
  if (argc < 4) return EXIT_FAILURE;
  std::vector<tidings::Source> sources;
  for (int i = 3; i < argc; ++i) {
    const std::string path = argv[i];
    std::ifstream in(path, std::ios::binary);
    sources.emplace_back(std::string(std::istreambuf_iterator<char>(in), {}),
                         tidings::Metadata{.name = path.substr(path.rfind('/') + 1)});
  }
  const auto threads = static_cast<unsigned>(std::strtoul(argv[1], nullptr, 10));
  const tidings::EventGraph graph = tidings::Extractor().extract(std::move(sources), threads);
  const auto write = tidings::graph_writer(argv[2]);
  if (!write) return EXIT_FAILURE;
  (*write)(std::cout, graph);
  return EXIT_SUCCESS;
}
