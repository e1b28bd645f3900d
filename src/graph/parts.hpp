// Parts of a graph that is being made: nodes and edges by position, before they have ids.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tidings/graph/event_graph.hpp"

namespace tidings {

using NodeIndex = std::uint32_t;

struct LooseEdge {
  NodeIndex source = 0;
  NodeIndex target = 0;
  Edge edge;
};

struct LooseClaim {
  std::optional<NodeIndex> source;
  std::vector<NodeIndex> chain;
  std::vector<NodeIndex> events;
  GraphClaim claim;  ///< without source, chain and events
};

struct GraphParts {
  GraphInfo info;  ///< without claims
  std::vector<Node> nodes;
  std::vector<LooseEdge> edges;
  std::vector<LooseClaim> claims;
};

/// Joins edges that say the same, puts everything in the order of first appearance, and gives the ids.
EventGraph assemble(GraphParts parts);

}  // namespace tidings
