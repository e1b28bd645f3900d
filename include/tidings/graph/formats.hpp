// All formats of a graph, by name. Header-only.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/graph/csv.hpp"
#include "tidings/graph/cypher.hpp"
#include "tidings/graph/dot.hpp"
#include "tidings/graph/json.hpp"
#include "tidings/graph/rdf.hpp"
#include "tidings/graph/records.hpp"
#include "tidings/graph/summary.hpp"
#include "tidings/graph/xml.hpp"

namespace tidings {

using GraphWriter = void (*)(std::ostream& out, const EventGraph& graph);

struct GraphFormat {
  std::string_view name;
  GraphWriter write;
};

inline constexpr GraphFormat all_graph_formats[] = {
    {"summary", [](std::ostream& out, const EventGraph& graph) { write_summary(out, graph); }},
    {"dot", [](std::ostream& out, const EventGraph& graph) { write_dot(out, graph); }},
    {"json", [](std::ostream& out, const EventGraph& graph) { write_json(out, graph); }},
    {"jsonl",
     [](std::ostream& out, const EventGraph& graph) {
       write_json(out, graph, JsonLayout::compact);
       out << '\n';
     }},
    {"graphml", write_graphml},
    {"gexf", write_gexf},
    {"csv-nodes", write_node_csv},
    {"csv-edges", write_edge_csv},
    {"neo4j-nodes", write_neo4j_nodes},
    {"neo4j-edges", write_neo4j_edges},
    {"cypher", write_cypher},
    {"turtle", [](std::ostream& out, const EventGraph& graph) { write_turtle(out, graph); }},
    {"jsonld", [](std::ostream& out, const EventGraph& graph) { write_json_ld(out, graph); }},
    {"ftm", [](std::ostream& out, const EventGraph& graph) { write_ftm(out, graph); }},
    {"plover", write_plover},
};

inline std::vector<std::string> graph_formats() {
  std::vector<std::string> names;
  for (const GraphFormat& format : all_graph_formats) names.emplace_back(format.name);
  return names;
}

inline std::optional<GraphWriter> graph_writer(std::string_view name) {
  for (const GraphFormat& format : all_graph_formats) {
    if (format.name == name) return format.write;
  }
  return std::nullopt;
}

}  // namespace tidings
