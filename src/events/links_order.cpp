// Every event has a begin and an end: begin < end. "a before b" says end(a) < begin(b); "a during b" says begin(b) <=
// begin(a) and end(a) <= end(b). The links hold together if no circle of these has a "<" in it (point algebra: M.
// Vilain and H. Kautz, Constraint propagation algorithms for temporal reasoning, 1986).
#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>

#include "tidings/events/links.hpp"

namespace tidings {

namespace {

std::size_t begin_of(EventId e) { return 2 * e.index(); }
std::size_t end_of(EventId e) { return 2 * e.index() + 1; }
bool is_order(const EventLink& link) { return link.type == LinkType::before || link.type == LinkType::during; }

// The component of each begin and end: those that circles bind together.
std::vector<int> components(const std::vector<EventLink>& links, std::size_t events) {
  using Edges = std::vector<std::pair<std::size_t, std::size_t>>;
  Edges edges;
  for (std::size_t e = 0; e < events; ++e) edges.emplace_back(2 * e, 2 * e + 1);
  for (const EventLink& link : links) {
    if (link.type == LinkType::before) edges.emplace_back(end_of(link.from), begin_of(link.to));
    if (link.type != LinkType::during) continue;
    edges.emplace_back(begin_of(link.to), begin_of(link.from));
    edges.emplace_back(end_of(link.from), end_of(link.to));
  }
  const boost::compressed_sparse_row_graph<boost::directedS> graph(boost::edges_are_unsorted_multi_pass, edges.begin(),
                                                                   edges.end(), 2 * events);
  std::vector<int> out(2 * events);
  boost::strong_components(graph,
                           boost::make_iterator_property_map(out.begin(), boost::get(boost::vertex_index, graph)));
  return out;
}

// Components that say of some point that it is before itself.
std::vector<bool> impossible(const std::vector<EventLink>& links, const std::vector<int>& component) {
  std::vector<bool> out(component.size(), false);
  const auto strict = [&](std::size_t a, std::size_t b) {
    if (component[a] == component[b]) out[static_cast<std::size_t>(component[a])] = true;
  };
  for (std::size_t e = 0; 2 * e < component.size(); ++e) strict(2 * e, 2 * e + 1);
  for (const EventLink& link : links) {
    if (link.type == LinkType::before) strict(end_of(link.from), begin_of(link.to));
  }
  return out;
}

bool binds(const EventLink& link, const std::vector<int>& component, std::size_t& which) {
  const auto same = [&](std::size_t a, std::size_t b) {
    which = static_cast<std::size_t>(component[a]);
    return component[a] == component[b];
  };
  if (link.type == LinkType::before) return same(end_of(link.from), begin_of(link.to));
  return link.type == LinkType::during &&
         (same(begin_of(link.to), begin_of(link.from)) || same(end_of(link.from), end_of(link.to)));
}

}  // namespace

// Each round takes the lowest score out of every circle, so that there are no more rounds than scores.
void make_consistent(std::vector<EventLink>& links, std::size_t events) {
  for (;;) {
    const auto component = components(links, events);
    const auto bad = impossible(links, component);
    if (std::find(bad.begin(), bad.end(), true) == bad.end()) return;
    std::vector<float> lowest(bad.size(), 2);
    std::size_t which = 0;
    for (const EventLink& link : links) {
      if (is_order(link) && binds(link, component, which)) lowest[which] = std::min(lowest[which], link.score);
    }
    const auto goes = [&](const EventLink& link) {
      return is_order(link) && binds(link, component, which) && bad[which] && link.score <= lowest[which];
    };
    links.erase(std::remove_if(links.begin(), links.end(), goes), links.end());
  }
}

}  // namespace tidings
