// What the parts of the extension share: texts from and to Python, and the graph that Python's objects look into.
#pragma once

#include <nanobind/nanobind.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidings/graph/event_graph.hpp"
#include "tidings/text/source.hpp"

namespace tidings::python {

namespace nb = nanobind;

/// A str for Python. Bytes that are no UTF-8 are U+FFFD each, as in every other output.
nb::object text_of(std::string_view text);
/// None where there is nothing to tell.
nb::object text_or_none(std::string_view text);
template <class Texts>
nb::list texts_of(const Texts& texts) {
  nb::list all;
  for (const auto& text : texts) all.append(text_of(text));
  return all;
}
nb::dict dict_of(const Attributes& attributes);

/// The bytes of a str or bytes. A lone surrogate, which UTF-8 can't hold, becomes U+FFFD: one code point for one, so
/// that offsets stay Python's. Throws TypeError for anything else.
std::string bytes_of(nb::handle text);

/// A document as Python gives it: str, bytes, or a mapping with the keys of a JSON line (`text`, `id`, `title`,
/// `published`, `source`). Throws TypeError or ValueError.
Source source_of(nb::handle document);
/// One from the arguments of a call; None where nothing is told. Throws as above.
Metadata metadata_of(nb::handle id, nb::handle name, nb::handle title, nb::handle published, nb::handle source);

using SharedGraph = std::shared_ptr<const EventGraph>;

/// What Python calls a Graph: it never changes, and its nodes and edges keep it alive.
struct Graph {
  explicit Graph(EventGraph made) : graph(std::make_shared<const EventGraph>(std::move(made))) {}
  SharedGraph graph;
};

void bind_graph(nb::module_& module);
void bind_tables(nb::module_& module);
void bind_analyzer(nb::module_& module);
void bind_resolution(nb::module_& module);
void bind_corpus(nb::module_& module);

}  // namespace tidings::python
