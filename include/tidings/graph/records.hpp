// Records, one JSON object a line: FollowTheMoney entities (followthemoney.tech) and PLOVER events. Header-only.
#pragma once

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/graph/days.hpp"
#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/fields.hpp"
#include "tidings/graph/json.hpp"
#include "tidings/graph/queries.hpp"
#include "tidings/graph/rdf.hpp"
#include "tidings/graph/summary.hpp"
#include "tidings/graph/words.hpp"

namespace tidings {

struct FtmOptions {
  std::string prefix = "tidings-";  ///< before every id; name the data set here to load several
};

namespace ftm {

inline std::string_view schema_of(const Node& node) {
  if (node.kind == NodeKind::event) return "Event";
  if (node.type == "person") return "Person";
  if (node.type == "organization") {
    if (rdf::schema_type(node) == "schema:GovernmentOrganization") return "PublicBody";
    return fields::value_of(node.attributes, "subtype") == "company" ? "Company" : "Organization";
  }
  if (node.type == "location" || node.type == "facility") return "Address";
  return node.type == "group" ? "LegalEntity" : node.type == "product" ? "Asset" : "Note";
}

/// What FollowTheMoney has no property for: how sure an event is.
inline std::vector<std::string> certainty(const Node& event) {
  return {"modality: " + std::string(to_string(event.modality)), "polarity: " + std::string(to_string(event.polarity))};
}

/// FollowTheMoney takes few characters in an id: everything but ASCII letters and digits is a point and two digits.
inline std::string escaped_id(std::string_view id) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : id) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain) out += c;
    else out += {'.', digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

class Writer {
 public:
  Writer(std::ostream& out, const EventGraph& graph, const FtmOptions& options)
      : pages_(out), g_(graph), options_(options) {}

  void write() {
    for (const GraphDocument& d : info(g_).documents) document(d);
    for (const NodeRef v : boost::make_iterator_range(vertices(g_))) {
      if (g_[v].kind != NodeKind::time) node(v);
    }
    for (const EdgeRef e : boost::make_iterator_range(edges(g_))) {
      if (g_[target(e, g_)].kind != NodeKind::time) link(e);
    }
  }

 private:
  std::string id(std::string_view of) const { return options_.prefix + escaped_id(of); }

  template <class Properties>
  void entity(const std::string& id, std::string_view schema, Properties properties) {
    {
      json::Object object(pages_.text());
      object.text("id", id);
      object.text("schema", schema);
      json::Object inner(object.key("properties"));
      properties(inner);
    }
    pages_.text() += '\n';
    pages_.turn();
  }

  // FollowTheMoney refuses names and texts that are longer.
  static std::string short_name(std::string_view name) { return utf8::shorten(name, 300); }
  static void one(json::Object& object, std::string_view key, std::string_view value) {
    if (!value.empty()) object.strings(key, std::vector<std::string>{utf8::shorten(value, 900)});
  }

  std::vector<std::string> documents_of(const EvidenceList& mentions) const {
    std::set<std::uint32_t> documents;
    for (const Evidence& m : mentions) documents.insert(m.document);
    std::vector<std::string> ids;
    for (const std::uint32_t d : documents) {
      if (d < info(g_).documents.size()) ids.push_back(id(info(g_).documents[d].id));
    }
    return ids;
  }

  void document(const GraphDocument& d) {
    entity(id(d.id), "Article", [&](json::Object& p) {
      one(p, "title", d.title);
      one(p, "fileName", d.name);
      if (days::range_of(d.published)) one(p, "publishedAt", d.published);
      one(p, "publisher", d.publisher);
    });
  }

  void node(NodeRef v) {
    const Node& n = g_[v];
    const std::string_view schema = schema_of(n);
    entity(id(n.id), schema, [&](json::Object& p) {
      const std::string name = n.kind == NodeKind::event ? summary::line_of(g_, v) : n.name.str();
      one(p, schema == "Address" ? "full" : "name", short_name(name.empty() ? n.type.view() : std::string_view(name)));
      if (n.kind == NodeKind::entity) {
        std::vector<std::string> aliases;
        for (const SharedText& alias : n.aliases) aliases.push_back(short_name(alias));
        p.strings("alias", aliases);
      }
      if (n.kind == NodeKind::event) {
        p.strings("keywords", certainty(n));
        one(p, "summary", n.type);
        event_dates(p, n);
        people(p, v);
      } else {
        one(p, schema == "PublicBody" || schema == "Organization" ? "jurisdiction" : "country",
            lower(fields::value_of(n.attributes, "jurisdiction")));
        if (schema == "Person") one(p, "gender", fields::value_of(n.attributes, "gender"));
        if (schema == "Person") one(p, "position", fields::value_of(n.attributes, "title"));
        one(p, "wikidataId", fields::value_of(n.attributes, "wikidata"));
      }
      p.strings("proof", documents_of(n.mentions));
    });
  }

  static std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return text;
  }

  static void event_dates(json::Object& p, const Node& n) {
    if (!n.when) return;
    if (days::range_of(n.when->begin)) one(p, "startDate", n.when->begin);
    if (days::range_of(n.when->end)) one(p, "endDate", n.when->end);
  }

  void people(json::Object& p, NodeRef event) const {
    std::vector<std::string> involved;
    std::vector<std::string> places;
    for (const EdgeRef e : boost::make_iterator_range(out_edges(event, g_))) {
      const Node& n = g_[target(e, g_)];
      if (g_[e].kind != EdgeKind::role || n.kind != NodeKind::entity) continue;
      const std::string_view schema = schema_of(n);
      if (g_[e].type == "place") places.push_back(short_name(n.name));
      if (schema != "Address" && schema != "Asset" && schema != "Note") involved.push_back(id(n.id));
    }
    p.strings("involved", involved);
    p.strings("location", places);
  }

  void link(EdgeRef ref) {
    const Edge& e = g_[ref];
    const std::string from = id(g_[source(ref, g_)].id);
    const std::string to = id(g_[target(ref, g_)].id);
    const bool body =
        schema_of(g_[target(ref, g_)]) == "Organization" || schema_of(g_[target(ref, g_)]) == "PublicBody";
    const bool person = schema_of(g_[source(ref, g_)]) == "Person";
    const bool employment = e.kind == EdgeKind::relation && e.type == "position" && body && person;
    const bool membership = e.kind == EdgeKind::relation && e.type == "member-of" && body && person;
    const std::string title = fields::value_of(e.attributes, "title");
    entity(id(e.id),
           employment   ? "Employment"
           : membership ? "Membership"
                        : "UnknownLink",
           [&](json::Object& p) {
             one(p, employment ? "employee" : membership ? "member" : "subject", from);
             one(p, employment ? "employer" : membership ? "organization" : "object", to);
             one(p, "role", title.empty() ? e.type.view() : std::string_view(title));
             if (const Node* event = fields::event_of(g_, ref)) {
               one(p, "status", certainty(*event)[0] + ", " + certainty(*event)[1]);
               event_dates(p, *event);
             } else {
               one(p, "status", fields::value_of(e.attributes, "tense"));
             }
             if (!e.mentions.empty()) one(p, "summary", e.mentions.front().text);
             p.strings("proof", documents_of(e.mentions));
           });
  }

  Pages pages_;
  const EventGraph& g_;
  const FtmOptions& options_;
};

}  // namespace ftm

/// FollowTheMoney entities, as `ftm` reads them. Documents are articles, events are events with `keywords` for their
/// modality and polarity, roles and most relations are links with their `role`. Times are the events' dates.
inline void write_ftm(std::ostream& out, const EventGraph& graph, const FtmOptions& options = {}) {
  ftm::Writer(out, graph, options).write();
}

namespace plover {

inline void append_actors(std::string& out, const EventGraph& graph, NodeRef event,
                          std::initializer_list<std::string_view> roles) {
  out += '[';
  bool first = true;
  for (const std::string_view role : roles) {
    for (const NodeRef v : fillers(graph, event, role)) {
      const Node& n = graph[v];
      if (n.kind != NodeKind::entity) continue;
      if (!first) out += ", ";
      first = false;
      json::Object actor(out);
      actor.text("id", n.id);
      actor.text("text", n.name);
      actor.text("type", n.type);
      actor.text_if("role", role);
      actor.text_if("subtype", fields::value_of(n.attributes, "subtype"));
      actor.text_if("country", fields::value_of(n.attributes, "jurisdiction"));
      actor.text_if("title", fields::value_of(n.attributes, "title"));
      actor.text_if("wikidata", fields::value_of(n.attributes, "wikidata"));
    }
  }
  out += ']';
}

}  // namespace plover

/// One record for each event that has a PLOVER code, in the manner of POLECAT: type, date, lists of actors and
/// recipients, places, and how sure it is. Events without a code are none of PLOVER's, and left out.
inline void write_plover(std::ostream& stream, const EventGraph& graph) {
  Pages pages(stream);
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    const Node& n = graph[v];
    const std::string code = fields::value_of(n.codes, "plover");
    if (n.kind != NodeKind::event || code.empty()) continue;
    {
      json::Object record(pages.text());
      record.text("id", n.id);
      record.text("event_type", code);
      record.text_if("cameo", fields::value_of(n.codes, "cameo"));
      record.text("tidings_type", n.type);
      record.text("modality", to_string(n.modality));
      record.text("polarity", to_string(n.polarity));
      record.text_if("tense", to_string(n.tense));
      if (n.when) record.text_if("date_begin", n.when->begin);
      if (n.when) record.text_if("date_end", n.when->end);
      plover::append_actors(record.key("ACTOR"), graph, v, {"agent", "participant"});
      plover::append_actors(record.key("RECIP"), graph, v, {"patient", "recipient", "beneficiary"});
      plover::append_actors(record.key("LOC"), graph, v, {"place", "origin", "destination"});
      record.text("trigger", n.name);
      if (!n.mentions.empty()) record.text("sentence", quotation(graph, n.mentions.front()).sentence);
      std::vector<std::string> documents;
      for (const Evidence& m : n.mentions) {
        if (m.document >= info(graph).documents.size()) continue;
        const GraphDocument& d = info(graph).documents[m.document];
        const std::string& key = d.key.empty() ? d.name : d.key;
        if (std::find(documents.begin(), documents.end(), key) == documents.end()) documents.push_back(key);
      }
      record.strings("documents", documents);
      record.score("score", n.score);
    }
    pages.text() += '\n';
    pages.turn();
  }
}

}  // namespace tidings
