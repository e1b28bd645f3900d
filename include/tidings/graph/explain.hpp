// Why a node or an edge is in the graph: words, rules, scores, merges, sources, contradictions. Header-only.
#pragma once

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/json.hpp"
#include "tidings/graph/paths.hpp"
#include "tidings/graph/queries.hpp"
#include "tidings/graph/select.hpp"
#include "tidings/graph/words.hpp"

namespace tidings {

/// The edge with this id.
inline std::optional<EdgeRef> edge_with_id(const EventGraph& graph, std::string_view id) {
  for (const EdgeRef e : boost::make_iterator_range(edges(graph))) {
    if (graph[e].id == id) return e;
  }
  return std::nullopt;
}

/// Events that can't both be so: those that are linked by a `contradicts` edge, and those of the same type with the
/// same people and places, at the same time as far as it is known, of which one happened and the other did not.
inline std::vector<NodeRef> contradictions(const EventGraph& graph, NodeRef event) {
  std::set<NodeRef> found;
  const auto is_contradiction = [&](EdgeRef e) {
    return graph[e].kind == EdgeKind::order && graph[e].type == "contradicts";
  };
  for (const EdgeRef e : boost::make_iterator_range(out_edges(event, graph))) {
    if (is_contradiction(e)) found.insert(target(e, graph));
  }
  for (const EdgeRef e : boost::make_iterator_range(in_edges(event, graph))) {
    if (is_contradiction(e)) found.insert(source(e, graph));
  }
  const Node& node = graph[event];
  const std::vector<NodeRef> mine = fillers(graph, event);
  if (mine.empty()) return {found.begin(), found.end()};
  for (const NodeRef other : events_of(graph, mine.front())) {
    const Node& o = graph[other];
    if (other == event || o.type != node.type || o.polarity == node.polarity) continue;
    std::vector<NodeRef> theirs = fillers(graph, other);
    const bool same_fillers = std::is_permutation(mine.begin(), mine.end(), theirs.begin(), theirs.end());
    const bool same_time = !node.when || !o.when || select::is_between(o.when, node.when->begin, node.when->end);
    if (same_fillers && same_time) found.insert(other);
  }
  return {found.begin(), found.end()};
}

/// Claims that are about an event.
inline std::vector<const GraphClaim*> claims_about(const EventGraph& graph, NodeRef event) {
  std::vector<const GraphClaim*> found;
  for (const GraphClaim& claim : info(graph).claims) {
    if (std::find(claim.events.begin(), claim.events.end(), graph[event].id) != claim.events.end())
      found.push_back(&claim);
  }
  return found;
}

namespace explain {

inline std::string score(float value) {
  std::string out;
  json::append_score(out, value);
  return out;
}

inline void write_mention(std::ostream& out, const Evidence& mention, const Quotation& quote) {
  out << "    “" << marked(quote) << "”\n      ";
  if (mention.form != EvidenceForm::none) out << to_string(mention.form) << ", ";
  out << "found by " << (mention.rule.empty() ? "the model" : mention.rule) << ", score " << score(mention.score)
      << (mention.merged.empty() ? "" : ", joined by " + mention.merged) << '\n';
}

/// Mentions under the documents that they stand in.
template <class QuotationOf>
void write_mentions(std::ostream& out, const EventGraph& graph, const EvidenceList& mentions,
                    QuotationOf quotation_of) {
  std::map<std::uint32_t, std::vector<const Evidence*>> by_document;
  for (const Evidence& m : mentions) by_document[m.document].push_back(&m);
  out << "Words (" << mentions.size() << (mentions.size() == 1 ? " mention in " : " mentions in ") << by_document.size()
      << (by_document.size() == 1 ? " document)\n" : " documents)\n");
  for (const auto& [document, inside] : by_document) {
    if (document < info(graph).documents.size()) out << "  " << citation(info(graph).documents[document]) << '\n';
    for (const Evidence* m : inside) write_mention(out, *m, quotation_of(*m));
  }
}

inline void write_attributes(std::ostream& out, std::string_view heading, const Attributes& attributes) {
  if (attributes.empty()) return;
  out << heading;
  for (const auto& [key, value] : attributes) {
    out << (key == attributes.begin()->first ? "" : ", ") << key << ' ' << utf8::shorten(value, 80);
  }
  out << '\n';
}

/// What was taken for one thing, and by which rule.
inline void write_merges(std::ostream& out, const Node& node) {
  std::map<std::string, std::map<std::string, std::size_t>> names;  // words -> rule -> how often
  for (const Evidence& m : node.mentions) {
    const std::string_view unruled = m.form == EvidenceForm::name ? "its name" : "the model";
    ++names[utf8::shorten(m.text, 80)][std::string(m.rule.empty() ? unruled : m.rule.view())];
  }
  if (names.size() < 2) return;
  out << "Taken for one\n";
  for (const auto& [words, rules] : names) {
    out << "  “" << words << "”:";
    for (const auto& [rule, count] : rules) out << (rule == rules.begin()->first ? " " : ", ") << rule << " ×" << count;
    out << '\n';
  }
}

inline void write_edge_line(std::ostream& out, const EventGraph& graph, EdgeRef edge, bool forward) {
  const NodeRef other = forward ? target(edge, graph) : source(edge, graph);
  const Edge& e = graph[edge];
  const auto title = e.attributes.find("title");
  out << "  " << (forward ? "—" : "←") << e.type
      << (title == e.attributes.end() ? "" : ": " + utf8::shorten(title->second, 60)) << (forward ? "→ " : "— ")
      << brief(graph[other]) << "  <" << e.id << ' ' << graph[other].id << ">\n";
}

inline void write_edges(std::ostream& out, const EventGraph& graph, NodeRef node, std::size_t most) {
  const std::size_t all = out_degree(node, graph) + in_degree(node, graph);
  if (all == 0) return;
  out << "Edges\n";
  std::size_t told = 0;
  for (const EdgeRef e : boost::make_iterator_range(out_edges(node, graph))) {
    if (told++ < most) write_edge_line(out, graph, e, true);
  }
  for (const EdgeRef e : boost::make_iterator_range(in_edges(node, graph))) {
    if (told++ < most) write_edge_line(out, graph, e, false);
  }
  if (all > most) out << "  … and " << all - most << " more\n";
}

inline void write_sources(std::ostream& out, const EventGraph& graph, NodeRef event) {
  const std::vector<const GraphClaim*> claims = claims_about(graph, event);
  bool any = !claims.empty();
  for (const EdgeRef e : boost::make_iterator_range(out_edges(event, graph))) any |= graph[e].kind == EdgeKind::source;
  if (!any) return;
  out << "According to\n";
  std::set<std::string> told;
  for (const GraphClaim* claim : claims) {
    const auto who = node_with_id(graph, claim->source);
    if (!told.insert(claim->source + claim->content_text).second) continue;
    out << "  " << (who ? utf8::shorten(graph[*who].name, 60) : "somebody") << " (" << to_string(claim->form) << ' '
        << claim->id << "): “" << utf8::shorten(claim->content_text, 200) << "”\n";
  }
  for (const EdgeRef e : boost::make_iterator_range(out_edges(event, graph))) {
    if (graph[e].kind == EdgeKind::source) write_edge_line(out, graph, e, true);
  }
}

}  // namespace explain

/// Everything that speaks for a node, for people.
inline void write_explanation(std::ostream& out, const EventGraph& graph, NodeRef v, std::size_t most_edges = 40) {
  const Node& node = graph[v];
  out << node.id << "  " << to_string(node.kind) << "  " << brief(node) << ", score " << explain::score(node.score)
      << '\n';
  if (node.kind == NodeKind::time && !node.value.empty()) out << "Value: " << node.value << '\n';
  explain::write_attributes(out, "Attributes: ", node.attributes);
  explain::write_attributes(out, "Codes: ", node.codes);
  explain::write_mentions(out, graph, node.mentions, [&](const Evidence& m) { return quotation(graph, m); });
  explain::write_merges(out, node);
  if (node.kind == NodeKind::event) {
    explain::write_sources(out, graph, v);
    const std::vector<NodeRef> against = contradictions(graph, v);
    if (!against.empty()) out << "Contradicted by\n";
    for (const NodeRef other : against) out << "  " << brief(graph[other]) << "  <" << graph[other].id << ">\n";
  }
  explain::write_edges(out, graph, v, most_edges);
}

/// Everything that speaks for an edge, for people.
inline void write_explanation(std::ostream& out, const EventGraph& graph, EdgeRef e) {
  const Edge& edge = graph[e];
  out << edge.id << "  " << to_string(edge.kind) << "  " << edge.type << ", score " << explain::score(edge.score)
      << '\n'
      << "  from " << brief(graph[source(e, graph)]) << "  <" << graph[source(e, graph)].id << ">\n"
      << "  to   " << brief(graph[target(e, graph)]) << "  <" << graph[target(e, graph)].id << ">\n";
  explain::write_attributes(out, "Attributes: ", edge.attributes);
  explain::write_mentions(out, graph, edge.mentions, [&](const Evidence& m) { return quotation(graph, e, m); });
  const NodeRef event = source(e, graph);
  if (graph[event].kind != NodeKind::event) return;
  explain::write_sources(out, graph, event);
}

}  // namespace tidings
