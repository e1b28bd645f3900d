// Events of many documents: what is compared of them, and one node for those that are one.
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

/// One node from what several documents (or several passages of one) tell of one event. Most documents decide; of
/// equally many the less certain, the coarser or the first by its bytes. Attributes tell how many documents there are
/// ("documents") and where they differ ("counts", "dates", "certainties"), each with the number of documents: "26 ×3,
/// 23 ×1". The order of `told` changes nothing.
Node unite_events(std::vector<Node> told);

}  // namespace tidings
