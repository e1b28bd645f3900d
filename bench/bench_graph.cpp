// Graphs of many nodes: what they cost to hold, to ask and to write, and how that grows.
//
//   bench_graph [NODES ...]     default: 10000 100000 1000000
//   bench_graph --store N       N documents into a store, and their snapshot
//
// The graphs are generated: half events, half entities, three roles, a source and five other events an event and a
// relation an entity, so five edges a node, with degrees as unequal as in news (a few are in everything); every mention
// has its words in the text of its document. Another process makes a graph and writes it as JSON, for the memory of
// making it not to count. Times are CPU time; memory is the process's resident size, at the end and at the most of each
// step.
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/codec.hpp"
#include "tidings/corpus/corpus.hpp"
#include "tidings/graph/formats.hpp"
#include "tidings/graph/labels.hpp"
#include "tidings/graph/paths.hpp"
#include "tidings/graph/rank.hpp"
#include "tidings/graph/read_json.hpp"
#include "tidings/graph/select.hpp"
#include "tidings/graph/timeline.hpp"

namespace {

using namespace tidings;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// A line of the kernel's account of this process, "VmRSS:" or "VmHWM:", in megabytes.
double megabytes(std::string_view line) {
  std::ifstream in("/proc/self/status");
  std::string name;
  double kibibytes = 0;
  while (in >> name && name != line) in.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  in >> kibibytes;
  return kibibytes * 1.024e-3;
}

void forget_peak() { std::ofstream("/proc/self/clear_refs") << 5; }

// The same numbers everywhere (Marsaglia's xorshift).
class Numbers {
 public:
  std::uint64_t below(std::uint64_t limit) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_ % limit;
  }
  /// Small ones far more often: the square of an even share.
  std::uint64_t unequal(std::uint64_t limit) {
    const double share = static_cast<double>(below(1 << 20)) / (1 << 20);
    return static_cast<std::uint64_t>(share * share * share * static_cast<double>(limit));
  }

 private:
  std::uint64_t state_ = 88172645463325252u;
};

// A passage of a document's text: its first bytes, from a place that the number tells.
Evidence words(const EventGraph& g, std::uint32_t document, std::size_t number, std::size_t length) {
  const SharedText& text = info(g).documents[document].text;
  Evidence e;
  e.document = document;
  const auto begin = static_cast<std::uint32_t>(number * 7 % (text.size() - 80));
  e.span = {begin, begin + static_cast<std::uint32_t>(length)};
  e.sentence = TextSpan{begin, begin + 80};
  e.text = text.slice(begin, length);
  return e;
}

std::string text_of_document(std::size_t number) {
  std::string text;
  while (text.size() < 1500)
    text += "On Monday the minister " + std::to_string(number) + " met the envoy of the other side. ";
  return text;
}

EventGraph generated(std::size_t count) {
  static constexpr const char* types[] = {"contact.meet", "statement.accuse", "conflict.attack", "diplomacy.agree"};
  static constexpr const char* kinds[] = {"person", "organization", "location"};
  static constexpr const char* roles[] = {"agent", "patient", "place"};
  static constexpr const char* orders[] = {"before", "during", "part-of", "causes", "same-kind"};
  Labels label;
  const Label rule = label("contact.meet/with");
  Numbers numbers;
  EventGraph g(count);
  const std::size_t entities = count / 2;
  const auto documents = static_cast<std::uint32_t>(count / 50 + 1);
  for (std::uint32_t d = 0; d < documents; ++d) {
    info(g).documents.push_back(
        {"d" + std::to_string(d + 1), "key" + std::to_string(d), "", "2015-09-13", "", "", 1500, text_of_document(d)});
  }
  for (std::size_t i = 0; i < count; ++i) {
    Node& n = g[i];
    if (i < entities) {
      n.id = 'e' + std::to_string(i + 1);
      n.type = label(kinds[i % 3]);
      n.name = "Name " + std::to_string(i);
    } else {
      n.id = 'v' + std::to_string(i - entities + 1);
      n.kind = NodeKind::event;
      n.type = label(types[i % 4]);
      n.name = "met";
      n.when = When{"2015-" + std::string(i % 2 ? "09" : "10"), "2015-" + std::string(i % 2 ? "09" : "10")};
    }
    n.mentions.push_back(words(g, static_cast<std::uint32_t>(i % documents), i, i < entities ? 12 : 3));
  }
  std::size_t edges = 0;
  g.reserve(count, count * 5);
  const auto link = [&](NodeRef from, NodeRef to, EdgeKind kind, const char* type) {
    Edge e;
    e.id = 'x' + std::to_string(++edges);
    e.kind = kind;
    e.type = label(type);
    e.mentions.push_back(words(g, static_cast<std::uint32_t>(from % documents), edges, 60));
    e.mentions.back().rule = rule;
    add_edge(from, to, std::move(e), g);
  };
  for (std::size_t i = entities; i < count; ++i) {
    for (const char* role : roles) link(i, numbers.unequal(entities), EdgeKind::role, role);
    link(i, numbers.unequal(entities), EdgeKind::source, "according-to");
    for (const char* order : orders) link(i, entities + numbers.below(count - entities), EdgeKind::order, order);
  }
  for (std::size_t i = 0; i < entities; ++i) link(i, numbers.unequal(entities), EdgeKind::relation, "position");
  return g;
}

class Discard : public std::streambuf {
 public:
  std::size_t bytes = 0;

 protected:
  std::streamsize xsputn(const char*, std::streamsize count) override {
    bytes += static_cast<std::size_t>(count);
    return count;
  }
  int overflow(int c) override {
    ++bytes;
    return c;
  }
};

template <class Work>
void timed(const char* name, Work work) {
  forget_peak();
  const double begin = cpu_seconds();
  const double size = work();
  std::printf("  %-28s %9.3f s  %10.1f  (resident %8.0f MB, at most %8.0f MB)\n", name, cpu_seconds() - begin, size,
              megabytes("VmRSS:"), megabytes("VmHWM:"));
  std::fflush(stdout);
}

std::string temporary_file(const char* end) {
  return (std::filesystem::temp_directory_path() / ("bench-" + std::to_string(getpid()) + end)).string();
}

// In a process of its own.
void make_json(std::size_t count, const std::string& file) {
  if (const pid_t child = fork(); child != 0) {
    waitpid(child, nullptr, 0);
    return;
  }
  EventGraph g;
  timed("made in memory (edges)", [&] {
    g = generated(count);
    return static_cast<double>(num_edges(g));
  });
  timed("written as JSON (MB)", [&] {
    std::ofstream out(file, std::ios::binary);
    write_json(out, g);
    return static_cast<double>(out.tellp()) / 1e6;
  });
  std::_Exit(0);
}

void measure_stored_form(const EventGraph& graph) {
  std::string bytes;
  timed("encode for a store (MB)", [&] {
    bytes = encode_graph(graph);
    return static_cast<double>(bytes.size()) / 1e6;
  });
  timed("decode (nodes)", [&] { return static_cast<double>(num_vertices(decode_graph(bytes))); });
}

void measure(std::size_t count) {
  std::printf("%zu nodes\n", count);
  const std::string file = temporary_file(".json");
  make_json(count, file);
  EventGraph g;
  timed("load JSON (nodes)", [&] {
    std::ifstream in(file, std::ios::binary);
    g = read_json(in, file);
    return static_cast<double>(num_vertices(g));
  });
  std::filesystem::remove(file);
  timed("move (nodes)", [&] {
    EventGraph moved(std::move(g));
    g = std::move(moved);
    return static_cast<double>(num_vertices(g));
  });
  timed("path (hops)", [&] { return static_cast<double>(strongest_path(g, 7, count / 2 - 1).size()); });
  timed("events of a month (events)",
        [&] { return static_cast<double>(events(g, {.type = "contact", .from = "2015-10", .to = "2015-10"}).size()); });
  timed("timeline of a month (MB)", [&] {
    Discard sink;
    std::ostream out(&sink);
    write_timeline(out, g, events(g, {.type = "contact", .from = "2015-10", .to = "2015-10"}));
    return static_cast<double>(sink.bytes) / 1e6;
  });
  timed("neighbourhood of 1 (nodes)", [&] { return static_cast<double>(neighbourhood(g, count - 3, 1).size()); });
  timed("neighbourhood of 2 (nodes)", [&] { return static_cast<double>(neighbourhood(g, count / 3, 2).size()); });
  timed("pagerank (entities)", [&] { return static_cast<double>(central(g).size()); });
  timed("communities (groups)", [&] { return static_cast<double>(communities(g).size()); });
  for (const char* format : {"csv-nodes", "csv-edges", "graphml", "gexf", "neo4j-edges", "cypher", "turtle", "jsonl"}) {
    timed((std::string(format) + " (MB)").c_str(), [&] {
      Discard sink;
      std::ostream out(&sink);
      (*graph_writer(format))(out, g);
      return static_cast<double>(sink.bytes) / 1e6;
    });
  }
  if (count <= 1000000) measure_stored_form(g);  // a store keeps graphs of single documents
}

void measure_store(std::size_t count) {
  const std::string file = temporary_file(".tidings");
  std::printf("%zu documents in a store\n", count);
  {
    Corpus corpus(file);
    for (std::size_t tenth = 0; tenth < 10; ++tenth) {
      timed("add a tenth (documents)", [&] {
        Corpus::Batch batch(corpus);
        for (std::size_t i = 0; i < count / 10; ++i) {
          EventGraph g = generated(100);
          info(g).documents.resize(1);
          for (const NodeRef v : boost::make_iterator_range(vertices(g))) g[v].mentions[0].document = 0;
          for (const EdgeRef e : boost::make_iterator_range(edges(g))) g[e].mentions[0].document = 0;
          info(g).documents[0].key = std::to_string(tenth) + '-' + std::to_string(i);
          corpus.add(g);
          if (i % 16 == 15) batch.commit();
        }
        batch.commit();
        return static_cast<double>(corpus.size());
      });
    }
    std::printf("  file %.1f MB\n", static_cast<double>(std::filesystem::file_size(file)) / 1e6);
    timed("snapshot (nodes)", [&] { return static_cast<double>(num_vertices(corpus.snapshot())); });
  }
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file + end);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string(argv[1]) == "--store") {
    measure_store(std::strtoul(argv[2], nullptr, 10));
    return 0;
  }
  std::vector<std::size_t> counts;
  for (int i = 1; i < argc; ++i) counts.push_back(std::strtoul(argv[i], nullptr, 10));
  if (counts.empty()) counts = {10000, 100000, 1000000};
  for (const std::size_t count : counts) measure(count);
  return 0;
}
