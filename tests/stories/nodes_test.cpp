// What of a text's layers becomes a node.
#include <algorithm>

#include "support/catch.hpp"
#include "tidings/extractor.hpp"

using namespace tidings;

namespace {

bool has_entity(const EventGraph& graph, std::string_view name) {
  const auto [begin, end] = boost::vertices(graph);
  return std::any_of(begin, end, [&](auto v) { return graph[v].kind == NodeKind::entity && graph[v].name == name; });
}

}  // namespace

TEST_CASE("a noun of no known kind that nothing leads to is no node", "[nodes]") {
  const Extractor extractor;
  const EventGraph graph = extractor.extract("It was a long way to the village. The rebels seized a bridge.");
  CHECK_FALSE(has_entity(graph, "a long way"));
  CHECK(has_entity(graph, "The rebels"));
  CHECK(has_entity(graph, "a bridge"));
}

TEST_CASE("a noun of no known kind that is spoken of again is a node", "[nodes]") {
  const Extractor extractor;
  const EventGraph graph = extractor.extract("The loophole is a long way off. Nobody is happy about the loophole.");
  CHECK(has_entity(graph, "The loophole"));
}

TEST_CASE("a noun that says nothing and only takes part in an event of no kind is no node", "[nodes]") {
  const Extractor extractor;
  const EventGraph graph =
      extractor.extract("It makes no sense. The changes have advantages. The rebels used a bridge.");
  CHECK_FALSE(has_entity(graph, "no sense"));
  CHECK_FALSE(has_entity(graph, "advantages"));
  CHECK(has_entity(graph, "a bridge"));
}

TEST_CASE("what is told as an event is not told as a thing too", "[nodes]") {
  const Extractor extractor;
  const EventGraph graph =
      extractor.extract("Myanmar held a peaceful election. Many parties took part in the election.");
  CHECK_FALSE(has_entity(graph, "a peaceful election"));
  CHECK_FALSE(has_entity(graph, "the election"));
}
