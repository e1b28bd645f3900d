// merge, query, explain, diff and view, as a person or a script meets them.
#include <algorithm>
#include <filesystem>
#include <string>

#include "support/catch.hpp"
#include "support/files.hpp"

namespace fs = std::filesystem;
namespace test = tidings::test;

namespace {

// A folder of its own for each test, gone afterwards.
class Desk {
 public:
  explicit Desk(const std::string& name) : folder_(fs::path(TIDINGS_BINARY_DIR) / ("desk-" + name)) {
    fs::remove_all(folder_);
    write("a.txt", "Anna Weber met Marek Novak in Vienna on 4 May 2020.\n");
    write("b.txt", "Marek Novak accused Carl Berg of fraud. Anna Weber met Carl Berg.\n");
  }
  ~Desk() { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const { test::write(folder_ / name, text); }
  std::string content(const std::string& name) const { return test::content(folder_ / name); }
  /// The exit status of `tidings ARGUMENTS`; its output is in the files "out" and "messages".
  int run(const std::string& arguments) const { return test::shell(folder_, "tidings " + arguments).status; }
  void shell(const std::string& command) const { test::shell(folder_, command); }
  std::string out_of(const std::string& arguments) const {
    CHECK(run(arguments) == 0);
    return content("out");
  }

 private:
  fs::path folder_;
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a store takes what is new, and tells what it did", "[cli]") {
  const Desk desk("merge");
  CHECK(desk.out_of("merge s.tidings a.txt b.txt") == "added\ta.txt\nadded\tb.txt\n");
  CHECK(desk.out_of("merge s.tidings a.txt b.txt") == "unchanged\ta.txt\nunchanged\tb.txt\n");
  const std::string before = desk.out_of("query all --format json s.tidings");
  desk.write("b.txt", "Marek Novak met Dora Lind.\n");
  CHECK(desk.out_of("merge s.tidings b.txt") == "replaced\tb.txt\n");
  CHECK(desk.out_of("query all --format json s.tidings") != before);
  CHECK(desk.out_of("merge s.tidings --remove b.txt --remove c.txt --list") ==
        "removed\tb.txt\nabsent\tc.txt\nhas\ta.txt\n");
  desk.write("b.txt", "Marek Novak accused Carl Berg of fraud. Anna Weber met Carl Berg.\n");
  CHECK(desk.run("merge s.tidings b.txt") == 0);
  CHECK(desk.out_of("query all --format json s.tidings") == before);
}

TEST_CASE("a merge that is killed has kept every document that it told of", "[cli]") {
  const Desk desk("killed");
  std::string news;
  for (int i = 0; i < 3000; ++i)
    news += R"({"id": "n)" + std::to_string(i) + R"(", "text": "Anna Weber met Marek Novak in Vienna."})" + "\n";
  desk.write("news.jsonl", news);
  desk.shell(
      ": >told; tidings merge s.tidings news.jsonl >>told & while [ $(wc -l <told) -lt 40 ]; do kill -0 $! || break; done; "
      "kill -9 $! || true; wait $! || true");
  const std::string told = desk.content("told");
  const std::string kept = desk.out_of("merge s.tidings --list");
  const std::size_t whole = told.rfind('\n') + 1;  // the last line may be half written
  CHECK(std::count(told.begin(), told.end(), '\n') >= 40);
  for (std::size_t begin = 0; begin < whole; begin = told.find('\n', begin) + 1) {
    const std::size_t name = told.find('\t', begin);
    const std::string line = told.substr(name, told.find('\n', begin) + 1 - name);
    CHECK(has(kept, "has" + line));
  }
}

TEST_CASE("a document that can't be read does not keep the others out", "[cli]") {
  const Desk desk("unread");
  CHECK(desk.run("merge s.tidings nowhere.txt a.txt") == 1);
  CHECK(desk.content("out") == "added\ta.txt\n");
  CHECK(has(desk.content("messages"), "nowhere.txt"));
  CHECK(desk.run("merge a.txt b.txt") == 2);  // a text is no store
  CHECK(has(desk.content("messages"), "a.txt"));
}

TEST_CASE("questions are answered with the words", "[cli]") {
  const Desk desk("query");
  const std::string path = desk.out_of("query path --from 'Marek Novak' --to 'Carl Berg' a.txt b.txt");
  CHECK(has(path, "Marek Novak (person)\n"));
  CHECK(has(path, "Carl Berg (person)\n"));
  CHECK(has(path, "accused"));
  CHECK(has(path, "b.txt"));
  CHECK(has(desk.out_of("query met a.txt b.txt"), "Anna Weber – Marek Novak: 1 event\n"));
  CHECK(has(desk.out_of("query accuses a.txt b.txt"), "Marek Novak → Carl Berg: 1 event\n"));
  CHECK(has(desk.out_of("query events --with anna --type contact a.txt b.txt"), "met"));
  CHECK(desk.run("query around --who 'Nobody At All' a.txt") == 2);
  CHECK(has(desk.content("messages"), "nobody and nothing in the graph is called 'Nobody At All'"));
}

TEST_CASE("a graph is asked like the documents that it was made from, and an answer is a graph again", "[cli]") {
  const Desk desk("graphs");
  const std::string answer = desk.out_of("query met a.txt b.txt");
  CHECK(desk.run("query all --format json --output g.json a.txt b.txt") == 0);
  CHECK(desk.out_of("query met g.json") == answer);
  CHECK(desk.run("query around --who 'Carl Berg' --format json --output berg.json g.json") == 0);
  const std::string part = desk.out_of("query all --format csv-nodes berg.json");
  CHECK(has(part, "Carl Berg"));
  CHECK_FALSE(has(part, "Vienna"));
}

TEST_CASE("a timeline is asked from a graph that has days", "[cli]") {
  const Desk desk("timeline");
  desk.write("g.json", R"({"format": "tidings-graph", "version": 1, "nodes": [
    {"id": "v1", "kind": "event", "type": "contact.meet", "name": "met", "when": {"begin": "2020-05-04", "end": "2020-05-04"}},
    {"id": "v2", "kind": "event", "type": "contact.visit", "name": "visit", "when": {"begin": "2019", "end": "2019"}}]})");
  CHECK(has(desk.out_of("query timeline g.json"), "2019                      contact.visit"));
  CHECK(has(desk.out_of("query timeline --chart --since 2020 g.json"), "2020-05-04               |="));
  CHECK(desk.out_of("query timeline --until 2018 g.json") == "No dated events.\n");
}

TEST_CASE("an explanation and a difference name things", "[cli]") {
  const Desk desk("explain");
  const std::string why = desk.out_of("explain --what 'Anna Weber' --what x1 a.txt b.txt");
  CHECK(has(why, "Words (2 mentions in 2 documents)\n"));
  CHECK(has(why, "“[Anna Weber] met Marek Novak in Vienna on 4 May 2020.”"));
  CHECK(has(why, "\nx1  "));
  CHECK(desk.run("explain --what v999 a.txt") == 2);
  CHECK(desk.run("merge s.tidings a.txt") == 0);
  CHECK(desk.run("query all --format json --output before.json s.tidings") == 0);
  CHECK(desk.run("merge s.tidings b.txt") == 0);
  const std::string difference = desk.out_of("diff before.json s.tidings");
  CHECK(has(difference, "+ Carl Berg (person)"));
  CHECK_FALSE(has(difference, "- "));
}

TEST_CASE("a page is one file with everything in it", "[cli]") {
  const Desk desk("view");
  CHECK(desk.run("view --output page.html a.txt b.txt") == 0);
  const std::string page = desk.content("page.html");
  CHECK(has(page, "default-src 'none'"));
  CHECK(has(page, "Carl Berg"));
  CHECK_FALSE(has(page, "<link"));
  CHECK_FALSE(has(page, " src="));
}
