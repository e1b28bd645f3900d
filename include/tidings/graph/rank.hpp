// Who is in the middle of things, and who belongs together. Header-only, over Boost.Graph.
#pragma once

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/range/iterator_range.hpp>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/pairs.hpp"
#include "tidings/graph/queries.hpp"

namespace tidings {

/// Entities, linked where they share an event or a relation; the weight counts how often. Vertices are numbered from 0;
/// `node` is the vertex of the event graph.
struct ActorLink {
  std::uint32_t weight = 0;
};
struct Actor {
  NodeRef node = 0;
};
using ActorGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, Actor, ActorLink>;

namespace rank {

/// Two entities, by their places among all entities, and how often they share something; first < second.
struct Link {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  std::uint64_t weight = 0;
};

/// Every two entities that share something once, in order of their places. `entities`: all of the graph.
inline std::vector<Link> links_of(const EventGraph& graph, const std::vector<NodeRef>& entities) {
  static constexpr std::string_view all_roles[] = {{}};
  std::vector<std::uint32_t> place(num_vertices(graph));
  for (std::size_t i = 0; i < entities.size(); ++i) place[entities[i]] = static_cast<std::uint32_t>(i);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> shared;
  const auto link = [&](NodeRef a, NodeRef b) {
    if (a != b) shared.push_back(std::minmax(place[a], place[b]));
  };
  for (const NodeRef event : boost::make_iterator_range(vertices(graph))) {
    if (graph[event].kind != NodeKind::event) continue;
    const std::vector<NodeRef> all = pairs::fillers_of(graph, event, all_roles);
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t k = i + 1; k < all.size(); ++k) link(all[i], all[k]);
    }
  }
  for (const EdgeRef e : boost::make_iterator_range(edges(graph))) {
    if (graph[e].kind == EdgeKind::relation) link(source(e, graph), target(e, graph));
  }
  std::sort(shared.begin(), shared.end());
  std::vector<Link> links;
  for (const auto& [a, b] : shared) {
    if (links.empty() || links.back().first != a || links.back().second != b) links.push_back({a, b, 0});
    ++links.back().weight;
  }
  return links;
}

}  // namespace rank

/// Near-linear in the edges: an event with more than 40 fillers links only the first 40.
inline ActorGraph actors(const EventGraph& graph) {
  const std::vector<NodeRef> all = entities(graph);
  ActorGraph linked;
  for (const NodeRef v : all) add_vertex(Actor{v}, linked);
  for (const rank::Link& l : rank::links_of(graph, all))
    add_edge(l.first, l.second, ActorLink{static_cast<std::uint32_t>(l.weight)}, linked);
  return linked;
}

enum class Centrality : std::uint8_t {
  pagerank,     ///< linked to many who are linked to many
  betweenness,  ///< on the shortest ways between others (Brandes 2001); entities times links: for some ten thousand
};

struct Ranked {
  NodeRef node = 0;
  double score = 0;  ///< share of all entities' together, in percent
};

namespace rank {

inline std::vector<double> betweenness(const EventGraph& graph) {
  const ActorGraph linked = actors(graph);
  std::vector<double> score(num_vertices(linked), 0.0);
  boost::brandes_betweenness_centrality(
      linked, boost::make_iterator_property_map(score.begin(), get(boost::vertex_index, linked)));
  return score;
}

// It wants a directed graph: every link in both directions, as often as its weight says (at most 8 times).
inline std::vector<double> pagerank(std::size_t count, const std::vector<Link>& links) {
  using Both = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                  boost::no_property, std::uint32_t, std::uint32_t>;
  std::vector<std::uint32_t> from;
  std::vector<std::uint32_t> to;
  for (const Link& l : links) {
    const std::size_t times = static_cast<std::size_t>(std::min<std::uint64_t>(l.weight, 8));
    from.insert(from.end(), times, l.first);
    to.insert(to.end(), times, l.second);
  }
  const std::size_t half = from.size();
  from.insert(from.end(), to.begin(), to.end());
  to.insert(to.end(), from.begin(), from.begin() + static_cast<std::ptrdiff_t>(half));
  const Both both(boost::construct_inplace_from_sources_and_targets, from, to, static_cast<std::uint32_t>(count));
  std::vector<double> score(count, 0.0);
  boost::graph::page_rank(both, boost::make_iterator_property_map(score.begin(), get(boost::vertex_index, both)));
  return score;
}

}  // namespace rank

/// All entities, the most central first; of equal ones the first to appear.
inline std::vector<Ranked> central(const EventGraph& graph, Centrality measure = Centrality::pagerank) {
  const std::vector<NodeRef> all = entities(graph);
  const std::vector<double> score = measure == Centrality::betweenness
                                        ? rank::betweenness(graph)
                                        : rank::pagerank(all.size(), rank::links_of(graph, all));
  const double sum = std::accumulate(score.begin(), score.end(), 0.0);
  std::vector<Ranked> ranked;
  for (std::size_t i = 0; i < all.size(); ++i) ranked.push_back({all[i], sum > 0 ? 100 * score[i] / sum : 0});
  std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
  return ranked;
}

namespace rank {

// One level of Louvain: each vertex goes to the neighbouring community that gains most, until nothing moves.
// Whole numbers only: gains are compared as 2m·links − degree·total.
class Communities {
 public:
  /// `links`: of each vertex with others, and with itself; each two once.
  Communities(std::size_t count, const std::vector<Link>& links) : begin_(count + 1), home_(count), degree_(count) {
    std::iota(home_.begin(), home_.end(), 0u);
    for (const Link& l : links) {
      ++begin_[l.first + 1];
      if (l.first != l.second) ++begin_[l.second + 1];
      degree_[l.first] += l.weight;
      degree_[l.second] += l.weight;
    }
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    near_.resize(begin_.back());
    std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
    for (const Link& l : links) {
      near_[next[l.first]++] = {l.second, l.weight};
      if (l.first != l.second) near_[next[l.second]++] = {l.first, l.weight};
    }
    all_ = std::accumulate(degree_.begin(), degree_.end(), std::uint64_t{0});
    total_ = degree_;
  }

  std::vector<std::uint32_t> find() {
    constexpr int most_rounds = 20;
    bool moved = all_ != 0;
    for (int round = 0; moved && round < most_rounds; ++round) {
      moved = false;
      for (std::uint32_t v = 0; v < home_.size(); ++v) moved |= move(v);
    }
    return std::move(home_);
  }

 private:
  bool move(std::uint32_t v) {
    std::map<std::uint32_t, std::uint64_t> near;  // community -> links to it
    near[home_[v]];
    for (std::size_t i = begin_[v]; i < begin_[v + 1]; ++i) {
      if (near_[i].other != v) near[home_[near_[i].other]] += near_[i].weight;
    }
    total_[home_[v]] -= degree_[v];
    const auto gain = [&](std::uint32_t community, std::uint64_t links) {
      return static_cast<double>(all_) * static_cast<double>(links) -
             static_cast<double>(degree_[v]) * static_cast<double>(total_[community]);
    };
    std::uint32_t best = home_[v];
    double most = gain(best, near[best]);
    for (const auto& [community, links] : near) {
      if (const double here = gain(community, links); here > most) {
        best = community;
        most = here;
      }
    }
    total_[best] += degree_[v];
    return std::exchange(home_[v], best) != best;
  }

  struct Near {
    std::uint32_t other = 0;
    std::uint64_t weight = 0;
  };

  std::vector<std::size_t> begin_;  ///< by vertex: where its own begin in near_
  std::vector<Near> near_;
  std::vector<std::uint32_t> home_;
  std::vector<std::uint64_t> degree_;
  std::vector<std::uint64_t> total_;
  std::uint64_t all_ = 0;
};

/// Communities numbered from 0 in the order of their first vertex.
inline std::uint32_t renumber(std::vector<std::uint32_t>& home) {
  std::map<std::uint32_t, std::uint32_t> number;
  for (std::uint32_t& h : home) h = number.try_emplace(h, static_cast<std::uint32_t>(number.size())).first->second;
  return static_cast<std::uint32_t>(number.size());
}

/// The links between communities, and within each one as a link with itself.
inline std::vector<Link> joined(std::vector<Link> links, const std::vector<std::uint32_t>& home) {
  for (Link& l : links) std::tie(l.first, l.second) = std::minmax({home[l.first], home[l.second]});
  const auto ends = [](const Link& l) { return std::pair(l.first, l.second); };
  std::sort(links.begin(), links.end(), [&](const Link& a, const Link& b) { return ends(a) < ends(b); });
  std::vector<Link> fewer;
  for (const Link& l : links) {
    if (fewer.empty() || ends(fewer.back()) != ends(l)) fewer.push_back({l.first, l.second, 0});
    fewer.back().weight += l.weight;
  }
  return fewer;
}

}  // namespace rank

/// Groups of entities that have more to do with each other than with the rest (Louvain, Blondel et al. 2008), largest
/// first; entities without links are left out. The same graph gives the same groups.
inline std::vector<std::vector<NodeRef>> communities(const EventGraph& graph) {
  const std::vector<NodeRef> all = entities(graph);
  std::vector<rank::Link> links = rank::links_of(graph, all);
  std::vector<bool> is_linked(all.size());
  for (const rank::Link& l : links) is_linked[l.first] = is_linked[l.second] = true;
  std::vector<std::uint32_t> home(all.size());
  std::iota(home.begin(), home.end(), 0u);
  for (auto count = static_cast<std::uint32_t>(all.size());;) {
    std::vector<std::uint32_t> level = rank::Communities(count, links).find();
    const std::uint32_t fewer = rank::renumber(level);
    for (std::uint32_t& h : home) h = level[h];
    if (fewer == count) break;
    links = rank::joined(std::move(links), level);
    count = fewer;
  }
  std::vector<std::vector<NodeRef>> groups(all.size());
  for (std::size_t v = 0; v < home.size(); ++v) {
    if (is_linked[v]) groups[home[v]].push_back(all[v]);
  }
  std::erase_if(groups, [](const auto& group) { return group.empty(); });
  std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return groups;
}

}  // namespace tidings
