// A graph as one HTML page that people look at: picture, timeline, names, documents, and the words behind every line.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>

#include "tidings/graph/event_graph.hpp"

namespace tidings {

struct ViewOptions {
  std::string title;         ///< empty: the title or name of the one document; of several their number and days
  std::size_t nodes = 2000;  ///< show only so many, those with most mentions and edges; 0: all
};

/// One page with everything in it: it asks no network for anything, and its content security policy forbids it to.
/// Sentences and documents are shown where the graph has their texts (GraphDocument::text).
void write_view(std::ostream& out, EventGraph graph, const ViewOptions& options = {});

}  // namespace tidings
