// From the layers of documents to graphs, and from many graphs to one.
#pragma once

#include <string>
#include <vector>

#include "tidings/document.hpp"
#include "tidings/graph/constraints.hpp"
#include "tidings/graph/event_graph.hpp"

namespace tidings {

struct GraphOptions {
  OffsetUnit offsets = OffsetUnit::byte;  ///< unit of every offset in the graph
  std::string model;                      ///< name of the model, told in the graph
};

/// The graph of one document. It owns all its text: the document may go. Linear; thread-safe.
EventGraph build_graph(const Document& document, const NameTypes& types, const GraphOptions& options = {});

/// One graph of many: the same person, agency, place, day or event is one node. The order of the graphs decides the
/// order of the documents, and nothing else. All must have the same unit of offsets (throws Error otherwise).
/// `constraints` is what the user knows better; without them everything is as it was before (throws Error where they
/// contradict each other).
/// `join_events`: events that several documents tell are one, too; else those of each document stay apart.
EventGraph merge_graphs(std::vector<EventGraph> graphs, const EntityConstraints& constraints = {},
                        bool join_events = true);

}  // namespace tidings
