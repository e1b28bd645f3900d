// tidings_image: puts an image of weights together.
//   tidings_image OUT NAME [BASE:SECTION | SECTION=FILE | SECTION=lines:FILE] …
// BASE:SECTION takes a section of another image; SECTION=FILE a file's bytes; SECTION=lines:FILE a file's lines.
#include <fstream>
#include <iostream>
#include <sstream>

#include "model/image.hpp"
#include "model/section_text.hpp"
#include "tidings/error.hpp"

namespace {

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw tidings::Error(path + ": can't be read");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

void add(tidings::ImageWriter& image, const std::string& part) {
  const std::size_t equals = part.find('=');
  if (equals == std::string::npos) {
    const std::size_t colon = part.rfind(':');
    if (colon == std::string::npos) throw tidings::Error("expected BASE:SECTION or SECTION=FILE, found " + part);
    const std::string name = part.substr(colon + 1);
    const tidings::Image base = tidings::Image::map(part.substr(0, colon));
    const auto bytes = base.section(name);
    return image.add(name, std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  }
  const std::string file = part.substr(equals + 1);
  const bool lines = file.rfind("lines:", 0) == 0;
  image.add(part.substr(0, equals), lines ? tidings::pack_lines(lines_of(read_file(file.substr(6)))) : read_file(file));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc < 4) throw tidings::Error("usage: tidings_image OUT NAME PART …");
    tidings::ImageWriter image;
    for (int i = 3; i < argc; ++i) add(image, argv[i]);
    std::ofstream(argv[1], std::ios::binary) << image.finish(argv[2]);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "tidings_image: " << error.what() << '\n';
    return 2;
  }
}
