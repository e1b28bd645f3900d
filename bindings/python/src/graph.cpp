// Graph, and the light objects that look into it.
#include <nanobind/stl/string.h>

#include <boost/range/iterator_range.hpp>
#include <functional>
#include <sstream>

#include "bindings.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/graph/diff.hpp"
#include "tidings/graph/dot.hpp"
#include "tidings/graph/explain.hpp"
#include "tidings/graph/formats.hpp"
#include "tidings/graph/queries.hpp"
#include "tidings/graph/read_json.hpp"
#include "tidings/view.hpp"

namespace tidings::python {

namespace {

struct NodeView {
  SharedGraph graph;
  NodeRef ref;
  const Node& operator*() const { return (*graph)[ref]; }
  const Node* operator->() const { return &(*graph)[ref]; }
};
struct EdgeView {
  SharedGraph graph;
  EdgeRef ref;
  const Edge* operator->() const { return &(*graph)[ref]; }
};
struct ClaimView {
  SharedGraph graph;
  std::size_t at;
  const GraphClaim* operator->() const { return &info(*graph).claims[at]; }
};
struct DocumentView {
  SharedGraph graph;
  std::size_t at;
  const GraphDocument* operator->() const { return &info(*graph).documents[at]; }
};
struct MentionView {
  SharedGraph graph;
  const Evidence* words;
  const Evidence* operator->() const { return words; }
};

nb::object span_of(const MaybeSpan& span) {
  return span ? nb::object(nb::make_tuple(span->begin, span->end)) : nb::none();
}

nb::list mentions_of(const SharedGraph& graph, const EvidenceList& mentions) {
  nb::list all;
  for (const Evidence& m : mentions) all.append(MentionView{graph, &m});
  return all;
}

template <class Refs>
nb::list nodes_of(const SharedGraph& graph, const Refs& refs) {
  nb::list all;
  for (const NodeRef v : refs) all.append(NodeView{graph, v});
  return all;
}

template <class Range>
nb::list edges_of(const SharedGraph& graph, const Range& range) {
  nb::list all;
  for (const EdgeRef e : boost::make_iterator_range(range)) all.append(EdgeView{graph, e});
  return all;
}

template <class View>
nb::list views_of(const SharedGraph& graph, std::size_t count) {
  nb::list all;
  for (std::size_t i = 0; i < count; ++i) all.append(View{graph, i});
  return all;
}

nb::object node_called(const SharedGraph& graph, std::string_view id) {
  const auto found = node_with_id(*graph, id);
  return found ? nb::cast(NodeView{graph, *found}) : nb::none();
}

nb::list nodes_called(const SharedGraph& graph, const std::vector<SharedText>& ids) {
  nb::list all;
  for (const SharedText& id : ids) all.append(node_called(graph, id));
  return all;
}

template <class Write>
nb::object written(const Graph& graph, Write write) {
  std::ostringstream out;
  {
    const SharedGraph kept = graph.graph;
    const nb::gil_scoped_release others_may_run;
    write(out, *kept);
  }
  return text_of(out.view());
}

nb::object write_format(const Graph& graph, const std::string& name) {
  const auto write = graph_writer(name);
  if (write) return written(graph, *write);
  std::string known;
  for (const std::string& format : graph_formats()) known += (known.empty() ? "" : ", ") + format;
  throw nb::value_error(("no format '" + name + "': " + known).c_str());
}

Graph merge(const nb::iterable& graphs, bool events, const std::string& constraints, const std::string& file) {
  std::vector<EventGraph> all;
  for (const nb::handle graph : graphs) all.push_back(*nb::cast<const Graph&>(graph).graph);
  const nb::gil_scoped_release others_may_run;
  return Graph(merge_graphs(std::move(all), read_constraints(constraints, file), events));
}

// The lists of a GraphDiff in their order, and its words.
nb::tuple difference(const Graph& before, const Graph& after) {
  const SharedGraph was = before.graph, is = after.graph;
  GraphDiff diff;
  std::ostringstream words;
  {
    const nb::gil_scoped_release others_may_run;
    diff = tidings::diff(*was, *is);
    write_diff(words, diff, *was, *is);
  }
  nb::list changed, merged, split, removed_edges, added_edges;
  for (const auto& [a, b] : diff.changed) changed.append(nb::make_tuple(NodeView{was, a}, NodeView{is, b}));
  for (const auto& [b, all] : diff.merged) merged.append(nb::make_tuple(nodes_of(was, all), NodeView{is, b}));
  for (const auto& [a, all] : diff.split) split.append(nb::make_tuple(NodeView{was, a}, nodes_of(is, all)));
  for (const EdgeRef e : diff.added_edges) added_edges.append(EdgeView{is, e});
  for (const EdgeRef e : diff.removed_edges) removed_edges.append(EdgeView{was, e});
  return nb::make_tuple(nodes_of(is, diff.added), nodes_of(was, diff.removed), changed, merged, split, added_edges,
                        removed_edges, text_of(words.view()));
}

void bind_views(nb::module_& module) {
  nb::class_<MentionView>(module, "Mention", "Words that a node or an edge stands on.")
      .def_prop_ro(
          "document",
          [](const MentionView& m) {
            return DocumentView{m.graph, m->document};
          },
          nb::sig("def document(self) -> Document"), "The document that they stand in.")
      .def_prop_ro(
          "begin", [](const MentionView& m) { return m->span.begin; }, "Offset of the first character.")
      .def_prop_ro(
          "end", [](const MentionView& m) { return m->span.end; }, "Offset after the last one.")
      .def_prop_ro(
          "text", [](const MentionView& m) { return text_of(m->text); }, nb::sig("def text(self) -> str"),
          "The document's text from begin to end.")
      .def_prop_ro(
          "form", [](const MentionView& m) { return text_or_none(to_string(m->form)); },
          nb::sig("def form(self) -> str | None"), "name, nominal, pronoun; of events verb, noun, adjective too.")
      .def_prop_ro(
          "head", [](const MentionView& m) { return span_of(m->head); },
          nb::sig("def head(self) -> tuple[int, int] | None"), "The head word or name.")
      .def_prop_ro(
          "sentence", [](const MentionView& m) { return span_of(m->sentence); },
          nb::sig("def sentence(self) -> tuple[int, int] | None"), "The sentence around it.")
      .def_prop_ro(
          "rule", [](const MentionView& m) { return text_or_none(m->rule); }, nb::sig("def rule(self) -> str | None"),
          "What found it; None where a model did.")
      .def_prop_ro(
          "lemma", [](const MentionView& m) { return text_or_none(m->lemma); },
          nb::sig("def lemma(self) -> str | None"),
          "Of events: the trigger's first word, of a noun the verb that it comes from.")
      .def_prop_ro(
          "merged", [](const MentionView& m) { return text_or_none(m->merged); },
          nb::sig("def merged(self) -> str | None"), "Why a node of another document is this one: 'name'.")
      .def_prop_ro(
          "score", [](const MentionView& m) { return m->score; }, "How sure, 0 to 1.")
      .def("__repr__", [](const MentionView& m) {
        return "<Mention " + std::to_string(m->span.begin) + ":" + std::to_string(m->span.end) + ">";
      });

  nb::class_<DocumentView>(module, "Document", "A document of a graph.")
      .def_prop_ro(
          "id", [](const DocumentView& d) { return d->id; }, "'d1'.")
      .def_prop_ro(
          "key", [](const DocumentView& d) { return text_or_none(d->key); }, nb::sig("def key(self) -> str | None"),
          "The caller's own id.")
      .def_prop_ro(
          "name", [](const DocumentView& d) { return text_or_none(d->name); }, nb::sig("def name(self) -> str | None"),
          "What people call it.")
      .def_prop_ro(
          "published", [](const DocumentView& d) { return text_or_none(d->published); },
          nb::sig("def published(self) -> str | None"), "YYYY-MM-DD.")
      .def_prop_ro(
          "title", [](const DocumentView& d) { return text_or_none(d->title); },
          nb::sig("def title(self) -> str | None"), "The headline.")
      .def_prop_ro(
          "publisher", [](const DocumentView& d) { return text_or_none(d->publisher); },
          nb::sig("def publisher(self) -> str | None"), "Who published it.")
      .def_prop_ro(
          "length", [](const DocumentView& d) { return d->length; }, "In the graph's unit of offsets.")
      .def_prop_ro(
          "text", [](const DocumentView& d) { return text_or_none(d->text); }, nb::sig("def text(self) -> str | None"),
          "The whole text, where it was kept.");

  nb::class_<NodeView>(module, "Node", "An entity, an event or a time.")
      .def_prop_ro(
          "id", [](const NodeView& n) { return text_of(n->id); }, nb::sig("def id(self) -> str"),
          "'e1' (entity), 'v1' (event), 't1' (time).")
      .def_prop_ro(
          "kind", [](const NodeView& n) { return text_of(to_string(n->kind)); }, nb::sig("def kind(self) -> str"),
          "'entity', 'event' or 'time'.")
      .def_prop_ro(
          "type", [](const NodeView& n) { return text_of(n->type); }, nb::sig("def type(self) -> str"),
          "'person', 'contact.meet', 'date'.")
      .def_prop_ro(
          "name", [](const NodeView& n) { return text_of(n->name); }, nb::sig("def name(self) -> str"),
          "The best name; of an event its trigger.")
      .def_prop_ro(
          "aliases", [](const NodeView& n) { return texts_of(n->aliases); }, nb::sig("def aliases(self) -> list[str]"),
          "Other names.")
      .def_prop_ro(
          "attributes", [](const NodeView& n) { return dict_of(n->attributes); },
          nb::sig("def attributes(self) -> dict[str, str]"), "subtype, jurisdiction, gender, wikidata, phase …")
      .def_prop_ro(
          "modality",
          [](const NodeView& n) { return n->kind == NodeKind::event ? text_of(to_string(n->modality)) : nb::none(); },
          nb::sig("def modality(self) -> str | None"), "Of an event: actual, planned, possible, alleged, hypothetical.")
      .def_prop_ro(
          "polarity",
          [](const NodeView& n) { return n->kind == NodeKind::event ? text_of(to_string(n->polarity)) : nb::none(); },
          nb::sig("def polarity(self) -> str | None"), "Of an event: positive, or negative (it did not happen).")
      .def_prop_ro(
          "tense", [](const NodeView& n) { return text_or_none(to_string(n->tense)); },
          nb::sig("def tense(self) -> str | None"), "past, present, future.")
      .def_prop_ro(
          "when",
          [](const NodeView& n) {
            return n->when ? nb::object(nb::make_tuple(text_or_none(n->when->begin), text_or_none(n->when->end)))
                           : nb::none();
          },
          nb::sig("def when(self) -> tuple[str | None, str | None] | None"),
          "Begin and end of an event, ISO 8601, both included, as coarse as known.")
      .def_prop_ro(
          "codes", [](const NodeView& n) { return dict_of(n->codes); }, nb::sig("def codes(self) -> dict[str, str]"),
          "plover, cameo, ace.")
      .def_prop_ro(
          "value", [](const NodeView& n) { return text_or_none(n->value); }, nb::sig("def value(self) -> str | None"),
          "Of a time: TIMEX3.")
      .def_prop_ro(
          "score", [](const NodeView& n) { return n->score; }, "How sure, 0 to 1.")
      .def_prop_ro(
          "mentions", [](const NodeView& n) { return mentions_of(n.graph, n->mentions); },
          nb::sig("def mentions(self) -> list[Mention]"), "The words it stands on; never empty.")
      .def_prop_ro(
          "edges", [](const NodeView& n) { return edges_of(n.graph, out_edges(n.ref, *n.graph)); },
          nb::sig("def edges(self) -> list[Edge]"), "The edges that go out from it.")
      .def_prop_ro(
          "edges_in", [](const NodeView& n) { return edges_of(n.graph, in_edges(n.ref, *n.graph)); },
          nb::sig("def edges_in(self) -> list[Edge]"), "The edges that lead to it.")
      .def(
          "fillers",
          [](const NodeView& n, const std::string& role) { return nodes_of(n.graph, fillers(*n.graph, n.ref, role)); },
          nb::arg("role") = "", nb::sig("def fillers(self, role: str = '') -> list[Node]"),
          "Who and what has a role in this event ('agent', 'place', …; empty: any).")
      .def(
          "explain",
          [](const NodeView& n) {
            std::ostringstream out;
            write_explanation(out, *n.graph, n.ref);
            return text_of(out.view());
          },
          nb::sig("def explain(self) -> str"), "Everything that speaks for it: words, rules, scores, sources.")
      .def(
          "__eq__", [](const NodeView& a, const NodeView& b) { return a.graph == b.graph && a.ref == b.ref; },
          nb::is_operator(), nb::sig("def __eq__(self, other: object, /) -> bool"))
      .def("__hash__", [](const NodeView& n) { return static_cast<Py_ssize_t>(n.ref); })
      .def("__repr__", [](const NodeView& n) {
        return nb::str("<Node {} {} {!r}>").format(text_of(n->id), text_of(n->type), text_of(n->name));
      });

  nb::class_<EdgeView>(module, "Edge", "What connects two nodes.")
      .def_prop_ro(
          "id", [](const EdgeView& e) { return text_of(e->id); }, nb::sig("def id(self) -> str"), "'x1'.")
      .def_prop_ro(
          "kind", [](const EdgeView& e) { return text_of(to_string(e->kind)); }, nb::sig("def kind(self) -> str"),
          "role, time, order, relation, source.")
      .def_prop_ro(
          "type", [](const EdgeView& e) { return text_of(e->type); }, nb::sig("def type(self) -> str"),
          "agent, at, before, position, according-to …")
      .def_prop_ro(
          "source",
          [](const EdgeView& e) {
            return NodeView{e.graph, source(e.ref, *e.graph)};
          },
          nb::sig("def source(self) -> Node"), "Where it begins.")
      .def_prop_ro(
          "target",
          [](const EdgeView& e) {
            return NodeView{e.graph, target(e.ref, *e.graph)};
          },
          nb::sig("def target(self) -> Node"), "Where it ends.")
      .def_prop_ro(
          "attributes", [](const EdgeView& e) { return dict_of(e->attributes); },
          nb::sig("def attributes(self) -> dict[str, str]"), "title, tense …")
      .def_prop_ro(
          "score", [](const EdgeView& e) { return e->score; }, "How sure, 0 to 1.")
      .def_prop_ro(
          "mentions", [](const EdgeView& e) { return mentions_of(e.graph, e->mentions); },
          nb::sig("def mentions(self) -> list[Mention]"), "The words it stands on; never empty.")
      .def(
          "explain",
          [](const EdgeView& e) {
            std::ostringstream out;
            write_explanation(out, *e.graph, e.ref);
            return text_of(out.view());
          },
          nb::sig("def explain(self) -> str"), "Everything that speaks for it.")
      .def(
          "__eq__", [](const EdgeView& a, const EdgeView& b) { return a.graph == b.graph && a.ref == b.ref; },
          nb::is_operator(), nb::sig("def __eq__(self, other: object, /) -> bool"))
      .def("__hash__", [](const EdgeView& e) { return static_cast<Py_ssize_t>(std::hash<SharedText>()(e->id) >> 1); })
      .def("__repr__", [](const EdgeView& e) {
        const EventGraph& g = *e.graph;
        return nb::str("<Edge {} {} {} -> {}>")
            .format(text_of(e->id), text_of(e->type), text_of(g[source(e.ref, g)].id), text_of(g[target(e.ref, g)].id));
      });

  nb::class_<ClaimView>(module, "Claim", "Who says what.")
      .def_prop_ro(
          "id", [](const ClaimView& c) { return text_of(c->id); }, nb::sig("def id(self) -> str"), "'c1'.")
      .def_prop_ro(
          "document",
          [](const ClaimView& c) {
            return DocumentView{c.graph, c->document};
          },
          nb::sig("def document(self) -> Document"), "The document that tells it.")
      .def_prop_ro(
          "source", [](const ClaimView& c) { return node_called(c.graph, c->source); },
          nb::sig("def source(self) -> Node | None"), "Who says it; None where nobody is named.")
      .def_prop_ro(
          "chain", [](const ClaimView& c) { return nodes_called(c.graph, c->chain); },
          nb::sig("def chain(self) -> list[Node]"), "Through whom it came.")
      .def_prop_ro(
          "cue", [](const ClaimView& c) { return text_or_none(c->cue_text); }, nb::sig("def cue(self) -> str | None"),
          "'said', 'according to'.")
      .def_prop_ro(
          "content", [](const ClaimView& c) { return text_of(c->content_text); }, nb::sig("def content(self) -> str"),
          "What is said, in the text's words.")
      .def_prop_ro(
          "begin", [](const ClaimView& c) { return c->content.begin; }, "Where the content begins.")
      .def_prop_ro(
          "end", [](const ClaimView& c) { return c->content.end; }, "Where it ends.")
      .def_prop_ro(
          "form", [](const ClaimView& c) { return text_of(to_string(c->form)); }, nb::sig("def form(self) -> str"),
          "direct, indirect, mixed.")
      .def_prop_ro(
          "events", [](const ClaimView& c) { return nodes_called(c.graph, c->events); },
          nb::sig("def events(self) -> list[Node]"), "The events that it tells.")
      .def("__repr__", [](const ClaimView& c) {
        return nb::str("<Claim {} {!r}>").format(text_of(c->id), text_of(c->content_text));
      });
}

}  // namespace

void bind_graph(nb::module_& module) {
  bind_views(module);
  const auto all = [](auto which) { return [which](const Graph& g) { return nodes_of(g.graph, which(*g.graph)); }; };
  nb::class_<Graph>(module, "Graph", "A graph that never changes.")
      .def(nb::init<const Graph&>(), nb::arg("graph"))
      .def(
          "_nodes", [](const Graph& g) { return nodes_of(g.graph, boost::make_iterator_range(vertices(*g.graph))); },
          nb::sig("def _nodes(self) -> list[Node]"))
      .def("_entities", all([](const EventGraph& g) { return entities(g); }),
           nb::sig("def _entities(self) -> list[Node]"))
      .def("_people", all([](const EventGraph& g) { return people(g); }), nb::sig("def _people(self) -> list[Node]"))
      .def("_organizations", all([](const EventGraph& g) { return organizations(g); }),
           nb::sig("def _organizations(self) -> list[Node]"))
      .def("_agencies", all([](const EventGraph& g) { return agencies(g); }),
           nb::sig("def _agencies(self) -> list[Node]"))
      .def(
          "_events",
          [](const Graph& g, const std::string& type) {
            return nodes_of(g.graph, type.empty() ? events(*g.graph) : events(*g.graph, type));
          },
          nb::arg("type") = "", nb::sig("def _events(self, type: str = '') -> list[Node]"))
      .def("_timeline", all([](const EventGraph& g) { return timeline(g); }),
           nb::sig("def _timeline(self) -> list[Node]"))
      .def(
          "_edges", [](const Graph& g) { return edges_of(g.graph, edges(*g.graph)); },
          nb::sig("def _edges(self) -> list[Edge]"))
      .def(
          "_claims", [](const Graph& g) { return views_of<ClaimView>(g.graph, info(*g.graph).claims.size()); },
          nb::sig("def _claims(self) -> list[Claim]"))
      .def(
          "_documents", [](const Graph& g) { return views_of<DocumentView>(g.graph, info(*g.graph).documents.size()); },
          nb::sig("def _documents(self) -> list[Document]"))
      .def(
          "_named",
          [](const Graph& g, const std::string& name) {
            const auto found = entity_named(*g.graph, name);
            return found ? nb::cast(NodeView{g.graph, *found}) : nb::none();
          },
          nb::arg("name"), nb::sig("def _named(self, name: str) -> Node | None"))
      .def(
          "_path",
          [](const Graph& g, const NodeView& from, const NodeView& to) {
            if (from.graph != g.graph || to.graph != g.graph) throw nb::value_error("a node of another graph");
            nb::list hops;
            for (const Hop& hop : path(*g.graph, from.ref, to.ref)) hops.append(EdgeView{g.graph, hop.edge});
            return hops;
          },
          nb::arg("start"), nb::arg("end"), nb::sig("def _path(self, start: Node, end: Node) -> list[Edge]"))
      .def_prop_ro(
          "offsets", [](const Graph& g) { return std::string(to_string(info(*g.graph).offsets)); },
          "Unit of all offsets: codepoint, byte or utf16.")
      .def_prop_ro(
          "model", [](const Graph& g) { return info(*g.graph).model; }, "Name of the model that read the text.")
      .def("_write", &write_format, nb::arg("format"), nb::sig("def _write(self, format: str) -> str"))
      .def(
          "_compact_json",
          [](const Graph& g) {
            return written(
                g, [](std::ostream& out, const EventGraph& graph) { write_json(out, graph, JsonLayout::compact); });
          },
          nb::sig("def _compact_json(self) -> str"))
      .def(
          "_dot",
          [](const Graph& g, std::size_t nodes, bool all) {
            return written(g, [&](std::ostream& out, const EventGraph& graph) {
              write_dot(out, graph, {.all = all, .nodes = nodes});
            });
          },
          nb::arg("nodes"), nb::arg("all"), nb::sig("def _dot(self, nodes: int, all: bool) -> str"))
      .def(
          "_view",
          [](const Graph& g, const std::string& title) {
            return written(
                g, [&](std::ostream& out, const EventGraph& graph) { write_view(out, graph, {.title = title}); });
          },
          nb::arg("title"), nb::sig("def _view(self, title: str) -> str"))
      .def("__len__", [](const Graph& g) { return num_vertices(*g.graph); });
  module.def("_merge", &merge, nb::arg("graphs"), nb::arg("events"), nb::arg("constraints"), nb::arg("file"),
             nb::sig("def _merge(graphs: collections.abc.Iterable[Graph], events: bool, constraints: str, file: str) "
                     "-> Graph"));
  module.def("_diff", &difference, nb::arg("before"), nb::arg("after"),
             nb::sig("def _diff(before: Graph, after: Graph) -> tuple[list[Node], list[Node], list[tuple[Node, Node]], "
                     "list[tuple[list[Node], Node]], list[tuple[Node, list[Node]]], list[Edge], list[Edge], str]"));
  module.def(
      "_read_json",
      [](nb::handle text) {
        const std::string json = bytes_of(text);
        const nb::gil_scoped_release others_may_run;
        return Graph(read_json(json));
      },
      nb::arg("text"), nb::sig("def _read_json(text: str | bytes) -> Graph"));
  module.def(
      "_formats", [] { return texts_of(graph_formats()); }, nb::sig("def _formats() -> list[str]"));
}

}  // namespace tidings::python
