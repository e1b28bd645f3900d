#include "stories/facts.hpp"

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>

#include "tidings/graph/queries.hpp"

namespace tidings::stories {

namespace {

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return small;
}

bool same(std::string_view a, std::string_view b) { return lower(a) == lower(b); }
bool has(std::string_view text, std::string_view part) { return lower(text).find(lower(part)) != std::string::npos; }

// "agent Susan Rice" → "agent", "Susan Rice"
std::pair<std::string, std::string> split(const std::string& part) {
  const std::size_t blank = part.find(' ');
  if (blank == std::string::npos) return {part, {}};
  return {part.substr(0, blank), trimmed(part.substr(blank))};
}

bool take_word(std::string& line, const std::string& word) {
  if (line.rfind(word + ' ', 0) != 0) return false;
  line = trimmed(line.substr(word.size()));
  return true;
}

// Its name, an alias, or what one of its mentions says; for a part of a longer mention ("delegation") its head.
bool is_called(const Node& node, const std::string& name) {
  const auto called = [&](std::string_view text) { return same(text, name) || same(text, "the " + name); };
  if (called(node.name) || std::any_of(node.aliases.begin(), node.aliases.end(), called)) return true;
  return std::any_of(node.mentions.begin(), node.mentions.end(), [&](const Evidence& e) {
    if (called(e.text)) return true;
    if (!e.head || e.form == EvidenceForm::name) return false;
    const auto begin = e.head->begin - std::min(e.head->begin, e.span.begin);
    return begin < e.text.size() && same(e.text.substr(begin, e.head->end - e.head->begin), name);
  });
}

bool is_of_type(const Node& node, const std::string& type) {
  const std::size_t slash = type.find('/');
  const auto subtype = node.attributes.find("subtype");
  if (slash != std::string::npos && (subtype == node.attributes.end() || subtype->second != type.substr(slash + 1)))
    return false;
  const std::string main = type.substr(0, slash);
  return node.type == main || node.type.starts_with(main + '.');
}

template <class Test>
bool any_node(const EventGraph& graph, NodeKind kind, Test test) {
  const auto all = boost::make_iterator_range(vertices(graph));
  return std::any_of(all.begin(), all.end(), [&](NodeRef v) { return graph[v].kind == kind && test(v); });
}

template <class Test>
bool any_edge(const EventGraph& graph, EdgeKind kind, const std::string& type, Test test) {
  const auto all = boost::make_iterator_range(edges(graph));
  return std::any_of(all.begin(), all.end(), [&](EdgeRef e) {
    return graph[e].kind == kind && (type.empty() || graph[e].type == type) &&
           test(graph[source(e, graph)], graph[target(e, graph)], graph[e]);
  });
}

bool entity_is_told(const std::vector<std::string>& parts, const EventGraph& graph) {
  return any_node(graph, NodeKind::entity, [&](NodeRef v) {
    return is_of_type(graph[v], parts[0]) && std::all_of(parts.begin() + 1, parts.end(), [&](const std::string& name) {
             return is_called(graph[v], name);
           });
  });
}

bool reaches(const EventGraph& graph, NodeRef event, EdgeKind kind, const std::string& type, const std::string& name) {
  const auto out = boost::make_iterator_range(out_edges(event, graph));
  return std::any_of(out.begin(), out.end(), [&](EdgeRef e) {
    return graph[e].kind == kind && (type.empty() || graph[e].type == type) && is_called(graph[target(e, graph)], name);
  });
}

bool property_holds(const EventGraph& graph, NodeRef event, const std::string& part) {
  const auto [word, value] = split(part);
  const Node& node = graph[event];
  if (word == "modality") return to_string(node.modality) == value;
  if (word == "polarity") return to_string(node.polarity) == value;
  if (word == "source") return reaches(graph, event, EdgeKind::source, {}, value);
  if (word == "with") return reaches(graph, event, EdgeKind::role, {}, value);
  if (word == "when")
    return node.when && (node.when->begin.empty() ? node.when->end : node.when->begin).starts_with(value);
  if (word == "trigger") {
    return std::any_of(node.mentions.begin(), node.mentions.end(),
                       [text = value](const Evidence& e) { return same(e.text, text); });
  }
  if (!term_from<Role>(word)) throw std::runtime_error("'" + word + "' is no role and no property of an event");
  return reaches(graph, event, EdgeKind::role, word, value);
}

bool event_is_told(const std::vector<std::string>& parts, const EventGraph& graph) {
  return any_node(graph, NodeKind::event, [&](NodeRef v) {
    return is_of_type(graph[v], parts[0]) && std::all_of(parts.begin() + 1, parts.end(), [&](const std::string& part) {
             return property_holds(graph, v, part);
           });
  });
}

bool position_is_told(const std::vector<std::string>& parts, const EventGraph& graph) {
  return any_edge(graph, EdgeKind::relation, "position", [&](const Node& from, const Node& to, const Edge& edge) {
    const auto title = edge.attributes.find("title");
    return is_called(from, parts[0]) && title != edge.attributes.end() && has(title->second, parts[1]) &&
           (parts.size() < 3 || is_called(to, parts[2]));
  });
}

bool claim_is_told(const std::vector<std::string>& parts, const EventGraph& graph) {
  const auto& claims = info(graph).claims;
  return std::any_of(claims.begin(), claims.end(), [&](const GraphClaim& claim) {
    const auto source = node_with_id(graph, claim.source);
    return source && is_called(graph[*source], parts[0]) && has(claim.content_text, parts[1]);
  });
}

bool link_is_told(const std::vector<std::string>& parts, const EventGraph& graph) {
  const auto [type, rest] = split(parts[0]);
  return any_edge(graph, EdgeKind::order, type, [&](const Node& from, const Node& to, const Edge&) {
    return is_of_type(from, parts[1]) && is_of_type(to, parts[2]);
  });
}

bool relation_is_told(const std::vector<std::string>& parts, const EventGraph& graph) {
  return any_edge(graph, EdgeKind::relation, parts[0], [&](const Node& from, const Node& to, const Edge&) {
    return is_called(from, parts[1]) && is_called(to, parts[2]);
  });
}

bool document_has(const EventGraph& graph, const std::function<bool(const GraphDocument&)>& test) {
  const auto& documents = info(graph).documents;
  return std::any_of(documents.begin(), documents.end(), test);
}

struct Kind {
  std::size_t least_parts;
  bool (*is_told)(const std::vector<std::string>&, const EventGraph&);
};

const std::map<std::string, Kind>& kinds() {
  static const std::map<std::string, Kind> all{
      {"entity", {2, entity_is_told}},
      {"event", {1, event_is_told}},
      {"position", {2, position_is_told}},
      {"claim", {2, claim_is_told}},
      {"order", {3, link_is_told}},
      {"relation", {3, relation_is_told}},
      {"title",
       {1,
        [](const auto& parts, const EventGraph& graph) {
          return document_has(graph, [&](const GraphDocument& d) { return d.title == parts[0]; });
        }}},
      {"published", {1, [](const auto& parts, const EventGraph& graph) {
                       return document_has(graph, [&](const GraphDocument& d) { return d.published == parts[0]; });
                     }}}};
  return all;
}

std::optional<Date> date_from(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0;
  if (std::sscanf(text.c_str(), "%4d-%2u-%2u", &year, &month, &day) != 3) return std::nullopt;
  return Date(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day));
}

std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t bar = std::min(text.find(" | ", begin), text.size());
    parts.push_back(trimmed(text.substr(begin, bar - begin)));
    begin = bar + 3;
  }
  return parts;
}

}  // namespace

Facts read_facts(const std::string& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file + ": can't be read");
  Facts facts{file, {}, {}};
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    std::string rest = trimmed(line);
    if (rest.empty() || rest[0] == '#') continue;
    if (take_word(rest, "given")) {
      if (take_word(rest, "published")) facts.published = date_from(rest);
      if (!facts.published)
        throw std::runtime_error(file + ":" + std::to_string(number) + ": expected 'given published YYYY-MM-DD'");
      continue;
    }
    Fact fact;
    fact.line = number;
    fact.text = rest;
    fact.todo = take_word(rest, "todo");
    fact.wanted = !take_word(rest, "not");
    std::tie(fact.kind, rest) = split(rest);
    fact.parts = parts_of(rest);
    const auto kind = kinds().find(fact.kind);
    if (kind == kinds().end() || fact.parts.size() < kind->second.least_parts) {
      throw std::runtime_error(file + ":" + std::to_string(number) + ": no fact: " + line);
    }
    facts.all.push_back(std::move(fact));
  }
  return facts;
}

bool is_told(const Fact& fact, const EventGraph& graph) { return kinds().at(fact.kind).is_told(fact.parts, graph); }

}  // namespace tidings::stories
