// Tables of a graph for Arrow, over the PyCapsule interface
// (arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html).
#include <nanobind/stl/string.h>

#include <cerrno>

#include "bindings.hpp"
#include "tidings/graph/arrow.hpp"

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE
extern "C" {
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
}
#endif

namespace tidings::python {

namespace {

struct Table {
  ArrowTable columns;
};

// Who took the struct over has set its `release` to null.
template <class Struct>
void destroy(PyObject* capsule, const char* name) {
  auto* exported = static_cast<Struct*>(PyCapsule_GetPointer(capsule, name));
  if (exported == nullptr) return;
  if (exported->release != nullptr) exported->release(exported);
  delete exported;
}

nb::object capsule_of(void* exported, const char* name, PyCapsule_Destructor destructor) {
  PyObject* capsule = PyCapsule_New(exported, name, destructor);
  if (capsule == nullptr) throw nb::python_error();
  return nb::steal(capsule);
}

nb::object schema_of(const Table& table) {
  auto* schema = new ArrowSchema{};
  table.columns.export_schema(schema);
  return capsule_of(schema, "arrow_schema", [](PyObject* c) { destroy<ArrowSchema>(c, "arrow_schema"); });
}

nb::object array_of(const Table& table) {
  auto* array = new ArrowArray{};
  table.columns.export_array(array);
  return capsule_of(array, "arrow_array", [](PyObject* c) { destroy<ArrowArray>(c, "arrow_array"); });
}

// A stream of one batch.
struct OneBatch {
  ArrowTable columns;
  bool given = false;
};

int guarded(void (*work)(ArrowArrayStream*, void*), ArrowArrayStream* stream, void* out) noexcept {
  try {
    work(stream, out);
    return 0;
  } catch (...) {
    return ENOMEM;
  }
}

nb::object stream_of(const Table& table) {
  auto* stream = new ArrowArrayStream{};
  stream->private_data = new OneBatch{table.columns};
  stream->get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
    const auto work = [](ArrowArrayStream* s, void* to) {
      static_cast<OneBatch*>(s->private_data)->columns.export_schema(static_cast<ArrowSchema*>(to));
    };
    return guarded(work, self, out);
  };
  stream->get_next = [](ArrowArrayStream* self, ArrowArray* out) {
    const auto work = [](ArrowArrayStream* s, void* to) {
      auto* batch = static_cast<OneBatch*>(s->private_data);
      auto* array = static_cast<ArrowArray*>(to);
      if (batch->given) array->release = nullptr;
      else batch->columns.export_array(array);
      batch->given = true;
    };
    return guarded(work, self, out);
  };
  stream->get_last_error = [](ArrowArrayStream*) -> const char* { return "out of memory"; };
  stream->release = [](ArrowArrayStream* self) {
    delete static_cast<OneBatch*>(self->private_data);
    self->release = nullptr;
  };
  return capsule_of(stream, "arrow_array_stream",
                    [](PyObject* c) { destroy<ArrowArrayStream>(c, "arrow_array_stream"); });
}

Table table_named(const Graph& graph, const std::string& name) {
  const auto table = term_from<GraphTable>(name);
  if (!table) throw nb::value_error(("no table '" + name + "': documents, nodes, edges, mentions or claims").c_str());
  const SharedGraph kept = graph.graph;
  const nb::gil_scoped_release others_may_run;
  return {ArrowTable(*kept, *table)};
}

}  // namespace

void bind_tables(nb::module_& module) {
  nb::class_<Table>(module, "Table",
                    "A table of a graph for everything that knows Arrow's PyCapsule interface: `pyarrow.table(t)`,\n"
                    "`polars.DataFrame(t)`, DuckDB. The taker gets the buffers themselves, without a copy.")
      .def("__arrow_c_schema__", &schema_of, nb::sig("def __arrow_c_schema__(self) -> object"))
      .def(
          "__arrow_c_array__",
          [](const Table& table, nb::handle) { return nb::make_tuple(schema_of(table), array_of(table)); },
          nb::arg("requested_schema") = nb::none(),
          nb::sig("def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]"))
      .def(
          "__arrow_c_stream__", [](const Table& table, nb::handle) { return stream_of(table); },
          nb::arg("requested_schema") = nb::none(),
          nb::sig("def __arrow_c_stream__(self, requested_schema: object = None) -> object"));
  module.def("_table", &table_named, nb::arg("graph"), nb::arg("name"),
             nb::sig("def _table(graph: Graph, name: str) -> Table"));
}

}  // namespace tidings::python
