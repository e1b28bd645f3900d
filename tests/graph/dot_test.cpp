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
  const std::string text = dot_of(sample::meeting(), {.times = true});
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
  CHECK_FALSE(has(dot_of(sample::meeting()), "Monday"));
  CHECK(has(dot_of(sample::meeting(), {.all = true}), "Monday"));
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

namespace {
// Ann Lee and Bo Karlsen met in Oslo; elsewhere Cem Demir sued Dora Ek in Ankara. Both are in the news of two papers.
EventGraph two_stories() {
  EventGraph g;
  for (const char* id : {"d1", "d2"})
    info(g).documents.push_back({id, id, "", "", std::string("Story ") + id, "", 100, {}});
  const NodeRef lee = sample::entity(g, "e1", "person", "Ann Lee", 1),
                karlsen = sample::entity(g, "e2", "person", "Bo Karlsen", 2);
  const NodeRef met = sample::event(g, "v1", "contact.meet", "met", 3);
  const NodeRef demir = sample::entity(g, "e3", "person", "Cem Demir", 1),
                ek = sample::entity(g, "e4", "person", "Dora Ek", 2);
  const NodeRef sued = sample::event(g, "v2", "justice.sue", "sued", 3);
  for (const NodeRef v : {demir, ek, sued}) g[v].mentions[0].document = 1;
  for (const NodeRef v : {lee, karlsen}) sample::edge(g, met, v, EdgeKind::role, "participant");
  sample::edge(g, sued, demir, EdgeKind::role, "agent");
  sample::edge(g, sued, ek, EdgeKind::role, "patient");
  return g;
}
// The text of the frame that has this title.
std::string frame(const std::string& dot, const std::string& title) {
  const std::size_t begin = dot.find("label=\"" + title);
  return begin == std::string::npos ? std::string() : dot.substr(begin, dot.find("\n  }", begin) - begin);
}
}  // namespace

TEST_CASE("what one document alone tells is in its frame, what two tell in none", "[dot]") {
  EventGraph g = two_stories();
  g[3].mentions.push_back(sample::words("Demir", 50));  // Cem Demir, in the first document too
  const std::string text = dot_of(g, {.clusters = DotClusters::document});
  const std::string first = frame(text, "Story d1"), second = frame(text, "Story d2");
  CHECK(has(first, "Ann Lee"));
  CHECK(has(first, "contact.meet"));
  CHECK_FALSE(has(first, "Dora Ek"));
  CHECK(has(second, "Dora Ek"));
  CHECK_FALSE(has(first + second, "Cem Demir"));
  CHECK(has(text, "Cem Demir"));
  CHECK_FALSE(has(dot_of(g), "subgraph"));
}

TEST_CASE("communities have frames of their own, with their events", "[dot]") {
  const std::string text = dot_of(two_stories(), {.clusters = DotClusters::community});
  const std::string lee = frame(text, "around Ann Lee"), demir = frame(text, "around Cem Demir");
  CHECK(has(lee, "Bo Karlsen"));
  CHECK(has(lee, "contact.meet"));
  CHECK(has(demir, "Dora Ek"));
  CHECK(has(demir, "justice.sue"));
}

TEST_CASE("GraphViz draws frames, whatever the titles of documents", "[dot]") {
  if (!graphviz_is_here()) return;
  EventGraph g = two_stories();
  info(g).documents[1].title = "\"]; } evil [label=\"x";
  for (const DotClusters by : {DotClusters::document, DotClusters::community}) {
    const std::string plain = read_by_graphviz(dot_of(g, {.legend = false, .clusters = by}), "frames");
    CHECK(has(plain, "\nnode e4 "));
    CHECK_FALSE(has(plain, "node evil"));
  }
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
    const std::string plain = read_by_graphviz(dot_of(g, {.times = true, .legend = false}), "hostile");
    INFO(name);
    REQUIRE_FALSE(plain.empty());
    std::size_t nodes = 0;
    for (std::size_t at = plain.find("\nnode "); at != std::string::npos; at = plain.find("\nnode ", at + 1)) ++nodes;
    CHECK(nodes == 8);
  }
}
