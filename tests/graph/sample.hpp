// A graph made by hand: two people meet in a city, a visit is planned, an attack is alleged.
#pragma once

#include <string>

#include "tidings/graph/event_graph.hpp"

namespace tidings::sample {

inline Evidence words(std::string text, std::uint32_t begin, EvidenceForm form = EvidenceForm::none) {
  Evidence e;
  e.span = {begin, begin + static_cast<std::uint32_t>(text.size())};
  e.text = std::move(text);
  e.form = form;
  return e;
}

inline NodeRef entity(EventGraph& g, std::string id, std::string type, std::string name, std::uint32_t at) {
  Node n;
  n.id = std::move(id);
  n.type = std::move(type);
  n.name = name;
  n.mentions.push_back(words(name, at, EvidenceForm::name));
  return add_vertex(std::move(n), g);
}

inline NodeRef event(EventGraph& g, std::string id, std::string type, std::string trigger, std::uint32_t at,
                     Modality modality = Modality::actual) {
  Node n;
  n.id = std::move(id);
  n.kind = NodeKind::event;
  n.type = std::move(type);
  n.name = trigger;
  n.modality = modality;
  n.mentions.push_back(words(trigger, at, EvidenceForm::noun));
  return add_vertex(std::move(n), g);
}

inline void edge(EventGraph& g, NodeRef from, NodeRef to, EdgeKind kind, std::string type, std::uint32_t at = 0) {
  Edge e;
  e.id = "x" + std::to_string(num_edges(g) + 1);
  e.kind = kind;
  e.type = std::move(type);
  e.mentions.push_back(words("words", at));
  add_edge(from, to, std::move(e), g);
}

/// Vertices: 0 Ann Lee, 1 Bo Karlsen, 2 meeting, 3 Oslo, 4 visit (planned), 5 attack (alleged), 6 the ministry, 7 a
/// day, 8 Nobody (without edges).
inline EventGraph meeting() {
  EventGraph g;
  info(g).generator_version = "0.1.0";
  info(g).documents.push_back({"d1", "k1", "oslo.txt", "2020-05-04", "Lee meets Karlsen", "The Paper", 400});
  const NodeRef lee = entity(g, "e1", "person", "Ann Lee", 10);
  const NodeRef karlsen = entity(g, "e2", "person", "Bo Karlsen", 30);
  const NodeRef meeting = event(g, "v1", "contact.meet", "meeting", 50);
  const NodeRef oslo = entity(g, "e3", "location", "Oslo", 60);
  const NodeRef visit = event(g, "v2", "contact.visit", "visit", 70, Modality::planned);
  const NodeRef attack = event(g, "v3", "cyber.attack", "attack", 80, Modality::alleged);
  const NodeRef ministry = entity(g, "e4", "organization", "the Ministry", 90);
  Node day;
  day.id = "t1";
  day.kind = NodeKind::time;
  day.type = "date";
  day.name = "Monday";
  day.value = "2020-05-04";
  day.mentions.push_back(words("Monday", 100));
  const NodeRef monday = add_vertex(std::move(day), g);
  entity(g, "e5", "person", "Nobody", 300);
  g[lee].aliases = {"Lee"};
  g[ministry].attributes["subtype"] = "ministry";
  g[meeting].when = When{"2020-05-04", "2020-05-04"};
  g[visit].when = When{"2020-06", "2020-06"};
  g[attack].when = When{"2019", "2019"};
  edge(g, meeting, lee, EdgeKind::role, "participant", 10);
  edge(g, meeting, karlsen, EdgeKind::role, "participant", 10);
  edge(g, meeting, oslo, EdgeKind::role, "place", 50);
  edge(g, meeting, monday, EdgeKind::time, "at", 50);
  edge(g, meeting, visit, EdgeKind::order, "before", 50);
  edge(g, visit, karlsen, EdgeKind::role, "agent", 30);
  edge(g, attack, ministry, EdgeKind::role, "patient", 80);
  edge(g, attack, lee, EdgeKind::source, "according-to", 80);
  edge(g, lee, ministry, EdgeKind::relation, "position", 10);
  GraphClaim claim;
  claim.id = "c1";
  claim.source = "e1";
  claim.cue = TextSpan{75, 79};
  claim.cue_text = "said";
  claim.content = {80, 120};
  claim.content_text = "there had been an attack on the Ministry";
  claim.events = {"v3"};
  info(g).claims.push_back(claim);
  return g;
}

}  // namespace tidings::sample
