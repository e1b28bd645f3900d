// A text in, a picture's source out: `example_extract_to_dot STORY | dot -Tsvg > story.svg`
#include <fstream>
#include <iostream>
#include <iterator>

#include "tidings/tidings.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: " << argv[0] << " STORY\n";
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});

  const tidings::Extractor extractor;
  const tidings::EventGraph graph = extractor.extract(text);
  tidings::write_dot(std::cout, graph, {.legend = false});
}
