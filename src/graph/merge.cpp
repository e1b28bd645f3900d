#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <iterator>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>

#include "graph/event_union.hpp"
#include "graph/parts.hpp"
#include "log.hpp"
#include "tidings/error.hpp"
#include "tidings/events/links.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/graph/labels.hpp"
#include "tidings/graph/queries.hpp"
#include "tidings/graph/resolution.hpp"
#include "tidings/version.hpp"

namespace tidings {

namespace {

// Sets of nodes that are the same thing; a set is named by its first node.
class Sets {
 public:
  explicit Sets(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), NodeIndex{0}); }
  NodeIndex find(NodeIndex node) {
    while (parent_[node] != node) node = parent_[node] = parent_[parent_[node]];
    return node;
  }
  void join(NodeIndex a, NodeIndex b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<NodeIndex> parent_;
};

std::string_view attribute(const Node& node, const std::string& key) {
  const auto at = node.attributes.find(key);
  return at == node.attributes.end() ? std::string_view() : std::string_view(at->second);
}

class Merger {
 public:
  Merger(GraphParts parts, const EntityConstraints& constraints)
      : parts_(std::move(parts)), constraints_(constraints), sets_(parts_.nodes.size()) {}

  GraphParts merge(bool with_events) {
    join_entities();
    join_times();
    if (with_events) join_events();
    rebuild();
    if (with_events) keep_order_consistent();
    return std::move(parts_);
  }

  std::vector<NodeIndex> named_entities() const {
    std::vector<NodeIndex> named;
    for (NodeIndex i = 0; i < parts_.nodes.size(); ++i) {
      if (parts_.nodes[i].kind == NodeKind::entity && is_named(parts_.nodes[i])) named.push_back(i);
    }
    return named;
  }

  // "US national security adviser" and "the national security adviser" are one by their last word.
  static void add_title(std::vector<std::string>& positions, const std::string& title) {
    positions.push_back(title);
    const auto space = title.rfind(' ');
    if (space != std::string::npos) positions.push_back(title.substr(space + 1));
  }

  std::vector<EntitySketch> sketches_of(const std::vector<NodeIndex>& named) const {
    std::vector<std::vector<std::uint32_t>> company(parts_.info.documents.size());
    for (const NodeIndex i : named) {
      if (is_company(parts_.nodes[i]))
        company[parts_.nodes[i].mentions.front().document].push_back(hash_of(parts_.nodes[i].name));
    }
    std::map<NodeIndex, std::vector<std::string>> positions;
    for (const LooseEdge& e : parts_.edges) {
      if (e.edge.type != "position") continue;
      positions[e.source].push_back(parts_.nodes[e.target].name.str());
      const auto title = e.edge.attributes.find("title");
      if (title != e.edge.attributes.end()) add_title(positions[e.source], title->second.str());
    }
    std::vector<EntitySketch> sketches;
    for (const NodeIndex i : named) {
      const Node& node = parts_.nodes[i];
      const GraphDocument& document = parts_.info.documents[node.mentions.front().document];
      EntitySketch s;
      s.type = node.type;
      s.name = node.name;
      s.aliases.assign(node.aliases.begin(), node.aliases.end());
      s.gender = attribute(node, "gender");
      s.jurisdiction = attribute(node, "jurisdiction");
      s.subtype = attribute(node, "subtype");
      s.wikidata = attribute(node, "wikidata");
      if (const auto held = positions.find(i); held != positions.end()) s.positions = held->second;
      if (const auto title = attribute(node, "title"); !title.empty()) add_title(s.positions, std::string(title));
      if (node.type == "person") {
        constexpr std::size_t most_company = 24;
        for (const std::uint32_t name : company[node.mentions.front().document]) {
          if (name != hash_of(node.name) && s.company.size() < most_company) s.company.push_back(name);
        }
      }
      s.document = document.key.empty() ? document.name : document.key;
      s.mentions = node.mentions.size();
      sketches.push_back(std::move(s));
    }
    return sketches;
  }

 private:
  // The reason stands at the first mention of what was joined.
  void join(NodeIndex a, NodeIndex b, const std::string& reason) {
    sets_.join(a, b);
    Label& merged = parts_.nodes[b].mentions.front().merged;
    if (merged.empty()) merged = reason;
  }

  void join_by(std::string key, NodeIndex node) {
    const auto [at, fresh] = first_with_.try_emplace(std::move(key), node);
    if (!fresh) sets_.join(at->second, node);
  }

  void join_entities() {
    const std::vector<NodeIndex> named = named_entities();
    const std::vector<EntitySketch> sketches = sketches_of(named);
    for (const EntityMerge& merge : resolve_entities_across(sketches, constraints_))
      join(named[merge.a], named[merge.b], merge.reason);
    warn_of_idle_constraints(sketches);
  }

  void warn_of_idle_constraints(const std::vector<EntitySketch>& sketches) const {
    const auto log = logger();
    if (log == nullptr) return;
    for (const auto& [place, wanted] : without_sketch(constraints_, sketches))
      log->warn("{}",
                Error(place, "no document has an entity \"" + wanted.name + "\" as the constraint wants it").what());
  }

  // Who tells something of those that are named beside him; that Reuters reports it tells nothing.
  static bool is_company(const Node& node) {
    const auto subtype = attribute(node, "subtype");
    return node.type == "person" || (node.type == "organization" && subtype != "media" && subtype != "international");
  }
  static std::uint32_t hash_of(std::string_view name) {
    std::uint32_t hash = 2166136261U;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
  }

  // Days of the calendar are the same in every document; "now" and "four days" are not.
  void join_times() {
    for (NodeIndex i = 0; i < parts_.nodes.size(); ++i) {
      const Node& node = parts_.nodes[i];
      const bool day = !node.value.empty() && node.value[0] >= '0' && node.value[0] <= '9';
      if (node.kind == NodeKind::time && day) join_by("time " + node.type + ' ' + node.value, i);
    }
  }

  void join_events() {
    if (parts_.info.documents.size() < 2) return;
    const EventSketches sketches = event_sketches(parts_, [&](NodeIndex i) { return sets_.find(i); });
    for (const EventMerge& merge : resolve_events_across(sketches.stories, sketches.events))
      join(sketches.nodes[merge.a], sketches.nodes[merge.b], merge.reason);
  }

  // What one document tells as before and another one as after is neither.
  void keep_order_consistent() {
    std::vector<EventLink> links;
    const auto is_order = [](const LooseEdge& e) {
      return e.edge.kind == EdgeKind::order && (e.edge.type == "before" || e.edge.type == "during");
    };
    for (const LooseEdge& e : parts_.edges) {
      if (!is_order(e)) continue;
      EventLink link;
      link.type = *term_from<LinkType>(e.edge.type);
      link.from = EventId(e.source);
      link.to = EventId(e.target);
      link.score = e.edge.score;
      links.push_back(std::move(link));
    }
    make_consistent(links, parts_.nodes.size());
    std::set<std::tuple<NodeIndex, NodeIndex, LinkType>> kept;
    for (const EventLink& link : links) kept.emplace(link.from.value, link.to.value, link.type);
    std::erase_if(parts_.edges, [&](const LooseEdge& e) {
      return is_order(e) && !kept.contains({e.source, e.target, *term_from<LinkType>(e.edge.type)});
    });
  }

  void rebuild() {
    std::vector<NodeIndex> place(parts_.nodes.size());
    std::vector<Node> nodes;
    std::map<NodeIndex, std::vector<Node>> told;  // events that several documents tell
    for (NodeIndex i = 0; i < parts_.nodes.size(); ++i) {
      const NodeIndex first = sets_.find(i);
      if (first == i) {
        place[i] = static_cast<NodeIndex>(nodes.size());
        nodes.push_back(std::move(parts_.nodes[i]));
      } else {
        place[i] = place[first];
        if (parts_.nodes[i].kind == NodeKind::event) told[place[i]].push_back(std::move(parts_.nodes[i]));
        else absorb(nodes[place[i]], std::move(parts_.nodes[i]));
      }
    }
    for (auto& [at, others] : told) {
      others.push_back(std::move(nodes[at]));
      nodes[at] = unite_events(std::move(others));
    }
    for (Node& node : nodes) tidy(node);
    parts_.nodes = std::move(nodes);
    for (LooseEdge& e : parts_.edges) {
      e.source = place[e.source];
      e.target = place[e.target];
    }
    std::erase_if(parts_.edges, [](const LooseEdge& e) { return e.source == e.target; });
    for (LooseClaim& c : parts_.claims) {
      if (c.source) c.source = place[*c.source];
      for (NodeIndex& node : c.chain) node = place[node];
      for (NodeIndex& node : c.events) node = place[node];
    }
  }

  // The longer name names better; of equally long ones the first of the alphabet.
  static void absorb(Node& into, Node from) {
    if (from.kind == NodeKind::entity && from.name != into.name) {
      const bool better =
          from.name.size() != into.name.size() ? from.name.size() > into.name.size() : from.name < into.name;
      if (better) std::swap(into.name, from.name);
      into.aliases.push_back(std::move(from.name));
    }
    into.aliases.insert(into.aliases.end(), from.aliases.begin(), from.aliases.end());
    into.attributes.insert(from.attributes.begin(), from.attributes.end());
    into.score = std::max(into.score, from.score);
    into.mentions.insert(into.mentions.end(), std::make_move_iterator(from.mentions.begin()),
                         std::make_move_iterator(from.mentions.end()));
  }

  static void tidy(Node& node) {
    std::sort(node.aliases.begin(), node.aliases.end());
    node.aliases.erase(std::unique(node.aliases.begin(), node.aliases.end()), node.aliases.end());
    node.aliases.erase(std::remove(node.aliases.begin(), node.aliases.end(), node.name), node.aliases.end());
  }

  GraphParts parts_;
  const EntityConstraints& constraints_;
  Sets sets_;
  std::unordered_map<std::string, NodeIndex> first_with_;
};

void move_document(EvidenceList& mentions, std::uint32_t by) {
  for (Evidence& e : mentions) e.document += by;
}

// What many documents have is in memory once for all of them.
void share(Labels& labels, EvidenceList& mentions) {
  for (Evidence& e : mentions) {
    for (Label* label : {&e.rule, &e.lemma, &e.merged}) {
      if (!label->empty()) *label = labels(*label);
    }
  }
}

// Takes everything out of `graph`.
void append(GraphParts& parts, EventGraph& graph, Labels& labels) {
  const auto base = static_cast<NodeIndex>(parts.nodes.size());
  const auto documents = static_cast<std::uint32_t>(parts.info.documents.size());
  std::unordered_map<SharedText, NodeIndex> by_id;
  for (const NodeRef v : boost::make_iterator_range(vertices(graph))) {
    by_id.emplace(graph[v].id, base + static_cast<NodeIndex>(v));
    move_document(graph[v].mentions, documents);
    share(labels, graph[v].mentions);
    graph[v].type = labels(graph[v].type);
    parts.nodes.push_back(std::move(graph[v]));
  }
  for (const EdgeRef e : boost::make_iterator_range(edges(graph))) {
    move_document(graph[e].mentions, documents);
    share(labels, graph[e].mentions);
    graph[e].type = labels(graph[e].type);
    parts.edges.push_back({base + static_cast<NodeIndex>(source(e, graph)),
                           base + static_cast<NodeIndex>(target(e, graph)), std::move(graph[e])});
  }
  for (GraphDocument& document : info(graph).documents) {
    document.id = 'd' + std::to_string(parts.info.documents.size() + 1);
    parts.info.documents.push_back(std::move(document));
  }
  for (GraphClaim& claim : info(graph).claims) {
    LooseClaim loose;
    if (!claim.source.empty()) loose.source = by_id.at(claim.source);
    for (const SharedText& id : claim.chain) loose.chain.push_back(by_id.at(id));
    for (const SharedText& id : claim.events) loose.events.push_back(by_id.at(id));
    claim.source = {};
    claim.chain.clear();
    claim.events.clear();
    claim.document += documents;
    loose.claim = std::move(claim);
    parts.claims.push_back(std::move(loose));
  }
  graph = EventGraph();
}

GraphParts parts_of(EventGraph graph) {
  GraphParts parts;
  Labels labels;
  append(parts, graph, labels);
  return parts;
}

}  // namespace

std::vector<SketchedEntity> sketch_entities(const EventGraph& graph) {
  GraphParts parts = parts_of(graph);
  const EntityConstraints none;
  const Merger merger(std::move(parts), none);
  const std::vector<NodeIndex> named = merger.named_entities();
  std::vector<EntitySketch> sketches = merger.sketches_of(named);
  std::vector<SketchedEntity> all;
  for (std::size_t i = 0; i < named.size(); ++i) all.push_back({named[i], std::move(sketches[i])});
  return all;
}

SketchedEvents sketch_events(const EventGraph& graph, const std::vector<NodeRef>& one_of) {
  GraphParts parts = parts_of(graph);
  if (parts.info.documents.size() != 1) throw Error("the events of one document are sketched at a time");
  EventSketches all = event_sketches(parts, [&](NodeIndex i) { return static_cast<NodeIndex>(one_of.at(i)); });
  SketchedEvents out;
  out.story = std::move(all.stories.front());
  for (std::size_t i = 0; i < all.events.size(); ++i) out.events.push_back({all.nodes[i], std::move(all.events[i])});
  return out;
}

EventGraph merge_graphs(std::vector<EventGraph> graphs, const EntityConstraints& constraints, bool join_events) {
  if (graphs.size() == 1) return std::move(graphs.front());
  GraphParts parts;
  parts.info.generator_version = TIDINGS_VERSION;
  if (!graphs.empty()) {
    const GraphInfo& first = info(graphs.front());
    parts.info.model = first.model;
    parts.info.offsets = first.offsets;
  }
  Labels labels;
  for (EventGraph& graph : graphs) {
    if (info(graph).offsets != parts.info.offsets)
      throw Error("graphs with different units of offsets can't be merged");
    append(parts, graph, labels);
  }
  return assemble(Merger(std::move(parts), constraints).merge(join_events));
}

}  // namespace tidings
