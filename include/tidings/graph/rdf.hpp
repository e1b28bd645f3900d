// Linked data: Turtle and JSON-LD of a graph, with the words of schema.org, SEM (Simple Event Model) and PROV-O.
// Header-only.
//
// Both formats say the same. Events are sem:Event with their modality and polarity: a triple with a role alone does not
// say that something happened. Each edge is an rdf:Statement too, with its score and its words; nodes, edges and claims
// tell the documents that they come from.
#pragma once

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <cstdint>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidings/graph/days.hpp"
#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/fields.hpp"
#include "tidings/graph/json.hpp"
#include "tidings/graph/utf8.hpp"

namespace tidings {

struct RdfOptions {
  std::string base = "urn:tidings:graph:";  ///< the ids of nodes, edges, documents and claims follow it
};

namespace rdf {

enum class ValueType : std::uint8_t { term, iri, text, decimal, whole, date, month, year };

struct Value {
  ValueType type = ValueType::text;
  std::string value;  ///< "sem:Event"; a whole IRI; a literal
};

struct Resource {
  std::string iri;
  std::vector<std::pair<std::string, Value>> properties;  ///< the first are rdf:type
  void add(std::string property, ValueType type, std::string_view value) {
    if (!value.empty()) properties.push_back({std::move(property), {type, std::string(value)}});
  }
  void text(std::string property, std::string_view value) { add(std::move(property), ValueType::text, value); }
};

inline constexpr std::pair<std::string_view, std::string_view> prefixes[] = {
    {"prov", "http://www.w3.org/ns/prov#"}, {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"schema", "https://schema.org/"},      {"sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"},
    {"tidings", "urn:tidings:term:"},       {"xsd", "http://www.w3.org/2001/XMLSchema#"},
};

/// Everything but letters, digits, '-', '.', '_' and '~' in percent: whatever the id, the IRI is one.
inline std::string escaped_iri(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) out += c;
    else out += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

/// A literal in Turtle: quotation marks, backslashes and control characters are escaped; NUL is U+FFFD.
inline void append_literal(std::string& out, std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  out += '"';
  utf8::for_each(text, [&](std::string_view c) {
    const auto first = static_cast<unsigned char>(c[0]);
    if (c == "\"" || c == "\\") (out += '\\') += c;
    else if (c == "\n") out += "\\n";
    else if (c == "\r") out += "\\r";
    else if (c == "\t") out += "\\t";
    else if (first == 0) out += utf8::replacement;
    else if (first < 0x20 || first == 0x7F) (out += "\\u00") += {digits[first >> 4], digits[first & 15]};
    else out += c;
  });
  out += '"';
}

inline std::string_view datatype(ValueType type) {
  switch (type) {
    case ValueType::decimal:
      return "xsd:decimal";
    case ValueType::whole:
      return "xsd:integer";
    case ValueType::date:
      return "xsd:date";
    case ValueType::month:
      return "xsd:gYearMonth";
    case ValueType::year:
      return "xsd:gYear";
    default:
      return {};
  }
}

inline void append_turtle(std::string& out, const Resource& resource) {
  out += '<' + resource.iri + '>';
  std::string_view before = " ";
  for (const auto& [property, value] : resource.properties) {
    out += before;
    before = " ;\n  ";
    out += property == "rdf:type" ? "a" : property;
    out += ' ';
    if (value.type == ValueType::term) {
      out += value.value;
    } else if (value.type == ValueType::iri) {
      out += '<' + value.value + '>';
    } else {
      append_literal(out, value.value);
      if (const std::string_view type = datatype(value.type); !type.empty()) out += "^^" + std::string(type);
    }
  }
  out += " .\n";
}

inline void append_json_ld(std::string& out, const Resource& resource) {
  json::Object object(out);
  object.text("@id", resource.iri);
  std::map<std::string, std::vector<const Value*>> by_property;
  for (const auto& [property, value] : resource.properties) by_property[property].push_back(&value);
  for (const auto& [property, values] : by_property) {
    const bool is_type = property == "rdf:type";
    std::string& list = object.key(is_type ? "@type" : property);
    list += '[';
    for (const Value* value : values) {
      if (value != values.front()) list += ", ";
      if (is_type || value->type == ValueType::text) {
        json::append_string(list, value->value);
        continue;
      }
      json::Object inner(list);
      const bool refers = value->type == ValueType::term || value->type == ValueType::iri;
      inner.text(refers ? "@id" : "@value", value->value);
      if (!refers) inner.text("@type", datatype(value->type));
    }
    list += ']';
  }
}

inline std::string_view schema_type(const Node& node) {
  static constexpr std::string_view of_state[] = {"agency", "ministry", "legislature",  "court",
                                                  "police", "military", "intelligence", "executive"};
  if (node.type == "person") return "schema:Person";
  if (node.type == "location") return "schema:Place";
  if (node.type == "facility") return "schema:Place";
  if (node.type == "product") return "schema:Product";
  if (node.type == "work") return "schema:CreativeWork";
  if (node.type == "law") return "schema:Legislation";
  if (node.type != "organization") return "schema:Thing";
  const std::string subtype = fields::value_of(node.attributes, "subtype");
  const bool state = std::find(std::begin(of_state), std::end(of_state), subtype) != std::end(of_state);
  return state ? "schema:GovernmentOrganization" : "schema:Organization";
}

/// The word of SEM, PROV-O or schema.org for an edge; empty: only our own.
inline std::string_view common_property(const Edge& edge) {
  static constexpr std::pair<std::string_view, std::string_view> known[] = {{"agent", "sem:hasActor"},
                                                                            {"patient", "sem:hasActor"},
                                                                            {"participant", "sem:hasActor"},
                                                                            {"recipient", "sem:hasActor"},
                                                                            {"beneficiary", "sem:hasActor"},
                                                                            {"place", "sem:hasPlace"},
                                                                            {"origin", "sem:hasPlace"},
                                                                            {"destination", "sem:hasPlace"},
                                                                            {"at", "sem:hasTime"},
                                                                            {"begin", "sem:hasTime"},
                                                                            {"end", "sem:hasTime"},
                                                                            {"according-to", "prov:wasAttributedTo"},
                                                                            {"member-of", "schema:memberOf"},
                                                                            {"located-in", "schema:containedInPlace"},
                                                                            {"nationality", "schema:nationality"},
                                                                            {"position", "schema:worksFor"},
                                                                            {"family", "schema:relatedTo"}};
  for (const auto& [type, property] : known) {
    if (edge.type == type) return property;
  }
  return {};
}

inline ValueType date_type(std::string_view date) {
  return date.size() == 4 ? ValueType::year : date.size() == 7 ? ValueType::month : ValueType::date;
}

/// Calls `use(resource)` for every document, node, edge and claim of a graph.
template <class Use>
class Describer {
 public:
  Describer(const EventGraph& graph, const RdfOptions& options, Use use) : g_(graph), options_(options), use_(use) {}

  void describe() {
    for (const GraphDocument& d : info(g_).documents) document(d);
    for (const NodeRef v : boost::make_iterator_range(vertices(g_))) node(v);
    for (const EdgeRef e : boost::make_iterator_range(edges(g_))) edge(e);
    for (const GraphClaim& c : info(g_).claims) claim(c);
  }

 private:
  std::string iri(std::string_view id) const { return options_.base + escaped_iri(id); }

  void add_date(Resource& r, const char* property, std::string_view date) const {
    if (days::range_of(date) && date.size() <= 10) r.add(property, date_type(date), date);
  }

  void document(const GraphDocument& d) {
    Resource r{iri(d.id), {}};
    r.add("rdf:type", ValueType::term, "schema:NewsArticle");
    r.add("rdf:type", ValueType::term, "prov:Entity");
    r.text("schema:headline", d.title);
    r.text("schema:name", d.name);
    r.text("schema:identifier", d.key);
    r.text("tidings:publisher", d.publisher);
    add_date(r, "schema:datePublished", d.published);
    use_(r);
  }

  void add_documents(Resource& r, const EvidenceList& mentions) const {
    std::set<std::uint32_t> documents;
    for (const Evidence& m : mentions) documents.insert(m.document);
    for (const std::uint32_t d : documents) {
      if (d < info(g_).documents.size()) r.add("prov:wasDerivedFrom", ValueType::iri, iri(info(g_).documents[d].id));
    }
  }

  void mentions(const std::string& owner, const EvidenceList& all) {
    std::size_t number = 0;
    for (const Evidence& m : all) {
      Resource r{owner + "/m" + std::to_string(++number), {}};
      r.add("rdf:type", ValueType::term, "tidings:Mention");
      r.text("tidings:words", m.text);
      r.add("tidings:begin", ValueType::whole, std::to_string(m.span.begin));
      r.add("tidings:end", ValueType::whole, std::to_string(m.span.end));
      r.text("tidings:form", to_string(m.form));
      r.text("tidings:rule", m.rule);
      r.add("tidings:score", ValueType::decimal, fields::score_of(m.score));
      if (m.document < info(g_).documents.size())
        r.add("prov:wasQuotedFrom", ValueType::iri, iri(info(g_).documents[m.document].id));
      use_(r);
    }
  }
  void add_mentions(Resource& r, std::size_t count) const {
    for (std::size_t i = 1; i <= count; ++i) r.add("tidings:mention", ValueType::iri, r.iri + "/m" + std::to_string(i));
  }

  void node(NodeRef v) {
    const Node& n = g_[v];
    Resource r{iri(n.id), {}};
    switch (n.kind) {
      case NodeKind::entity:
        r.add("rdf:type", ValueType::term, n.type == "location" || n.type == "facility" ? "sem:Place" : "sem:Actor");
        r.add("rdf:type", ValueType::term, schema_type(n));
        break;
      case NodeKind::event:
        r.add("rdf:type", ValueType::term, "sem:Event");
        r.add("sem:eventType", ValueType::iri, "urn:tidings:type:" + escaped_iri(n.type));
        r.text("tidings:modality", to_string(n.modality));
        r.text("tidings:polarity", to_string(n.polarity));
        r.text("tidings:tense", to_string(n.tense));
        if (n.when) add_date(r, "sem:hasBeginTimeStamp", n.when->begin);
        if (n.when) add_date(r, "sem:hasEndTimeStamp", n.when->end);
        break;
      case NodeKind::time:
        r.add("rdf:type", ValueType::term, "sem:Time");
        r.text("tidings:value", n.value);
        break;
    }
    r.text("tidings:type", n.type);
    r.text("schema:name", n.name);
    for (const SharedText& alias : n.aliases) r.text("schema:alternateName", alias);
    for (const auto& [key, value] : n.attributes) r.text("tidings:" + fields::word(key, false), value);
    for (const auto& [key, value] : n.codes) r.text("tidings:" + fields::word(key, false), value);
    r.add("tidings:score", ValueType::decimal, fields::score_of(n.score));
    add_documents(r, n.mentions);
    add_mentions(r, n.mentions.size());
    for (const EdgeRef e : boost::make_iterator_range(out_edges(v, g_))) {
      const std::string to = iri(g_[target(e, g_)].id);
      r.add("tidings:" + fields::word(g_[e].type, false), ValueType::iri, to);
      if (const auto common = common_property(g_[e]); !common.empty()) r.add(std::string(common), ValueType::iri, to);
    }
    use_(r);
    mentions(r.iri, n.mentions);
  }

  void edge(EdgeRef ref) {
    const Edge& e = g_[ref];
    Resource r{iri(e.id), {}};
    r.add("rdf:type", ValueType::term, "rdf:Statement");
    r.add("rdf:subject", ValueType::iri, iri(g_[source(ref, g_)].id));
    r.add("rdf:predicate", ValueType::term, "tidings:" + fields::word(e.type, false));
    r.add("rdf:object", ValueType::iri, iri(g_[target(ref, g_)].id));
    if (const Node* event = fields::event_of(g_, ref)) {
      r.text("tidings:modality", to_string(event->modality));
      r.text("tidings:polarity", to_string(event->polarity));
    }
    for (const auto& [key, value] : e.attributes) r.text("tidings:" + fields::word(key, false), value);
    r.add("tidings:score", ValueType::decimal, fields::score_of(e.score));
    add_documents(r, e.mentions);
    add_mentions(r, e.mentions.size());
    use_(r);
    mentions(r.iri, e.mentions);
  }

  void claim(const GraphClaim& c) {
    Resource r{iri(c.id), {}};
    r.add("rdf:type", ValueType::term, "schema:Claim");
    r.text("schema:text", c.content_text);
    r.text("tidings:cue", c.cue_text);
    r.text("tidings:form", to_string(c.form));
    if (!c.source.empty()) r.add("schema:author", ValueType::iri, iri(c.source));
    for (const SharedText& id : c.events) r.add("schema:about", ValueType::iri, iri(id));
    if (c.document < info(g_).documents.size())
      r.add("prov:wasQuotedFrom", ValueType::iri, iri(info(g_).documents[c.document].id));
    use_(r);
  }

  const EventGraph& g_;
  const RdfOptions& options_;
  Use use_;
};

}  // namespace rdf

/// Turtle (w3.org/TR/turtle).
inline void write_turtle(std::ostream& stream, const EventGraph& graph, const RdfOptions& options = {}) {
  Pages pages(stream);
  for (const auto& [prefix, iri] : rdf::prefixes)
    pages.text() += "@prefix " + std::string(prefix) + ": <" + std::string(iri) + "> .\n";
  const auto use = [&](const rdf::Resource& resource) {
    rdf::append_turtle(pages.text(), resource);
    pages.turn();
  };
  rdf::Describer(graph, options, use).describe();
}

/// JSON-LD 1.1 (w3.org/TR/json-ld11), with its context inside: nothing is fetched to read it.
inline void write_json_ld(std::ostream& stream, const EventGraph& graph, const RdfOptions& options = {}) {
  Pages pages(stream);
  pages.text() += "{ \"@context\": ";
  {
    json::Object context(pages.text());
    for (const auto& [prefix, iri] : rdf::prefixes) context.text(prefix, iri);
  }
  pages.text() += ",\n  \"@graph\": [";
  bool first = true;
  const auto use = [&](const rdf::Resource& resource) {
    pages.text() += first ? "\n    " : ",\n    ";
    first = false;
    rdf::append_json_ld(pages.text(), resource);
    pages.turn();
  };
  rdf::Describer(graph, options, use).describe();
  pages.text() += "] }\n";
}

}  // namespace tidings
