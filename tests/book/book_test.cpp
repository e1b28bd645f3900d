// The book does what it says: its commands are run, its rules and words are read. (Its C++ is compiled: book.cmake.)
//
//   <!-- file: NAME -->   the next block is the file NAME of the folder in which the page's commands run
//   <!-- words of time -->, <!-- patterns of time -->   the next block belongs to the grammar of times
#include <filesystem>
#include <sstream>

#include "discourse/times_grammar.hpp"
#include "support/catch.hpp"
#include "support/files.hpp"
#include "tidings/extractor.hpp"

using namespace tidings;
namespace fs = std::filesystem;

namespace {

struct Fence {
  std::string note;      // of the comment before it
  std::string language;  // "sh", "toml"
  std::string text;
};

std::vector<Fence> blocks_of(const fs::path& page) {
  std::vector<Fence> blocks;
  std::istringstream in(test::content(page));
  std::string note;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    const bool fence = line.rfind("```", 0) == 0;
    if (fence && !inside) blocks.push_back({std::exchange(note, {}), line.substr(3), {}});
    if (fence) inside = !inside;
    else if (inside) blocks.back().text += line + '\n';
    else if (line.rfind("<!-- ", 0) == 0 && line.size() > 9) note = line.substr(5, line.size() - 9);
    else note.clear();
  }
  return blocks;
}

std::vector<fs::path> pages() { return test::files_in(TIDINGS_SOURCE_DIR "/docs", ".md"); }

// Pages whose commands other tests run, and look at what they say: tests/cli, bindings/python.
bool run_elsewhere(const fs::path& page) {
  const std::string name = page.stem().string();
  return name == "own-names" || name == "streams" || name == "python" || name == "spark";
}

// A folder with what the book takes for granted: an article, the examples, and `tidings` in the PATH.
fs::path desk_of(const fs::path& page) {
  const fs::path desk = fs::path(TIDINGS_BINARY_DIR) / "book" / page.stem();
  fs::remove_all(desk);
  fs::create_directories(desk);
  fs::create_directory_symlink(TIDINGS_SOURCE_DIR "/examples", desk / "examples");
  fs::copy_file(TIDINGS_SOURCE_DIR "/seeds/stories/wire.txt", desk / "article.txt");
  for (const Fence& block : blocks_of(page)) {
    if (block.note.rfind("file: ", 0) == 0) test::write(desk / block.note.substr(6), block.text);
  }
  return desk;
}

}  // namespace

TEST_CASE("every command of the book does what it says", "[book]") {
  std::size_t commands = 0;
  for (const fs::path& page : pages()) {
    if (run_elsewhere(page)) continue;
    const fs::path desk = desk_of(page);
    for (const Fence& block : blocks_of(page)) {
      if (block.language != "sh" || block.note == "not run") continue;
      INFO(page.string() << ":\n" << block.text);
      const test::Result result = test::shell(desk, block.text);
      INFO(result.messages);
      CHECK(result.status == 0);
      ++commands;
    }
  }
  CHECK(commands > 3);
}

TEST_CASE("the words and patterns of time in the book are read as they say", "[book]") {
  std::string words = test::content(TIDINGS_SOURCE_DIR "/seeds/times/words.tsv"), patterns;
  for (const Fence& block : blocks_of(TIDINGS_SOURCE_DIR "/docs/howto.md")) {
    if (block.note == "words of time") words += block.text;
    if (block.note == "patterns of time") patterns += block.text;
  }
  const tidings::timex::Grammar grammar(words, "words.tsv", patterns, "docs/howto.md");
  REQUIRE(grammar.examples().size() == 2);
  CHECK(grammar.find("sennight") != tidings::timex::no_word);
  const Extractor extractor;
  Metadata metadata;
  metadata.published = std::chrono::year(2015) / 9 / 13;
  const auto told = [&](const std::string& text) {
    Document document = extractor.analyze(Source(text, metadata));
    std::string all;
    for (const Time& time : tidings::timex::find_times(document, grammar).items)
      all += std::string(document.source.slice(document.tokens.bytes(time.tokens))) + " = " + time.value;
    return all;
  };
  for (const tidings::timex::TimeExample& example : grammar.examples()) {
    const std::size_t begin = example.text.find('['), equal = example.text.find(" = "), end = example.text.find(']');
    if (!example.positive) {
      CHECK(told(example.text).empty());
      continue;
    }
    const std::string text = example.text.substr(0, begin) + example.text.substr(begin + 1, equal - begin - 1) +
                             example.text.substr(end + 1);
    CHECK(told(text) == example.text.substr(begin + 1, end - begin - 1));
  }
}

TEST_CASE("no page of the book points to what is not there", "[book]") {
  std::vector<fs::path> all = pages();
  for (const char* page : {"README.md", "CONTRIBUTING.md"}) all.push_back(fs::path(TIDINGS_SOURCE_DIR) / page);
  for (const fs::path& page : all) {
    const std::string text = test::content(page);
    for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 2)) {
      std::string target = text.substr(at + 2, text.find(')', at) - at - 2);
      target = target.substr(0, target.find('#'));
      const bool is_file = !target.empty() && target.find_first_of(" :") == std::string::npos;
      if (!is_file) continue;
      INFO(page.string() << " points to " << target);
      CHECK(fs::exists(page.parent_path() / target));
    }
  }
}
