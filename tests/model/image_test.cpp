#include "model/image.hpp"

#include <string>

#include "model/small_model.hpp"
#include "support/catch.hpp"
#include "tidings/error.hpp"

using namespace tidings;
using tidings::test::Aligned;

namespace {

std::string small_image() {
  ImageWriter writer;
  writer.add("one", "abc");
  writer.add("two", std::string(100, 'x'));
  return writer.finish("test-1");
}

std::string text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

TEST_CASE("an image gives back its sections by name", "[image]") {
  const Aligned bytes(small_image());
  const Image image = Image::view(bytes.bytes());
  CHECK(image.name() == "test-1");
  CHECK(text(image.section("one")) == "abc");
  CHECK(text(image.section("two")) == std::string(100, 'x'));
  CHECK(image.section("three").empty());
  CHECK(reinterpret_cast<std::uintptr_t>(image.section("two").data()) % 64 == 0);
}

TEST_CASE("every cut and every flipped byte of an image is found", "[image]") {
  const std::string whole = small_image();
  for (std::size_t length = 0; length < whole.size(); length += 7) {
    const Aligned cut(whole.substr(0, length));
    CHECK_THROWS_AS(Image::view(cut.bytes()), Error);
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    const bool counts = at < 36 || at >= 64;  // the rest of the header is the model's name
    if (!counts) continue;
    Aligned flipped(whole);
    flipped[at] ^= std::byte{0x10};
    CHECK_THROWS_AS(Image::view(flipped.bytes()), Error);
  }
}

TEST_CASE("a file that is no image is told by its name", "[image]") {
  try {
    Image::map(TIDINGS_SOURCE_DIR "/CMakeLists.txt");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.place().file == TIDINGS_SOURCE_DIR "/CMakeLists.txt");
  }
  CHECK_THROWS_AS(Image::map("there/is/no/such.file"), Error);
}
