// SmallVector: what a std::vector does, with the first item inside.
#include "tidings/graph/small_vector.hpp"

#include <iterator>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace tidings;

namespace {

using Words = SmallVector<std::string>;

const std::string longer = "a word that is longer than what a string keeps inside";

std::vector<std::string> words_of(const Words& words) { return {words.begin(), words.end()}; }

}  // namespace

TEST_CASE("the first item stands inside, the second asks for memory", "[small-vector]") {
  Words words;
  CHECK(words.empty());
  words.push_back(longer);
  const auto inside = [&] {
    const auto* at = reinterpret_cast<const char*>(words.data());
    const auto* begin = reinterpret_cast<const char*>(&words);
    return begin <= at && at < begin + sizeof words;
  };
  CHECK(inside());
  CHECK(words.capacity() == 1);
  words.emplace_back("two");
  CHECK_FALSE(inside());
  for (int i = 3; i < 50; ++i) words.push_back(std::to_string(i));
  CHECK(words.size() == 49);
  CHECK(words.front() == longer);
  CHECK(words.back() == "49");
  CHECK(words.at(2) == "3");
  CHECK_THROWS_AS(words.at(49), std::out_of_range);
  CHECK(*words.rbegin() == "49");
}

TEST_CASE("an item may be added from the list itself", "[small-vector]") {
  Words words{longer};
  for (int i = 0; i < 9; ++i) words.push_back(words.front());
  CHECK(words_of(words) == std::vector<std::string>(10, longer));
}

TEST_CASE("copies go their own way, what was moved from is empty", "[small-vector]") {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{3}}) {
    const std::vector<std::string> expected(size, longer);
    Words words(expected.begin(), expected.end());
    Words copy = words;
    CHECK(copy == words);
    Words moved = std::move(words);
    CHECK(words_of(moved) == expected);
    CHECK(words.empty());
    words.push_back("again");
    words = moved;
    CHECK(words == moved);
    swap(words, copy);
    Words other{"x", "y", "z", "u"};
    other = std::move(copy);
    CHECK(words_of(other) == expected);
    other = *&other;
    CHECK(words_of(other) == expected);
  }
}

TEST_CASE("items are put in and taken out anywhere", "[small-vector]") {
  Words words{"a", "e"};
  std::vector<std::string> more{"b", longer, "d"};
  words.insert(words.begin() + 1, std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  CHECK(words_of(words) == std::vector<std::string>{"a", "b", longer, "d", "e"});
  CHECK(more[1].empty());
  CHECK(*words.erase(words.begin() + 1) == longer);
  const auto behind = words.erase(words.begin() + 2, words.end());
  CHECK(behind == words.end());
  CHECK(words_of(words) == std::vector<std::string>{"a", longer});
  CHECK(words.erase(words.begin(), words.begin()) == words.begin());
  words.resize(4);
  CHECK(words.size() == 4);
  CHECK(words[3].empty());
  words.resize(1);
  words.pop_back();
  CHECK(words.empty());
  words.insert(words.end(), more.begin(), more.begin());
  CHECK(words.empty());
  words.clear();
  words.reserve(20);
  const std::string* place = words.data();
  for (int i = 0; i < 20; ++i) words.emplace_back("w");
  CHECK(words.data() == place);
}
