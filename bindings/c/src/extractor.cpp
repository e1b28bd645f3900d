#include "tidings/extractor.hpp"

#include <limits>

#include "call.hpp"
#include "graph.hpp"
#include "tidings/graph/days.hpp"

using namespace tidings::c;

struct tidings_extractor {
  tidings::Extractor extractor;
};

namespace {

constexpr std::uint32_t most_threads = 1024;

std::vector<std::string> strings_of(const tidings_string* strings, std::size_t count, const char* name) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < count; ++i) all.emplace_back(view_of((&given(strings, name))[i], name));
  return all;
}

tidings::ExtractorOptions options_of(const tidings_extractor_options* told) {
  if (told == nullptr) return {};
  const tidings_extractor_options options = taken(*told, "options");
  return {.rule_files = strings_of(options.rule_files, options.rule_file_count, "rule_files"),
          .core_model_file = std::string(view_of(options.core_model_file, "core_model_file")),
          .name_model_files = strings_of(options.name_model_files, options.name_model_file_count, "name_model_files")};
}

std::optional<tidings::Date> day_of(std::string_view published) {
  if (published.empty()) return std::nullopt;
  const auto day = published.size() == 10 ? tidings::days::range_of(published) : std::nullopt;
  if (!day) throw BadArgument{"published is \"" + std::string(published) + "\", expected a day as YYYY-MM-DD"};
  return tidings::Date(day->first);
}

tidings::Source source_of(const tidings_document& told) {
  const tidings_document document = taken(told, "document");
  tidings::Metadata about;
  about.id = view_of(document.key, "key");
  about.name = view_of(document.name, "name");
  if (document.title.data != nullptr) about.title = view_of(document.title, "title");
  about.published = day_of(view_of(document.published, "published"));
  about.publisher = view_of(document.publisher, "publisher");
  return tidings::Source(std::string(view_of(document.text, "text")), std::move(about));
}

// The caller's structs may be longer than ours: a newer header.
std::vector<tidings::Source> sources_of(const tidings_document* documents, std::size_t count) {
  std::vector<tidings::Source> sources;
  if (count == 0) return sources;
  const std::size_t stride = given(documents, "documents").struct_size;
  const char* at = reinterpret_cast<const char*>(documents);
  for (std::size_t i = 0; i < count; ++i, at += stride) {
    const auto& document = *reinterpret_cast<const tidings_document*>(at);
    if (document.struct_size != stride) throw BadArgument{"documents of different struct_size"};
    sources.push_back(source_of(document));
  }
  return sources;
}

struct Reading {
  tidings::OffsetUnit offsets = tidings::OffsetUnit::byte;
  unsigned threads = 1;
};

Reading reading_of(const tidings_extract_options* told) {
  if (told == nullptr) return {};
  const tidings_extract_options options = taken(*told, "options");
  if (options.offsets < TIDINGS_BYTES || options.offsets > TIDINGS_UTF16) {
    throw BadArgument{"offsets is " + std::to_string(options.offsets) + ", expected one of tidings_offsets"};
  }
  return {static_cast<tidings::OffsetUnit>(options.offsets), std::clamp(options.threads, 1u, most_threads)};
}

}  // namespace

tidings_status tidings_extractor_new(const tidings_extractor_options* options, tidings_extractor** extractor) {
  return call([&] {
    given(extractor, "extractor");
    *extractor = new tidings_extractor{tidings::Extractor(options_of(options))};
  });
}

void tidings_extractor_free(tidings_extractor* extractor) { delete extractor; }

tidings_status tidings_extract_text(const tidings_extractor* extractor, const char* text, size_t size,
                                    tidings_graph** graph) {
  return call([&] {
    given(graph, "graph");
    *graph =
        new tidings_graph(given(extractor, "extractor").extractor.extract(std::string(view_of(text, size, "text"))));
  });
}

tidings_status tidings_extract(const tidings_extractor* extractor, const tidings_document* documents, size_t count,
                               const tidings_extract_options* options, tidings_graph** graph) {
  return call([&] {
    given(graph, "graph");
    const Reading reading = reading_of(options);
    tidings::EventGraph whole =
        given(extractor, "extractor").extractor.extract(sources_of(documents, count), reading.threads, reading.offsets);
    info(whole).offsets = reading.offsets;  // of no documents, too
    *graph = new tidings_graph(std::move(whole));
  });
}

tidings_status tidings_extract_each(const tidings_extractor* extractor, const tidings_document* documents, size_t count,
                                    const tidings_extract_options* options, tidings_graph** graphs) {
  return call([&] {
    given(graphs, "graphs");
    const Reading reading = reading_of(options);
    std::vector<std::unique_ptr<tidings_graph>> made;
    for (tidings::EventGraph& graph :
         given(extractor, "extractor")
             .extractor.extract_each(sources_of(documents, count), reading.threads, reading.offsets)) {
      made.push_back(std::make_unique<tidings_graph>(std::move(graph)));
    }
    for (std::size_t i = 0; i < made.size(); ++i) graphs[i] = made[i].release();
  });
}
