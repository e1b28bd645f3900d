// Cypher (opencypher.org): statements that make the graph in Neo4j, Memgraph, Neptune … Header-only.
#pragma once

#include <boost/range/iterator_range.hpp>
#include <ostream>
#include <string>
#include <string_view>

#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/fields.hpp"
#include "tidings/graph/utf8.hpp"

namespace tidings {

namespace cypher {

/// `text` as an expression that is this string. Some engines take `\u0027` for a quotation mark before they look at
/// strings, so a backslash before a 'u' ends one literal, and the 'u' begins the next.
inline void append_string(std::string& out, std::string_view text) {
  out += '\'';
  bool after_backslash = false;
  utf8::for_each(text, [&](std::string_view c) {
    const auto first = static_cast<unsigned char>(c[0]);
    if (after_backslash && (c == "u" || c == "U")) out += "' + '";
    after_backslash = c == "\\";
    if (c == "\\" || c == "'") out += '\\';
    if (c == "\n") out += "\\n";
    else if (c == "\r") out += "\\r";
    else if (c == "\t") out += "\\t";
    else if (first < 0x20 || first == 0x7F) out += utf8::replacement;
    else out += c;
  });
  out += '\'';
}

template <class Fields, class Ref>
void append_properties(std::string& out, const Fields& list, const EventGraph& graph, Ref ref, std::string_view id) {
  out += " {id: ";
  append_string(out, id);
  for (const auto& field : list) {
    const std::string value = field.of(graph, ref);
    if (value.empty()) continue;
    out += ", " + fields::word(field.name, false) + ": ";
    if (field.type == fields::FieldType::text) append_string(out, value);
    else out += value;
  }
  out += '}';
}

}  // namespace cypher

/// One statement a line: first the nodes (labels: Tidings, the kind, the type), then the edges (types: AGENT …).
inline void write_cypher(std::ostream& stream, const EventGraph& graph) {
  Pages pages(stream);
  std::string& out = pages.text();
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    out +=
        "CREATE (:Tidings:" + fields::word(to_string(graph[v].kind), false) + ':' + fields::word(graph[v].type, false);
    cypher::append_properties(out, fields::of_nodes, graph, v, graph[v].id);
    out += ");\n";
    pages.turn();
  }
  for (const EdgeRef e : boost::make_iterator_range(edges(graph))) {
    out += "MATCH (a:Tidings {id: ";
    cypher::append_string(out, graph[source(e, graph)].id);
    out += "}), (b:Tidings {id: ";
    cypher::append_string(out, graph[target(e, graph)].id);
    out += "}) CREATE (a)-[:" + fields::word(graph[e].type, true);
    cypher::append_properties(out, fields::of_edges, graph, e, graph[e].id);
    out += "]->(b);\n";
    pages.turn();
  }
}

}  // namespace tidings
