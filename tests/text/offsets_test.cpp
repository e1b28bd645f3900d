#include "tidings/text/offsets.hpp"

#include <string>

#include "support/catch.hpp"

using namespace tidings;

namespace {
// é is 2 bytes, € 3, 😀 4 (two UTF-16 units), and U+0301 is an accent of its own.
const std::string mixed =
    "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"
    "e\xCC\x81z";

std::vector<std::uint32_t> all_offsets(std::string_view text, OffsetUnit unit) {
  const OffsetTable table(text, unit);
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i <= text.size(); ++i) found.push_back(table(i));
  return found;
}
}  // namespace

TEST_CASE("bytes are bytes", "[offsets]") {
  const OffsetTable table(mixed, OffsetUnit::byte);
  CHECK(table.length() == mixed.size());
  for (std::uint32_t i = 0; i <= mixed.size(); ++i) CHECK(table(i) == i);
}

TEST_CASE("code points count characters, also those that need two UTF-16 units", "[offsets]") {
  //                                                        a  é     €        😀           e  ́     z
  CHECK(all_offsets(mixed, OffsetUnit::codepoint) ==
        std::vector<std::uint32_t>{0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 5, 5, 6, 7});
}

TEST_CASE("UTF-16 counts an astral character twice", "[offsets]") {
  const auto found = all_offsets(mixed, OffsetUnit::utf16);
  CHECK(found[6] == 3);   // before 😀
  CHECK(found[10] == 5);  // behind it
  CHECK(found.back() == 8);
}

TEST_CASE("a byte that is no UTF-8 counts as the one character that it is shown as", "[offsets]") {
  for (const OffsetUnit unit : {OffsetUnit::codepoint, OffsetUnit::utf16}) {
    CHECK(all_offsets("a\xFF\xC3(", unit) == std::vector<std::uint32_t>{0, 1, 2, 3, 4});
    CHECK(OffsetTable("\xED\xA0\x80", unit).length() == 3);  // a surrogate
    CHECK(OffsetTable(std::string_view("\0\0", 2), unit).length() == 2);
  }
}

TEST_CASE("beyond the end is the end", "[offsets]") {
  CHECK(OffsetTable(mixed, OffsetUnit::codepoint)(1000) == 7);
  CHECK(OffsetTable("", OffsetUnit::utf16)(5) == 0);
}

TEST_CASE("every place in a long text counts as it does from its beginning", "[offsets]") {
  std::string text;
  std::vector<std::uint32_t> expected;  // of every byte, counted the slow way
  std::uint32_t units = 0;
  for (int i = 0; i < 500; ++i) {
    for (const std::string_view character : {"x", "\xC3\xA9", "\xF0\x9F\x98\x80", "\xFF"}) {
      for (std::size_t byte = 0; byte < character.size(); ++byte) expected.push_back(units);
      text += character;
      units += character.size() == 4 ? 2 : 1;
    }
  }
  expected.push_back(units);
  CHECK(all_offsets(text, OffsetUnit::utf16) == expected);
}
