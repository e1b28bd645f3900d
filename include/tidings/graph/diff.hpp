// What is different between two graphs. Header-only.
//
// Ids are given anew in every graph, so nodes are known by their words: a node of one graph and a node of the other are
// the same where they share a mention (the same kind, at the same place of the same document).
#pragma once

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <cstdint>
#include <map>
#include <numeric>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "tidings/graph/event_graph.hpp"
#include "tidings/graph/paths.hpp"

namespace tidings {

/// Refs are into the graphs that were compared: `removed` and `split` into the earlier, the rest into the later.
struct GraphDiff {
  std::vector<NodeRef> added;  ///< no words in common with any before
  std::vector<NodeRef> removed;
  std::vector<std::pair<NodeRef, NodeRef>>
      changed;  ///< (before, after): other name, type, certainty, time or attributes
  std::vector<std::pair<NodeRef, std::vector<NodeRef>>> merged;  ///< (after, the several before)
  std::vector<std::pair<NodeRef, std::vector<NodeRef>>> split;   ///< (before, the several after)
  std::vector<EdgeRef> added_edges;
  std::vector<EdgeRef> removed_edges;
  bool empty() const noexcept {
    return added.empty() && removed.empty() && changed.empty() && merged.empty() && split.empty() &&
           added_edges.empty() && removed_edges.empty();
  }
};

namespace diffs {

using Place = std::tuple<NodeKind, std::string_view, std::uint32_t, std::uint32_t>;

inline std::string_view key_of(const GraphInfo& about, std::uint32_t document) {
  if (document >= about.documents.size()) return {};
  const GraphDocument& d = about.documents[document];
  return d.key.empty() ? d.name : d.key;
}

inline std::map<Place, NodeRef> places(const EventGraph& graph) {
  std::map<Place, NodeRef> found;
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    for (const Evidence& m : graph[v].mentions) {
      found.try_emplace({graph[v].kind, key_of(info(graph), m.document), m.span.begin, m.span.end}, v);
    }
  }
  return found;
}

inline bool says_the_same(const Node& a, const Node& b) {
  return std::tie(a.type, a.name, a.modality, a.polarity, a.tense, a.when, a.value, a.attributes) ==
         std::tie(b.type, b.name, b.modality, b.polarity, b.tense, b.when, b.value, b.attributes);
}

/// Nodes of both graphs in classes of those that share words; the later graph's nodes follow the earlier's.
class Classes {
 public:
  Classes(const EventGraph& before, const EventGraph& after)
      : first_after_(num_vertices(before)),
        parent_(num_vertices(before) + num_vertices(after)),
        before_(num_vertices(before)),
        after_(num_vertices(after)) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    const std::map<Place, NodeRef> known = places(before);
    for (const auto& [place, v] : places(after)) {
      const auto at = known.find(place);
      if (at == known.end()) continue;
      before_[at->second].insert(v);
      after_[v].insert(at->second);
      parent_[root(first_after_ + v)] = root(at->second);
    }
  }
  std::size_t class_before(NodeRef v) { return root(v); }
  std::size_t class_after(NodeRef v) { return root(first_after_ + v); }
  const std::set<NodeRef>& afters_of(NodeRef before) const { return before_[before]; }
  const std::set<NodeRef>& befores_of(NodeRef after) const { return after_[after]; }

 private:
  std::size_t root(std::size_t v) {
    while (parent_[v] != v) v = parent_[v] = parent_[parent_[v]];
    return v;
  }
  std::size_t first_after_;
  std::vector<std::size_t> parent_;
  std::vector<std::set<NodeRef>> before_;  ///< by node of the earlier graph: those of the later with its words
  std::vector<std::set<NodeRef>> after_;
};

}  // namespace diffs

inline GraphDiff diff(const EventGraph& before, const EventGraph& after) {
  diffs::Classes classes(before, after);
  GraphDiff out;
  for (const NodeRef v : boost::make_iterator_range(vertices(after))) {
    const std::set<NodeRef>& were = classes.befores_of(v);
    if (were.empty()) out.added.push_back(v);
    if (were.size() > 1) out.merged.push_back({v, {were.begin(), were.end()}});
    if (were.size() == 1 && classes.afters_of(*were.begin()).size() == 1 &&
        !diffs::says_the_same(before[*were.begin()], after[v])) {
      out.changed.emplace_back(*were.begin(), v);
    }
  }
  for (const NodeRef v : boost::make_iterator_range(vertices(before))) {
    const std::set<NodeRef>& are = classes.afters_of(v);
    if (are.empty()) out.removed.push_back(v);
    if (are.size() > 1) out.split.push_back({v, {are.begin(), are.end()}});
  }
  using Fact = std::tuple<std::size_t, std::size_t, EdgeKind, std::string_view>;
  std::set<Fact> facts_before;
  std::set<Fact> facts_after;
  const auto fact_before = [&](EdgeRef e) {
    return Fact(classes.class_before(source(e, before)), classes.class_before(target(e, before)), before[e].kind,
                before[e].type);
  };
  const auto fact_after = [&](EdgeRef e) {
    return Fact(classes.class_after(source(e, after)), classes.class_after(target(e, after)), after[e].kind,
                after[e].type);
  };
  for (const EdgeRef e : boost::make_iterator_range(edges(before))) facts_before.insert(fact_before(e));
  for (const EdgeRef e : boost::make_iterator_range(edges(after))) {
    facts_after.insert(fact_after(e));
    if (!facts_before.contains(fact_after(e))) out.added_edges.push_back(e);
  }
  for (const EdgeRef e : boost::make_iterator_range(edges(before))) {
    if (!facts_after.contains(fact_before(e))) out.removed_edges.push_back(e);
  }
  return out;
}

/// A difference in words: "+" is new, "-" is gone, "~" has changed, ">" were several and are one, "<" was one and is
/// several.
inline void write_diff(std::ostream& out, const GraphDiff& diff, const EventGraph& before, const EventGraph& after) {
  const auto node = [](const EventGraph& g, NodeRef v) { return brief(g[v]) + "  <" + g[v].id + '>'; };
  const auto edge = [](const EventGraph& g, EdgeRef e) {
    return brief(g[source(e, g)]) + " —" + g[e].type + "→ " + brief(g[target(e, g)]) + "  <" + g[e].id + '>';
  };
  const auto several = [&](const EventGraph& g, const std::vector<NodeRef>& nodes) {
    std::string text;
    for (const NodeRef v : nodes) text += (text.empty() ? "" : "; ") + node(g, v);
    return text;
  };
  for (const NodeRef v : diff.removed) out << "- " << node(before, v) << '\n';
  for (const NodeRef v : diff.added) out << "+ " << node(after, v) << '\n';
  for (const auto& [was, is] : diff.changed) out << "~ " << node(before, was) << "  =>  " << node(after, is) << '\n';
  for (const auto& [is, were] : diff.merged)
    out << "> " << several(before, were) << "  =>  " << node(after, is) << '\n';
  for (const auto& [was, are] : diff.split) out << "< " << node(before, was) << "  =>  " << several(after, are) << '\n';
  for (const EdgeRef e : diff.removed_edges) out << "- " << edge(before, e) << '\n';
  for (const EdgeRef e : diff.added_edges) out << "+ " << edge(after, e) << '\n';
}

}  // namespace tidings
