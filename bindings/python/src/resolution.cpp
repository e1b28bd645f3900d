// Which entities and which events of many documents are one, for those who resolve over many machines (tidings.spark).
#include "tidings/graph/resolution.hpp"

#include <nanobind/stl/map.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/set.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "bindings.hpp"
#include "tidings/error.hpp"
#include "tidings/events/links.hpp"

namespace tidings::python {

namespace {

using Texts = std::vector<std::string>;
using Numbers = std::vector<std::uint32_t>;
// The fields of EntitySketch, in their order.
using Sketch = std::tuple<std::string, std::string, Texts, std::string, std::string, std::string, std::string, Texts,
                          Numbers, std::string, std::size_t>;

Sketch tuple_of(const EntitySketch& s) {
  return {s.type,     s.name,      s.aliases, s.gender,   s.jurisdiction, s.subtype,
          s.wikidata, s.positions, s.company, s.document, s.mentions};
}

EntitySketch sketch_of(Sketch t) {
  EntitySketch s;
  std::tie(s.type, s.name, s.aliases, s.gender, s.jurisdiction, s.subtype, s.wikidata, s.positions, s.company,
           s.document, s.mentions) = std::move(t);
  return s;
}

// Begin and end; both empty: no time is told.
using Days = std::pair<std::string, std::string>;

Days days_of(const std::optional<When>& when) {
  return when ? Days(std::string(when->begin), std::string(when->end)) : Days();
}
std::optional<When> when_of(const Days& days) {
  if (days.first.empty() && days.second.empty()) return std::nullopt;
  return When{days.first, days.second};
}

// A term as the graph writes it; the tables that these come from were written by us.
template <class Term>
Term term_of(const std::string& name) {
  if (const auto term = term_from<Term>(name)) return *term;
  throw nb::value_error(("unknown term '" + name + "'").c_str());
}

// Type, lemmas, the lists of entities, nouns, polarity, modality, when, count, begin, mentions.
using Event = std::tuple<std::string, Texts, std::vector<Numbers>, Texts, Texts, std::string, std::string, Days,
                         std::string, std::uint32_t, std::uint32_t>;

// The lists of entities, in the order that the tuples have them in.
template <class Sketched>
auto entity_lists(Sketched& s) {
  return std::array{&s.actors,        &s.patients,         &s.places,     &s.others,
                    &s.acting_people, &s.suffering_people, &s.people_near};
}

Event tuple_of(const EventSketch& s) {
  std::vector<Numbers> lists;
  for (const auto* list : entity_lists(s)) lists.push_back(*list);
  return {s.type,
          s.lemmas,
          std::move(lists),
          s.actor_nouns,
          s.patient_nouns,
          std::string(to_string(s.polarity)),
          std::string(to_string(s.modality)),
          days_of(s.when),
          s.count,
          s.begin,
          s.mentions};
}

EventSketch sketch_of(std::uint32_t story, Event t) {
  EventSketch s;
  std::vector<Numbers> lists;
  std::string polarity, modality;
  Days when;
  std::tie(s.type, s.lemmas, lists, s.actor_nouns, s.patient_nouns, polarity, modality, when, s.count, s.begin,
           s.mentions) = std::move(t);
  const auto into = entity_lists(s);
  for (std::size_t i = 0; i < into.size(); ++i) {
    *into[i] = std::move(lists.at(i));
    std::sort(into[i]->begin(), into[i]->end());
  }
  s.polarity = term_of<Polarity>(polarity);
  s.modality = term_of<Modality>(modality);
  s.when = when_of(when);
  s.story = story;
  return s;
}

// Document, published, and of each name: entity, mentions, whether it is common, documents.
using Named = std::tuple<std::uint32_t, std::uint32_t, bool, std::uint32_t>;
using Story = std::tuple<std::string, std::string, std::vector<Named>>;

StorySketch story_of(const Story& t) {
  StorySketch s{std::get<0>(t), std::get<1>(t), {}, {}};
  for (const auto& [entity, mentions, common, documents] : std::get<2>(t))
    s.named.push_back({entity, mentions, common, documents});
  return s;
}

// What one document tells of an event that several tell: the document's number, then the columns of the table of nodes.
using Told = std::tuple<std::uint32_t, std::string, std::string, std::string, std::string, std::string, Days,
                        std::map<std::string, std::string>, std::map<std::string, std::string>, float>;

Node node_of(const Told& t) {
  const auto& [document, type, name, modality, polarity, tense, when, codes, attributes, score] = t;
  Node node;
  node.kind = NodeKind::event;
  node.type = type;
  node.name = name;
  node.modality = term_of<Modality>(modality);
  node.polarity = term_of<Polarity>(polarity);
  if (!tense.empty()) node.tense = term_of<EventTense>(tense);
  node.when = when_of(when);
  for (const auto& [key, value] : codes) node.codes.emplace(key, value);
  for (const auto& [key, value] : attributes) node.attributes.emplace(key, value);
  node.score = score;
  node.mentions.emplace_back().document = document;
  return node;
}

std::map<std::string, std::string> map_of(const Attributes& attributes) {
  std::map<std::string, std::string> all;
  for (const auto& [key, value] : attributes) all.emplace(key, value);
  return all;
}

Told told_of(const Node& node) {
  return {0,
          std::string(node.type),
          std::string(node.name),
          std::string(to_string(node.modality)),
          std::string(to_string(node.polarity)),
          std::string(to_string(node.tense)),
          days_of(node.when),
          map_of(node.codes),
          map_of(node.attributes),
          node.score};
}

using Order = std::tuple<std::size_t, std::size_t, std::string>;  // from, to, type

std::set<Order> consistent(const std::vector<std::pair<Order, float>>& told, std::size_t events) {
  std::vector<EventLink> links;
  for (const auto& [order, score] : told) {
    EventLink link;
    link.from = EventId(static_cast<std::uint32_t>(std::get<0>(order)));
    link.to = EventId(static_cast<std::uint32_t>(std::get<1>(order)));
    link.type = term_of<LinkType>(std::get<2>(order));
    link.score = score;
    links.push_back(std::move(link));
  }
  make_consistent(links, events);
  std::set<Order> kept;
  for (const EventLink& link : links)
    kept.emplace(link.from.index(), link.to.index(), std::string(to_string(link.type)));
  return kept;
}

template <class Merges>
std::vector<std::tuple<std::size_t, std::size_t, std::string>> tuples_of(const Merges& merges) {
  std::vector<std::tuple<std::size_t, std::size_t, std::string>> same;
  for (const auto& merge : merges) same.emplace_back(merge.a, merge.b, merge.reason);
  return same;
}

struct Constraints {
  EntityConstraints all;
};

void bind_entities(nb::module_& module) {
  nb::class_<Constraints>(module, "_Constraints")
      .def(
          "__init__",
          [](Constraints* self, const std::string& toml, const std::string& file) {
            EntityConstraints all = read_constraints(toml, file);
            new (self) Constraints{std::move(all)};
          },
          nb::arg("toml"), nb::arg("file"));
  module.def(
      "_sketches",
      [](const Graph& graph, const Constraints& constraints) {
        std::vector<std::tuple<std::size_t, Sketch, Texts>> all;
        for (const auto& [node, sketch] : sketch_entities(*graph.graph))
          all.emplace_back(node, tuple_of(sketch), blocking_keys(sketch, constraints.all));
        return all;
      },
      nb::arg("graph"), nb::arg("constraints"),
      "Of a graph that came from JSON: position, sketch and blocking keys of every named entity.");
  module.def(
      "_resolve",
      [](std::vector<Sketch> sketches, const Constraints& constraints) {
        std::vector<EntitySketch> all;
        for (Sketch& sketch : sketches) all.push_back(sketch_of(std::move(sketch)));
        const nb::gil_scoped_release others_may_run;
        return tuples_of(resolve_entities_across(all, constraints.all));
      },
      nb::arg("sketches"), nb::arg("constraints"), "Pairs of sketches that are one, and why.");
}

}  // namespace

void bind_resolution(nb::module_& module) {
  bind_entities(module);
  module.def(
      "_event_sketches",
      [](const Graph& graph, const std::vector<NodeRef>& one_of) {
        const SketchedEvents sketched = sketch_events(*graph.graph, one_of);
        std::vector<std::tuple<std::uint32_t, std::uint32_t, bool>> named;
        for (const StorySketch::Named& n : sketched.story.named) named.emplace_back(n.entity, n.mentions, n.common);
        std::vector<std::tuple<std::size_t, Event, Texts>> events;
        for (const auto& [node, sketch] : sketched.events)
          events.emplace_back(node, tuple_of(sketch), blocking_keys(sketch));
        return std::tuple(sketched.story.published, std::move(named), std::move(events));
      },
      nb::arg("graph"), nb::arg("one_of"),
      "Of a document's graph: the day of publication; entity, mentions and commonness of its names; position, sketch "
      "and "
      "blocking keys of every event. Entities are numbers by `one_of`.");
  module.def(
      "_likest",
      [](const Story& story, const std::vector<Story>& others, std::size_t documents) {
        std::vector<StorySketch> all;
        for (const Story& other : others) all.push_back(story_of(other));
        return likest_stories(story_of(story), all, documents);
      },
      nb::arg("story"), nb::arg("others"), nb::arg("documents"), "The others that tell the story, the likest first.");
  module.def(
      "_resolve_events",
      [](const std::vector<std::pair<Story, Numbers>>& stories, std::vector<std::pair<std::uint32_t, Event>> events,
         std::size_t documents) {
        std::vector<StorySketch> all_stories;
        for (const auto& [story, near] : stories) {
          all_stories.push_back(story_of(story));
          all_stories.back().near = near;
        }
        std::vector<EventSketch> all;
        for (auto& [story, event] : events) all.push_back(sketch_of(story, std::move(event)));
        const nb::gil_scoped_release others_may_run;
        return tuples_of(resolve_events_across(all_stories, all, documents));
      },
      nb::arg("stories"), nb::arg("events"), nb::arg("documents"),
      "Pairs of events that are one, and why. Stories come with their likest, events with their story.");
  module.def(
      "_unite_events",
      [](const std::vector<Told>& told) {
        std::vector<Node> nodes;
        for (const Told& one : told) nodes.push_back(node_of(one));
        return told_of(unite_events(std::move(nodes)));
      },
      nb::arg("told"), "What several documents tell of one event, as one.");
  module.def("_consistent", &consistent, nb::arg("orders"), nb::arg("events"),
             "Those of the orders (from, to, type), each with its score, that hold together.");
}

}  // namespace tidings::python
