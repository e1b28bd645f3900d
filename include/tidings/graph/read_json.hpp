// Reading graphs back from JSON.
#pragma once

#include <istream>
#include <string>
#include <string_view>

#include "tidings/error.hpp"
#include "tidings/graph/event_graph.hpp"

namespace tidings {

/// A graph as `write_json` writes it, or as another program does that follows docs/graph-format.md. Keys that are not
/// known are passed over. Throws Error where it is no JSON (file, line, column), or no such graph (what was found, what
/// was expected): an unknown id, an offset that is no number, a kind that is not there.
EventGraph read_json(std::string_view text, const std::string& file_name = "graph");
/// The same from a stream, without its text in memory, where "format" comes first and documents, nodes, edges and
/// claims in this order: a graph may be as large as the memory. The stream may be at its end afterwards.
EventGraph read_json(std::istream& in, const std::string& file_name = "graph");

}  // namespace tidings
