// DOT of a graph (graphviz.org/doc/info/lang.html): to look at it. Header-only.
//
// Entities are rounded and coloured by type, events are boxes, times are notes. What is only planned, possible, alleged
// or hypothetical has a broken line, and so have its roles. Every node and edge shows its words as a tooltip in SVG.
// What a text makes much of is written larger; what it tells only in passing is folded away unless `all` is asked for.
#pragma once

#include <algorithm>
#include <array>
#include <boost/range/iterator_range.hpp>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/queries.hpp"
#include "tidings/graph/rank.hpp"
#include "tidings/graph/utf8.hpp"

namespace tidings {

/// What is drawn in a frame together.
enum class DotClusters : std::uint8_t {
  none,
  document,   ///< what one document alone tells
  community,  ///< entities that have most to do with each other, and their events
};

template <>
inline constexpr std::array terms::names<DotClusters> = std::to_array<std::string_view>({"none", "document",
                                                                                         "community"});

struct DotOptions {
  bool all = false;  ///< plain statements, events of no type and things without a name too, and any number of nodes
  std::size_t nodes =
      45;  ///< draw only so many: the events that bring most together, with what they link; 0: any number
  bool unlinked = false;  ///< draw nodes without edges too
  bool times = false;     ///< draw time nodes (events tell their day in any case); `all` draws them too
  bool legend = true;
  DotClusters clusters = DotClusters::none;
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
    case NodeKind::entity:
      return "box";
    case NodeKind::event:
      return "box";
    case NodeKind::time:
      return "note";
  }
  return "box";
}

inline std::string_view line_of(Modality modality) {
  switch (modality) {
    case Modality::actual:
      return "solid";
    case Modality::planned:
    case Modality::possible:
    case Modality::alleged:
      return "dashed";
    case Modality::hypothetical:
      return "dotted";
  }
  return "solid";
}

inline std::string when_text(const When& when) {
  if (when.end.empty() || when.begin == when.end) return when.begin.str();
  return when.begin + " to " + when.end;
}

inline std::string label_of(const Node& node) {
  std::string label = wrapped(node.name.empty() ? std::string_view("(no name)") : std::string_view(node.name), 22, 66);
  if (node.kind == NodeKind::time) {
    const bool day = !node.value.empty() && node.value != node.name;
    return day ? label + '\n' + utf8::shorten(node.value, 24) : label;
  }
  if (node.kind == NodeKind::entity) return label;
  if (node.type != "other.event") label += '\n' + node.type;
  std::string state;
  if (node.polarity == Polarity::negative) state = "did not happen";
  if (node.modality != Modality::actual) state += (state.empty() ? "" : ", ") + std::string(to_string(node.modality));
  if (!state.empty()) label += "\n(" + state + ')';
  if (node.when) label += '\n' + when_text(*node.when);
  return label;
}

inline std::string words_of(const EvidenceList& mentions) {
  std::string words;
  for (std::size_t i = 0; i < mentions.size() && i < 4; ++i) {
    if (i != 0) words += " | ";
    words += utf8::shorten(mentions[i].text, 160);
  }
  return words;
}

/// Written larger, the more a text makes of it.
inline unsigned font_size(const Node& node, std::uint32_t weight) {
  if (node.kind == NodeKind::time) return 10;
  return 11 + std::min<std::uint32_t>(weight / 8, node.kind == NodeKind::entity ? 6 : 3);
}

inline void append_node(std::string& out, std::string_view id, const Node& node, std::string_view tooltip,
                        std::uint32_t weight) {
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
  if (const unsigned size = font_size(node, weight); size != 11) out += ", fontsize=" + std::to_string(size);
  out += ", tooltip=" + in_quotes(tooltip) + "];\n";
}

inline std::string edge_label(const Edge& edge) {
  const auto title = edge.attributes.find("title");
  if (title == edge.attributes.end()) return edge.type.str();
  const auto tense = edge.attributes.find("tense");
  return wrapped((tense == edge.attributes.end() ? "" : tense->second + ' ') + title->second, 22, 48);
}

inline std::string edge_style(const Edge& edge, const Node& from) {
  switch (edge.kind) {
    case EdgeKind::role:
      return "color=\"#5a5a5a\", style=" + std::string(line_of(from.modality));
    case EdgeKind::time:
      return "color=\"#b39b2e\", fontcolor=\"#8a771f\", arrowhead=none, weight=0";
    case EdgeKind::order:
      return "color=\"#c04a3a\", fontcolor=\"#c04a3a\", arrowhead=vee, constraint=false";
    case EdgeKind::relation:
      return "color=\"#2f6db0\", fontcolor=\"#2f6db0\", arrowhead=empty";
    case EdgeKind::source:
      return "color=\"#9a9a9a\", fontcolor=\"#8a8a8a\", style=dotted, arrowhead=odot, weight=0";
  }
  return {};
}

// One node with a table; its id is no id of a graph, and all its text is here.
inline void append_legend(std::string& out) {
  struct Sample {
    std::string_view name;
    NodeKind kind;
    std::string_view type;
    Modality modality = Modality::actual;
  };
  static constexpr Sample samples[] = {{"person", NodeKind::entity, "person"},
                                       {"organization", NodeKind::entity, "organization"},
                                       {"place", NodeKind::entity, "location"},
                                       {"group", NodeKind::entity, "group"},
                                       {"event", NodeKind::event, ""},
                                       {"planned, possible", NodeKind::event, "", Modality::planned},
                                       {"alleged", NodeKind::event, "", Modality::alleged},
                                       {"supposed", NodeKind::event, "", Modality::hypothetical},
                                       {"time", NodeKind::time, "date"}};
  static constexpr std::pair<std::string_view, std::string_view> lines[] = {{"role in an event", "#5a5a5a"},
                                                                            {"position, relation", "#2f6db0"},
                                                                            {"order of events", "#c04a3a"},
                                                                            {"time", "#8a771f"},
                                                                            {"according to", "#8a8a8a"}};
  out +=
      "  \"legend\" [shape=plain, label=<<table border=\"1\" color=\"#cccccc\" style=\"rounded\" cellborder=\"0\" "
      "cellspacing=\"5\" cellpadding=\"3\"><tr>";
  for (const Sample& sample : samples) {
    Node node;
    node.kind = sample.kind;
    node.type = sample.type;
    const Colours colours = colours_of(node);
    out += "<td border=\"1\" bgcolor=\"" + std::string(colours.fill) + "\" color=\"" + std::string(colours.line) +
           "\" style=\"" + std::string(node.kind == NodeKind::entity ? "rounded" : line_of(sample.modality)) +
           "\"><font point-size=\"9\">" + std::string(sample.name) + "</font></td>";
  }
  out += "</tr><tr>";
  for (const auto& [name, colour] : lines) {
    const bool wide = &name != &lines[3].first;
    out += std::string(wide ? "<td colspan=\"2\">" : "<td>") + "<font point-size=\"9\" color=\"" + std::string(colour) +
           "\">→ " + std::string(name) + "</font></td>";
  }
  out += "</tr></table>>];\n";
}

/// What a text tells only in passing: that somebody said something (what was said is drawn with its source), events of
/// no type that don't link two named actors, and things that have no name and one edge.
inline bool is_in_passing(const EventGraph& graph, NodeRef v) {
  const Node& node = graph[v];
  if (node.kind == NodeKind::time) return node.value.empty();
  if (node.kind == NodeKind::event) {
    return node.type == "statement.say" || (node.type == "other.event" && named_fillers(graph, v) < 2);
  }
  const bool actor =
      node.type == "person" || node.type == "organization" || node.type == "location" || node.type == "group";
  return !actor && !is_named(node) && in_degree(v, graph) + out_degree(v, graph) < 2;
}

/// Drawn are nodes that have an edge to another one that is drawn (a day alone links nothing).
inline void drop_unlinked(const EventGraph& graph, std::vector<bool>& drawn) {
  std::vector<bool> linked(drawn.size());
  for (const EdgeRef e : boost::make_iterator_range(edges(graph))) {
    const NodeRef from = source(e, graph);
    const NodeRef to = target(e, graph);
    if (!drawn[from] || !drawn[to]) continue;
    linked[to] = true;
    linked[from] = linked[from] || graph[e].kind != EdgeKind::time;
  }
  for (std::size_t v = 0; v < drawn.size(); ++v) drawn[v] = drawn[v] && linked[v];
}

/// Keeps `most` nodes: the events that bring most together, each with what it links, the weightiest first.
/// "before" between two events that show their days.
inline bool days_tell(const EventGraph& graph, EdgeRef e) {
  return graph[e].kind == EdgeKind::order && graph[e].type == "before" && graph[source(e, graph)].when &&
         graph[target(e, graph)].when;
}

inline void keep_most(const EventGraph& graph, std::vector<bool>& drawn, std::size_t most,
                      const std::vector<std::uint32_t>& weight) {
  std::vector<NodeRef> events;
  for (NodeRef v = 0; v < drawn.size(); ++v) {
    if (drawn[v] && graph[v].kind == NodeKind::event) events.push_back(v);
  }
  const auto rank = [&](NodeRef v) { return weight[v] + 6 * named_fillers(graph, v); };
  std::stable_sort(events.begin(), events.end(), [&](NodeRef a, NodeRef b) { return rank(a) > rank(b); });
  std::vector<bool> kept(drawn.size());
  std::size_t count = 0;
  const auto keep = [&](NodeRef v) {
    if (kept[v] || !drawn[v] || count == most) return;
    kept[v] = true;
    ++count;
  };
  for (const NodeRef event : events) {
    std::vector<NodeRef> linked;
    for (const EdgeRef e : boost::make_iterator_range(out_edges(event, graph))) {
      const bool is_told = graph[e].kind == EdgeKind::time && graph[event].when;  // its box has the days
      if (!is_told) linked.push_back(target(e, graph));
    }
    std::stable_sort(linked.begin(), linked.end(), [&](NodeRef a, NodeRef b) { return weight[a] > weight[b]; });
    keep(event);
    for (const NodeRef v : linked) keep(v);
  }
  drawn = kept;
}

inline std::vector<bool> drawn_nodes(const EventGraph& graph, const DotOptions& options,
                                     const std::vector<std::uint32_t>& weight) {
  std::vector<bool> drawn(num_vertices(graph));
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    const bool wanted = options.times || options.all || graph[v].kind != NodeKind::time;
    drawn[v] = wanted && (options.all || !is_in_passing(graph, v));
  }
  if (!options.unlinked) drop_unlinked(graph, drawn);
  const auto count = static_cast<std::size_t>(std::count(drawn.begin(), drawn.end(), true));
  if (!options.all && options.nodes != 0 && count > options.nodes) {
    keep_most(graph, drawn, options.nodes, weight);
    if (!options.unlinked) drop_unlinked(graph, drawn);
  }
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

inline constexpr std::size_t no_cluster = static_cast<std::size_t>(-1);

/// Of each node the document that it stands in, where that is one alone.
inline std::vector<std::size_t> clusters_by_document(const EventGraph& graph) {
  std::vector<std::size_t> cluster(num_vertices(graph), no_cluster);
  if (info(graph).documents.size() < 2) return cluster;
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    const EvidenceList& mentions = graph[v].mentions;
    const auto elsewhere = [&](const Evidence& m) { return m.document != mentions.front().document; };
    if (!mentions.empty() && std::none_of(mentions.begin(), mentions.end(), elsewhere))
      cluster[v] = mentions.front().document;
  }
  return cluster;
}

/// Of each entity its community; of an event that of most of those it links, of equally many the first one.
inline std::vector<std::size_t> clusters_by_community(const EventGraph& graph) {
  std::vector<std::size_t> cluster(num_vertices(graph), no_cluster);
  const std::vector<std::vector<NodeRef>> groups = communities(graph);
  for (std::size_t group = 0; group < groups.size(); ++group) {
    for (const NodeRef v : groups[group]) cluster[v] = group;
  }
  for (const NodeRef event : events(graph)) {
    std::map<std::size_t, std::size_t> linked;
    for (const EdgeRef e : boost::make_iterator_range(out_edges(event, graph))) {
      const NodeRef to = target(e, graph);
      if (graph[e].kind == EdgeKind::role && graph[to].kind == NodeKind::entity && cluster[to] != no_cluster)
        ++linked[cluster[to]];
    }
    const auto most = std::max_element(linked.begin(), linked.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != linked.end()) cluster[event] = most->first;
  }
  return cluster;
}

/// The drawn nodes of each cluster of two or more. A community is called after its weightiest entity.
struct Cluster {
  std::string title;
  std::vector<NodeRef> nodes;
};
inline std::vector<Cluster> clusters_of(const EventGraph& graph, DotClusters by, const std::vector<bool>& drawn,
                                        const std::vector<std::uint32_t>& weight) {
  if (by == DotClusters::none) return {};
  const std::vector<std::size_t> cluster =
      by == DotClusters::document ? clusters_by_document(graph) : clusters_by_community(graph);
  std::map<std::size_t, Cluster> found;
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    if (drawn[v] && cluster[v] != no_cluster) found[cluster[v]].nodes.push_back(v);
  }
  std::vector<Cluster> clusters;
  for (auto& [number, one] : found) {
    if (one.nodes.size() < 2) continue;
    if (by == DotClusters::document) {
      const GraphDocument& document = info(graph).documents[number];
      one.title = utf8::shorten(!document.title.empty() ? document.title
                                : !document.key.empty() ? document.key
                                                        : document.name,
                                90);
    } else {
      const auto told = [&](NodeRef v) { return graph[v].kind == NodeKind::entity ? weight[v] : 0; };
      const NodeRef head = *std::max_element(one.nodes.begin(), one.nodes.end(),
                                             [&](NodeRef a, NodeRef b) { return told(a) < told(b); });
      one.title = "around " + utf8::shorten(graph[head].name, 60);
    }
    clusters.push_back(std::move(one));
  }
  return clusters;
}

}  // namespace dot

/// Appends the graph to `out`.
inline void append_dot(std::string& out, const EventGraph& graph, const DotOptions& options = {}) {
  const std::vector<std::uint32_t> weight = weights(graph);
  const std::vector<bool> drawn = dot::drawn_nodes(graph, options, weight);
  const auto count = static_cast<std::size_t>(std::count(drawn.begin(), drawn.end(), true));
  const std::string title = dot::title_of(graph);
  if (count < num_vertices(graph)) {
    out += "// " + std::to_string(count) + " of " + std::to_string(num_vertices(graph)) +
           " nodes: the option `all` draws the others too\n";
  }
  out +=
      "digraph tidings {\n  charset=\"UTF-8\"; rankdir=LR; ranksep=0.7; nodesep=0.22; fontname=\"Helvetica\"; "
      "fontsize=16; "
      "labelloc=t; splines=true;\n  label=" +
      dot::in_quotes(title) +
      ";\n  node [fontname=\"Helvetica\", fontsize=11, margin=\"0.12,0.06\"];\n"
      "  edge [fontname=\"Helvetica\", fontsize=9, arrowsize=0.7];\n";
  const auto append = [&](std::string_view indent, NodeRef v) {
    out += indent;
    dot::append_node(out, graph[v].id, graph[v], dot::words_of(graph[v].mentions), weight[v]);
  };
  std::vector<bool> framed(num_vertices(graph));
  const std::vector<dot::Cluster> clusters = dot::clusters_of(graph, options.clusters, drawn, weight);
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    out +=
        "  subgraph \"cluster_" + std::to_string(i + 1) + "\" {\n    label=" + dot::in_quotes(clusters[i].title) +
        "; fontsize=12; labelloc=t; labeljust=l; style=\"rounded,filled\"; color=\"#c9c9c9\"; fillcolor=\"#fafafa\";\n";
    for (const NodeRef v : clusters[i].nodes) {
      append("    ", v);
      framed[v] = true;
    }
    out += "  }\n";
  }
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    if (drawn[v] && !framed[v]) append("  ", v);
  }
  for (const EdgeRef e : boost::make_iterator_range(edges(graph))) {
    const NodeRef from = source(e, graph);
    const NodeRef to = target(e, graph);
    if (!drawn[from] || !drawn[to] || (!options.all && dot::days_tell(graph, e))) continue;
    out += "  " + dot::in_quotes(graph[from].id) + " -> " + dot::in_quotes(graph[to].id) +
           " [label=" + dot::in_quotes(dot::edge_label(graph[e])) + ", " + dot::edge_style(graph[e], graph[from]) +
           ", tooltip=" + dot::in_quotes(dot::words_of(graph[e].mentions)) + "];\n";
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
