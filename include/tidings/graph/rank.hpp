// Who is in the middle of things, and who belongs together. Header-only, over Boost.Graph.
#pragma once

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/range/iterator_range.hpp>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
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

/// Near-linear in the edges: an event with more than 40 fillers links only the first 40.
inline ActorGraph actors(const EventGraph& graph) {
  static constexpr std::string_view all_roles[] = {{}};
  std::map<std::pair<NodeRef, NodeRef>, std::uint32_t> weight;
  const auto link = [&](NodeRef a, NodeRef b) {
    if (a != b) ++weight[std::minmax(a, b)];
  };
  for (const NodeRef event : events(graph)) {
    const std::vector<NodeRef> all = pairs::fillers_of(graph, event, all_roles);
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t k = i + 1; k < all.size(); ++k) link(all[i], all[k]);
    }
  }
  for (const EdgeRef e : boost::make_iterator_range(edges(graph))) {
    if (graph[e].kind == EdgeKind::relation) link(source(e, graph), target(e, graph));
  }
  ActorGraph linked;
  std::vector<ActorGraph::vertex_descriptor> place(num_vertices(graph));
  for (const NodeRef v : entities(graph)) place[v] = add_vertex(Actor{v}, linked);
  for (const auto& [pair, count] : weight) add_edge(place[pair.first], place[pair.second], ActorLink{count}, linked);
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

/// All entities, the most central first; of equal ones the first to appear.
inline std::vector<Ranked> central(const EventGraph& graph, Centrality measure = Centrality::pagerank) {
  const ActorGraph linked = actors(graph);
  const std::size_t count = num_vertices(linked);
  std::vector<double> score(count, 0.0);
  const auto scores = boost::make_iterator_property_map(score.begin(), get(boost::vertex_index, linked));
  if (measure == Centrality::betweenness) {
    boost::brandes_betweenness_centrality(linked, scores);
  } else {
    // PageRank wants a directed graph: every link in both directions, as often as its weight says (at most 8 times).
    boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS> both(count);
    for (const auto e : boost::make_iterator_range(edges(linked))) {
      for (std::uint32_t i = 0; i < std::min(linked[e].weight, 8u); ++i) {
        add_edge(source(e, linked), target(e, linked), both);
        add_edge(target(e, linked), source(e, linked), both);
      }
    }
    boost::graph::page_rank(both, boost::make_iterator_property_map(score.begin(), get(boost::vertex_index, both)));
  }
  const double all = std::accumulate(score.begin(), score.end(), 0.0);
  std::vector<Ranked> ranked;
  for (std::size_t i = 0; i < count; ++i) ranked.push_back({linked[i].node, all > 0 ? 100 * score[i] / all : 0});
  std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
  return ranked;
}

namespace rank {

// One level of Louvain: each vertex goes to the neighbouring community that gains most, until nothing moves.
// Whole numbers only: gains are compared as 2m·links − degree·total.
class Communities {
 public:
  using Links = std::vector<std::vector<std::pair<std::uint32_t, std::uint64_t>>>;  ///< by vertex: (other, weight)

  explicit Communities(const Links& links) : links_(links), home_(links.size()), degree_(links.size()) {
    std::iota(home_.begin(), home_.end(), 0u);
    for (std::size_t v = 0; v < links.size(); ++v) {
      for (const auto& [other, weight] : links[v]) degree_[v] += other == v ? 2 * weight : weight;
      all_ += degree_[v];
    }
    total_ = degree_;
  }

  std::vector<std::uint32_t> find() {
    constexpr int most_rounds = 20;
    bool moved = all_ != 0;
    for (int round = 0; moved && round < most_rounds; ++round) {
      moved = false;
      for (std::uint32_t v = 0; v < links_.size(); ++v) moved |= move(v);
    }
    return std::move(home_);
  }

 private:
  bool move(std::uint32_t v) {
    std::map<std::uint32_t, std::uint64_t> near;  // community -> links to it
    near[home_[v]];
    for (const auto& [other, weight] : links_[v]) {
      if (other != v) near[home_[other]] += weight;
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

  const Links& links_;
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

}  // namespace rank

/// Groups of entities that have more to do with each other than with the rest (Louvain, Blondel et al. 2008), largest
/// first; entities without links are left out. The same graph gives the same groups.
inline std::vector<std::vector<NodeRef>> communities(const EventGraph& graph) {
  const ActorGraph linked = actors(graph);
  rank::Communities::Links links(num_vertices(linked));
  for (const auto e : boost::make_iterator_range(edges(linked))) {
    const auto a = static_cast<std::uint32_t>(source(e, linked));
    const auto b = static_cast<std::uint32_t>(target(e, linked));
    links[a].emplace_back(b, linked[e].weight);
    links[b].emplace_back(a, linked[e].weight);
  }
  std::vector<std::uint32_t> home(links.size());
  std::iota(home.begin(), home.end(), 0u);
  for (std::uint32_t count = static_cast<std::uint32_t>(links.size());;) {
    std::vector<std::uint32_t> level = rank::Communities(links).find();
    const std::uint32_t fewer = rank::renumber(level);
    for (std::uint32_t& h : home) h = level[h];
    if (fewer == count) break;
    std::vector<std::map<std::uint32_t, std::uint64_t>> joined(fewer);
    for (std::uint32_t v = 0; v < links.size(); ++v) {
      for (const auto& [other, weight] : links[v]) {
        if (level[v] != level[other]) joined[level[v]][level[other]] += weight;
        else if (v <= other) joined[level[v]][level[v]] += weight;
      }
    }
    links.assign(fewer, {});
    for (std::uint32_t c = 0; c < fewer; ++c) links[c].assign(joined[c].begin(), joined[c].end());
    count = fewer;
  }
  std::vector<std::vector<NodeRef>> groups(links.size());
  for (std::size_t v = 0; v < home.size(); ++v) {
    if (degree(v, linked) != 0) groups[home[v]].push_back(linked[v].node);
  }
  std::erase_if(groups, [](const auto& group) { return group.empty(); });
  std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return groups;
}

}  // namespace tidings
