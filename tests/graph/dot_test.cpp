#include "tidings/graph/dot.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "graph/sample.hpp"
#include "support/catch.hpp"

using namespace tidings;

namespace {
std::string dot_of(const EventGraph& g, const DotOptions& options = {}) {
  std::string out;
  append_dot(out, g, options);
  return out;
}
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// What GraphViz itself makes of it; empty where it refuses.
std::string read_by_graphviz(const std::string& text, const std::string& name) {
  const std::string base = std::string(TIDINGS_BINARY_DIR) + "/" + name;
  std::ofstream(base + ".dot", std::ios::binary) << text;
  const std::string command = "dot -Tplain '" + base + ".dot' > '" + base + ".plain' 2> '" + base + ".errors'";
  if (std::system(command.c_str()) != 0) return {};
  const auto content = [](const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  return content(base + ".errors").empty() ? content(base + ".plain") : std::string();
}
bool graphviz_is_here() { return std::system("dot -V > /dev/null 2>&1") == 0; }
}  // namespace

TEST_CASE("people, events and times look different", "[dot]") {
  const std::string text = dot_of(sample::meeting());
  CHECK(has(text, "\"e1\" [label=\"Ann Lee\", shape=box, style=\"filled,rounded\", fillcolor=\"#d6e6f7\""));
  CHECK(has(text, "\"v1\" [label=\"meeting\\ncontact.meet\\n2020-05-04\", shape=box, style=\"filled,solid\""));
  CHECK(has(text, "\"t1\" [label=\"Monday\\n2020-05-04\", shape=note"));
  CHECK(has(text, "\"v1\" -> \"e1\" [label=\"participant\""));
}

TEST_CASE("what is planned or alleged has a broken line", "[dot]") {
  const std::string text = dot_of(sample::meeting());
  CHECK(has(text, "\"v2\" [label=\"visit\\ncontact.visit\\n(planned)\\n2020-06\", shape=box, style=\"filled,dashed\""));
  CHECK(has(text, "\"v3\" [label=\"attack\\ncyber.attack\\n(alleged)\\n2019\", shape=box, style=\"filled,dashed\""));
}

TEST_CASE("nodes without edges are not drawn unless asked for", "[dot]") {
  CHECK_FALSE(has(dot_of(sample::meeting()), "Nobody"));
  CHECK(has(dot_of(sample::meeting(), {.unlinked = true}), "Nobody"));
  CHECK_FALSE(has(dot_of(sample::meeting(), {.times = false}), "Monday"));
  CHECK_FALSE(has(dot_of(sample::meeting(), {.legend = false}), "legend"));
  const std::string few = dot_of(sample::meeting(), {.nodes = 2, .legend = false});
  CHECK(has(few, "\"v1\" ["));
  CHECK_FALSE(has(few, "Oslo"));
}

TEST_CASE("what a text tells in passing is folded away", "[dot]") {
  EventGraph g = sample::meeting();
  const NodeRef said = sample::event(g, "v4", "statement.say", "said", 200);
  sample::edge(g, said, 0, EdgeKind::role, "agent");
  const NodeRef walk = sample::event(g, "v5", "other.event", "walk", 210);
  sample::edge(g, walk, 0, EdgeKind::role, "agent");
  const NodeRef together = sample::event(g, "v6", "other.event", "sail", 220);
  sample::edge(g, together, 0, EdgeKind::role, "agent");
  sample::edge(g, together, 1, EdgeKind::role, "agent");
  const std::string text = dot_of(g);
  CHECK_FALSE(has(text, "said"));
  CHECK_FALSE(has(text, "walk"));
  CHECK(has(text, "sail"));
  const std::string all = dot_of(g, {.all = true});
  CHECK(has(all, "said"));
  CHECK(has(all, "walk"));
}

TEST_CASE("GraphViz draws the legend", "[dot]") {
  if (graphviz_is_here()) CHECK(has(read_by_graphviz(dot_of(sample::meeting()), "legend"), "\nnode legend "));
}

TEST_CASE("no name is markup", "[dot]") {
  CHECK(dot::in_quotes("a\"b\\N\n<b>&lt;") == R"("a\"b\\N\n&lt;b&gt;&amp;lt;")");
  CHECK(dot::in_quotes(std::string_view("\0\x1b\xff", 3)) == "\"  \xEF\xBF\xBD\"");
}

TEST_CASE("GraphViz reads hostile names as names", "[dot]") {
  if (!graphviz_is_here()) return;
  for (const std::string& name :
       {std::string("\"]; evil [label=\"x"), std::string("\\"), std::string("\\N\\G\\"), std::string("<b>bold</b>"),
        std::string("&#65;&amp;"), std::string("a\nb\r\tc"), std::string("\xff\xfe\x80", 3), std::string("a\0b", 3),
        std::string("\xE2\x80\xAEright to left"), std::string("=cmd|' /C calc'!A0"), std::string(),
        std::string(5000, 'x')}) {
    EventGraph g = sample::meeting();
    for (const NodeRef v : people(g)) g[v].name = name;
    g[0].mentions[0].text = name;
    info(g).documents[0].title = name;
    const std::string plain = read_by_graphviz(dot_of(g, {.legend = false}), "hostile");
    INFO(name);
    REQUIRE_FALSE(plain.empty());
    std::size_t nodes = 0;
    for (std::size_t at = plain.find("\nnode "); at != std::string::npos; at = plain.find("\nnode ", at + 1)) ++nodes;
    CHECK(nodes == 8);
  }
}
