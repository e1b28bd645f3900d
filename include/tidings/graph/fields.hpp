// What is told of a node and an edge in formats that are tables: one list of columns for all of them. Header-only.
#pragma once

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/json.hpp"
#include "tidings/graph/words.hpp"

namespace tidings {

/// Text of a format on its way to a stream, in pieces of a megabyte, so that a large graph never is one string.
class Pages {
 public:
  explicit Pages(std::ostream& out) : out_(out) {}
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;
  ~Pages() { flush(); }
  std::string& text() noexcept { return text_; }
  /// To be called now and then; writes when there is enough.
  void turn() {
    if (text_.size() >= page) flush();
  }

 private:
  static constexpr std::size_t page = 1 << 20;
  void flush() {
    out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
  }
  std::ostream& out_;
  std::string text_;
};

namespace fields {

enum class FieldType : std::uint8_t { text, real, whole };

struct NodeField {
  std::string_view name;
  FieldType type;
  std::string (*of)(const EventGraph& graph, NodeRef node);  ///< empty: there is none
};
struct EdgeField {
  std::string_view name;
  FieldType type;
  std::string (*of)(const EventGraph& graph, EdgeRef edge);
};

inline std::string joined(const CompactVector<SharedText>& items) {
  std::string out;
  for (const SharedText& item : items) (out += out.empty() ? "" : "; ") += item;
  return out;
}
inline std::string joined(const Attributes& attributes) {
  std::string out;
  for (const auto& [key, value] : attributes) ((out += out.empty() ? "" : "; ") += key + '=') += value;
  return out;
}
inline std::string value_of(const Attributes& attributes, const char* key) {
  const auto at = attributes.find(key);
  return at == attributes.end() ? std::string() : at->second.str();
}
inline std::string score_of(float score) {
  std::string out;
  json::append_score(out, score);
  return out;
}
inline std::string first_document(const EventGraph& graph, const EvidenceList& mentions) {
  if (mentions.empty() || mentions.front().document >= info(graph).documents.size()) return {};
  return citation(info(graph).documents[mentions.front().document]);
}
/// The event whose certainty an edge shares; nothing for relations between entities.
inline const Node* event_of(const EventGraph& graph, EdgeRef edge) {
  const Node& from = graph[source(edge, graph)];
  return from.kind == NodeKind::event ? &from : nullptr;
}
inline std::string if_event(const Node& node, std::string_view text) {
  return node.kind == NodeKind::event ? std::string(text) : std::string();
}

inline constexpr NodeField of_nodes[] = {
    {"kind", FieldType::text, [](const EventGraph& g, NodeRef v) { return std::string(to_string(g[v].kind)); }},
    {"type", FieldType::text, [](const EventGraph& g, NodeRef v) { return g[v].type.str(); }},
    {"subtype", FieldType::text, [](const EventGraph& g, NodeRef v) { return value_of(g[v].attributes, "subtype"); }},
    {"name", FieldType::text, [](const EventGraph& g, NodeRef v) { return g[v].name.str(); }},
    {"aliases", FieldType::text, [](const EventGraph& g, NodeRef v) { return joined(g[v].aliases); }},
    {"modality", FieldType::text,
     [](const EventGraph& g, NodeRef v) { return if_event(g[v], to_string(g[v].modality)); }},
    {"polarity", FieldType::text,
     [](const EventGraph& g, NodeRef v) { return if_event(g[v], to_string(g[v].polarity)); }},
    {"tense", FieldType::text, [](const EventGraph& g, NodeRef v) { return std::string(to_string(g[v].tense)); }},
    {"begin", FieldType::text,
     [](const EventGraph& g, NodeRef v) { return g[v].when ? g[v].when->begin.str() : std::string(); }},
    {"end", FieldType::text,
     [](const EventGraph& g, NodeRef v) { return g[v].when ? g[v].when->end.str() : std::string(); }},
    {"value", FieldType::text, [](const EventGraph& g, NodeRef v) { return g[v].value.str(); }},
    {"plover", FieldType::text, [](const EventGraph& g, NodeRef v) { return value_of(g[v].codes, "plover"); }},
    {"cameo", FieldType::text, [](const EventGraph& g, NodeRef v) { return value_of(g[v].codes, "cameo"); }},
    {"ace", FieldType::text, [](const EventGraph& g, NodeRef v) { return value_of(g[v].codes, "ace"); }},
    {"attributes", FieldType::text, [](const EventGraph& g, NodeRef v) { return joined(g[v].attributes); }},
    {"score", FieldType::real, [](const EventGraph& g, NodeRef v) { return score_of(g[v].score); }},
    {"mentions", FieldType::whole, [](const EventGraph& g, NodeRef v) { return std::to_string(g[v].mentions.size()); }},
    {"documents", FieldType::whole,
     [](const EventGraph& g, NodeRef v) { return std::to_string(count_documents(g[v].mentions)); }},
    {"document", FieldType::text, [](const EventGraph& g, NodeRef v) { return first_document(g, g[v].mentions); }},
};

inline constexpr EdgeField of_edges[] = {
    {"kind", FieldType::text, [](const EventGraph& g, EdgeRef e) { return std::string(to_string(g[e].kind)); }},
    {"type", FieldType::text, [](const EventGraph& g, EdgeRef e) { return g[e].type.str(); }},
    {"title", FieldType::text, [](const EventGraph& g, EdgeRef e) { return value_of(g[e].attributes, "title"); }},
    {"modality", FieldType::text,
     [](const EventGraph& g, EdgeRef e) {
       const Node* event = event_of(g, e);
       return event == nullptr ? std::string() : std::string(to_string(event->modality));
     }},
    {"polarity", FieldType::text,
     [](const EventGraph& g, EdgeRef e) {
       const Node* event = event_of(g, e);
       return event == nullptr ? std::string() : std::string(to_string(event->polarity));
     }},
    {"attributes", FieldType::text, [](const EventGraph& g, EdgeRef e) { return joined(g[e].attributes); }},
    {"score", FieldType::real, [](const EventGraph& g, EdgeRef e) { return score_of(g[e].score); }},
    {"mentions", FieldType::whole, [](const EventGraph& g, EdgeRef e) { return std::to_string(g[e].mentions.size()); }},
    {"documents", FieldType::whole,
     [](const EventGraph& g, EdgeRef e) { return std::to_string(count_documents(g[e].mentions)); }},
    {"document", FieldType::text, [](const EventGraph& g, EdgeRef e) { return first_document(g, g[e].mentions); }},
    {"words", FieldType::text,
     [](const EventGraph& g, EdgeRef e) {
       return g[e].mentions.empty() ? std::string() : g[e].mentions.front().text.str();
     }},
    {"rule", FieldType::text,
     [](const EventGraph& g, EdgeRef e) {
       return g[e].mentions.empty() ? std::string() : g[e].mentions.front().rule.str();
     }},
};

/// `text` with capitals or not, and nothing but ASCII letters, digits and '_': a word in any language of queries.
inline std::string word(std::string_view text, bool capitals) {
  std::string out;
  for (const char c : text) {
    const bool small = c >= 'a' && c <= 'z';
    const bool big = c >= 'A' && c <= 'Z';
    if (!small && !big && !(c >= '0' && c <= '9')) out += '_';
    else out += capitals && small ? static_cast<char>(c - ('a' - 'A')) : c;
  }
  if (out.empty() || (out[0] >= '0' && out[0] <= '9')) out.insert(0, "_");
  return out;
}

}  // namespace fields
}  // namespace tidings
