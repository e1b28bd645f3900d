// Any bytes give a graph. The first byte chooses what the caller knows and the unit of offsets; the rest is the text.
#include <algorithm>

#include "fuzz/fuzz.hpp"
#include "tidings/extractor.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/syntax/model.hpp"

using namespace tidings;

namespace {

Metadata metadata_of(std::uint8_t choice, const std::string& text) {
  Metadata metadata;
  if (choice & 4) metadata.published = std::chrono::year(2015) / 9 / (1 + (choice >> 4));
  if (choice & 8) metadata.title = text.substr(0, 40);
  if (choice & 16) metadata.id = text.substr(0, 8);
  return metadata;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Extractor extractor;
  static Workspace kept;
  const std::uint8_t choice = size == 0 ? 0 : data[0];
  const std::string text(fuzz::text_of(data, size).substr(std::min<std::size_t>(size, 1)));
  const auto unit = static_cast<OffsetUnit>(choice % 3);

  const Metadata metadata = metadata_of(choice, text);
  const EventGraph graph = extractor.extract(text, metadata, unit);
  const std::vector<std::string> texts{text};
  fuzz::check_graph(graph, &texts);
  const EventGraph again = extractor.graph_of(extractor.analyze(Source(text, metadata), kept), unit);
  fuzz::require(fuzz::json_of(again) == fuzz::json_of(graph), "kept work memory changes nothing");

  std::vector<EventGraph> both;
  both.push_back(graph);
  both.push_back(extractor.extract("Anna Weber met Marek Novak in Vienna.", {}, unit));
  const std::vector<std::string> two{text, "Anna Weber met Marek Novak in Vienna."};
  fuzz::check_graph(merge_graphs(std::move(both)), &two);
  return 0;
}
