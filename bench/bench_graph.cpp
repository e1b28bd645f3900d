// Graphs of many nodes: what they cost to hold, to ask and to write, and how that grows.
//
//   bench_graph [NODES ...]     default: 10000 100000 1000000
//   bench_graph --store N       N documents into a store, and their snapshot
//
// The graphs are generated: half events, half entities, three roles an event and one relation in two entities, with
// degrees as unequal as in news (a few are in everything). Times are CPU time; memory is the process's resident size.
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "corpus/codec.hpp"
#include "tidings/corpus/corpus.hpp"
#include "tidings/graph/formats.hpp"
#include "tidings/graph/paths.hpp"
#include "tidings/graph/rank.hpp"
#include "tidings/graph/select.hpp"

namespace {

using namespace tidings;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double resident_megabytes() {
  std::ifstream in("/proc/self/statm");
  double pages = 0;
  in >> pages >> pages;
  return pages * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

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

Evidence words(const SharedText& text, std::uint32_t document) {
  Evidence e;
  e.document = document;
  e.text = text;
  e.span = {0, static_cast<std::uint32_t>(text.size())};
  return e;
}

EventGraph generated(std::size_t count) {
  static constexpr const char* types[] = {"contact.meet", "statement.accuse", "conflict.attack", "diplomacy.agree"};
  static constexpr const char* kinds[] = {"person", "organization", "location"};
  Numbers numbers;
  EventGraph g(count);
  const std::size_t entities = count / 2;
  const auto documents = static_cast<std::uint32_t>(count / 50 + 1);
  for (std::uint32_t d = 0; d < documents; ++d) {
    info(g).documents.push_back(
        {"d" + std::to_string(d + 1), "key" + std::to_string(d), "", "2015-09-13", "", "", 1000, ""});
  }
  for (std::size_t i = 0; i < count; ++i) {
    Node& n = g[i];
    const auto document = static_cast<std::uint32_t>(i % documents);
    if (i < entities) {
      n.id = 'e' + std::to_string(i + 1);
      n.type = kinds[i % 3];
      n.name = "Name " + std::to_string(i);
    } else {
      n.id = 'v' + std::to_string(i - entities + 1);
      n.kind = NodeKind::event;
      n.type = types[i % 4];
      n.name = "met";
      n.when = When{"2015-" + std::string(i % 2 ? "09" : "10"), "2015-" + std::string(i % 2 ? "09" : "10")};
    }
    n.mentions.push_back(words(n.name, document));
  }
  std::size_t edges = 0;
  const auto link = [&](NodeRef from, NodeRef to, EdgeKind kind, const char* type) {
    Edge e;
    e.id = 'x' + std::to_string(++edges);
    e.kind = kind;
    e.type = type;
    e.mentions.push_back(words("met", static_cast<std::uint32_t>(from % documents)));
    add_edge(from, to, std::move(e), g);
  };
  for (std::size_t i = entities; i < count; ++i) {
    link(i, numbers.unequal(entities), EdgeKind::role, "agent");
    link(i, numbers.unequal(entities), EdgeKind::role, "patient");
    link(i, numbers.below(entities), EdgeKind::role, "place");
  }
  for (std::size_t i = 0; i + 1 < entities; i += 2) link(i, numbers.unequal(entities), EdgeKind::relation, "position");
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
  const double begin = cpu_seconds();
  const double size = work();
  std::printf("  %-28s %9.3f s  %10.1f  (resident %8.0f MB)\n", name, cpu_seconds() - begin, size,
              resident_megabytes());
  std::fflush(stdout);
}

void measure(std::size_t count) {
  std::printf("%zu nodes\n", count);
  EventGraph g;
  timed("generate (edges)", [&] {
    g = generated(count);
    return static_cast<double>(num_edges(g));
  });
  std::string bytes;
  timed("encode (MB)", [&] {
    bytes = encode_graph(g);
    return static_cast<double>(bytes.size()) / 1e6;
  });
  g = EventGraph();
  timed("load (nodes)", [&] {
    g = decode_graph(bytes);
    return static_cast<double>(num_vertices(g));
  });
  bytes = std::string();
  timed("path (hops)", [&] { return static_cast<double>(strongest_path(g, 7, count / 2 - 1).size()); });
  timed("events of a month (events)",
        [&] { return static_cast<double>(events(g, {.type = "contact", .from = "2015-09", .to = "2015-09"}).size()); });
  timed("neighbourhood of 2 (nodes)", [&] { return static_cast<double>(neighbourhood(g, count / 3, 2).size()); });
  timed("pagerank (entities)", [&] { return static_cast<double>(central(g).size()); });
  timed("communities (groups)", [&] { return static_cast<double>(communities(g).size()); });
  for (const char* format : {"csv-nodes", "csv-edges", "graphml", "gexf", "turtle", "jsonl"}) {
    timed((std::string(format) + " (MB)").c_str(), [&] {
      Discard sink;
      std::ostream out(&sink);
      (*graph_writer(format))(out, g);
      return static_cast<double>(sink.bytes) / 1e6;
    });
  }
}

void measure_store(std::size_t count) {
  const std::string file =
      (std::filesystem::temp_directory_path() / ("bench-" + std::to_string(getpid()) + ".tidings")).string();
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
