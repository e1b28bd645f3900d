// GraphML (graphml.graphdrawing.org) and GEXF 1.3 (gexf.net): for Gephi, yEd, NetworkX, igraph. Header-only.
#pragma once

#include <boost/range/iterator_range.hpp>
#include <ostream>
#include <string>
#include <string_view>

#include "tidings/graph/days.hpp"
#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/fields.hpp"
#include "tidings/graph/utf8.hpp"

namespace tidings {

namespace xml {

/// `text` as content or attribute value of XML 1.0: no markup, and no character that XML forbids (those are U+FFFD).
inline void append_escaped(std::string& out, std::string_view text) {
  utf8::for_each(text, [&](std::string_view c) {
    const auto first = static_cast<unsigned char>(c[0]);
    const bool noncharacter = c == "\xEF\xBF\xBE" || c == "\xEF\xBF\xBF";
    if (c == "&") out += "&amp;";
    else if (c == "<") out += "&lt;";
    else if (c == ">") out += "&gt;";
    else if (c == "\"") out += "&quot;";
    else if (c == "\n" || c == "\r" || c == "\t") out += "&#" + std::to_string(first) + ';';
    else if (first < 0x20 || first == 0x7F || noncharacter) out += utf8::replacement;
    else out += c;
  });
}

inline void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  append_escaped(out, value);
  out += '"';
}

inline constexpr std::string_view graphml_types[] = {"string", "double", "int"};
inline constexpr std::string_view gexf_types[] = {"string", "double", "integer"};

inline std::string label_of(const Node& node) { return utf8::shorten(node.name.empty() ? node.value : node.name, 120); }

template <class Fields>
void append_keys(std::string& out, const Fields& list, std::string_view prefix, std::string_view of) {
  std::size_t number = 0;
  for (const auto& field : list) {
    out += "  <key id=\"" + std::string(prefix) + std::to_string(number++) + "\" for=\"" + std::string(of) +
           "\" attr.name=\"" + std::string(field.name) + "\" attr.type=\"" +
           std::string(graphml_types[static_cast<std::size_t>(field.type)]) + "\"/>\n";
  }
}

template <class Fields, class Ref>
void append_data(std::string& out, const Fields& list, std::string_view prefix, const EventGraph& graph, Ref ref) {
  std::size_t number = 0;
  for (const auto& field : list) {
    const std::string value = field.of(graph, ref);
    const std::string key = std::string(prefix) + std::to_string(number++);
    if (value.empty()) continue;
    out += "<data key=\"" + key + "\">";
    append_escaped(out, value);
    out += "</data>";
  }
}

template <class Fields>
void append_gexf_attributes(std::string& out, const Fields& list, std::string_view of) {
  out += "    <attributes class=\"" + std::string(of) + "\">\n";
  std::size_t number = 0;
  for (const auto& field : list) {
    out += "      <attribute id=\"" + std::to_string(number++) + "\" title=\"" + std::string(field.name) +
           "\" type=\"" + std::string(gexf_types[static_cast<std::size_t>(field.type)]) + "\"/>\n";
  }
  out += "    </attributes>\n";
}

template <class Fields, class Ref>
void append_attvalues(std::string& out, const Fields& list, const EventGraph& graph, Ref ref) {
  out += "<attvalues>";
  std::size_t number = 0;
  for (const auto& field : list) {
    const std::string value = field.of(graph, ref);
    const std::string id = std::to_string(number++);
    if (value.empty()) continue;
    out += "<attvalue for=\"" + id + '"';
    append_attribute(out, "value", value);
    out += "/>";
  }
  out += "</attvalues>";
}

/// Colours of the picture that DOT gives, for Gephi.
inline std::string_view gexf_colour(const Node& node) {
  if (node.kind == NodeKind::event)
    return node.polarity == Polarity::negative ? "r=\"138\" g=\"138\" b=\"138\"" : "r=\"217\" g=\"119\" b=\"43\"";
  if (node.kind == NodeKind::time) return "r=\"179\" g=\"155\" b=\"46\"";
  if (node.type == "person") return "r=\"47\" g=\"109\" b=\"176\"";
  if (node.type == "organization") return "r=\"42\" g=\"138\" b=\"95\"";
  if (node.type == "location" || node.type == "facility") return "r=\"122\" g=\"79\" b=\"176\"";
  return "r=\"119\" g=\"119\" b=\"119\"";
}

}  // namespace xml

/// Directed, one `data` for each column of fields.hpp that has a value.
inline void write_graphml(std::ostream& stream, const EventGraph& graph) {
  Pages pages(stream);
  std::string& out = pages.text();
  out +=
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
      "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
  xml::append_keys(out, fields::of_nodes, "n", "node");
  xml::append_keys(out, fields::of_edges, "e", "edge");
  out += "  <graph id=\"tidings\" edgedefault=\"directed\">\n";
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    out += "    <node";
    xml::append_attribute(out, "id", graph[v].id);
    out += '>';
    xml::append_data(out, fields::of_nodes, "n", graph, v);
    out += "</node>\n";
    pages.turn();
  }
  for (const EdgeRef e : boost::make_iterator_range(edges(graph))) {
    out += "    <edge";
    xml::append_attribute(out, "id", graph[e].id);
    xml::append_attribute(out, "source", graph[source(e, graph)].id);
    xml::append_attribute(out, "target", graph[target(e, graph)].id);
    out += '>';
    xml::append_data(out, fields::of_edges, "e", graph, e);
    out += "</edge>\n";
    pages.turn();
  }
  out += "  </graph>\n</graphml>\n";
}

/// A dynamic graph: events that have days begin and end with them; everything else is always there.
inline void write_gexf(std::ostream& stream, const EventGraph& graph) {
  Pages pages(stream);
  std::string& out = pages.text();
  out +=
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n"
      "  <graph mode=\"dynamic\" defaultedgetype=\"directed\" timeformat=\"date\" timerepresentation=\"interval\">\n";
  xml::append_gexf_attributes(out, fields::of_nodes, "node");
  xml::append_gexf_attributes(out, fields::of_edges, "edge");
  const auto append_days = [&](const Node& event) {
    const auto range = event.kind == NodeKind::event ? days::range_of(event.when) : std::nullopt;
    if (!range) return;
    xml::append_attribute(out, "start", days::text_of(range->first));
    xml::append_attribute(out, "end", days::text_of(range->last));
  };
  out += "    <nodes>\n";
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    out += "      <node";
    xml::append_attribute(out, "id", graph[v].id);
    xml::append_attribute(out, "label", xml::label_of(graph[v]));
    append_days(graph[v]);
    out += '>';
    xml::append_attvalues(out, fields::of_nodes, graph, v);
    out += "<viz:color " + std::string(xml::gexf_colour(graph[v])) + "/></node>\n";
    pages.turn();
  }
  out += "    </nodes>\n    <edges>\n";
  for (const EdgeRef e : boost::make_iterator_range(edges(graph))) {
    out += "      <edge";
    xml::append_attribute(out, "id", graph[e].id);
    xml::append_attribute(out, "source", graph[source(e, graph)].id);
    xml::append_attribute(out, "target", graph[target(e, graph)].id);
    xml::append_attribute(out, "label", graph[e].type);
    append_days(graph[source(e, graph)]);
    out += '>';
    xml::append_attvalues(out, fields::of_edges, graph, e);
    out += "</edge>\n";
    pages.turn();
  }
  out += "    </edges>\n  </graph>\n</gexf>\n";
}

}  // namespace tidings
