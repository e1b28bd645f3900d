// A file that is said to be a store: opened or refused, asked or refused.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "fuzz/fuzz.hpp"
#include "tidings/corpus/corpus.hpp"

using namespace tidings;

namespace {

namespace fs = std::filesystem;

// SQLite keeps files beside its own: a folder for this process, gone at its end.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("tidings-fuzz-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
};

void use(const std::string& file, CorpusAccess access) {
  try {
    Corpus corpus(file, access);
    corpus.size();
    for (const std::string& key : corpus.keys()) {
      corpus.fingerprint(key);
      corpus.document(key);
    }
    fuzz::json_of(corpus.snapshot());
    if (access == CorpusAccess::read) return;
    corpus.remove("a");
    EventGraph graph;
    info(graph).documents.push_back({});
    corpus.replace(graph, 7);
  } catch (const Error&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  const std::string file = (folder.path / "store.tidings").string();
  for (const char* end : {"", "-wal", "-shm", "-journal"}) fs::remove(file + end);
  std::ofstream(file, std::ios::binary) << fuzz::text_of(data, size);
  use(file, CorpusAccess::read);
  use(file, CorpusAccess::write);
  return 0;
}
