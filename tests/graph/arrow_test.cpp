// Tables of a graph as somebody sees them who knows nothing but the structs of the Arrow C data interface.
#include "tidings/graph/arrow.hpp"

#include <map>
#include <optional>

#include "graph/sample.hpp"
#include "support/catch.hpp"

using namespace tidings;

namespace {

// Takes a table over, and gives it back when it goes.
class Taken {
 public:
  explicit Taken(const ArrowTable& table) {
    table.export_schema(&schema);
    table.export_array(&array);
  }
  ~Taken() {
    if (schema.release != nullptr) schema.release(&schema);
    if (array.release != nullptr) array.release(&array);
  }
  Taken(const Taken&) = delete;
  Taken& operator=(const Taken&) = delete;

  std::size_t place_of(const std::string& name) const {
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
      if (schema.children[i]->name == name) return static_cast<std::size_t>(i);
    }
    FAIL("no column " << name);
    return 0;
  }
  const ArrowArray& column(const std::string& name) const { return *array.children[place_of(name)]; }
  std::string format(const std::string& name) const { return schema.children[place_of(name)]->format; }

  ArrowSchema schema{};
  ArrowArray array{};
};

template <class T>
const T* buffer(const ArrowArray& column, std::size_t which) {
  return static_cast<const T*>(column.buffers[which]);
}

bool is_null(const ArrowArray& column, std::int64_t row) {
  const auto* bits = buffer<std::uint8_t>(column, 0);
  return bits != nullptr && (bits[row / 8] >> (row % 8) & 1) == 0;
}

std::optional<std::string> text(const ArrowArray& column, std::int64_t row) {
  if (is_null(column, row)) return std::nullopt;
  const auto* offsets = buffer<std::int32_t>(column, 1);
  return std::string(buffer<char>(column, 2) + offsets[row], buffer<char>(column, 2) + offsets[row + 1]);
}

std::vector<std::string> texts(const ArrowArray& list, std::int64_t row) {
  const auto* offsets = buffer<std::int32_t>(list, 1);
  std::vector<std::string> all;
  for (std::int32_t i = offsets[row]; i < offsets[row + 1]; ++i) all.push_back(*text(*list.children[0], i));
  return all;
}

std::map<std::string, std::string> pairs(const ArrowArray& map, std::int64_t row) {
  const auto* offsets = buffer<std::int32_t>(map, 1);
  const ArrowArray& entries = *map.children[0];
  std::map<std::string, std::string> all;
  for (std::int32_t i = offsets[row]; i < offsets[row + 1]; ++i)
    all.emplace(*text(*entries.children[0], i), *text(*entries.children[1], i));
  return all;
}

std::vector<std::optional<std::string>> all_of(const Taken& table, const std::string& name) {
  std::vector<std::optional<std::string>> all;
  for (std::int64_t row = 0; row < table.array.length; ++row) all.push_back(text(table.column(name), row));
  return all;
}

}  // namespace

TEST_CASE("a table of nodes has a row a node, with their names, aliases, attributes and times", "[arrow]") {
  const EventGraph g = sample::meeting();
  const Taken nodes(ArrowTable(g, GraphTable::nodes));
  REQUIRE(nodes.array.length == static_cast<std::int64_t>(num_vertices(g)));
  CHECK(std::string(nodes.schema.format) == "+s");
  CHECK(nodes.format("name") == "u");
  CHECK(nodes.format("aliases") == "+l");
  CHECK(nodes.format("attributes") == "+m");
  CHECK(nodes.format("score") == "f");
  CHECK(text(nodes.column("name"), 0) == "Ann Lee");
  CHECK(texts(nodes.column("aliases"), 0) == std::vector<std::string>{"Lee"});
  CHECK(texts(nodes.column("aliases"), 1).empty());
  CHECK(pairs(nodes.column("attributes"), 6) == std::map<std::string, std::string>{{"subtype", "ministry"}});
  CHECK(text(nodes.column("begin"), 4) == "2020-06");
  CHECK(text(nodes.column("modality"), 5) == "alleged");
  CHECK(buffer<float>(nodes.column("score"), 1)[0] == g[NodeRef{0}].score);
}

TEST_CASE("what is not told is null, and is counted", "[arrow]") {
  const Taken nodes(ArrowTable(sample::meeting(), GraphTable::nodes));  // the graph is gone
  for (const char* name : {"modality", "begin", "value"}) {
    const ArrowArray& column = nodes.column(name);
    std::int64_t nulls = 0;
    for (std::int64_t row = 0; row < column.length; ++row) nulls += is_null(column, row) ? 1 : 0;
    CHECK(nulls == column.null_count);
    CHECK(nulls > 0);
    CHECK(nulls < column.length);
    CHECK((nodes.schema.children[nodes.place_of(name)]->flags & ARROW_FLAG_NULLABLE) != 0);
  }
  CHECK(nodes.column("name").null_count == 0);
  CHECK((nodes.schema.children[nodes.place_of("name")]->flags & ARROW_FLAG_NULLABLE) == 0);
}

TEST_CASE("edges, mentions and claims are tied to nodes by their ids", "[arrow]") {
  const EventGraph g = sample::meeting();
  const Taken edges(ArrowTable(g, GraphTable::edges));
  const Taken mentions(ArrowTable(g, GraphTable::mentions));
  const Taken claims(ArrowTable(g, GraphTable::claims));
  CHECK(edges.array.length == static_cast<std::int64_t>(num_edges(g)));
  CHECK(text(edges.column("source"), 0) == "v1");
  CHECK(text(edges.column("target"), 0) == "e1");
  CHECK(text(edges.column("type"), 0) == "participant");
  CHECK(mentions.array.length == static_cast<std::int64_t>(num_vertices(g) + num_edges(g)));
  CHECK(all_of(mentions, "of").front() == "e1");
  CHECK(all_of(mentions, "of").back() == "x9");
  CHECK(buffer<std::int64_t>(mentions.column("begin"), 1)[1] == 30);
  CHECK(buffer<std::int64_t>(mentions.column("end"), 1)[1] == 40);
  CHECK(text(mentions.column("document"), 0) == "d1");
  CHECK(is_null(mentions.column("head_begin"), 0));
  REQUIRE(claims.array.length == 1);
  CHECK(text(claims.column("source"), 0) == "e1");
  CHECK(texts(claims.column("events"), 0) == std::vector<std::string>{"v3"});
  CHECK(texts(claims.column("chain"), 0).empty());
}

TEST_CASE("mentions tell the lemma of a trigger, and why a node of another document is the same", "[arrow]") {
  EventGraph g = sample::meeting();
  g[NodeRef{2}].mentions[0].lemma = "meet";
  g[NodeRef{0}].mentions[0].merged = "name";
  const Taken mentions(ArrowTable(g, GraphTable::mentions));
  CHECK(text(mentions.column("lemma"), 2) == "meet");
  CHECK(is_null(mentions.column("lemma"), 0));
  CHECK(text(mentions.column("merged"), 0) == "name");
  CHECK(is_null(mentions.column("merged"), 2));
  CHECK(std::string(mentions.format("score")) == "f");
}

TEST_CASE("an empty graph gives tables without rows", "[arrow]") {
  const EventGraph none;
  for (const GraphTable which :
       {GraphTable::documents, GraphTable::nodes, GraphTable::edges, GraphTable::mentions, GraphTable::claims}) {
    const Taken table(ArrowTable(none, which));
    CHECK(table.array.length == 0);
    CHECK(table.array.n_children == table.schema.n_children);
    for (std::int64_t i = 0; i < table.array.n_children; ++i) CHECK(table.array.children[i]->length == 0);
  }
}

TEST_CASE("bytes that are no UTF-8 are replaced", "[arrow]") {
  EventGraph g;
  sample::entity(g, "e1", "person", "J\xFFrg", 0);
  CHECK(text(Taken(ArrowTable(g, GraphTable::nodes)).column("name"), 0) == "J\xEF\xBF\xBDrg");
}

TEST_CASE("a taker may move a column away: it outlives the table, and both are given back once", "[arrow]") {
  ArrowArray moved{};
  {
    const Taken nodes(ArrowTable(sample::meeting(), GraphTable::nodes));
    ArrowArray& name = *nodes.array.children[nodes.place_of("name")];
    moved = name;
    name.release = nullptr;  // as the interface prescribes it
  }
  CHECK(text(moved, 3) == "Oslo");
  moved.release(&moved);
  CHECK(moved.release == nullptr);
}
