// A graph in JSON, from anybody: read or refused with tidings::Error, and what was read can be written, asked and
// merged.
#include <sstream>

#include "fuzz/fuzz.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/graph/diff.hpp"
#include "tidings/graph/explain.hpp"
#include "tidings/graph/paths.hpp"
#include "tidings/graph/rank.hpp"
#include "tidings/graph/read_json.hpp"
#include "tidings/graph/timeline.hpp"

using namespace tidings;

namespace {

void ask(const EventGraph& graph) {
  std::ostringstream out;
  write_timeline(out, graph, timeline(graph));
  write_timeline_chart(out, graph, timeline(graph));
  for (const NodeRef node : boost::make_iterator_range(vertices(graph))) write_explanation(out, graph, node);
  for (const EdgeRef edge : boost::make_iterator_range(edges(graph))) write_explanation(out, graph, edge);
  if (num_vertices(graph) > 1) {
    write_path(out, graph, strongest_path(graph, 0, num_vertices(graph) - 1));
    path(graph, 0, num_vertices(graph) - 1);
  }
  central(graph);
  communities(graph);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  EventGraph graph;
  try {
    graph = read_json(fuzz::text_of(data, size), "graph.json");
  } catch (const Error&) {
    return 0;
  }
  fuzz::check_graph(graph, nullptr);
  ask(graph);
  std::vector<EventGraph> twice(2, graph);
  const EventGraph merged = merge_graphs(std::move(twice));
  fuzz::check_graph(merged, nullptr);
  std::ostringstream out;
  write_diff(out, diff(graph, merged), graph, merged);
  return 0;
}
