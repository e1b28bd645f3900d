// The fuzz targets without a fuzzer, for any compiler: every file of a corpus as it is, and changed in ways that are
// the same every time. replay FOLDER [CHANGES OF EACH FILE]
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz/fuzz.hpp"
#include "support/numbers.hpp"

namespace {

namespace fs = std::filesystem;

std::vector<std::string> inputs_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> inputs{""};
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return inputs;
}

// One to four bytes written over, put in, or taken away, or a piece said twice.
std::string changed(std::string bytes, tidings::test::Numbers& numbers) {
  for (std::size_t n = 1 + numbers.below(4); n > 0 && !bytes.empty(); --n) {
    const std::size_t at = numbers.below(bytes.size());
    const std::size_t length = 1 + numbers.below(std::min<std::size_t>(bytes.size() - at, 32));
    const auto byte = static_cast<char>(numbers.below(256));
    switch (numbers.below(4)) {
      case 0:
        bytes[at] = byte;
        break;
      case 1:
        bytes.insert(at, 1, byte);
        break;
      case 2:
        bytes.erase(at, length);
        break;
      default:
        bytes.insert(at, bytes.substr(at, length));
    }
  }
  return bytes;
}

const std::string* running = nullptr;

// What breaks is left in the file "fuzz-found": a file for the corpus.
void keep(int) {
  std::ofstream("fuzz-found", std::ios::binary) << *running;
  std::fprintf(stderr, "the bytes are in the file fuzz-found\n");
}

void run(const std::string& bytes) {
  running = &bytes;
  // A copy with nothing behind it, so that a sanitizer sees what reads on.
  std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
  exact.shrink_to_fit();
  LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s FOLDER [CHANGES OF EACH FILE]\n", argv[0]);
    return 2;
  }
  const std::size_t changes = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 0;
  std::signal(SIGABRT, keep);
  tidings::test::Numbers numbers(1);
  const auto inputs = inputs_in(argv[1]);
  for (const std::string& input : inputs) {
    run(input);
    for (std::size_t i = 0; i < changes; ++i) run(changed(input, numbers));
  }
  std::printf("%zu inputs, each with %zu changes\n", inputs.size(), changes);
}
