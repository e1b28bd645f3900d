// Rules that hold for any bytes: over the stories, and over what is left of them when they are cut, doubled and
// damaged.
#include "stories/invariants.hpp"

#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/numbers.hpp"
#include "tidings/extractor.hpp"
#include "tidings/graph/json.hpp"
#include "tidings/syntax/model.hpp"

using namespace tidings;

namespace {

const Extractor& extractor() {
  static const Extractor instance;
  return instance;
}

std::vector<std::string> stories_texts() {
  std::vector<std::string> texts;
  for (const auto& file : test::files_in(TIDINGS_SOURCE_DIR "/seeds/stories", ".txt"))
    texts.push_back(test::content(file));
  return texts;
}

std::string flipped(std::string text, test::Numbers& numbers, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) text[numbers.below(text.size())] = static_cast<char>(numbers.below(256));
  return text;
}

std::string without_line_ends(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string json_of(const EventGraph& graph) {
  std::string out;
  append_json(out, graph);
  return out;
}

void check_rules(const std::string& text, const std::string& what) {
  for (const OffsetUnit unit : {OffsetUnit::byte, OffsetUnit::codepoint, OffsetUnit::utf16}) {
    INFO(what << ", " << to_string(unit));
    CHECK(stories::broken_rules(json_of(extractor().extract(text, {}, unit)), {text}) == std::vector<std::string>());
  }
}

std::vector<Source> sources_of(const std::vector<std::string>& texts) {
  std::vector<Source> sources;
  for (const std::string& text : texts) sources.emplace_back(text);
  return sources;
}

}  // namespace

TEST_CASE("a broken rule is seen", "[invariants]") {
  const std::string text = "Anna Weber met Marek Novak in Vienna. She said that he would visit Oslo.";
  const std::string whole = json_of(extractor().extract(text));
  REQUIRE(stories::broken_rules(whole, {text}).empty());
  const auto broken = [&](const std::string& part, const std::string& other) {
    std::string changed = whole;
    const std::size_t at = changed.find(part);
    REQUIRE(at != std::string::npos);
    changed.replace(at, part.size(), other);
    return !stories::broken_rules(changed, {text}).empty();
  };
  CHECK(broken("\"begin\": 0", "\"begin\": 1"));
  CHECK(broken("\"id\": \"e1\"", "\"id\": \"e9\""));
  CHECK(broken("\"target\": \"e1\"", "\"target\": \"e99\""));
  CHECK(broken("\"text\": \"Anna Weber\"", "\"text\": \"Anna\""));
  CHECK(broken("\"type\": \"person\"", "\"type\": \"spaceship\""));
  CHECK(broken("\"modality\": \"actual\"", "\"modality\": \"certain\""));
  CHECK(broken("\"polarity\": \"positive\"", "\"polarity\": \"\""));
  CHECK(broken("\"length\": 72", "\"length\": 73"));
  CHECK(broken("{", "{,"));
}

TEST_CASE("the rules of the format hold for every story", "[invariants]") {
  for (const std::string& text : stories_texts()) check_rules(text, text.substr(0, 40));
}

TEST_CASE("the rules of the format hold for what a fuzzer found", "[invariants]") {
  check_rules("They said...!!!?\?\?--- $ 5,000,000.00% 5,000,000.00% #tag @user http://x.. Mr. O'Neil",
              "a sum in two words");
}

TEST_CASE("the rules of the format hold for what is left of a story", "[invariants]") {
  test::Numbers numbers(42);
  for (const std::string& text : stories_texts()) {
    for (int i = 0; i < 4; ++i) {
      const std::size_t begin = numbers.below(text.size());
      check_rules(text.substr(begin, numbers.below(text.size() - begin)), "cut at " + std::to_string(begin));
    }
    check_rules(text + text, "doubled");
    check_rules(without_line_ends(text), "on one line");
    check_rules(flipped(text, numbers, 20), "20 bytes flipped");
    check_rules(flipped(text, numbers, 400), "400 bytes flipped");
  }
}

TEST_CASE("the rules of the format hold for texts that are none", "[invariants]") {
  std::string every_byte;
  for (int i = 0; i < 256 * 4; ++i) every_byte += static_cast<char>(i);
  check_rules("", "empty");
  check_rules("\n\n \t\r\n", "white space");
  check_rules(std::string(1000, '\0'), "NUL");
  check_rules(every_byte, "every byte");
  check_rules(std::string("Anna Weber\0 met Marek Novak.", 28), "NUL in a sentence");
  check_rules("Anna Weber\xFF met M\xC3rek Novak in \xF0\x9F\x98\x80 Vienna on Monday, he said.",
              "broken UTF-8 and an astral character");
  check_rules(std::string(20000, '('), "brackets");
  check_rules("\"\"\"''''\xE2\x80\x9C\xE2\x80\x9D" + std::string(3000, '"'), "quotes");
  check_rules(std::string(5000, 'a'), "one long word");
}

TEST_CASE("a megabyte on one line is read like any text", "[invariants]") {
  std::string line;
  while (line.size() < 1'000'000)
    line += "Anna Weber met Marek Novak in Vienna on Monday and talked about the harbour of Oslo ";
  const EventGraph graph = extractor().extract(line);
  CHECK(num_vertices(graph) > 0);
  CHECK(info(graph).documents.at(0).length == line.size());
}

TEST_CASE("the same texts give the same bytes, whatever the threads", "[invariants]") {
  std::vector<std::string> texts = stories_texts();
  for (int i = 0; i < 2; ++i) texts.insert(texts.end(), texts.begin(), texts.begin() + 5);
  const std::string once = json_of(extractor().extract(sources_of(texts)));
  CHECK(stories::broken_rules(once, texts) == std::vector<std::string>());
  for (const unsigned threads : {1u, 2u, 4u}) CHECK(json_of(extractor().extract(sources_of(texts), threads)) == once);
  CHECK(json_of(Extractor().extract(sources_of(texts))) == once);
}

TEST_CASE("work memory that served another text changes nothing", "[invariants]") {
  const std::vector<std::string> texts = stories_texts();
  Workspace workspace;
  for (const std::string& text : texts) extractor().analyze(Source(text), workspace);
  for (const std::string& text : texts) {
    CHECK(json_of(extractor().graph_of(extractor().analyze(Source(text), workspace))) ==
          json_of(extractor().extract(text)));
  }
}

TEST_CASE("what is found grows with the text, and no faster", "[invariants]") {
  const std::string story = stories_texts().front() + "\n\n";
  const auto sizes = [&](int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += story;
    const Document d = extractor().analyze(text);
    const EventGraph graph = extractor().graph_of(d);
    std::size_t words = 0;
    for (const EdgeRef e : boost::make_iterator_range(edges(graph))) words += graph[e].mentions.size();
    for (const NodeRef v : boost::make_iterator_range(vertices(graph))) words += graph[v].mentions.size();
    return std::vector<std::size_t>{d.tokens.size(),
                                    d.sentences.size(),
                                    d.mentions.items.size(),
                                    d.claims.items.size(),
                                    num_vertices(graph),
                                    num_edges(graph),
                                    words};
  };
  const auto few = sizes(4), many = sizes(32);
  for (std::size_t i = 0; i < few.size(); ++i) {
    INFO("layer " << i << ": " << few[i] << " and " << many[i]);
    CHECK(many[i] <= few[i] * 8 + few[i]);
  }
}
