// Throughput, allocations and memory of the whole path on one thread, stage by stage, and how they grow.
//
//   bench_tidings [FILE ...]     texts to read besides the stories; each file is one document
//
// Times are CPU time of this process (or of a child that ran the command), so that what else the machine does shows
// less.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <new>
#include <string>
#include <vector>

#include "tidings/discourse/knowledge.hpp"
#include "tidings/extractor.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/rules/rule_set.hpp"
#include "tidings/syntax/model.hpp"

namespace {
std::size_t allocations = 0;
std::size_t allocated_bytes = 0;

void* counted(std::size_t size) {
  ++allocations;
  allocated_bytes += size;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

using namespace tidings;
namespace fs = std::filesystem;

double seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}
double cpu_seconds() { return seconds(CLOCK_PROCESS_CPUTIME_ID); }

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "bench: %s can't be read\n", file.c_str());
    std::exit(2);
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t words_in(const std::string& text) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = static_cast<unsigned char>(c) <= 0x20;
    count += !blank && !inside;
    inside = !blank;
  }
  return count;
}

std::size_t words_in(const std::vector<std::string>& texts) {
  std::size_t count = 0;
  for (const std::string& text : texts) count += words_in(text);
  return count;
}

std::vector<std::string> stories() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(TIDINGS_SOURCE_DIR "/seeds/stories")) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> texts;
  for (const fs::path& file : files) texts.push_back(content(file));
  return texts;
}

struct Cost {
  double cpu = 0;
  std::size_t allocations = 0;
  std::size_t bytes = 0;

  template <class Work>
  void add(Work work) {
    const std::size_t allocations_before = ::allocations, bytes_before = allocated_bytes;
    const double before = cpu_seconds();
    work();
    cpu += cpu_seconds() - before;
    allocations += ::allocations - allocations_before;
    bytes += allocated_bytes - bytes_before;
  }
};

constexpr std::array<const char*, 11> stage_names = {"page, tokens, sentences",
                                                     "syntax and names",
                                                     "times, numbers",
                                                     "mentions",
                                                     "entities",
                                                     "predicates",
                                                     "claims",
                                                     "events",
                                                     "links",
                                                     "graph",
                                                     "whole path"};
using Costs = std::array<Cost, stage_names.size()>;

// The stages of Extractor::analyze, one by one.
void run_stages(const Extractor& extractor, const std::string& text, Workspace& workspace, Costs& costs) {
  const Model& model = extractor.model();
  const Knowledge& knowledge = extractor.knowledge();
  const RuleSet& rules = extractor.rules();
  Document d;
  std::size_t stage = 0;
  const auto time = [&](auto work) { costs[stage++].add(work); };
  time([&] {
    d.source = Source(text);
    d.page = read_page(d.source);
    d.tokens = tokenize(d.source, d.page);
    d.sentences = split_sentences(d.source, d.page, d.tokens);
  });
  time([&] {
    Analysis language = analyze_language(d.source, d.page, d.tokens, d.sentences, model, knowledge, workspace);
    d.syntax = std::move(language.syntax);
    d.names = std::move(language.names);
    d.factuality = std::move(language.factuality);
  });
  time([&] {
    d.times = find_times(d, knowledge);
    d.numbers = find_numbers(d, knowledge);
  });
  time([&] { d.mentions = find_mentions(d, knowledge); });
  time([&] { d.entities = resolve_entities(d, model, knowledge); });
  time([&] { d.predicates = find_predicates(d, rules); });
  time([&] { d.claims = find_claims(d, rules, knowledge); });
  time([&] { d.events = find_events(d, rules, knowledge); });
  time([&] { d.links = link_events(d, rules, knowledge); });
  time([&] { extractor.graph_of(d); });
}

void print_stages(const Extractor& extractor, const std::vector<std::string>& texts) {
  constexpr double at_least = 3;  // seconds
  Costs costs;
  std::size_t rounds = 0;
  Workspace workspace;
  Costs warm_up;
  for (const std::string& text : texts) run_stages(extractor, text, workspace, warm_up);
  for (const double start = cpu_seconds(); rounds == 0 || cpu_seconds() - start < at_least; ++rounds) {
    for (const std::string& text : texts) run_stages(extractor, text, workspace, costs);
  }
  Cost& whole = costs.back();
  for (std::size_t i = 0; i + 1 < costs.size(); ++i) {
    whole.cpu += costs[i].cpu;
    whole.allocations += costs[i].allocations;
    whole.bytes += costs[i].bytes;
  }
  const double words = static_cast<double>(words_in(texts) * rounds);
  std::printf(
      "| stage | share | words/s | allocations/word | bytes allocated/word |\n| --- | ---: | ---: | ---: | ---: |\n");
  for (std::size_t i = 0; i < costs.size(); ++i) {
    std::printf("| %s | %.1f %% | %.0f | %.2f | %.0f |\n", stage_names[i], 100 * costs[i].cpu / whole.cpu,
                words / std::max(costs[i].cpu, 1e-9), static_cast<double>(costs[i].allocations) / words,
                static_cast<double>(costs[i].bytes) / words);
  }
}

struct Child {
  double cpu = 0;
  double wall = 0;
  double peak_mb = 0;
};

// Runs the command on a file, its output thrown away.
Child run_command(const std::vector<std::string>& arguments) {
  std::vector<std::string> all = {TIDINGS_BINARY_DIR "/tidings"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& argument : all) argv.push_back(argument.data());
  argv.push_back(nullptr);
  const double start = seconds(CLOCK_MONOTONIC);
  const pid_t child = fork();
  if (child == 0) {
    dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
    execv(argv[0], argv.data());
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    std::fprintf(stderr, "bench: the command %s failed\n", all[0].c_str());
    std::exit(2);
  }
  const auto time = [](timeval t) { return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec); };
  return {time(usage.ru_utime) + time(usage.ru_stime), seconds(CLOCK_MONOTONIC) - start,
          static_cast<double>(usage.ru_maxrss) / 1024};
}

// The best of several runs: what the machine does besides only makes it slower.
Child best_of(int runs, const std::vector<std::string>& arguments) {
  Child best = run_command(arguments);
  for (int i = 1; i < runs; ++i) {
    const Child next = run_command(arguments);
    best.cpu = std::min(best.cpu, next.cpu);
    best.wall = std::min(best.wall, next.wall);
  }
  return best;
}

std::string written(const std::string& name, const std::string& text) {
  const fs::path folder = fs::path(TIDINGS_BINARY_DIR) / "bench-texts";
  fs::create_directories(folder);
  std::ofstream(folder / name, std::ios::binary) << text;
  return (folder / name).string();
}

std::string json_line(const std::string& text) {
  std::string out = "{\"text\": \"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return out + "\"}\n";
}

void print_growth(const std::vector<std::string>& texts) {
  std::string story;
  for (const std::string& text : texts) story += text + "\n\n";
  const Child start = best_of(5, {"extract", written("empty.txt", "")});
  std::printf("| text | words | CPU s | words/s | peak memory |\n| --- | ---: | ---: | ---: | ---: |\n");
  const auto row = [&](const std::string& name, std::size_t words, const Child& run) {
    std::printf("| %s | %zu | %.2f | %.0f | %.0f MiB |\n", name.c_str(), words, run.cpu,
                static_cast<double>(words) / std::max(run.cpu - start.cpu, 1e-3), run.peak_mb);
  };
  for (const int times : {1, 10, 100}) {
    std::string text;
    for (int i = 0; i < times; ++i) text += story;
    row("one document, " + std::to_string(times) + "×", words_in(text),
        best_of(times < 100 ? 3 : 1, {"extract", "--format", "json", written("long.txt", text)}));
  }
  for (const int times : {1, 10, 100}) {
    std::string lines;
    for (int i = 0; i < times; ++i) {
      for (const std::string& text : texts) lines += json_line(text);
    }
    const std::string file = written("many.jsonl", lines);
    const std::string name = std::to_string(times * static_cast<int>(texts.size())) + " documents, ";
    const int runs = times < 100 ? 3 : 1;
    row(name + "a graph each", words_in(texts) * static_cast<std::size_t>(times),
        best_of(runs, {"extract", "--input", "jsonl", "--format", "jsonl", "--per-document", file}));
    row(name + "one graph", words_in(texts) * static_cast<std::size_t>(times),
        best_of(runs, {"extract", "--input", "jsonl", "--format", "jsonl", file}));
  }
}

void print_start(const std::vector<std::string>& texts) {
  const Child empty = best_of(10, {"extract", written("empty.txt", "")});
  const Child first = best_of(10, {"extract", written("one.txt", texts.front())});
  std::printf("| | ms CPU | ms wall | peak memory |\n| --- | ---: | ---: | ---: |\n");
  std::printf("| an empty text | %.0f | %.0f | %.0f MiB |\n", 1e3 * empty.cpu, 1e3 * empty.wall, empty.peak_mb);
  std::printf("| the first story's graph | %.0f | %.0f | %.0f MiB |\n", 1e3 * first.cpu, 1e3 * first.wall,
              first.peak_mb);
}

void print_sizes() {
  const auto mb = [](const fs::path& file) {
    return fs::exists(file) ? static_cast<double>(fs::file_size(file)) / (1 << 20) : 0;
  };
  const fs::path build = TIDINGS_BINARY_DIR;
  std::printf("| file | MiB |\n| --- | ---: |\n");
  std::printf("| libtidings.a | %.1f |\n", mb(build / "libtidings.a"));
  std::printf("| the command | %.1f |\n", mb(build / "tidings"));
  std::printf("| of it: weights | %.1f |\n", mb(TIDINGS_SOURCE_DIR "/seeds/weights/en-news.image"));
  std::printf("| of it: lexicons | %.1f |\n", mb(build / "embed/lexicons.image"));
}

// Where spaCy is installed for the Python named in TIDINGS_BENCH_PYTHON (default: python3), its speed in the same run.
void print_peer(const Extractor& extractor, const std::vector<std::string>& texts) {
  std::string text;
  while (words_in(text) < 20000) {
    for (const std::string& story : texts) text += story + "\n\n";
  }
  const char* python = std::getenv("TIDINGS_BENCH_PYTHON");
  const std::string command = std::string(python != nullptr ? python : "python3") +
                              " '" TIDINGS_SOURCE_DIR "/bench/peer_spacy.py' '" + written("peer.txt", text) +
                              "' 2>/dev/null";
  FILE* pipe = popen(command.c_str(), "r");
  std::array<char, 256> line{};
  const bool answered = pipe != nullptr && std::fgets(line.data(), line.size(), pipe) != nullptr;
  if (pipe == nullptr || pclose(pipe) != 0 || !answered) {
    std::printf("spaCy is not installed here: no comparison.\n");
    return;
  }
  Cost language, whole;
  Workspace workspace;
  for (int i = 0; i < 3; ++i) {
    Document d;
    d.source = Source(text);
    language.add([&] {
      d.page = read_page(d.source);
      d.tokens = tokenize(d.source, d.page);
      d.sentences = split_sentences(d.source, d.page, d.tokens);
      analyze_language(d.source, d.page, d.tokens, d.sentences, extractor.model(), extractor.knowledge(), workspace);
    });
    whole.add([&] { extractor.extract(text); });
  }
  const double peer = std::atof(line.data()), words = 3 * static_cast<double>(words_in(text));
  const std::string name = std::string(line.data()).substr(std::string(line.data()).find(' ') + 1);
  std::printf("| | words/s | ratio |\n| --- | ---: | ---: |\n");
  std::printf("| %s, tags, trees and names | %.0f | 1 |\n", name.substr(0, name.find('\n')).c_str(), peer);
  std::printf("| Tidings, tags, trees and names | %.0f | %.1f |\n", words / language.cpu, words / language.cpu / peer);
  std::printf("| Tidings, the whole path | %.0f | %.1f |\n", words / whole.cpu, words / whole.cpu / peer);
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> texts = stories();
  for (int i = 1; i < argc; ++i) texts.push_back(content(argv[i]));
  const double before = cpu_seconds();
  const Extractor extractor;
  std::printf("%zu texts, %zu words; one thread; CPU time. Extractor made in %.1f ms.\n", texts.size(), words_in(texts),
              1e3 * (cpu_seconds() - before));
  std::printf("\n## Stages\n\n");
  print_stages(extractor, texts);
  std::printf("\n## From the start of the command\n\n");
  print_start(texts);
  std::printf("\n## Growth\n\n");
  print_growth(texts);
  std::printf("\n## Size\n\n");
  print_sizes();
  std::printf("\n## Beside a peer\n\n");
  print_peer(extractor, texts);
}
