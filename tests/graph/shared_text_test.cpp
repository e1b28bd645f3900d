#include "tidings/graph/shared_text.hpp"

#include <map>
#include <memory>
#include <sstream>
#include <thread>
#include <vector>

#include "graph/sample.hpp"
#include "support/catch.hpp"
#include "tidings/graph/labels.hpp"
#include "tidings/graph/read_json.hpp"

using namespace tidings;

namespace {

// None, one, the longest that stands in a SharedText, the first that does not, a long one; bytes that are no text.
std::vector<std::string> texts() {
  return {"",
          "a",
          "fifteen letters",
          "sixteen letters.",
          std::string(70000, 'x'),
          std::string("nul \0 in", 8),
          std::string("a nul \0 in a longer one", 23),
          "\xFF\xFE",
          "Дональд Туск встретил президента"};
}

template <class Text>
void reads_as(const std::string& told) {
  const Text text(told);
  CHECK(text == told);
  CHECK(text.size() == told.size());
  CHECK(text.empty() == told.empty());
  CHECK(text.data()[text.size()] == '\0');
  CHECK(std::string(text) == told);
  CHECK(std::hash<Text>()(text) == std::hash<std::string>()(told));
  CHECK("<" + text + '>' == "<" + told + '>');
  std::ostringstream out;
  out << text;
  CHECK(out.str() == told);
}

template <class Text>
void is_a_value(const std::string& told) {
  auto first = std::make_unique<Text>(told);
  Text copy = *first;
  Text moved = std::move(*first);
  first = nullptr;
  CHECK(copy == told);
  CHECK(moved == told);
  Text other("something else, and long");
  other = moved;
  moved = Text("new");
  CHECK(other == told);
  CHECK(moved == "new");
  const Text& self = other;
  other = self;
  CHECK(other == told);
  swap(other, moved);
  CHECK(moved == told);
  CHECK(other == "new");
}

bool stands_in(const SharedText& part, const SharedText& whole) {
  return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

}  // namespace

TEST_CASE("a text of a graph reads as what it was made of", "[shared_text]") {
  for (const std::string& told : texts()) {
    reads_as<SharedText>(told);
    reads_as<Label>(told);
  }
}

TEST_CASE("texts of a graph are copied, moved and assigned as any value", "[shared_text]") {
  for (const std::string& told : texts()) {
    is_a_value<SharedText>(told);
    is_a_value<Label>(told);
  }
}

TEST_CASE("texts of a graph have the order of strings", "[shared_text]") {
  for (const std::string& a : texts()) {
    for (const std::string& b : texts()) {
      CHECK((SharedText(a) < SharedText(b)) == (a < b));
      CHECK((SharedText(a) < b) == (a < b));
      CHECK((a < Label(b)) == (a < b));
      CHECK((SharedText(a) == Label(b)) == (a == b));
    }
  }
}

TEST_CASE("a slice outlives the text it was cut from", "[shared_text]") {
  auto whole = std::make_unique<SharedText>("The minister met the ambassador in Oslo on Monday.");
  const SharedText slice = whole->slice(4, 27);
  CHECK(stands_in(slice, *whole));
  const SharedText deeper = slice.slice(13);
  const SharedText short_one = whole->slice(35, 4);
  const SharedText behind = whole->slice(1000);
  whole = nullptr;
  CHECK(slice == "minister met the ambassador");
  CHECK(deeper == "the ambassador");
  CHECK(short_one == "Oslo");
  CHECK(behind.empty());
}

TEST_CASE("threads may have copies of one text", "[shared_text]") {
  const SharedText whole(std::string(1000, 'y'));
  const Label label("diplomacy.negotiate");
  std::vector<std::thread> threads;
  std::vector<std::size_t> same(4);
  for (std::size_t t = 0; t < same.size(); ++t) {
    threads.emplace_back([&whole, &label, &count = same[t]] {
      for (int i = 0; i < 2000; ++i) {
        const SharedText part = whole.slice(10, 500);
        const Label copy = label;
        count += part.size() == 500 && copy == label;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(same == std::vector<std::size_t>(4, 2000));
}

TEST_CASE("a label is in memory once, however often it is asked for", "[shared_text]") {
  Labels labels;
  const Label met = labels("contact.meet");
  CHECK(labels(std::string("contact.") + "meet").data() == met.data());
  CHECK(labels("contact.visit").data() != met.data());
  CHECK(labels("").empty());
}

TEST_CASE("attributes are found by any kind of string, in the order of their names", "[shared_text]") {
  Attributes attributes;
  attributes["wikidata"] = "Q1";
  attributes.emplace("gender", "female");
  attributes.try_emplace("gender", "male");
  CHECK(attributes.at("gender") == "female");
  CHECK(attributes.find(std::string_view("wikidata"))->second == "Q1");
  CHECK(attributes.count(std::string("title")) == 0);
  CHECK(attributes.begin()->first == "gender");
}

TEST_CASE("what a graph has millions of is small", "[shared_text]") {
  CHECK(sizeof(Evidence) <= 80);
  CHECK(sizeof(Edge) <= 136);  // a mention is inside
  CHECK(sizeof(Node) <= 240);
}

TEST_CASE("of a text that a graph keeps, the words of its mentions are no copies", "[shared_text]") {
  const std::string text = "Chancellor Anna Weber met the ambassador of Norway in Vienna on Monday.";
  const auto read = [&](const std::string& mention) {
    return read_json(R"({"format": "tidings-graph", "version": 1, "offsets": "byte",
      "documents": [{"id": "d1", "text": ")" +
                     text + R"("}],
      "nodes": [{"id": "e1", "kind": "entity", "type": "person", "mentions": [{"document": "d1", "begin": 0, "end": 21,
                 "text": ")" +
                     mention + R"("}]}]})");
  };
  const EventGraph graph = read("Chancellor Anna Weber");
  CHECK(graph[0].mentions[0].text.data() == info(graph).documents[0].text.data());
  const EventGraph wrong = read("Chancellor Anne Weber");
  CHECK(wrong[0].mentions[0].text == "Chancellor Anne Weber");
}
