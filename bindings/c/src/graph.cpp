#include "graph.hpp"

#include <sstream>

#include "call.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/graph/diff.hpp"
#include "tidings/graph/formats.hpp"
#include "tidings/graph/read_json.hpp"
#include "tidings/view.hpp"

using namespace tidings::c;
using tidings::Edge;
using tidings::EdgeRef;
using tidings::EventGraph;
using tidings::Evidence;
using tidings::GraphClaim;
using tidings::GraphDocument;
using tidings::Node;

tidings_graph::tidings_graph(EventGraph made) : graph(std::move(made)), out(num_vertices(graph)), in(out.size()) {
  edges.reserve(num_edges(graph));
  for (const EdgeRef e : boost::make_iterator_range(boost::edges(graph))) {
    out[source(e, graph)].push_back(edges.size());
    in[target(e, graph)].push_back(edges.size());
    edges.push_back(e);
  }
  for (const auto v : boost::make_iterator_range(vertices(graph))) by_id.try_emplace(graph[v].id, v);
}

tidings_string tidings_graph::string_of(const tidings::SharedText& text) const {
  if (text.data()[text.size()] == 0) return {text.data(), text.size()};  // every text is followed by a byte
  const std::lock_guard lock(copying_);
  auto known = copies_.find(text.view());
  if (known == copies_.end()) known = copies_.emplace(text.view()).first;
  return {known->data(), known->size()};
}

namespace {

constexpr std::string_view page_format = "html";

const Node& node_at(const tidings_graph* handle, std::size_t index) {
  const EventGraph& graph = given(handle, "graph").graph;
  if (index >= num_vertices(graph)) {
    throw BadArgument{"node " + std::to_string(index) + " of " + std::to_string(num_vertices(graph))};
  }
  return graph[index];
}

const Edge& edge_at(const tidings_graph* handle, std::size_t index) {
  return given(handle, "graph").graph[item_at(handle->edges, index, "edge")];
}

const GraphClaim& claim_at(const tidings_graph* handle, std::size_t index) {
  return item_at(info(given(handle, "graph").graph).claims, index, "claim");
}

std::size_t node_called(const tidings_graph& handle, std::string_view id) {
  const auto found = handle.by_id.find(id);
  return found == handle.by_id.end() ? TIDINGS_NONE : found->second;
}

tidings_span span_of(tidings::TextSpan span) { return {span.begin, span.end}; }
tidings_span span_of(const tidings::MaybeSpan& span) { return span ? span_of(*span) : tidings_span{0, 0}; }

void give_pair(const tidings_graph& graph, const tidings::Attributes& pairs, std::size_t index, tidings_pair* out,
               const char* what) {
  const auto& [key, value] = item_at(pairs, index, what);
  given(out, what) = {graph.string_of(key), graph.string_of(value)};
}

void give_mention(const tidings_graph& graph, const tidings::EvidenceList& mentions, std::size_t index,
                  tidings_mention* out) {
  const Evidence& m = item_at(mentions, index, "mention");
  tidings_mention told{};
  told.document = m.document;
  told.span = span_of(m.span);
  told.text = graph.string_of(m.text);
  told.form = string_of_word(to_string(m.form));
  told.head = span_of(m.head);
  told.sentence = span_of(m.sentence);
  told.rule = graph.string_of(m.rule);
  told.score = m.score;
  told.lemma = graph.string_of(m.lemma);
  told.merged = graph.string_of(m.merged);
  give(told, out, "mention");
}

template <class Kind>
const char* word_of(int value) {
  const auto& words = tidings::terms::names<Kind>;
  return value < 0 || static_cast<std::size_t>(value) >= words.size() ? ""
                                                                      : words[static_cast<std::size_t>(value)].data();
}

}  // namespace

void tidings_graph_free(tidings_graph* graph) { delete graph; }

tidings_status tidings_formats(tidings_list** names) {
  return call([&] {
    given(names, "names");
    std::vector<std::string> all = tidings::graph_formats();
    all.emplace_back(page_format);
    *names = new tidings_list{std::move(all)};
  });
}

tidings_status tidings_graph_write(const tidings_graph* graph, const char* format, char** data, size_t* size) {
  return call([&] {
    const EventGraph& g = given(graph, "graph").graph;
    const std::string_view name = &given(format, "format");
    std::ostringstream out;
    if (name == page_format) {
      write_view(out, g);
    } else if (const auto writer = tidings::graph_writer(name)) {
      (*writer)(out, g);
    } else {
      throw BadArgument{"format is \"" + std::string(name) + "\", expected one of tidings_formats"};
    }
    give_text(out.view(), data, size);
  });
}

tidings_status tidings_graph_read(const char* json, size_t size, tidings_graph** graph) {
  return call([&] {
    given(graph, "graph");
    *graph = new tidings_graph(tidings::read_json(view_of(json, size, "json")));
  });
}

tidings_status tidings_graph_merge(const tidings_graph* const* graphs, size_t count, tidings_graph** merged) {
  return call([&] {
    given(merged, "merged");
    std::vector<EventGraph> copies;
    for (size_t i = 0; i < count; ++i) copies.push_back(given((&given(graphs, "graphs"))[i], "a graph").graph);
    *merged = new tidings_graph(tidings::merge_graphs(std::move(copies)));
  });
}

tidings_status tidings_graph_diff(const tidings_graph* before, const tidings_graph* after, char** data, size_t* size) {
  return call([&] {
    const EventGraph& b = given(before, "before").graph;
    const EventGraph& a = given(after, "after").graph;
    std::ostringstream out;
    write_diff(out, tidings::diff(b, a), b, a);
    give_text(out.view(), data, size);
  });
}

const char* tidings_node_kind_name(tidings_node_kind kind) { return word_of<tidings::NodeKind>(kind); }
const char* tidings_edge_kind_name(tidings_edge_kind kind) { return word_of<tidings::EdgeKind>(kind); }
const char* tidings_modality_name(tidings_modality modality) { return word_of<tidings::Modality>(modality); }
const char* tidings_polarity_name(tidings_polarity polarity) { return word_of<tidings::Polarity>(polarity); }
const char* tidings_tense_name(tidings_tense tense) { return word_of<tidings::EventTense>(tense); }

size_t tidings_graph_node_count(const tidings_graph* graph) {
  return graph == nullptr ? 0 : num_vertices(graph->graph);
}

tidings_status tidings_graph_node(const tidings_graph* graph, size_t index, tidings_node* node) {
  return call([&] {
    const Node& n = node_at(graph, index);
    tidings_node told{};
    told.id = graph->string_of(n.id);
    told.kind = static_cast<tidings_node_kind>(n.kind);
    told.type = graph->string_of(n.type);
    told.name = graph->string_of(n.name);
    told.value = graph->string_of(n.value);
    told.modality = static_cast<tidings_modality>(n.modality);
    told.polarity = static_cast<tidings_polarity>(n.polarity);
    told.tense = static_cast<tidings_tense>(n.tense);
    if (n.when) {
      told.when_begin = graph->string_or_none(n.when->begin);
      told.when_end = graph->string_or_none(n.when->end);
    }
    told.code_count = n.codes.size();
    told.score = n.score;
    told.alias_count = n.aliases.size();
    told.attribute_count = n.attributes.size();
    told.mention_count = n.mentions.size();
    told.out_count = graph->out[index].size();
    told.in_count = graph->in[index].size();
    give(told, node, "node");
  });
}

tidings_status tidings_graph_node_alias(const tidings_graph* graph, size_t node, size_t index, tidings_string* alias) {
  return call([&] { given(alias, "alias") = graph->string_of(item_at(node_at(graph, node).aliases, index, "alias")); });
}

tidings_status tidings_graph_node_attribute(const tidings_graph* graph, size_t node, size_t index,
                                            tidings_pair* attribute) {
  return call([&] { give_pair(*graph, node_at(graph, node).attributes, index, attribute, "attribute"); });
}

tidings_status tidings_graph_node_code(const tidings_graph* graph, size_t node, size_t index, tidings_pair* code) {
  return call([&] { give_pair(*graph, node_at(graph, node).codes, index, code, "code"); });
}

tidings_status tidings_graph_node_mention(const tidings_graph* graph, size_t node, size_t index,
                                          tidings_mention* mention) {
  return call([&] { give_mention(*graph, node_at(graph, node).mentions, index, mention); });
}

tidings_status tidings_graph_node_out(const tidings_graph* graph, size_t node, size_t index, size_t* edge) {
  return call([&] {
    node_at(graph, node);
    given(edge, "edge") = item_at(graph->out[node], index, "edge");
  });
}

tidings_status tidings_graph_node_in(const tidings_graph* graph, size_t node, size_t index, size_t* edge) {
  return call([&] {
    node_at(graph, node);
    given(edge, "edge") = item_at(graph->in[node], index, "edge");
  });
}

size_t tidings_graph_node_with_id(const tidings_graph* graph, const char* id) {
  return graph == nullptr || id == nullptr ? TIDINGS_NONE : node_called(*graph, id);
}

size_t tidings_graph_edge_count(const tidings_graph* graph) { return graph == nullptr ? 0 : graph->edges.size(); }

tidings_status tidings_graph_edge(const tidings_graph* graph, size_t index, tidings_edge* edge) {
  return call([&] {
    const Edge& e = edge_at(graph, index);
    tidings_edge told{};
    told.id = graph->string_of(e.id);
    told.kind = static_cast<tidings_edge_kind>(e.kind);
    told.type = graph->string_of(e.type);
    told.source = source(graph->edges[index], graph->graph);
    told.target = target(graph->edges[index], graph->graph);
    told.score = e.score;
    told.attribute_count = e.attributes.size();
    told.mention_count = e.mentions.size();
    give(told, edge, "edge");
  });
}

tidings_status tidings_graph_edge_attribute(const tidings_graph* graph, size_t edge, size_t index,
                                            tidings_pair* attribute) {
  return call([&] { give_pair(*graph, edge_at(graph, edge).attributes, index, attribute, "attribute"); });
}

tidings_status tidings_graph_edge_mention(const tidings_graph* graph, size_t edge, size_t index,
                                          tidings_mention* mention) {
  return call([&] { give_mention(*graph, edge_at(graph, edge).mentions, index, mention); });
}

size_t tidings_graph_document_count(const tidings_graph* graph) {
  return graph == nullptr ? 0 : info(graph->graph).documents.size();
}

tidings_status tidings_graph_document(const tidings_graph* graph, size_t index, tidings_source* document) {
  return call([&] {
    const GraphDocument& d = item_at(info(given(graph, "graph").graph).documents, index, "document");
    tidings_source told{};
    told.id = string_of(d.id);
    told.key = string_or_none(d.key);
    told.name = string_or_none(d.name);
    told.published = string_or_none(d.published);
    told.title = string_or_none(d.title);
    told.publisher = string_or_none(d.publisher);
    told.length = d.length;
    give(told, document, "document");
  });
}

size_t tidings_graph_claim_count(const tidings_graph* graph) {
  return graph == nullptr ? 0 : info(graph->graph).claims.size();
}

tidings_status tidings_graph_claim(const tidings_graph* graph, size_t index, tidings_claim* claim) {
  return call([&] {
    const GraphClaim& c = claim_at(graph, index);
    tidings_claim told{};
    told.id = graph->string_of(c.id);
    told.document = c.document;
    told.source = node_called(*graph, c.source);
    told.chain_size = c.chain.size();
    told.cue = span_of(c.cue);
    told.cue_text = graph->string_or_none(c.cue_text);
    told.content = span_of(c.content);
    told.content_text = graph->string_of(c.content_text);
    told.form = string_of_word(to_string(c.form));
    told.event_count = c.events.size();
    give(told, claim, "claim");
  });
}

tidings_status tidings_graph_claim_event(const tidings_graph* graph, size_t claim, size_t index, size_t* node) {
  return call(
      [&] { given(node, "node") = node_called(*graph, item_at(claim_at(graph, claim).events, index, "event")); });
}

tidings_status tidings_graph_claim_chain(const tidings_graph* graph, size_t claim, size_t index, size_t* node) {
  return call(
      [&] { given(node, "node") = node_called(*graph, item_at(claim_at(graph, claim).chain, index, "source")); });
}
