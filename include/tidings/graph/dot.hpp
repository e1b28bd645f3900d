// DOT of a graph (graphviz.org/doc/info/lang.html): to look at it. Header-only.
//
// Entities are rounded and coloured by type, events are boxes, times are notes. What is only planned, possible, alleged
// or hypothetical has a broken line, and so have its roles. Every node and edge shows its words as a tooltip in SVG.
#pragma once

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <cstddef>
#include <numeric>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/queries.hpp"
#include "tidings/graph/utf8.hpp"

namespace tidings {

struct DotOptions {
  std::size_t nodes = 0;   ///< draw only so many, those with most mentions and edges; 0: all
  bool unlinked = false;   ///< draw nodes without edges too
  bool times = true;       ///< draw time nodes (events tell their day in any case)
  bool legend = true;
};

namespace dot {

/// `text` between quotation marks. Nothing in it is markup afterwards: GraphViz takes `\N`, `&lt;` and control
/// characters for more than they are, and refuses bytes that are not UTF-8.
inline void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  utf8::for_each(text, [&](std::string_view c) {
    const auto first = static_cast<unsigned char>(c[0]);
    if (c == "\"" || c == "\\") {
      out += '\\';
      out += c;
    } else if (c == "&") {
      out += "&amp;";
    } else if (c == "<") {
      out += "&lt;";
    } else if (c == ">") {
      out += "&gt;";
    } else if (c == "\n") {
      out += "\\n";
    } else if (first < 0x20 || first == 0x7F) {
      out += ' ';
    } else {
      out += c;
    }
  });
  out += '"';
}

inline std::string in_quotes(std::string_view text) {
  std::string out;
  append_quoted(out, text);
  return out;
}

/// Broken into lines of about `width` characters, at blanks.
inline std::string wrapped(std::string_view text, std::size_t width, std::size_t longest) {
  std::string out;
  std::size_t column = 0;
  std::string word;
  std::size_t word_length = 0;
  const auto flush = [&] {
    if (word.empty()) return;
    if (column != 0) out += column + word_length + 1 > width ? '\n' : ' ';
    column = !out.empty() && out.back() == '\n' ? 0 : column;
    out += word;
    column += word_length + 1;
    word.clear();
    word_length = 0;
  };
  utf8::for_each(utf8::shorten(text, longest), [&](std::string_view c) {
    if (c == " ") return flush();
    word += c;
    ++word_length;
  });
  flush();
  return out;
}

struct Colours {
  std::string_view fill;
  std::string_view line;
};

inline Colours colours_of(const Node& node) {
  if (node.kind == NodeKind::time) return {"#fdf6d8", "#b39b2e"};
  if (node.kind == NodeKind::event) {
    return node.polarity == Polarity::negative ? Colours{"#f3f3f3", "#8a8a8a"} : Colours{"#fff3e6", "#d9772b"};
  }
  if (node.type == "person") return {"#d6e6f7", "#2f6db0"};
  if (node.type == "organization") return {"#d5efe3", "#2a8a5f"};
  if (node.type == "location" || node.type == "facility") return {"#eadff5", "#7a4fb0"};
  if (node.type == "group") return {"#e2eef0", "#4c7f8a"};
  return {"#eeeeee", "#777777"};
}

inline std::string_view shape_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::entity: return "box";
    case NodeKind::event: return "box";
    case NodeKind::time: return "note";
  }
  return "box";
}

inline std::string_view line_of(Modality modality) {
  switch (modality) {
    case Modality::actual: return "solid";
    case Modality::planned:
    case Modality::possible:
    case Modality::alleged: return "dashed";
    case Modality::hypothetical: return "dotted";
  }
  return "solid";
}

inline std::string when_text(const When& when) {
  if (when.end.empty() || when.begin == when.end) return when.begin;
  return when.begin + " to " + when.end;
}

inline std::string label_of(const Node& node) {
  std::string label = wrapped(node.name.empty() ? std::string_view("(no name)") : std::string_view(node.name), 22, 66);
  if (node.kind == NodeKind::time) {
    const bool day = !node.value.empty() && node.value != node.name;
    return day ? label + '\n' + utf8::shorten(node.value, 24) : label;
  }
  if (node.kind == NodeKind::entity) return label;
  label += '\n' + node.type;
  std::string state;
  if (node.polarity == Polarity::negative) state = "did not happen";
  if (node.modality != Modality::actual) state += (state.empty() ? "" : ", ") + std::string(to_string(node.modality));
  if (!state.empty()) label += "\n(" + state + ')';
  if (node.when) label += '\n' + when_text(*node.when);
  return label;
}

inline std::string words_of(const std::vector<Evidence>& mentions) {
  std::string words;
  for (std::size_t i = 0; i < mentions.size() && i < 4; ++i) {
    if (i != 0) words += " | ";
    words += utf8::shorten(mentions[i].text, 160);
  }
  return words;
}

inline void append_node(std::string& out, std::string_view id, const Node& node, std::string_view tooltip) {
  const Colours colours = colours_of(node);
  out += in_quotes(id) + " [label=" + in_quotes(label_of(node));
  out += ", shape=" + std::string(shape_of(node.kind));
  std::string style = "filled";
  if (node.kind == NodeKind::entity) style += ",rounded";
  if (node.kind == NodeKind::event) style += ',' + std::string(line_of(node.modality));
  out += ", style=\"" + style + "\", fillcolor=\"" + std::string(colours.fill) + "\", color=\"" +
         std::string(colours.line) + '"';
  if (node.kind == NodeKind::event) out += ", penwidth=1.6";
  if (node.kind == NodeKind::event && node.modality == Modality::alleged) out += ", fontcolor=\"#a32020\"";
  out += ", tooltip=" + in_quotes(tooltip) + "];\n";
}

inline std::string edge_label(const Edge& edge) {
  const auto title = edge.attributes.find("title");
  if (title == edge.attributes.end()) return edge.type;
  const auto tense = edge.attributes.find("tense");
  return wrapped((tense == edge.attributes.end() ? "" : tense->second + ' ') + title->second, 22, 48);
}

inline std::string edge_style(const Edge& edge, const Node& from) {
  switch (edge.kind) {
    case EdgeKind::role:
      return "color=\"#5a5a5a\", style=" + std::string(line_of(from.modality));
    case EdgeKind::time: return "color=\"#b39b2e\", fontcolor=\"#8a771f\", arrowhead=none, weight=0";
    case EdgeKind::order: return "color=\"#c04a3a\", fontcolor=\"#c04a3a\", arrowhead=vee, constraint=false";
    case EdgeKind::relation: return "color=\"#2f6db0\", fontcolor=\"#2f6db0\", arrowhead=empty";
    case EdgeKind::source: return "color=\"#9a9a9a\", fontcolor=\"#8a8a8a\", style=dotted, arrowhead=odot, weight=0";
  }
  return {};
}

// A row of samples below the picture; names that no id of a graph has.
inline void append_legend(std::string& out) {
  const auto sample = [&](std::string_view id, NodeKind kind, std::string_view type, std::string_view name,
                          Modality modality = Modality::actual) {
    Node node;
    node.kind = kind;
    node.type = type;
    node.name = name;
    node.modality = modality;
    out += "    ";
    append_node(out, id, node, name);
  };
  out += "  subgraph cluster_legend {\n    label=\"Legend\"; labeljust=l; fontsize=11; color=\"#cccccc\"; "
         "style=rounded; node [fontsize=9]; edge [fontsize=8];\n";
  sample("legend person", NodeKind::entity, "person", "person");
  sample("legend organization", NodeKind::entity, "organization", "organization");
  sample("legend place", NodeKind::entity, "location", "place");
  sample("legend event", NodeKind::event, "type of event", "what happened");
  sample("legend planned", NodeKind::event, "type of event", "what did not happen yet, or may not have", Modality::planned);
  sample("legend alleged", NodeKind::event, "type of event", "what somebody alleges", Modality::alleged);
  sample("legend time", NodeKind::time, "date", "when");
  out += "    \"legend person\" -> \"legend organization\" [label=\"position\", color=\"#2f6db0\", fontcolor=\"#2f6db0\", arrowhead=empty];\n"
         "    \"legend event\" -> \"legend person\" [label=\"role\", color=\"#5a5a5a\"];\n"
         "    \"legend event\" -> \"legend place\" [label=\"place\", color=\"#5a5a5a\"];\n"
         "    \"legend event\" -> \"legend time\" [label=\"at\", color=\"#b39b2e\", fontcolor=\"#8a771f\", arrowhead=none];\n"
         "    \"legend event\" -> \"legend planned\" [label=\"before\", color=\"#c04a3a\", fontcolor=\"#c04a3a\", arrowhead=vee];\n"
         "    \"legend alleged\" -> \"legend organization\" [label=\"according-to\", color=\"#9a9a9a\", fontcolor=\"#8a8a8a\", style=dotted, arrowhead=odot];\n"
         "  }\n";
}

inline std::vector<bool> drawn_nodes(const EventGraph& graph, const DotOptions& options) {
  std::vector<bool> drawn(num_vertices(graph));
  std::vector<NodeRef> candidates;
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    const bool linked = in_degree(v, graph) + out_degree(v, graph) != 0;
    const bool wanted = options.times || graph[v].kind != NodeKind::time;
    if (wanted && (linked || options.unlinked)) candidates.push_back(v);
  }
  if (options.nodes != 0 && candidates.size() > options.nodes) {
    const std::vector<std::uint32_t> weight = weights(graph);
    std::stable_sort(candidates.begin(), candidates.end(), [&](NodeRef a, NodeRef b) { return weight[a] > weight[b]; });
    candidates.resize(options.nodes);
  }
  for (const NodeRef v : candidates) drawn[v] = true;
  return drawn;
}

inline std::string title_of(const EventGraph& graph) {
  const auto& documents = info(graph).documents;
  if (documents.empty()) return {};
  const GraphDocument& first = documents.front();
  std::string title = utf8::shorten(first.title.empty() ? first.name : first.title, 90);
  if (documents.size() > 1) title += " and " + std::to_string(documents.size() - 1) + " more";
  return title;
}

}  // namespace dot

/// Appends the graph to `out`.
inline void append_dot(std::string& out, const EventGraph& graph, const DotOptions& options = {}) {
  const std::vector<bool> drawn = dot::drawn_nodes(graph, options);
  const auto count = static_cast<std::size_t>(std::count(drawn.begin(), drawn.end(), true));
  std::string title = dot::title_of(graph);
  if (options.nodes != 0 && count == options.nodes) title += "\n(the " + std::to_string(count) + " nodes of most weight)";
  out += "digraph tidings {\n  charset=\"UTF-8\"; rankdir=LR; ranksep=0.7; nodesep=0.22; fontname=\"Helvetica\"; fontsize=16; "
         "labelloc=t; newrank=true; splines=true;\n  label=" + dot::in_quotes(title) +
         ";\n  node [fontname=\"Helvetica\", fontsize=11, margin=\"0.12,0.06\"];\n"
         "  edge [fontname=\"Helvetica\", fontsize=9, arrowsize=0.7];\n";
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    if (!drawn[v]) continue;
    out += "  ";
    dot::append_node(out, graph[v].id, graph[v], dot::words_of(graph[v].mentions));
  }
  for (const EdgeRef e : boost::make_iterator_range(edges(graph))) {
    const NodeRef from = source(e, graph);
    const NodeRef to = target(e, graph);
    if (!drawn[from] || !drawn[to]) continue;
    out += "  " + dot::in_quotes(graph[from].id) + " -> " + dot::in_quotes(graph[to].id) + " [label=" +
           dot::in_quotes(dot::edge_label(graph[e])) + ", " + dot::edge_style(graph[e], graph[from]) + ", tooltip=" +
           dot::in_quotes(dot::words_of(graph[e].mentions)) + "];\n";
  }
  if (options.legend) dot::append_legend(out);
  out += "}\n";
}

inline void write_dot(std::ostream& out, const EventGraph& graph, const DotOptions& options = {}) {
  std::string text;
  append_dot(text, graph, options);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
}

}  // namespace tidings
