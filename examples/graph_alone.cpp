// The graph without the extractor: read from JSON, asked by an algorithm of Boost. Only headers, but for reading JSON.
#include <boost/graph/breadth_first_search.hpp>
#include <iostream>
#include <vector>

#include "tidings/graph/queries.hpp"
#include "tidings/graph/read_json.hpp"

int main() {
  const tidings::EventGraph graph = tidings::read_json(R"({"format": "tidings-graph", "version": 1,
    "nodes": [{"id": "e1", "kind": "entity", "type": "person", "name": "Anna Weber"},
              {"id": "e2", "kind": "entity", "type": "person", "name": "Marek Novak"},
              {"id": "v1", "kind": "event", "type": "contact.meet", "name": "met"},
              {"id": "v2", "kind": "event", "type": "contact.visit", "name": "visit", "modality": "planned"}],
    "edges": [{"id": "x1", "kind": "role", "type": "participant", "source": "v1", "target": "e1"},
              {"id": "x2", "kind": "role", "type": "participant", "source": "v1", "target": "e2"},
              {"id": "x3", "kind": "order", "type": "before", "source": "v1", "target": "v2"}]})");

  std::vector<int> steps(num_vertices(graph), -1);
  const tidings::NodeRef meeting = tidings::events(graph, "contact.meet").front();
  steps[meeting] = 0;
  boost::breadth_first_search(
      graph, meeting,
      boost::visitor(boost::make_bfs_visitor(boost::record_distances(steps.data(), boost::on_tree_edge()))));
  for (const tidings::NodeRef v : boost::make_iterator_range(vertices(graph)))
    std::cout << graph[v].name << ": " << steps[v] << '\n';
}
