// Summary: what a person wants to read first: who did what, when, and who says so. Header-only.
#pragma once

#include <algorithm>
#include <array>
#include <boost/range/iterator_range.hpp>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/queries.hpp"
#include "tidings/graph/utf8.hpp"

namespace tidings {

struct SummaryOptions {
  std::size_t events = 12;  ///< events of each group, those that the text makes most of
  std::size_t actors = 12;  ///< people and bodies to tell of, those with most mentions and events
  std::size_t claims = 8;
  bool all = false;  ///< everything, whatever the numbers above; and events that are of no type
};

namespace summary {

inline std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i != 0) out += i + 1 == items.size() ? " and " : ", ";
    out += items[i];
  }
  return out;
}

inline std::string name_of(const EventGraph& graph, NodeRef v) { return utf8::shorten(graph[v].name, 60); }

/// "the airport in Damascus" tells Damascus too ("its allies" do not tell whose): in a sentence of the event a mention
/// of `inner` is part of one of `outer`.
inline bool tells(const EventGraph& graph, NodeRef event, NodeRef outer, NodeRef inner) {
  for (const Evidence& phrase : graph[outer].mentions) {
    const auto is_here = [&](const Evidence& m) {
      return m.document == phrase.document && m.sentence == phrase.sentence;
    };
    const auto is_inside = [&](const Evidence& m) {
      return m.form != EvidenceForm::pronoun && m.document == phrase.document && m.span != phrase.span &&
             phrase.span.begin <= m.span.begin && m.span.end <= phrase.span.end;
    };
    const EvidenceList& of_event = graph[event].mentions;
    const EvidenceList& of_inner = graph[inner].mentions;
    if (std::any_of(of_event.begin(), of_event.end(), is_here) &&
        std::any_of(of_inner.begin(), of_inner.end(), is_inside))
      return true;
  }
  return false;
}

/// The names of those that fill a role. Sets step back where their members are told ("the two sides" are named), what
/// is named within another one's phrase where that is told, and a topic where any part of the event names it.
inline std::vector<std::string> names_in(const EventGraph& graph, NodeRef event, std::string_view role) {
  const std::vector<NodeRef> all = fillers(graph, event, role);
  const auto is_told_by_members = [&](NodeRef set) {
    for (const EdgeRef e : boost::make_iterator_range(in_edges(set, graph))) {
      const bool member = graph[e].kind == EdgeKind::relation && graph[e].type == "member-of";
      if (member && graph[set].type == "group" && std::find(all.begin(), all.end(), source(e, graph)) != all.end())
        return true;
    }
    return false;
  };
  const std::vector<NodeRef> others = role == "topic" ? fillers(graph, event) : all;
  const auto is_told_by_others = [&](NodeRef v) {
    return std::any_of(others.begin(), others.end(), [&](NodeRef other) {
      return other != v && !is_told_by_members(other) && tells(graph, event, other, v) &&
             !tells(graph, event, v, other);
    });
  };
  std::vector<std::string> names;
  for (const NodeRef v : all) {
    std::string name = name_of(graph, v);
    if (is_told_by_members(v) || is_told_by_others(v) || std::find(names.begin(), names.end(), name) != names.end())
      continue;
    names.push_back(std::move(name));
  }
  return names;
}

inline std::string when_of(const Node& event) {
  if (!event.when) return {};
  const auto& [begin, end] = *event.when;
  return end.empty() || begin == end ? begin.str() : begin + " to " + end;
}

/// "Susan Rice and Meng Jianzhu: meeting"
inline std::string short_line_of(const EventGraph& graph, NodeRef event) {
  std::vector<std::string> actors = names_in(graph, event, "agent");
  for (std::string& name : names_in(graph, event, "participant")) {
    if (std::find(actors.begin(), actors.end(), name) == actors.end()) actors.push_back(std::move(name));
  }
  std::string line = joined(actors);
  return line + (line.empty() ? "" : ": ") + utf8::shorten(graph[event].name, 60);
}

/// "Susan Rice and Meng Jianzhu: meeting, about cyber issues, in Washington [2015-09-12], according to the White House"
inline std::string line_of(const EventGraph& graph, NodeRef event) {
  const Node& node = graph[event];
  std::string line = short_line_of(graph, event);
  const auto phase = node.attributes.find("phase");
  if (phase != node.attributes.end() && phase->second != "continue") line += " (" + phase->second + "s)";
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> roles = {{{"patient", " → "},
                                                                                          {"recipient", ", to "},
                                                                                          {"topic", ", about "},
                                                                                          {"instrument", ", with "},
                                                                                          {"amount", ", "},
                                                                                          {"beneficiary", ", for "},
                                                                                          {"place", ", in "},
                                                                                          {"origin", ", from "},
                                                                                          {"destination", ", to "}}};
  for (const auto& [role, before] : roles) {
    const std::vector<std::string> names = names_in(graph, event, role);
    if (!names.empty()) line += std::string(before) + joined(names);
  }
  if (const std::string when = when_of(node); !when.empty()) line += " [" + when + ']';
  std::vector<std::string> sources;
  for (const EdgeRef e : boost::make_iterator_range(out_edges(event, graph))) {
    if (graph[e].kind == EdgeKind::source) sources.push_back(name_of(graph, target(e, graph)));
  }
  if (!sources.empty()) line += ", according to " + joined(sources);
  return line;
}

struct Group {
  std::string_view heading;
  bool (*holds)(const Node&);
};

// A statement is told where it says something; the rest of its words are with the claims.
inline constexpr std::array<Group, 6> groups = {{
    {"Happened", [](const Node& n) { return n.polarity == Polarity::positive && n.modality == Modality::actual; }},
    {"Planned", [](const Node& n) { return n.polarity == Polarity::positive && n.modality == Modality::planned; }},
    {"Alleged", [](const Node& n) { return n.polarity == Polarity::positive && n.modality == Modality::alleged; }},
    {"Possible", [](const Node& n) { return n.polarity == Polarity::positive && n.modality == Modality::possible; }},
    {"Only supposed",
     [](const Node& n) { return n.polarity == Polarity::positive && n.modality == Modality::hypothetical; }},
    {"Did not happen, or is denied", [](const Node& n) { return n.polarity == Polarity::negative; }},
}};

inline bool is_plain_statement(const Node& node) { return node.type == "statement.say"; }

/// How much a reader wants to know of an event: what the text makes of it, and how many named actors it brings
/// together.
inline std::uint32_t weight_of_event(const EventGraph& graph, NodeRef event, const std::vector<std::uint32_t>& weight) {
  return weight[event] + 4 * static_cast<std::uint32_t>(named_fillers(graph, event));
}

/// Events of no type are told where they link two named actors.
inline bool is_in_passing(const EventGraph& graph, NodeRef event) {
  return graph[event].type == "other.event" && named_fillers(graph, event) < 2;
}

/// The `most` items of `nodes` with the highest weight, in the order of `nodes`.
inline std::vector<NodeRef> weightiest(const std::vector<std::uint32_t>& weight, std::vector<NodeRef> nodes,
                                       std::size_t most) {
  if (nodes.size() <= most) return nodes;
  std::vector<NodeRef> ranked = nodes;
  std::stable_sort(ranked.begin(), ranked.end(), [&](NodeRef a, NodeRef b) { return weight[a] > weight[b]; });
  ranked.resize(most);
  std::erase_if(nodes, [&](NodeRef v) { return std::find(ranked.begin(), ranked.end(), v) == ranked.end(); });
  return nodes;
}

inline void write_events(std::ostream& out, const EventGraph& graph, const std::vector<std::uint32_t>& weight,
                         const SummaryOptions& options) {
  std::vector<std::uint32_t> rank = weight;
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    if (graph[v].kind == NodeKind::event) rank[v] = weight_of_event(graph, v, weight);
  }
  for (const Group& group : groups) {
    std::vector<NodeRef> all = nodes_where(
        graph, [&](const Node& n) { return n.kind == NodeKind::event && group.holds(n) && !is_plain_statement(n); });
    std::erase_if(all,
                  [&](NodeRef v) { return fillers(graph, v).empty() || (!options.all && is_in_passing(graph, v)); });
    if (all.empty()) continue;
    const std::vector<NodeRef> told = options.all ? all : weightiest(rank, all, options.events);
    out << '\n' << group.heading << '\n';
    for (const NodeRef v : told)
      out << "  " << line_of(graph, v) << "  <" << graph[v].type << ' ' << graph[v].id << ">\n";
    if (told.size() < all.size()) out << "  … and " << all.size() - told.size() << " more\n";
  }
}

/// "National Security Adviser of US; Director of …"
inline std::string positions_of(const EventGraph& graph, NodeRef person) {
  std::vector<std::string> positions;
  for (const EdgeRef e : boost::make_iterator_range(out_edges(person, graph))) {
    const Edge& edge = graph[e];
    if (edge.kind != EdgeKind::relation || edge.type != "position") continue;
    const auto title = edge.attributes.find("title");
    const auto tense = edge.attributes.find("tense");
    std::string text = tense == edge.attributes.end() ? "" : tense->second + ' ';
    text += title == edge.attributes.end() ? "at" : utf8::shorten(title->second, 60);
    positions.push_back(text + ", " + name_of(graph, target(e, graph)));
  }
  if (positions.empty()) {
    const auto title = graph[person].attributes.find("title");
    if (title != graph[person].attributes.end()) positions.push_back(utf8::shorten(title->second, 60));
  }
  std::string out;
  for (const std::string& position : positions) out += (out.empty() ? "" : "; ") + position;
  return out;
}

inline bool is_actor(const Node& node) {
  return node.kind == NodeKind::entity && is_named(node) &&
         (node.type == "person" || node.type == "organization" || node.type == "location");
}

inline void write_actors(std::ostream& out, const EventGraph& graph, const std::vector<std::uint32_t>& weight,
                         const SummaryOptions& options) {
  std::vector<NodeRef> actors = nodes_where(graph, is_actor);
  std::erase_if(actors, [&](NodeRef v) { return graph[v].type == "location" && events_of(graph, v, "agent").empty(); });
  std::stable_sort(actors.begin(), actors.end(), [&](NodeRef a, NodeRef b) { return weight[a] > weight[b]; });
  if (actors.empty()) return;
  const std::size_t told = options.all ? actors.size() : std::min(actors.size(), options.actors);
  out << "\nWho\n";
  for (std::size_t i = 0; i < told; ++i) {
    const Node& node = graph[actors[i]];
    out << "  " << utf8::shorten(node.name, 60);
    if (const std::string positions = positions_of(graph, actors[i]); !positions.empty())
      out << " (" << positions << ')';
    const auto count = events_of(graph, actors[i]).size();
    out << ": " << node.mentions.size() << (node.mentions.size() == 1 ? " mention, " : " mentions, ") << count
        << (count == 1 ? " event" : " events") << "  <" << node.type << ' ' << node.id << ">\n";
  }
  if (told < actors.size()) out << "  … and " << actors.size() - told << " more\n";
}

inline void write_claims(std::ostream& out, const EventGraph& graph, const SummaryOptions& options) {
  std::vector<const GraphClaim*> told;
  for (const GraphClaim& claim : info(graph).claims) {
    if (!claim.source.empty()) told.push_back(&claim);
  }
  if (told.empty()) return;
  out << "\nWho says what\n";
  const std::size_t most = options.all ? told.size() : std::min(told.size(), options.claims);
  for (std::size_t i = 0; i < most; ++i) {
    const auto source = node_with_id(graph, told[i]->source);
    out << "  " << (source ? name_of(graph, *source) : told[i]->source.str()) << ": “"
        << utf8::shorten(told[i]->content_text, 160) << "”\n";
  }
  if (told.size() > most) out << "  … and " << told.size() - most << " more\n";
}

inline void write_days(std::ostream& out, const EventGraph& graph, const SummaryOptions& options) {
  std::vector<NodeRef> dated = timeline(graph);
  std::erase_if(dated,
                [&](NodeRef v) { return !options.all && (is_in_passing(graph, v) || is_plain_statement(graph[v])); });
  if (dated.empty()) return;
  out << "\nWhen\n";
  for (const NodeRef v : dated) {
    out << "  " << when_of(graph[v]) << "  " << short_line_of(graph, v) << "  <" << graph[v].id << ">\n";
  }
}

inline void write_documents(std::ostream& out, const GraphInfo& about) {
  constexpr std::size_t most = 5;
  for (std::size_t i = 0; i < std::min(most, about.documents.size()); ++i) {
    const GraphDocument& d = about.documents[i];
    const std::string title = utf8::shorten(d.title, 100);
    std::string from = utf8::shorten(d.name, 60);
    if (!d.published.empty()) from += (from.empty() ? "" : ", ") + d.published;
    if (title.empty()) out << (from.empty() ? "(no title)" : from) << '\n';
    else out << title << (from.empty() ? "" : "  (" + from + ')') << '\n';
  }
  if (about.documents.size() > most) out << "… and " << about.documents.size() - most << " more documents\n";
}

}  // namespace summary

inline void write_summary(std::ostream& out, const EventGraph& graph, const SummaryOptions& options = {}) {
  const std::vector<std::uint32_t> weight = weights(graph);
  summary::write_documents(out, info(graph));
  summary::write_events(out, graph, weight, options);
  summary::write_actors(out, graph, weight, options);
  summary::write_claims(out, graph, options);
  summary::write_days(out, graph, options);
  if (num_vertices(graph) == 0) out << "Nothing found.\n";
}

}  // namespace tidings
