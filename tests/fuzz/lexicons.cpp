// A lexicon's lines are compiled, or refused with their place; every key is found in the image again.
#include <sstream>

#include "discourse/lexicon_image.hpp"
#include "discourse/tools/lexicon_compiler.hpp"
#include "fuzz/fuzz.hpp"
#include "tidings/error.hpp"

using namespace tidings;
namespace image = lexicon_image;

namespace {

template <class T>
T at(const std::string& bytes, std::size_t offset) {
  fuzz::require(offset + sizeof(T) <= bytes.size(), "offsets are inside the image");
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof(T));
  return value;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  LexiconCompiler compiler;
  std::istringstream in{std::string(fuzz::text_of(data, size))};
  try {
    compiler.read("words", in, "words.tsv");
  } catch (const Error& error) {
    fuzz::require(error.place().line != 0, "a mistake has its line");
    return 0;
  }
  const std::string bytes = compiler.image();
  const auto header = at<image::Header>(bytes, 0);
  fuzz::require(header.size == bytes.size() && header.lexicons == 1, "the header");
  const auto directory = at<image::Directory>(bytes, sizeof(image::Header));
  std::size_t values = 0, free = 0, rank = 0;
  for (std::uint32_t i = 0; i < directory.slots; ++i) {
    if (i % image::block == 0) {
      const auto block = at<std::uint32_t>(bytes, directory.ranks_offset + i / image::block * sizeof(std::uint32_t));
      fuzz::require(block == rank, "the rank of a block is the keys before it");
    }
    const auto tag = at<std::uint8_t>(bytes, directory.tags_offset + i);
    if (tag == image::free_tag) {
      ++free;
      continue;
    }
    const auto key = at<image::Key>(bytes, directory.keys_offset + rank++ * sizeof(image::Key));
    const std::size_t begin = std::size_t{header.pool} + key.offset;
    fuzz::require(begin + key.length <= bytes.size(), "keys are inside the image");
    const auto hash = image::hash_of(std::string_view(bytes).substr(begin, key.length));
    fuzz::require(image::tag_of(hash) == tag, "tags");
    if (key.value == image::no_value) continue;
    const auto value = at<image::Value>(bytes, directory.values_offset + key.value * sizeof(image::Value));
    fuzz::require(std::size_t{header.pool} + value.offset + value.length <= bytes.size(), "values");
    ++values;
  }
  fuzz::require(values == directory.entries && free > 0, "as many values as lines, and a free slot to stop at");
  return 0;
}
