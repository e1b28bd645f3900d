// Tables of nodes and edges as CSV (RFC 4180): for spreadsheets and data frames, and for Neo4j's import. Header-only.
#pragma once

#include <boost/range/iterator_range.hpp>
#include <ostream>
#include <string>
#include <string_view>

#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/fields.hpp"
#include "tidings/graph/utf8.hpp"

namespace tidings {

namespace csv {

/// `text` as one cell, always in quotation marks; control characters are U+FFFD. A line end stays, as RFC 4180 has it.
inline void append_cell(std::string& out, std::string_view text) {
  out += '"';
  utf8::for_each(text, [&](std::string_view c) {
    const auto first = static_cast<unsigned char>(c[0]);
    if (c == "\"") out += "\"\"";
    else if ((first < 0x20 && c != "\n" && c != "\t") || first == 0x7F) out += utf8::replacement;
    else out += c;
  });
  out += '"';
}

/// The same for people's spreadsheets: a text that a spreadsheet would run as a formula gets an apostrophe before it.
inline void append_safe_cell(std::string& out, std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \t\r\n");
  static constexpr std::string_view wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                              "\xEF\xBC\xA0"};  // ＝＋－＠
  bool formula = false;
  if (at != std::string_view::npos) {
    formula = std::string_view("=+-@|%").find(text[at]) != std::string_view::npos;
    for (const std::string_view sign : wide) formula |= text.substr(at, sign.size()) == sign;
  }
  formula |= !text.empty() && (text[0] == '\t' || text[0] == '\r');
  append_cell(out, formula ? "'" + std::string(text) : std::string(text));
}

/// Neo4j's import reads a file line by line, and a list's items by ';'.
inline std::string on_one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c == '\n' || c == '\r' ? ' ' : c;
  return out;
}

inline std::string neo4j_list(const CompactVector<SharedText>& items) {
  std::string out;
  for (const SharedText& item : items) {
    if (!out.empty()) out += ';';
    for (const char c : item) out += c == ';' ? ',' : c;
  }
  return out;
}

inline constexpr std::string_view neo4j_types[] = {"", ":float", ":int"};

}  // namespace csv

/// One node a line: id, and the columns of fields.hpp. Safe to open in a spreadsheet.
inline void write_node_csv(std::ostream& stream, const EventGraph& graph) {
  Pages pages(stream);
  std::string& out = pages.text();
  out += "id";
  for (const auto& field : fields::of_nodes) out += ',' + std::string(field.name);
  out += "\r\n";
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    csv::append_safe_cell(out, graph[v].id);
    for (const auto& field : fields::of_nodes) {
      out += ',';
      if (field.type == fields::FieldType::text) csv::append_safe_cell(out, field.of(graph, v));
      else out += field.of(graph, v);
    }
    out += "\r\n";
    pages.turn();
  }
}

/// One edge a line: id, source, target, and the columns of fields.hpp. Safe to open in a spreadsheet.
inline void write_edge_csv(std::ostream& stream, const EventGraph& graph) {
  Pages pages(stream);
  std::string& out = pages.text();
  out += "id,source,target";
  for (const auto& field : fields::of_edges) out += ',' + std::string(field.name);
  out += "\r\n";
  for (const EdgeRef e : boost::make_iterator_range(edges(graph))) {
    csv::append_safe_cell(out, graph[e].id);
    out += ',';
    csv::append_safe_cell(out, graph[source(e, graph)].id);
    out += ',';
    csv::append_safe_cell(out, graph[target(e, graph)].id);
    for (const auto& field : fields::of_edges) {
      out += ',';
      if (field.type == fields::FieldType::text) csv::append_safe_cell(out, field.of(graph, e));
      else out += field.of(graph, e);
    }
    out += "\r\n";
    pages.turn();
  }
}

/// For `neo4j-admin database import --nodes`. Labels: Tidings, the kind, and the type ("contact_meet").
inline void write_neo4j_nodes(std::ostream& stream, const EventGraph& graph) {
  Pages pages(stream);
  std::string& out = pages.text();
  out += "id:ID,:LABEL";
  for (const auto& field : fields::of_nodes) {
    out +=
        ',' + std::string(field.name) +
        (field.name == "aliases" ? ":string[]" : std::string(csv::neo4j_types[static_cast<std::size_t>(field.type)]));
  }
  out += '\n';
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    csv::append_cell(out, csv::on_one_line(graph[v].id));
    out +=
        ",\"Tidings;" + fields::word(to_string(graph[v].kind), false) + ';' + fields::word(graph[v].type, false) + '"';
    for (const auto& field : fields::of_nodes) {
      out += ',';
      csv::append_cell(
          out, csv::on_one_line(field.name == "aliases" ? csv::neo4j_list(graph[v].aliases) : field.of(graph, v)));
    }
    out += '\n';
    pages.turn();
  }
}

/// For `neo4j-admin database import --relationships`. Types: AGENT, ACCORDING_TO.
inline void write_neo4j_edges(std::ostream& stream, const EventGraph& graph) {
  Pages pages(stream);
  std::string& out = pages.text();
  out += ":START_ID,:END_ID,:TYPE,id";
  for (const auto& field : fields::of_edges)
    out += ',' + std::string(field.name) + std::string(csv::neo4j_types[static_cast<std::size_t>(field.type)]);
  out += '\n';
  for (const EdgeRef e : boost::make_iterator_range(edges(graph))) {
    csv::append_cell(out, csv::on_one_line(graph[source(e, graph)].id));
    out += ',';
    csv::append_cell(out, csv::on_one_line(graph[target(e, graph)].id));
    out += ',' + fields::word(graph[e].type, true) + ',';
    csv::append_cell(out, csv::on_one_line(graph[e].id));
    for (const auto& field : fields::of_edges) {
      out += ',';
      csv::append_cell(out, csv::on_one_line(field.of(graph, e)));
    }
    out += '\n';
    pages.turn();
  }
}

}  // namespace tidings
