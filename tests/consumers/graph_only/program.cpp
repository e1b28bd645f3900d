// A graph made by hand, without the extractor.
#include <iostream>

#include "tidings/graph/dot.hpp"
#include "tidings/graph/event_graph.hpp"

int main() {
  tidings::EventGraph graph;
  tidings::Node person;
  person.id = "e1";
  person.type = "person";
  person.name = "Anna Weber";
  const auto anna = add_vertex(person, graph);
  tidings::Node meeting;
  meeting.id = "v1";
  meeting.kind = tidings::NodeKind::event;
  meeting.type = "contact.meet";
  meeting.name = "met";
  const auto met = add_vertex(meeting, graph);
  tidings::Edge role;
  role.id = "x1";
  role.type = "participant";
  add_edge(met, anna, role, graph);
  tidings::write_dot(std::cout, graph);
}
