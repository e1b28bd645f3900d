// Corpus: many documents, one graph, one file.
#include "tidings/corpus/corpus.hpp"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/unique_ptr.h>

#include <mutex>

#include "bindings.hpp"

namespace tidings::python {

namespace {

// A Corpus is for one thread at a time. While it works, Python's other threads run; one that wants it too waits.
struct SharedCorpus {
  SharedCorpus(const std::string& file, bool read_only)
      : corpus(file, read_only ? CorpusAccess::read : CorpusAccess::write) {}
  std::mutex mutex;
  Corpus corpus;
  std::unique_ptr<Corpus::Batch> batch;

  template <class Work>
  auto with(Work work) {
    const nb::gil_scoped_release others_may_run;
    const std::lock_guard alone(mutex);
    return work(corpus);
  }
};

void end_batch(SharedCorpus& c, bool commit) {
  const nb::gil_scoped_release others_may_run;
  const std::lock_guard alone(c.mutex);
  const std::unique_ptr<Corpus::Batch> batch = std::move(c.batch);
  if (batch && commit) batch->commit();
}

}  // namespace

void bind_corpus(nb::module_& module) {
  nb::class_<SharedCorpus>(module, "_Corpus")
      .def(nb::init<const std::string&, bool>(), nb::arg("file"), nb::arg("read_only"))
      .def(
          "_add",
          [](SharedCorpus& c, const Graph& graph) {
            return c.with([kept = graph.graph](Corpus& corpus) { return corpus.add(*kept); });
          },
          nb::arg("graph"))
      .def(
          "_replace",
          [](SharedCorpus& c, const Graph& graph) {
            return c.with([kept = graph.graph](Corpus& corpus) { return corpus.replace(*kept); });
          },
          nb::arg("graph"))
      .def(
          "_remove",
          [](SharedCorpus& c, const std::string& key) {
            return c.with([&](Corpus& corpus) { return corpus.remove(key); });
          },
          nb::arg("key"))
      .def(
          "_keys", [](SharedCorpus& c) { return texts_of(c.with([](Corpus& corpus) { return corpus.keys(); })); },
          nb::sig("def _keys(self) -> list[str]"))
      .def(
          "_document",
          [](SharedCorpus& c, const std::string& key) {
            auto found = c.with([&](Corpus& corpus) { return corpus.document(key); });
            return found ? nb::cast(Graph(std::move(*found))) : nb::none();
          },
          nb::arg("key"), nb::sig("def _document(self, key: str) -> Graph | None"))
      .def("_snapshot", [](SharedCorpus& c) { return Graph(c.with([](Corpus& corpus) { return corpus.snapshot(); })); })
      .def(
          "_constrain",
          [](SharedCorpus& c, const std::string& toml, const std::string& file) {
            c.with([&](Corpus& corpus) { corpus.constrain(toml, file); });
          },
          nb::arg("toml"), nb::arg("file"))
      .def(
          "_constraints",
          [](SharedCorpus& c) { return text_of(c.with([](Corpus& corpus) { return corpus.constraints(); })); },
          nb::sig("def _constraints(self) -> str"))
      .def("_begin",
           [](SharedCorpus& c) { c.with([&](Corpus& corpus) { c.batch = std::make_unique<Corpus::Batch>(corpus); }); })
      .def("_end", &end_batch, nb::arg("commit"))
      .def("__len__", [](SharedCorpus& c) { return c.with([](Corpus& corpus) { return corpus.size(); }); });
}

}  // namespace tidings::python
