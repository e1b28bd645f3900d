// What a corpus costs as it grows: made-up news into a store by `tidings merge`, a snapshot, documents removed and
// added.
//
//   bench_corpus TIDINGS [DOCUMENTS [DOCUMENTS]]     doubling from the first (1000) to the last (8000)
//
// A line of the table is measured on the documents that are new in it: CPU time, peak memory of the process that merged
// them; the store's size; then the graph of all documents, and whether it has the same bytes after one document in a
// hundred was removed and merged again.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "corpus/codec.hpp"
#include "made_up_news.hpp"

namespace {

namespace fs = std::filesystem;
using tidings::bench::MadeUpNews;

struct Cost {
  double seconds = 0;    // of CPU
  double megabytes = 0;  // peak resident
};

// The command with its standard output in a file.
Cost run(std::vector<std::string> command, const fs::path& out) {
  const pid_t child = fork();
  if (child == 0) {
    if (std::freopen(out.c_str(), "w", stdout) == nullptr) _exit(126);
    std::vector<char*> arguments;
    for (std::string& argument : command) arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  int status = 0;
  rusage used{};
  if (wait4(child, &status, 0, &used) != child || status != 0)
    throw std::runtime_error("this failed: " + command[0] + ' ' + command[1]);
  const auto seconds = [](timeval t) { return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec); };
  return {seconds(used.ru_utime) + seconds(used.ru_stime), static_cast<double>(used.ru_maxrss) / 1024};
}

std::uint64_t fingerprint(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::uint64_t print = tidings::fingerprint_of({});
  for (std::vector<char> part(1 << 20); in.read(part.data(), 1 << 20) || in.gcount() > 0;)
    print = tidings::fingerprint_of({part.data(), static_cast<std::size_t>(in.gcount())}, print);
  return print;
}

class Growth {
 public:
  Growth(std::string tidings, fs::path folder) : tidings_(std::move(tidings)), folder_(std::move(folder)) {
    fs::create_directories(folder_);
  }
  ~Growth() { fs::remove_all(folder_); }

  void grow_to(std::size_t documents) {
    const std::size_t fresh = documents - size_;
    write_articles(size_, documents, 1);
    const Cost merge = run({tidings_, "merge", store(), news()}, folder_ / "told");
    const double size = static_cast<double>(fs::file_size(store())) / static_cast<double>(documents) / 1024;
    const Cost snapshot = run({tidings_, "query", "all", "--format", "jsonl", store()}, folder_ / "graph");
    const std::uint64_t before = fingerprint(folder_ / "graph");
    write_articles(0, documents, 100);
    std::vector<std::string> remove{tidings_, "merge", store()};
    for (std::size_t i = 0; i < documents; i += 100)
      remove.insert(remove.end(), {"--remove", MadeUpNews::article(i).id});
    run(remove, folder_ / "told");
    run({tidings_, "merge", store(), news()}, folder_ / "told");
    run({tidings_, "query", "all", "--format", "jsonl", store()}, folder_ / "graph");
    const bool same = fingerprint(folder_ / "graph") == before;
    std::printf("| %zu | %.2f | %.0f | %.1f | %.2f | %.0f | %.1f | %s |\n", documents,
                1000 * merge.seconds / static_cast<double>(fresh), merge.megabytes, size,
                1000 * snapshot.seconds / static_cast<double>(documents), snapshot.megabytes,
                1024 * snapshot.megabytes / static_cast<double>(documents), same ? "yes" : "NO");
    std::fflush(stdout);
    size_ = documents;
  }

 private:
  std::string store() const { return (folder_ / "store.tidings").string(); }
  std::string news() const { return (folder_ / "news.jsonl").string(); }
  void write_articles(std::size_t begin, std::size_t end, std::size_t step) const {
    std::ofstream out(news(), std::ios::binary);
    for (std::size_t i = begin; i < end; i += step) out << MadeUpNews::json_line(i);
  }

  std::string tidings_;
  fs::path folder_;
  std::size_t size_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::size_t first = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1000;
  const std::size_t last = argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 8000;
  std::puts(
      "| documents | merge, ms a document | peak MiB | store, KiB a document | graph of all, ms a document | peak MiB "
      "| KiB a document | removed and merged again: same bytes |\n"
      "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
  std::fflush(stdout);
  try {
    Growth growth(argv[1], fs::temp_directory_path() / ("bench-corpus-" + std::to_string(getpid())));
    for (std::size_t documents = first; documents <= last; documents *= 2) growth.grow_to(documents);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_corpus: %s\n", error.what());
    return 1;
  }
  return 0;
}
