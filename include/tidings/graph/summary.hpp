// Summary: what a person wants to read first: who did what, when, and who says so. Header-only.
//
// Events are told in the text's own words where the graph has its documents' texts, else by their roles.
#pragma once

#include <algorithm>
#include <array>
#include <boost/range/iterator_range.hpp>
#include <cstddef>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidings/graph/clause.hpp"
#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/queries.hpp"
#include "tidings/graph/utf8.hpp"

namespace tidings {

struct SummaryOptions {
  std::size_t events = 10;  ///< events of each group, those that the text makes most of
  std::size_t actors = 12;  ///< people and bodies to tell of, those with most mentions and events
  std::size_t claims = 8;             ///< what is said, whoever says it
  std::size_t claims_of_one = 3;      ///< what one source says
  std::size_t days = 12;              ///< events of the last group
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

/// ", according to the White House and Reuters": sources that `words` do not name.
inline std::string sources_of(const EventGraph& graph, NodeRef event, std::string_view words) {
  std::vector<std::string> sources;
  for (const EdgeRef e : boost::make_iterator_range(out_edges(event, graph))) {
    if (graph[e].kind != EdgeKind::source) continue;
    std::string name = name_of(graph, target(e, graph));
    if (words.find(name) == std::string_view::npos) sources.push_back(std::move(name));
  }
  return sources.empty() ? std::string() : ", according to " + joined(sources);
}

/// “Susan Rice met Meng Jianzhu in Washington” [2015-09-12], according to the White House
inline std::string quoting_line_of(const EventGraph& graph, NodeRef event, const Clause& clause) {
  const std::string words = words_of(graph, event, clause, 200);
  const std::string when = when_of(graph[event]);
  return "“" + words + "”" + (when.empty() ? "" : " [" + when + ']') + sources_of(graph, event, words);
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
  return line + sources_of(graph, event, {});
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

/// Whether the beginning of a document tells it: the headline and what stands right below.
inline bool is_in_lead(const EventGraph& graph, const Node& event) {
  constexpr std::uint32_t lead = 400;
  return std::any_of(event.mentions.begin(), event.mentions.end(),
                     [&](const Evidence& m) { return m.span.begin < lead && m.document < info(graph).documents.size(); });
}

/// How much a reader wants to know of an event: what the text makes of it, how many named actors it brings together,
/// and whether the story begins with it.
inline std::uint32_t weight_of_event(const EventGraph& graph, NodeRef event, const std::vector<std::uint32_t>& weight) {
  const std::uint32_t lead = is_in_lead(graph, graph[event]) ? 8 : 0;
  const std::uint32_t actors = 4 * static_cast<std::uint32_t>(named_fillers(graph, event));
  return lead + actors + std::min<std::uint32_t>(weight[event], 24);  // many small links do not make a headline
}

/// Of the events of one sentence that is told whose words are the most; it weighs as much as the weightiest of them.
inline void drop_told(const EventGraph& graph, std::vector<std::uint32_t>& rank, std::vector<NodeRef>& events) {
  struct Told {
    NodeRef event;
    Clause clause;
  };
  std::vector<Told> all;
  for (const NodeRef v : events) {
    if (const auto clause = best_clause(graph, v)) all.push_back({v, *clause});
  }
  std::stable_sort(all.begin(), all.end(), [](const Told& a, const Told& b) { return a.clause.size() > b.clause.size(); });
  std::map<std::pair<std::uint32_t, std::uint32_t>, NodeRef> sentences;
  std::set<NodeRef> dropped;
  for (const Told& told : all) {
    const auto [first, is_new] = sentences.try_emplace({told.clause.document, told.clause.sentence}, told.event);
    if (is_new) continue;
    rank[first->second] = std::max(rank[first->second], rank[told.event]);
    dropped.insert(told.event);
  }
  std::erase_if(events, [&](NodeRef v) { return dropped.contains(v); });
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
    std::vector<NodeRef> told = all;
    if (!options.all) drop_told(graph, rank, told);
    if (!options.all) told = weightiest(rank, told, options.events);
    out << '\n' << group.heading << '\n';
    for (const NodeRef v : told) {
      const auto clause = best_clause(graph, v);
      const std::string line = clause && clause->parts != 0 ? quoting_line_of(graph, v, *clause) : line_of(graph, v);
      out << "  " << line << "  <" << graph[v].type << ' ' << graph[v].id << ">\n";
    }
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
  const auto does_nothing = [&](NodeRef v) {
    return graph[v].mentions.size() < 2 && events_of(graph, v).empty() && positions_of(graph, v).empty();
  };
  if (!options.all && !std::all_of(actors.begin(), actors.end(), does_nothing)) std::erase_if(actors, does_nothing);
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

/// "Ann Lee said", "according to the Post", "Ann Lee": who says it, with the text's own verb.
inline std::string teller_of(const EventGraph& graph, const GraphClaim& claim) {
  const auto source = node_with_id(graph, claim.source);
  const std::string name = source ? name_of(graph, *source) : claim.source.str();
  const std::string cue = utf8::shorten(claim.cue_text, 30);
  if (cue.starts_with("according") || cue.starts_with("According")) return "according to " + name;
  const bool is_verb = cue.ends_with("s") || cue.ends_with("d") || cue == "told" || cue == "wrote" || cue == "vowed";
  return is_verb ? name + ' ' + cue : name;
}

/// A whole thought in the source's own turn: not a word or two, and not what another one tells of it.
inline bool is_worth_telling(const GraphClaim& claim) {
  constexpr std::ptrdiff_t fewest_blanks = 3;
  const std::string_view words = claim.content_text;
  return claim.chain.empty() && std::count(words.begin(), words.end(), ' ') >= fewest_blanks;
}

inline void write_claims(std::ostream& out, const EventGraph& graph, const SummaryOptions& options) {
  std::vector<const GraphClaim*> all, told;
  for (const GraphClaim& claim : info(graph).claims) {
    if (!claim.source.empty()) all.push_back(&claim);
  }
  for (const GraphClaim* claim : all) {
    const auto same = [&](const GraphClaim* other) { return other->source == claim->source; };
    const auto before = static_cast<std::size_t>(std::count_if(told.begin(), told.end(), same));
    const bool wanted = is_worth_telling(*claim) && before < options.claims_of_one && told.size() < options.claims;
    if (options.all || wanted) told.push_back(claim);
  }
  if (told.empty()) return;
  out << "\nWho says what\n";
  for (const GraphClaim* claim : told)
    out << "  " << teller_of(graph, *claim) << ": “" << utf8::shorten(claim->content_text, 160) << "”\n";
  if (told.size() < all.size()) out << "  … and " << all.size() - told.size() << " more\n";
}

inline void write_days(std::ostream& out, const EventGraph& graph, const std::vector<std::uint32_t>& weight,
                       const SummaryOptions& options) {
  std::vector<NodeRef> dated = timeline(graph);
  std::erase_if(dated,
                [&](NodeRef v) { return !options.all && (is_in_passing(graph, v) || is_plain_statement(graph[v])); });
  if (dated.empty()) return;
  std::vector<std::uint32_t> rank(num_vertices(graph));
  for (const NodeRef v : dated) rank[v] = weight_of_event(graph, v, weight);
  const std::vector<NodeRef> told = options.all ? dated : weightiest(rank, dated, options.days);
  out << "\nWhen\n";
  for (const NodeRef v : told) {
    const auto clause = best_clause(graph, v);
    const bool words = clause && clause->parts != 0;
    out << "  " << when_of(graph[v]) << "  "
        << (words ? words_of(graph, v, *clause, 90) : short_line_of(graph, v)) << "  <" << graph[v].id << ">\n";
  }
  if (told.size() < dated.size()) out << "  … and " << dated.size() - told.size() << " more\n";
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
  summary::write_days(out, graph, weight, options);
  if (num_vertices(graph) == 0) out << "Nothing found.\n";
}

}  // namespace tidings
