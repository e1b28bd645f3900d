#include "fuzz/fuzz.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>

#include "corpus/codec.hpp"
#include "stories/invariants.hpp"
#include "tidings/graph/formats.hpp"
#include "tidings/graph/read_json.hpp"
#include "tidings/view.hpp"

namespace tidings::fuzz {

void require(bool holds, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

std::string json_of(const EventGraph& graph) {
  std::string out;
  append_json(out, graph);
  return out;
}

namespace {

bool is_json(const std::string& text) { return nlohmann::json::accept(text); }

void check_writers(const EventGraph& graph) {
  for (const GraphFormat& format : all_graph_formats) {
    std::ostringstream out;
    format.write(out, graph);
    require(out.good(), format.name);
    if (format.name == "jsonl" || format.name == "jsonld") require(is_json(out.str()), format.name);
  }
  std::ostringstream page;
  write_view(page, graph);
  require(page.good(), "view");
}

}  // namespace

void check_graph(const EventGraph& graph, const std::vector<std::string>* texts) {
  const std::string json = json_of(graph);
  if (texts != nullptr) {
    const auto broken = stories::broken_rules(json, *texts);
    require(broken.empty(), broken.empty() ? "" : broken.front());
  } else {
    require(is_json(json), "the graph is JSON");
  }
  const std::string again = json_of(read_json(json));
  require(again == json, "a graph that was written and read again is written the same");
  require(json_of(decode_graph(encode_graph(graph))) == json, "a graph that was stored is the same");
  check_writers(graph);
}

MemoryFile::MemoryFile(std::string_view bytes)
    : descriptor_(::memfd_create("fuzz", 0)), path_("/proc/self/fd/" + std::to_string(descriptor_)) {
  require(descriptor_ >= 0 && ::write(descriptor_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
          "a file in memory");
}

MemoryFile::~MemoryFile() { ::close(descriptor_); }

}  // namespace tidings::fuzz
