// tidings_features: what the encoder sees of every word, for the trainer. Reads one word a line from standard input, an
// empty line after each sentence; writes one TokenFeatures a word (32 bytes, little endian).
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "model/token_features.hpp"

int main() {
  const tidings::TokenFeatureReader reader(tidings::Knowledge::builtin());
  tidings::TokenFeatureReader::Buffers buffers;
  std::vector<std::string> words;
  std::vector<tidings::TokenFeatures> features;
  const auto flush = [&] {
    features.resize(words.size());
    reader.read(
        words.size(), [&](std::size_t i) { return std::string_view(words[i]); }, features.data(), buffers);
    std::fwrite(features.data(), sizeof(tidings::TokenFeatures), features.size(), stdout);
    words.clear();
  };
  for (std::string line; std::getline(std::cin, line);) {
    if (line.empty()) flush();
    else words.push_back(line);
  }
  flush();
  return 0;
}
