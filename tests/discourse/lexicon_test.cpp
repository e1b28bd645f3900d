#include "discourse/lexicon.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "support/catch.hpp"

using namespace tidings;

TEST_CASE("a lexicon folds case where its file says so", "[lexicon]") {
  const Lexicon weekdays = lexicon_of(Knowledge::builtin(), "weekdays");
  REQUIRE(weekdays.size() == 7);
  REQUIRE(weekdays.find("SATURDAY"));
  CHECK((*weekdays.find("Saturday"))[0] == "6");
  CHECK((*weekdays.find("Saturday"))[1].empty());
  CHECK_FALSE(weekdays.find("someday"));
  CHECK_FALSE(weekdays.find(""));
}

TEST_CASE("a lexicon that is not there knows nothing", "[lexicon]") {
  CHECK(lexicon_of(Knowledge::builtin(), "no such lexicon").size() == 0);
  CHECK_FALSE(lexicon_of(Knowledge::builtin(), "no such lexicon").find("monday"));
}

namespace {

struct Line {
  std::string lexicon, key, value;
};

std::vector<Line> all_lines() {
  std::vector<Line> lines;
  for (const auto& file : std::filesystem::directory_iterator(TIDINGS_SOURCE_DIR "/seeds/lexicons")) {
    if (file.path().extension() != ".tsv") continue;
    const std::string stem = file.path().stem().string();
    std::ifstream in(file.path(), std::ios::binary);
    for (std::string line; std::getline(in, line);) {
      if (line.empty() || line[0] == '#') continue;
      const std::size_t tab = line.find('\t');
      lines.push_back({stem.substr(0, stem.find('+')), line.substr(0, tab),
                       tab == std::string::npos ? std::string() : line.substr(tab + 1)});
    }
  }
  return lines;
}

std::vector<std::string> words_of(const std::string& key) {
  std::vector<std::string> words(1);
  for (const char c : key) {
    if (c == ' ') words.emplace_back();
    else words.back() += c;
  }
  return words;
}

}  // namespace

TEST_CASE("every line of every lexicon is found, with its value, by its words too", "[lexicon]") {
  const Knowledge knowledge = Knowledge::builtin();
  std::size_t missing = 0;
  std::set<std::string> lexicons;
  for (const Line& line : all_lines()) {
    const Lexicon lexicon = lexicon_of(knowledge, line.lexicon);
    lexicons.insert(line.lexicon);
    const auto found = lexicon.find(line.key);
    bool same = false;
    if (found) {
      for (const Fields fields : *found)
        same |= fields[0] == Fields(line.value)[0] && fields[1] == Fields(line.value)[1];
    }
    const std::vector<std::string> words = words_of(line.key);
    const auto longest = lexicon.longest(words.size(), [&](std::size_t i) { return std::string_view(words[i]); });
    if (!same || longest.words != words.size()) ++missing;
    const bool unknown = lexicon.find(line.key + '\x01') || lexicon.find('\x01' + line.key);
    if (unknown) ++missing;
  }
  CHECK(missing == 0);
  CHECK(lexicons.size() > 30);
}
