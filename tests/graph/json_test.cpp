#include "tidings/graph/json.hpp"

#include <limits>
#include <sstream>

#include "graph/sample.hpp"
#include "support/catch.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/graph/read_json.hpp"

using namespace tidings;

namespace {
std::string json_of(const EventGraph& g, JsonLayout layout = JsonLayout::compact) {
  std::string out;
  append_json(out, g, layout);
  return out;
}
EventGraph streamed(const std::string& text) {
  std::istringstream in(text);
  return read_json(in, "g.json");
}
std::string message_of(const std::string& text) {
  try {
    read_json(text, "g.json");
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}
}  // namespace

TEST_CASE("a graph that was written and read again is written the same", "[json]") {
  const EventGraph g = sample::meeting();
  for (const JsonLayout layout : {JsonLayout::lines, JsonLayout::compact}) {
    const std::string once = json_of(g, layout);
    CHECK(json_of(read_json(once), layout) == once);
  }
  CHECK(json_of(g).find('\n') == std::string::npos);
}

TEST_CASE("a stream gives the same graph as its text, in whatever order the sections come", "[json]") {
  const std::string once = json_of(sample::meeting());
  CHECK(json_of(streamed(once)) == once);
  const std::size_t documents = once.find("\"documents\""), nodes = once.find("\"nodes\""),
                    edges = once.find("\"edges\""), claims = once.find("\"claims\"");
  const auto section = [&](std::size_t begin, std::size_t end) { return once.substr(begin, end - begin); };
  const std::string reordered = "{" + section(nodes, edges) + section(edges, claims) +
                                section(claims, once.size() - 2) + ", " + section(documents, nodes) +
                                section(2, documents - 2) + "}";
  CHECK(json_of(streamed(reordered)) == once);
  CHECK(json_of(read_json(reordered)) == once);
}

TEST_CASE("what is wrong in a stream is told with its place", "[json]") {
  const auto message = [](const std::string& text) {
    try {
      streamed(text);
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  for (const std::string text :
       {"{ \"format\": \"tidings-graph\",\n \"version\" 1}", "{}", "", "[1, 2",
        "{\"format\": \"tidings-graph\",\n \"version\": 1e999}",
        R"({"format": "tidings-graph", "version": 1, "nodes": [{"id": "e1", "kind": "thing", "type": "x"}]})"}) {
    CHECK_FALSE(message(text).empty());
    CHECK(message(text) == message_of(text));
  }
}

TEST_CASE("what the contract says is in the JSON", "[json]") {
  const std::string text = json_of(sample::meeting());
  CHECK(text.find(R"("format": "tidings-graph", "version": 1)") != std::string::npos);
  CHECK(text.find(R"({"id": "d1", "name": "oslo.txt", "key": "k1", "published": "2020-05-04")") != std::string::npos);
  CHECK(text.find(R"("modality": "planned", "polarity": "positive", "when": {"begin": "2020-06", "end": "2020-06"})") !=
        std::string::npos);
  CHECK(text.find(R"("source": "v1", "target": "e1")") != std::string::npos);
  CHECK(text.find(R"("cue": {"begin": 75, "end": 79, "text": "said"})") != std::string::npos);
  CHECK(text.find(R"("tense")") == std::string::npos);
  CHECK(text.find(R"("rule")") == std::string::npos);
}

TEST_CASE("any bytes are a JSON string", "[json]") {
  const auto quoted = [](std::string_view text) {
    std::string out;
    json::append_string(out, text);
    return out;
  };
  CHECK(quoted("\"a\\b\"\n") == R"("\"a\\b\"\n")");
  CHECK(quoted(std::string_view("\0\x1f\x7f", 3)) == R"("\u0000\u001f\u007f")");
  CHECK(quoted("</script>") == R"("\u003c/script>")");
  CHECK(quoted("\xE2\x80\xA8") == R"("\u2028")");
  CHECK(quoted("caf\xC3\xA9 \xF0\x9F\x98\x80") == "\"caf\xC3\xA9 \xF0\x9F\x98\x80\"");
  CHECK(quoted("\xC3") == "\"\xEF\xBF\xBD\"");
  CHECK(quoted("\xED\xA0\x80") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");  // a surrogate
  CHECK(quoted("\xC0\xAF") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");                  // an overlong slash
  CHECK(quoted("\xF4\x90\x80\x80").size() == 2 + 4 * 3);                        // beyond U+10FFFF
}

TEST_CASE("scores are short and finite", "[json]") {
  const auto score = [](float value) {
    std::string out;
    json::append_score(out, value);
    return out;
  };
  CHECK(score(1) == "1");
  CHECK(score(0) == "0");
  CHECK(score(0.98f) == "0.98");
  CHECK(score(0.0625f) == "0.063");
  CHECK(score(-1.5f) == "-1.5");
  CHECK(score(std::numeric_limits<float>::quiet_NaN()) == "0");
  CHECK(score(std::numeric_limits<float>::infinity()) == "0");
}

TEST_CASE("what is wrong in a file is told with its place", "[json]") {
  CHECK(message_of("{ \"format\": \"tidings-graph\",\n \"version\" 1}").substr(0, 11) == "g.json:2:12");
  CHECK(message_of("{}").find("expected \"format\"") != std::string::npos);
  CHECK(message_of(R"({"format": "tidings-graph", "version": 2})").find("version: expected 1") != std::string::npos);
  CHECK(
      message_of(R"({"format": "tidings-graph", "version": 1, "nodes": [{"id": "e1", "kind": "thing", "type": "x"}]})")
          .find("nodes[0].kind: expected one of the words of the format, found \"thing\"") != std::string::npos);
  CHECK(message_of(R"({"format": "tidings-graph", "version": 1, "edges": [{"id": "x1", "kind": "role", "type": "agent",
                       "source": "v9", "target": "e1"}]})")
            .find("edges[0].source: expected the id of a node, found \"v9\"") != std::string::npos);
  CHECK(message_of("{\"format\": \"tidings-graph\",\n \"version\": 1e999}") ==
        "g.json:2:13: a number too large: 1e999");
}

TEST_CASE("an attribute that another program nested without end is refused", "[json]") {
  const auto nested = [](std::size_t deep) {
    return R"({"format": "tidings-graph", "version": 1, "nodes": [{"id": "e1", "kind": "entity", "type": "x",
              "attributes": {"a": )" +
           std::string(deep, '[') + std::string(deep, ']') + "}}]}";
  };
  CHECK(read_json(nested(3))[0].attributes.at("a") == "[[[]]]");
  CHECK(message_of(nested(1000000)).find("nodes[0].attributes: expected values nested at most 64 deep") !=
        std::string::npos);
}

TEST_CASE("graphs of another program are merged, though nothing in them stands anywhere", "[json]") {
  const EventGraph one = read_json(R"({"format": "tidings-graph", "version": 1,
    "nodes": [{"id": "e1", "kind": "entity", "type": "ship", "name": "Vasa"},
              {"id": "v1", "kind": "event", "type": "transport.sink", "name": "sank"}],
    "edges": [{"id": "x1", "kind": "role", "type": "patient", "source": "v1", "target": "e1"}]})");
  const EventGraph both = merge_graphs({one, one});
  CHECK(num_vertices(both) == 4);
  CHECK(num_edges(both) == 2);
}

TEST_CASE("a reader passes over what it does not know", "[json]") {
  const EventGraph g = read_json(R"({"format": "tidings-graph", "version": 1, "colour": "red",
    "nodes": [{"id": "e1", "kind": "entity", "type": "ship", "name": "Vasa", "masts": 3}]})");
  REQUIRE(num_vertices(g) == 1);
  CHECK(g[0].type == "ship");
}
