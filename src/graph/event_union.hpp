// What is compared of the events of many documents.
#pragma once

#include <functional>

#include "graph/parts.hpp"
#include "tidings/graph/resolution.hpp"

namespace tidings {

struct EventSketches {
  std::vector<StorySketch> stories;  ///< one a document
  std::vector<EventSketch> events;
  std::vector<NodeIndex> nodes;  ///< the node of each event
};

/// `one_of` gives the first of the nodes that are one entity with the given one.
EventSketches event_sketches(const GraphParts& parts, const std::function<NodeIndex(NodeIndex)>& one_of);

}  // namespace tidings
