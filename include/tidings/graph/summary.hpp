// Summary: what a person wants to read first. Header-only.
#pragma once

#include <boost/range/iterator_range.hpp>
#include <ostream>

#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/utf8.hpp"

namespace tidings {

inline void write_summary(std::ostream& out, const EventGraph& graph) {
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    if (graph[v].kind == NodeKind::event) out << graph[v].id << ' ' << graph[v].type << ' ' << utf8::shorten(graph[v].name, 80) << '\n';
  }
}

}  // namespace tidings
