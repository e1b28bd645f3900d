// Analyzer: texts in, graphs out; one by one, or many over threads in their order.
#include <nanobind/stl/string.h>
#include <nanobind/stl/unique_ptr.h>
#include <nanobind/stl/vector.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <sstream>
#include <system_error>
#include <thread>

#include "bindings.hpp"
#include "tidings/extractor.hpp"
#include "tidings/syntax/model.hpp"
#include "tidings/text/conllu.hpp"
#include "tidings/text/offsets.hpp"

namespace tidings::python {

namespace {

struct Options {
  OffsetUnit offsets = OffsetUnit::codepoint;
  bool texts = false;  // the graph keeps its documents' texts
};

EventGraph graph_of(const Extractor& extractor, const Document& document, const Options& options) {
  EventGraph graph = extractor.graph_of(document, options.offsets);
  if (options.texts) info(graph).documents.front().text = std::string(document.source.bytes());
  return graph;
}

using SharedExtractor = std::shared_ptr<const Extractor>;

// Documents of an iterator are read by threads of its own; their graphs come in the documents' order. No more than
// `ahead` documents a thread are on their way, so that memory stays small whatever the iterator has.
class Pipe {
 public:
  Pipe(SharedExtractor extractor, Options options, nb::object documents, unsigned threads)
      : extractor_(std::move(extractor)), options_(options), documents_(std::move(documents)), most_(ahead * threads) {
    for (unsigned i = 0; i < threads; ++i) {
      try {
        workers_.emplace_back([this] { work(); });
      } catch (const std::system_error&) {  // the machine gives no more
        if (workers_.empty()) throw;
        break;
      }
    }
  }

  ~Pipe() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
      waiting_.clear();
    }
    work_there_.notify_all();
    const nb::gil_scoped_release others_may_run;
    for (std::thread& worker : workers_) worker.join();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  Graph next() {
    fill();
    if (jobs_.empty()) throw nb::stop_iteration();
    const std::shared_ptr<Job> job = jobs_.front();
    jobs_.pop_front();
    if (!job->failure) wait_for(*job);
    if (job->failure) std::rethrow_exception(job->failure);
    return Graph(std::move(job->graph));
  }

 private:
  static constexpr std::size_t ahead = 16;

  struct Job {
    Source source;
    EventGraph graph;
    bool done = false;
    std::exception_ptr failure;
  };

  void fill() {
    while (!exhausted_ && jobs_.size() < most_) {
      auto job = std::make_shared<Job>();
      try {
        PyObject* item = PyIter_Next(documents_.ptr());
        if (item == nullptr && PyErr_Occurred() != nullptr) throw nb::python_error();
        if (item == nullptr) {
          exhausted_ = true;
          return;
        }
        job->source = source_of(nb::steal(item));
      } catch (...) {  // told when it is this document's turn; nothing comes after it
        exhausted_ = true;
        job->failure = std::current_exception();
        jobs_.push_back(std::move(job));
        return;
      }
      jobs_.push_back(job);
      {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(job));
      }
      work_there_.notify_one();
    }
  }

  void wait_for(Job& job) {
    const nb::gil_scoped_release others_may_run;
    std::unique_lock lock(mutex_);
    job_done_.wait(lock, [&] { return job.done; });
  }

  void work() {
    Workspace workspace;
    for (;;) {
      std::unique_lock lock(mutex_);
      work_there_.wait(lock, [&] { return ended_ || !waiting_.empty(); });
      if (ended_) return;
      const std::shared_ptr<Job> job = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      std::exception_ptr failure;
      try {
        job->graph = graph_of(*extractor_, extractor_->analyze(std::move(job->source), workspace), options_);
      } catch (...) {
        failure = std::current_exception();
      }
      lock.lock();
      job->failure = failure;
      job->done = true;
      job_done_.notify_all();
    }
  }

  SharedExtractor extractor_;
  Options options_;
  nb::object documents_;
  std::size_t most_;
  bool exhausted_ = false;
  std::deque<std::shared_ptr<Job>> jobs_;  // in the order of the documents
  std::mutex mutex_;                       // over what follows, and over the result of every job
  std::condition_variable work_there_;
  std::condition_variable job_done_;
  std::deque<std::shared_ptr<Job>> waiting_;
  bool ended_ = false;
  std::vector<std::thread> workers_;
};

// All layers of one text.
struct AnalysisOfText {
  SharedExtractor extractor;
  Options options;
  tidings::Document document;
  OffsetTable offsets;
};
using SharedAnalysis = std::shared_ptr<const AnalysisOfText>;
struct HeldAnalysis {
  SharedAnalysis analysis;
};

struct Token {
  SharedAnalysis analysis;
  TokenId id;
  const tidings::Document& document() const { return analysis->document; }
  std::uint32_t begin() const { return analysis->offsets(document().tokens.spans[id].begin); }
  std::uint32_t end() const { return analysis->offsets(document().tokens.spans[id].end); }
};

nb::list tokens_of(const SharedAnalysis& analysis) {
  nb::list all;
  for (const TokenId id : analysis->document.tokens.spans.ids()) all.append(Token{analysis, id});
  return all;
}

nb::list sentences_of(const SharedAnalysis& analysis) {
  nb::list all;
  for (const TokenRange range : analysis->document.sentences.tokens)
    all.append(nb::make_tuple(range.begin_id.index(), range.end_id.index()));
  return all;
}

nb::list names_of(const SharedAnalysis& analysis) {
  nb::list all;
  const NameTypes& types = analysis->extractor->model().name_types();
  for (const Name& name : analysis->document.names.items)
    all.append(nb::make_tuple(name.tokens.begin_id.index(), name.tokens.end_id.index(), text_of(types[name.type]),
                              name.score));
  return all;
}

struct Analyzer {
  SharedExtractor extractor;
  Options options;
};

OffsetUnit unit_of(const std::string& name) {
  if (const auto unit = term_from<OffsetUnit>(name)) return *unit;
  throw nb::value_error(("offsets are '" + name + "', expected codepoint, byte or utf16").c_str());
}

void make_analyzer(Analyzer* self, std::vector<std::string> rules, std::vector<std::string> names,
                   const std::string& model, const std::string& offsets, bool texts) {
  const Options options{unit_of(offsets), texts};
  const nb::gil_scoped_release others_may_run;
  auto extractor = std::make_shared<const Extractor>(ExtractorOptions{std::move(rules), model, std::move(names)});
  new (self) Analyzer{std::move(extractor), options};
}

SharedAnalysis analyze(const Analyzer& self, Source source) {
  const nb::gil_scoped_release others_may_run;
  tidings::Document document = self.extractor->analyze(std::move(source));
  OffsetTable offsets(document.source.bytes(), self.options.offsets);
  return std::make_shared<const AnalysisOfText>(
      AnalysisOfText{self.extractor, self.options, std::move(document), std::move(offsets)});
}

Graph extract(const Analyzer& self, nb::handle text, nb::handle id, nb::handle name, nb::handle title,
              nb::handle published, nb::handle source) {
  Source made(bytes_of(text), metadata_of(id, name, title, published, source));
  const Analyzer kept = self;
  const nb::gil_scoped_release others_may_run;
  return Graph(graph_of(*kept.extractor, kept.extractor->analyze(std::move(made)), kept.options));
}

void bind_analysis(nb::module_& module) {
  nb::class_<Token>(module, "Token", "A syntactic word of Universal Dependencies: \"don't\" is two.")
      .def_prop_ro(
          "text", [](const Token& t) { return text_of(t.document().tokens.form(t.document().source, t.id)); },
          nb::sig("def text(self) -> str"), "As it stands in the text.")
      .def_prop_ro("begin", &Token::begin, "Offset of its first character.")
      .def_prop_ro("end", &Token::end, "Offset after its last one.")
      .def_prop_ro(
          "lemma", [](const Token& t) { return text_of(t.document().syntax.lemma(t.id)); },
          nb::sig("def lemma(self) -> str"), "Its base form.")
      .def_prop_ro(
          "pos", [](const Token& t) { return text_of(to_string(t.document().syntax.upos[t.id])); },
          nb::sig("def pos(self) -> str"), "Universal part of speech: 'NOUN'.")
      .def_prop_ro(
          "morph",
          [](const Token& t) {
            const std::string feats = to_string(t.document().syntax.morph[t.id]);
            return text_of(feats == "_" ? std::string_view() : std::string_view(feats));
          },
          nb::sig("def morph(self) -> str"), "'Number=Sing|Person=3'; empty: none.")
      .def_prop_ro(
          "head",
          [](const Token& t) {
            const TokenId head = t.document().syntax.head[t.id];
            return head ? nb::object(nb::int_(head.index())) : nb::none();
          },
          nb::sig("def head(self) -> int | None"), "Position of its head; None: the root of the sentence.")
      .def_prop_ro(
          "relation", [](const Token& t) { return text_of(to_string(t.document().syntax.relation[t.id])); },
          nb::sig("def relation(self) -> str"), "Relation to its head: 'nsubj'.")
      .def("__repr__", [](const Token& t) {
        return nb::str("<Token {!r}>").format(text_of(t.document().tokens.form(t.document().source, t.id)));
      });
  nb::class_<HeldAnalysis>(module, "_Analysis")
      .def_prop_ro(
          "text", [](const HeldAnalysis& a) { return text_of(a.analysis->document.source.bytes()); },
          nb::sig("def text(self) -> str"))
      .def(
          "_tokens", [](const HeldAnalysis& a) { return tokens_of(a.analysis); },
          nb::sig("def _tokens(self) -> list[Token]"))
      .def(
          "_sentences", [](const HeldAnalysis& a) { return sentences_of(a.analysis); },
          nb::sig("def _sentences(self) -> list[tuple[int, int]]"))
      .def(
          "_names", [](const HeldAnalysis& a) { return names_of(a.analysis); },
          nb::sig("def _names(self) -> list[tuple[int, int, str, float]]"))
      .def(
          "_conllu",
          [](const HeldAnalysis& a) {
            std::ostringstream out;
            write_conllu(out, a.analysis->document, {.types = a.analysis->extractor->model().name_types()});
            return text_of(out.view());
          },
          nb::sig("def _conllu(self) -> str"))
      .def("_graph", [](const HeldAnalysis& a) {
        return Graph(graph_of(*a.analysis->extractor, a.analysis->document, a.analysis->options));
      });
}

}  // namespace

void bind_analyzer(nb::module_& module) {
  bind_analysis(module);
  nb::class_<Pipe>(module, "_Pipe")
      .def(
          "__iter__", [](nb::handle self) { return nb::borrow(self); }, nb::sig("def __iter__(self) -> _Pipe"))
      .def("__next__", &Pipe::next);
  nb::class_<Analyzer>(module, "_Analyzer")
      .def("__init__", &make_analyzer, nb::arg("rules"), nb::arg("names"), nb::arg("model"), nb::arg("offsets"),
           nb::arg("texts"))
      .def_prop_ro(
          "model", [](const Analyzer& a) { return a.extractor->model().name(); }, "Name of the model.")
      .def_prop_ro(
          "offsets", [](const Analyzer& a) { return std::string(to_string(a.options.offsets)); },
          "Unit of all offsets.")
      .def("_extract", &extract, nb::arg("text").none(), nb::arg("id").none(), nb::arg("name").none(),
           nb::arg("title").none(), nb::arg("published").none(), nb::arg("source").none(),
           nb::sig("def _extract(self, text: str | bytes, id: object, name: object, title: object, published: object, "
                   "source: object) -> Graph"))
      .def(
          "_analyze",
          [](const Analyzer& self, nb::handle text, nb::handle published) {
            return HeldAnalysis{analyze(
                self, Source(bytes_of(text), metadata_of(nb::none(), nb::none(), nb::none(), published, nb::none())))};
          },
          nb::arg("text").none(), nb::arg("published").none(),
          nb::sig("def _analyze(self, text: str | bytes, published: object) -> _Analysis"))
      .def(
          "_pipe",
          [](const Analyzer& self, nb::handle documents, unsigned threads) {
            if (threads == 0) throw nb::value_error("threads is 0, expected 1 or more");
            nb::object all = nb::steal(PyObject_GetIter(documents.ptr()));
            if (!all.is_valid()) throw nb::python_error();
            return std::make_unique<Pipe>(self.extractor, self.options, std::move(all), threads);
          },
          nb::arg("documents"), nb::arg("threads"),
          nb::sig("def _pipe(self, documents: collections.abc.Iterable[object], threads: int) -> _Pipe"));
}

}  // namespace tidings::python
