// Which entities of many documents are one, for those who resolve over many machines (tidings.spark).
#include "tidings/graph/resolution.hpp"

#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <tuple>

#include "bindings.hpp"

namespace tidings::python {

namespace {

using Texts = std::vector<std::string>;
// The fields of EntitySketch, in their order.
using Sketch = std::tuple<std::string, std::string, Texts, std::string, std::string, std::string, std::string, Texts,
                          std::vector<std::uint32_t>, std::string, std::size_t>;

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

}  // namespace

void bind_resolution(nb::module_& module) {
  module.def(
      "_sketches",
      [](const Graph& graph) {
        std::vector<std::tuple<std::size_t, Sketch, Texts>> all;
        for (const auto& [node, sketch] : sketch_entities(*graph.graph))
          all.emplace_back(node, tuple_of(sketch), blocking_keys(sketch));
        return all;
      },
      nb::arg("graph"), "Of a graph that came from JSON: position, sketch and blocking keys of every named entity.");
  module.def(
      "_resolve",
      [](std::vector<Sketch> sketches) {
        std::vector<EntitySketch> all;
        for (Sketch& sketch : sketches) all.push_back(sketch_of(std::move(sketch)));
        std::vector<std::pair<std::size_t, std::size_t>> same;
        {
          const nb::gil_scoped_release others_may_run;
          for (const EntityMerge& merge : resolve_entities_across(all)) same.emplace_back(merge.a, merge.b);
        }
        return same;
      },
      nb::arg("sketches"), "Pairs of sketches that are one.");
}

}  // namespace tidings::python
