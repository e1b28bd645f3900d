// The handle of a graph: nodes and edges by index.
#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "tidings.h"
#include "tidings/graph/event_graph.hpp"

struct tidings_graph {
  explicit tidings_graph(tidings::EventGraph made);
  // The index points into the graph.
  tidings_graph(const tidings_graph&) = delete;
  tidings_graph& operator=(const tidings_graph&) = delete;

  const tidings::EventGraph graph;
  std::vector<tidings::EdgeRef> edges;            ///< by index
  std::vector<std::vector<std::size_t>> out, in;  ///< by node: indices of edges
  std::map<std::string_view, std::size_t> by_id;  ///< nodes
};
