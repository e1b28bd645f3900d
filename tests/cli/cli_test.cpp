// The command as a person or a script meets it: what is written where, and with which exit status.
#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/catch.hpp"
#include "support/files.hpp"
#include "tidings/text/offsets.hpp"

namespace fs = std::filesystem;
using Json = nlohmann::json;
using tidings::test::content;
using tidings::test::Result;
namespace test = tidings::test;

namespace {

const fs::path folder = fs::path(TIDINGS_BINARY_DIR) / "cli";

fs::path written(const std::string& name, const std::string& text) {
  test::write(folder / name, text);
  return folder / name;
}

// Runs `tidings ARGUMENTS` in the tests' folder.
Result run(const std::string& arguments, const std::string& input = {}, const std::string& output = {}) {
  written("input", input);
  return test::shell(folder, "tidings " + arguments + (output.empty() ? "" : " > " + output));
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const std::string story =
    "Anna Weber met Marek Novak in Vienna. \xF0\x9F\x98\x80 caf\xC3\xA9! Marek Novak will visit Oslo.";

}  // namespace

TEST_CASE("a document on standard input is summed up on standard output", "[cli]") {
  for (const char* call : {"extract", "extract -"}) {
    const Result result = run(call, story);
    CHECK(result.status == 0);
    CHECK(has(result.out, "Anna Weber met Marek Novak in Vienna"));
    CHECK(result.messages.empty());
  }
}

TEST_CASE("--verbose tells what is read on standard error, and the answer stays as it is", "[cli]") {
  written("a.txt", story);
  const Result plain = run("extract a.txt"), verbose = run("--verbose extract a.txt");
  CHECK(verbose.out == plain.out);
  CHECK(has(verbose.messages, "tidings: reads a.txt\n"));
  CHECK(plain.messages.empty());
}

TEST_CASE("several files are one graph, or one each", "[cli]") {
  written("a.txt", "Anna Weber met Marek Novak.");
  written("b.txt", "Anna Weber met Otto Brandt.");
  const Json whole = Json::parse(run("extract --format json a.txt b.txt").out);
  CHECK(whole.at("documents").size() == 2);
  CHECK(whole.at("documents")[1].at("name") == "b.txt");
  const std::string lines = run("extract --format jsonl --per-document a.txt b.txt").out;
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 2);
  CHECK(Json::parse(lines.substr(0, lines.find('\n'))).at("documents")[0].at("name") == "a.txt");
}

TEST_CASE("every format is written", "[cli]") {
  CHECK(has(run("extract --format dot", story).out, "digraph tidings {"));
  CHECK(Json::parse(run("extract --format json", story).out).at("format") == "tidings-graph");
  const std::string line = run("extract --format jsonl", story).out;
  CHECK(std::count(line.begin(), line.end(), '\n') == 1);
  CHECK(has(run("tag", story).out, "1\tAnna\t"));
}

TEST_CASE("what is told in passing is shown when all is asked for", "[cli]") {
  const std::string text = "Anna Weber met Marek Novak in Vienna. \"We are glad,\" Weber said. Novak smiled.";
  CHECK_FALSE(has(run("extract --format dot", text).out, "statement.say"));
  CHECK(has(run("extract --format dot --all", text).out, "statement.say"));
  CHECK(run("extract --all", text).out.size() > run("extract", text).out.size());
  const std::string two = run("extract --format dot --nodes 2", text).out;
  CHECK(has(two, "// 2 of "));
}

TEST_CASE("a call that is wrong does nothing and says why", "[cli]") {
  written("a.txt", story);
  for (const char* call :
       {"", "extrakt", "extract --format pdf a.txt", "extract --threads 0 a.txt", "extract --published yesterday a.txt",
        "extract --offsets words a.txt", "extract --rules missing.toml a.txt", "extract --colour a.txt",
        "extract --published 2015-02-30 a.txt", "extract --published abcd-01-01 a.txt",
        "extract --published +015-01-01 a.txt"}) {
    const Result result = run(call);
    INFO(call);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK_FALSE(result.messages.empty());
  }
  CHECK(has(run("extract --format pdf a.txt").messages, "json"));  // what could have been said
}

TEST_CASE("help and version are no errors", "[cli]") {
  CHECK(run("--help").status == 0);
  CHECK(has(run("extract --help").out, "--per-document"));
  CHECK(has(run("--version").out, "tidings 0."));
}

TEST_CASE("a file that can't be read is named, and the others are done", "[cli]") {
  written("a.txt", "Anna Weber met Marek Novak.");
  const Result result = run("extract --format json missing.txt a.txt .");
  CHECK(result.status == 1);
  CHECK(has(result.messages, "missing.txt"));
  CHECK(Json::parse(result.out).at("documents").size() == 1);
}

TEST_CASE("a broken line of JSON is told with its place, and the others are done", "[cli]") {
  written("news.jsonl", R"({"id": "one", "text": "Anna Weber met Marek Novak.", "published": "2015-09-13"})"
                        "\n"
                        R"({"id": "two", "text": )"
                        "\n\n"
                        R"({"id": "three"})"
                        "\n"
                        R"(["text"])"
                        "\n"
                        R"({"id": "five", "text": "Otto Brandt came.", "published": "soon"})"
                        "\n"
                        R"({"id": 6, "text": "Otto Brandt arrived in Oslo."})"
                        "\n"
                        R"({"id": 1e999, "text": "Otto Brandt left."})");
  const Result result = run("extract --input jsonl --format jsonl --per-document news.jsonl");
  CHECK(result.status == 1);
  CHECK(std::count(result.out.begin(), result.out.end(), '\n') == 2);
  CHECK(has(result.messages, "news.jsonl:2:"));
  CHECK(has(result.messages, "news.jsonl:4:"));
  CHECK(has(result.messages, "news.jsonl:5:"));
  CHECK(has(result.messages, "news.jsonl:6:"));
  CHECK_FALSE(has(result.messages, "news.jsonl:1:"));
  CHECK_FALSE(has(result.messages, "news.jsonl:7:"));
  CHECK(has(result.messages, "news.jsonl:8:1: not valid JSON: number overflow parsing '1e999'"));
  CHECK(has(result.out, R"("name": "6")"));
}

TEST_CASE("a rule file that is wrong is told with its place", "[cli]") {
  written("wrong.toml", "[[rule]]\nname = \n");
  const Result result = run("extract --rules wrong.toml", story);
  CHECK(result.status == 2);
  CHECK(has(result.messages, "wrong.toml:2:"));
  CHECK(result.out.empty());
}

TEST_CASE("output is written whole or not at all", "[cli]") {
  written("whole.json", "what was there");
  CHECK(run("extract --format json --output whole.json", story).status == 0);
  CHECK(Json::parse(content(folder / "whole.json")).at("documents").size() == 1);
  CHECK(run("extract --format json --output no/such/folder/x.json", story).status == 2);
  written("kept.json", "what was there");
  CHECK(run("extract --rules wrong.toml --format json --output kept.json", story).status == 2);
  CHECK(content(folder / "kept.json") == "what was there");
  for (const auto& entry : fs::directory_iterator(folder))
    CHECK_FALSE(has(entry.path().filename().string(), "unfinished"));
}

TEST_CASE("a full device is an error, not half a graph", "[cli]") {
  if (!fs::exists("/dev/full")) return;
  const Result result = run("extract --format json", story, "/dev/full");
  CHECK(result.status != 0);
  CHECK(has(result.messages, "can't be written"));
}

TEST_CASE("a device or a pipe is written to, and nothing is put in its place", "[cli]") {
  if (!fs::exists("/dev/full")) return;
  fs::create_directories(folder);
  fs::remove(folder / "sink");
  fs::create_symlink("/dev/full", folder / "sink");
  CHECK(run("extract --output sink", story).status == 2);
  CHECK(fs::is_symlink(folder / "sink"));
  fs::remove(folder / "sink");
  written("target", "");
  fs::create_symlink("target", folder / "sink");
  CHECK(run("extract --output sink", story).status == 0);
  CHECK(fs::is_symlink(folder / "sink"));
  CHECK_FALSE(content(folder / "target").empty());
  fs::remove(folder / "sink");
}

TEST_CASE("all units of offsets speak of the same words", "[cli]") {
  const auto mentions = [](const std::string& unit) {
    std::vector<std::tuple<std::string, std::uint32_t, std::uint32_t>> found;
    const Json graph = Json::parse(run("extract --format json --offsets " + unit, story).out);
    CHECK(graph.at("offsets") == unit);
    for (const Json& node : graph.at("nodes")) {
      for (const Json& m : node.at("mentions")) found.emplace_back(m.at("text"), m.at("begin"), m.at("end"));
    }
    return found;
  };
  const auto bytes = mentions("byte");
  REQUIRE(bytes.size() > 4);
  for (const auto& [unit, table] : {std::pair("codepoint", tidings::OffsetTable(story, tidings::OffsetUnit::codepoint)),
                                    std::pair("utf16", tidings::OffsetTable(story, tidings::OffsetUnit::utf16))}) {
    const auto others = mentions(unit);
    REQUIRE(others.size() == bytes.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const auto& [text, begin, end] = bytes[i];
      CHECK(others[i] == std::tuple(text, table(begin), table(end)));
    }
  }
}

TEST_CASE("threads change no byte", "[cli]") {
  std::string lines;
  for (int i = 0; i < 70; ++i) lines += Json{{"id", std::to_string(i)}, {"text", story}}.dump() + "\n";
  const std::string one = run("extract --input jsonl --format json", lines).out;
  CHECK(one.size() > 1000);
  for (const char* threads : {"2", "4"})
    CHECK(run(std::string("extract --input jsonl --format json --threads ") + threads, lines).out == one);
}

TEST_CASE("the day of publication makes a weekday a date", "[cli]") {
  const Json graph = Json::parse(run("extract --format json --published 2015-09-13", story).out);
  CHECK(graph.at("documents")[0].at("published") == "2015-09-13");
}
