#include "tidings/rules/rule_set.hpp"

#include <cstdio>
#include <fstream>

#include "support/catch.hpp"
#include "tidings/extractor.hpp"

using namespace tidings;

namespace {

// A rule file for the time of one test.
class RuleFile {
 public:
  explicit RuleFile(const std::string& text, std::string path = "rules-under-test.toml") : path_(std::move(path)) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~RuleFile() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::vector<Error> check(const std::string& text) { return check_rules(RuleFile(text).path()); }

bool tells(const Document& document, const std::string& type) {
  for (const EventMention& m : document.events.mentions) {
    if (m.type == type) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("the examples of the built-in rules hold", "[rules]") {
  for (const Error& error : check_rules(std::string(TIDINGS_SOURCE_DIR) + "/seeds/rules/news.toml"))
    FAIL_CHECK(error.what());
  for (const Error& error : check_rules(std::string(TIDINGS_SOURCE_DIR) + "/seeds/rules/political.toml"))
    FAIL_CHECK(error.what());
}

TEST_CASE("a user's rules find the user's events", "[rules]") {
  const RuleFile file(R"([[event]]
type = "shipping.ground"
verbs = ["run aground", "beach/ship"]
nouns = ["grounding"]
roles = { subject = "patient", object = "patient" }
yes = ["The tanker ran aground near Suez.", "The grounding of the tanker blocked the canal."]
no = ["The athletes ran a race."]
)");
  for (const Error& error : check_rules(file.path())) FAIL_CHECK(error.what());
  ExtractorOptions options;
  options.rule_files = {file.path()};
  const Extractor extractor(options);
  CHECK(tells(extractor.analyze("A tanker ran aground near Suez."), "shipping.ground"));
  CHECK_FALSE(tells(extractor.analyze("A runner won the race."), "shipping.ground"));
}

TEST_CASE("an example that does not hold is told with its line", "[rules]") {
  const auto errors = check(
      "[[event]]\ntype = \"shipping.ground\"\nverbs = [\"ground\"]\nyes = [\n  \"The minister spoke.\",\n]\nno = "
      "[\"They ground the ship.\"]\n");
  REQUIRE(errors.size() >= 1);
  CHECK(errors.front().place().line == 5);
  CHECK(std::string(errors.front().what()).find("shipping.ground") != std::string::npos);
}

TEST_CASE("mistakes in rule files are told with line and column", "[rules]") {
  struct Case {
    const char* text;
    std::uint32_t line;
    const char* expected;
  };
  const Case cases[] = {
      {"[[event]]\nverbs = [\"go\"]\n", 1, "type"},
      {"[[event]]\ntype = \"go\"\n", 2, "dot"},
      {"[[event]]\ntype = \"a.b\"\nverb = [\"go\"]\n", 3, "verbs"},
      {"[[event]]\ntype = \"a.b\"\nroles = { subject = \"doer\" }\n", 3, "agent"},
      {"[[event]]\ntype = \"a.b\"\nverbs = [\n  \"go\",\n  7,\n]\n", 5, "word"},
      {"[[event]]\ntype = \"a.b\"\nverbs = [\"fire/PERSONS\"]\n", 3, "PERSONS"},
      {"[[event]]\ntype = \"a.b\"\nverbs = [\"fire/\"]\n", 3, "lemma"},
      {"[[event]\ntype = 1", 1, ""},
      {"[words]\n", 1, "event"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const auto errors = check(c.text);
    REQUIRE_FALSE(errors.empty());
    CHECK(errors.front().place().line == c.line);
    CHECK(errors.front().place().column >= 1);
    CHECK(std::string(errors.front().what()).find(c.expected) != std::string::npos);
  }
}

TEST_CASE("a word that stands twice in one file is told: the second hides the first", "[rules]") {
  const auto errors =
      check("[[event]]\ntype = \"a.b\"\nverbs = [\"zorp\"]\n\n[[event]]\ntype = \"a.c\"\nverbs = [\"zorp\"]\n");
  REQUIRE(errors.size() == 1);
  CHECK(errors.front().place().line == 7);
  CHECK(std::string(errors.front().what()).find("a.b/zorp") != std::string::npos);
}

TEST_CASE("a file that is not there is an error", "[rules]") {
  CHECK(check_rules("no-such-rules.toml").size() == 1);
  CHECK_THROWS_AS(RuleSet::with_files(std::vector<std::string>{"no-such-rules.toml"}), Error);
}
