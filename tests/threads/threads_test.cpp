// What docs/threading.md promises, for the thread sanitizer too (`./dev tsan`): one of each serves all threads.
#include <thread>

#include "support/catch.hpp"
#include "tidings/corpus/corpus.hpp"
#include "tidings/extractor.hpp"
#include "tidings/graph/json.hpp"
#include "tidings/syntax/model.hpp"

using namespace tidings;

namespace {

constexpr unsigned many = 4;

const std::string text_of(std::size_t i) {
  return "Minister " + std::string(1, static_cast<char>('A' + i % 20)) +
         "nna Weber met Marek Novak in Vienna on Friday. \"We will sign,\" she said. Novak denied that talks failed.";
}

std::string json_of(const EventGraph& graph) {
  std::string out;
  append_json(out, graph);
  return out;
}

template <class Work>
void on_many_threads(Work work) {
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < many; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

TEST_CASE("extractors that are made at the same time give the same graph", "[threads]") {
  std::vector<std::string> graphs(many);
  on_many_threads([&](unsigned i) { graphs[i] = json_of(Extractor().extract(text_of(0))); });
  for (const std::string& graph : graphs) CHECK(graph == graphs.front());
  CHECK(graphs.front().find("Marek Novak") != std::string::npos);
}

TEST_CASE("one extractor serves all threads, each with its own work memory", "[threads]") {
  const Extractor extractor;
  std::vector<std::string> graphs(many);
  on_many_threads([&](unsigned i) {
    Workspace workspace;
    for (std::size_t round = 0; round < 3; ++round)
      graphs[i] += json_of(extractor.graph_of(extractor.analyze(Source(text_of(round)), workspace)));
  });
  for (const std::string& graph : graphs) CHECK(graph == graphs.front());
}

TEST_CASE("documents are read in parallel to the same graphs", "[threads]") {
  const Extractor extractor;
  const auto graphs = [&](unsigned threads) {
    std::vector<Source> sources;
    for (std::size_t i = 0; i < 12; ++i) sources.emplace_back(text_of(i));
    std::string all;
    for (const EventGraph& graph : extractor.extract_each(std::move(sources), threads)) all += json_of(graph);
    return all;
  };
  CHECK(graphs(many) == graphs(1));
}

TEST_CASE("a graph is asked from several threads", "[threads]") {
  const EventGraph graph = Extractor().extract(text_of(0));
  std::vector<std::string> answers(many);
  on_many_threads([&](unsigned i) { answers[i] = json_of(graph); });
  for (const std::string& answer : answers) CHECK(answer == answers.front());
}
