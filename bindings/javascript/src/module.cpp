// What is WebAssembly of the JavaScript binding: texts in, graphs out. tidings.js is what its users see.
#include <emscripten/bind.h>

#include "tidings.hpp"

namespace {

using emscripten::val;
using tidings::EventGraph;
using tidings::Extractor;
using tidings::Metadata;
using tidings::OffsetUnit;

// An Error of JavaScript: exceptions of C++ have no message there.
template <class Work>
auto told(Work work) {
  try {
    return work();
  } catch (const std::exception& error) {
    val::global("Error").new_(std::string(error.what())).throw_();
  }
}

std::string text_of(const val& about, const char* key) {
  const val value = about[key];
  return value.isUndefined() || value.isNull() ? std::string() : value.as<std::string>();
}

std::optional<tidings::Date> day_of(const std::string& published) {
  if (published.empty()) return std::nullopt;
  const auto day = published.size() == 10 ? tidings::days::range_of(published) : std::nullopt;
  if (!day) throw tidings::Error("published is \"" + published + "\", expected a day as YYYY-MM-DD");
  return tidings::Date(day->first);
}

tidings::Source source_of(const val& document) {
  Metadata about{.id = text_of(document, "id"),
                 .name = text_of(document, "name"),
                 .title = {},
                 .published = day_of(text_of(document, "published")),
                 .publisher = text_of(document, "source")};
  if (const val title = document["title"]; !title.isUndefined() && !title.isNull())
    about.title = title.as<std::string>();
  return tidings::Source(text_of(document, "text"), std::move(about));
}

const Extractor& extractor() {
  static const Extractor built_in;
  return built_in;
}

EventGraph* extract(const val& documents, const std::string& offsets) {
  return told([&] {
    const auto unit = tidings::term_from<OffsetUnit>(offsets);
    if (!unit) throw tidings::Error("offsets are \"" + offsets + "\", expected utf16, codepoint or byte");
    std::vector<tidings::Source> sources;
    for (const val& document : emscripten::vecFromJSArray<val>(documents)) sources.push_back(source_of(document));
    auto graph = std::make_unique<EventGraph>(extractor().extract(std::move(sources), 1, *unit));
    info(*graph).offsets = *unit;  // of no documents, too
    return graph.release();
  });
}

EventGraph* read_json(const std::string& json) {
  return told([&] { return std::make_unique<EventGraph>(tidings::read_json(json)).release(); });
}

EventGraph* merge(const val& graphs) {
  return told([&] {
    std::vector<EventGraph> all;
    for (const val& graph : emscripten::vecFromJSArray<val>(graphs)) {
      all.push_back(*graph.as<EventGraph*>(emscripten::allow_raw_pointers()));
    }
    return std::make_unique<EventGraph>(tidings::merge_graphs(std::move(all))).release();
  });
}

std::string written(const EventGraph& graph, const std::string& format) {
  return told([&] {
    std::ostringstream out;
    if (format == "html") {
      tidings::write_view(out, graph);
    } else if (const auto writer = tidings::graph_writer(format)) {
      (*writer)(out, graph);
    } else {
      throw tidings::Error("no format \"" + format + "\"");
    }
    return out.str();
  });
}

val formats() {
  val names = val::array();
  for (const std::string& name : tidings::graph_formats()) names.call<void>("push", name);
  names.call<void>("push", std::string("html"));
  return names;
}

std::string version() { return TIDINGS_VERSION; }

}  // namespace

EMSCRIPTEN_BINDINGS(tidings) {
  emscripten::class_<EventGraph>("Graph").function("write", &written);
  emscripten::function("extract", &extract, emscripten::allow_raw_pointers());
  emscripten::function("readJson", &read_json, emscripten::allow_raw_pointers());
  emscripten::function("merge", &merge, emscripten::allow_raw_pointers());
  emscripten::function("formats", &formats);
  emscripten::function("version", &version);
}
