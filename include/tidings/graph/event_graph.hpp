// EventGraph: entities, events and times, and what connects them, as a Boost graph. Header-only.
//
// It models BidirectionalGraph, VertexListGraph, EdgeListGraph and PropertyGraph (bundled properties), so that every
// algorithm of Boost.Graph works on it. What its words mean is told in docs/graph-format.md.
#pragma once

#include <boost/graph/adjacency_list.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tidings/graph/terms.hpp"

namespace tidings {

enum class NodeKind : std::uint8_t { entity, event, time };
enum class EdgeKind : std::uint8_t { role, time, order, relation, source };

template <>
inline constexpr std::array terms::names<NodeKind> = std::to_array<std::string_view>({"entity", "event", "time"});
template <>
inline constexpr std::array terms::names<EdgeKind> = std::to_array<std::string_view>({"role", "time", "order",
                                                                                      "relation", "source"});

/// [begin, end) in the graph's unit of offsets.
struct TextSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  auto operator<=>(const TextSpan&) const = default;
};

/// The words that a node or an edge stands on.
struct Evidence {
  std::uint32_t document = 0;  ///< index into GraphInfo::documents
  TextSpan span;
  std::string text;  ///< the document's text at `span`, as it stands there (any bytes)
  std::string form;  ///< "name", "nominal", "pronoun"; "verb", "noun", …; empty for times and edges
  std::optional<TextSpan> head;
  std::optional<TextSpan> sentence;
  std::string rule;   ///< what found it: "contact.meet/with"; empty where a model did
  std::string lemma;  ///< of events: the trigger's first word, of a noun the verb it comes from ("meet" for "meetings")
  std::string merged;  ///< why a node of another document is this one: "name", "story, type, patient"; else empty
  float score = 1;
};

using Attributes = std::map<std::string, std::string>;

/// ISO 8601, both included, as coarse as known: "2015-09-07", "2015-09". One of the two may be empty.
struct When {
  std::string begin;
  std::string end;
  bool operator==(const When&) const = default;
};

struct Node {
  std::string id;  ///< "e1", "v1", "t1"
  NodeKind kind = NodeKind::entity;
  std::string type;  ///< "person", "contact.meet", "date"
  std::string name;
  std::vector<std::string> aliases;
  Attributes attributes;
  Modality modality = Modality::actual;  ///< events only, as the next four
  Polarity polarity = Polarity::positive;
  EventTense tense = EventTense::unknown;
  std::optional<When> when;
  Attributes codes;   ///< plover, cameo, ace
  std::string value;  ///< times only: TIMEX3
  float score = 1;
  std::vector<Evidence> mentions;  ///< never empty in a graph that the library made
};

struct Edge {
  std::string id;  ///< "x1"
  EdgeKind kind = EdgeKind::role;
  std::string type;  ///< "agent", "at", "before", "position", "according-to"
  Attributes attributes;
  float score = 1;
  std::vector<Evidence> mentions;
};

struct GraphDocument {
  std::string id;   ///< "d1"
  std::string key;  ///< the caller's own id; empty: none
  std::string name;
  std::string published;  ///< "2015-09-13"; empty: not known
  std::string title;
  std::string publisher;
  std::uint32_t length = 0;  ///< in the graph's unit of offsets
  std::string text;          ///< the whole text, where it was kept (to show sentences); else empty
};

struct GraphClaim {
  std::string id;  ///< "c1"
  std::uint32_t document = 0;
  std::string source;  ///< id of a node; empty: nobody is named
  std::vector<std::string> chain;
  std::optional<TextSpan> cue;
  std::string cue_text;
  TextSpan content;
  std::string content_text;
  ClaimForm form = ClaimForm::indirect;
  std::vector<std::string> events;
};

/// What is told once a graph (its graph property).
struct GraphInfo {
  std::string generator_version;
  std::string model;
  OffsetUnit offsets = OffsetUnit::byte;
  std::vector<GraphDocument> documents;
  std::vector<GraphClaim> claims;
};

/// Owns everything in it; a copy is deep. Vertices are numbered from 0 in the order of first appearance. Reading from
/// several threads is safe.
using EventGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Node, Edge, GraphInfo>;
using NodeRef = boost::graph_traits<EventGraph>::vertex_descriptor;
using EdgeRef = boost::graph_traits<EventGraph>::edge_descriptor;

inline const GraphInfo& info(const EventGraph& graph) { return graph[boost::graph_bundle]; }
inline GraphInfo& info(EventGraph& graph) { return graph[boost::graph_bundle]; }

}  // namespace tidings
