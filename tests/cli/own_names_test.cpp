// Users' names, from the command line: training, use and figures, and every command of docs/own-names.md.
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support/catch.hpp"
#include "support/files.hpp"

namespace fs = std::filesystem;
using Json = nlohmann::json;
using tidings::test::content;
using tidings::test::Result;
namespace test = tidings::test;

namespace {

const fs::path folder = fs::path(TIDINGS_BINARY_DIR) / "cli-names";

void write(const std::string& name, const std::string& text) { test::write(folder / name, text); }

// Runs a line of shell in the tests' folder, where the project's examples are at hand.
Result shell(const std::string& line) {
  fs::create_directories(folder);
  if (!fs::exists(folder / "examples"))
    fs::create_directory_symlink(TIDINGS_SOURCE_DIR "/examples", folder / "examples");
  return test::shell(folder, line);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::vector<std::string> commands_of(const std::string& page) {
  std::vector<std::string> commands;
  std::istringstream in(content(page));
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("```", 0) == 0) inside = line == "```sh";
    else if (inside) commands.push_back(line);
  }
  return commands;
}

}  // namespace

TEST_CASE("every command of the page on own names does what it says", "[cli]") {
  const auto commands = commands_of(TIDINGS_SOURCE_DIR "/docs/own-names.md");
  REQUIRE(commands.size() >= 6);
  for (const std::string& command : commands) {
    INFO(command);
    const Result result = shell(command);
    INFO(result.messages);
    CHECK(result.status == 0);
    CHECK(result.messages.empty());  // no progress bar where nobody looks
    if (has(command, "train names")) CHECK((has(result.out, "malware.image: ") && has(result.out, "F1 ")));
    if (has(command, "--robust")) CHECK(has(result.out, "missing spaces"));
  }
  CHECK(Json::parse(content(folder / "figures.json")).at("malware").at("gold") == 9);
  std::vector<std::string> malware;
  const Json graph = Json::parse(content(folder / "note.json"));
  for (const Json& node : graph.at("nodes")) {
    if (node.at("type") == "malware") malware.push_back(node.at("name"));
  }
  CHECK(malware == std::vector<std::string>{"Blackmoth"});
}

TEST_CASE("what is wrong with a training file or a model is told, and nothing is written", "[cli]") {
  write("wrong.bio", "Velora\tB-malware\nhit O\n");
  const Result wrong = shell("tidings train names --train wrong.bio --output wrong.image");
  CHECK(wrong.status == 2);
  CHECK(has(wrong.messages, "wrong.bio:2: TOKEN<tab>TAG"));
  CHECK_FALSE(fs::exists(folder / "wrong.image"));
  write("none.bio", "Oslo\tO\n");
  CHECK(has(shell("tidings train names --train none.bio --output wrong.image").messages, "none.bio: no names"));
  CHECK(shell("tidings train").status == 2);
  write("foreign.image", "no image");
  for (const char* call : {"extract --names foreign.image wrong.bio", "tag --names foreign.image wrong.bio",
                           "evaluate names none.bio --names foreign.image"}) {
    INFO(call);
    const Result result = shell(std::string("tidings ") + call);
    CHECK(result.status == 2);
    CHECK(has(result.messages, "foreign.image: this is no model of Tidings"));
    CHECK(result.out.empty());
  }
}

TEST_CASE("figures of names and syntax come as a table or as JSON", "[cli]") {
  write("gold.bio",
        "Anna\tB-person\nWeber\tI-person\nmet\tO\nMarek\tB-politician\nNovak\tI-politician\nin\tO\nOslo\tB-vessel\n."
        "\tO\n");
  const Json names = Json::parse(
      shell("tidings evaluate names gold.bio --merge politician=person --types person,vessel --format json").out);
  CHECK(names.at("words") == 8);
  CHECK(names.at("person").at("gold") == 2);
  CHECK(names.at("vessel") == Json{{"P", 0.0}, {"R", 0.0}, {"F1", 0.0}, {"gold", 1}, {"found", 0}});
  CHECK(has(shell("tidings evaluate names gold.bio").out, "politician"));
  CHECK(shell("tidings evaluate names gold.bio --merge politician").status == 2);

  write("note.txt", "Anna Weber met Marek Novak in Oslo. They left.");
  REQUIRE(shell("tidings tag note.txt --output gold.conllu").status == 0);
  const Json syntax = Json::parse(shell("tidings evaluate syntax gold.conllu --format json").out);
  CHECK(syntax.at("LAS") == 100.0);
  CHECK(syntax.at("Lemma") == 100.0);
  CHECK(syntax.at("sentences") == 2);
  CHECK(has(shell("tidings evaluate syntax gold.conllu --robust").out, "all capitals"));
  CHECK(shell("tidings evaluate syntax missing.conllu").status == 2);
}
