#include "tidings/corpus/corpus.hpp"

#include "call.hpp"
#include "graph.hpp"

using namespace tidings::c;

struct tidings_corpus {
  tidings::Corpus corpus;
  std::optional<tidings::Corpus::Batch> batch = std::nullopt;  // ends before the corpus does
};

namespace {

const tidings::Corpus& corpus_of(const tidings_corpus* handle) { return given(handle, "corpus").corpus; }
tidings::Corpus& corpus_of(tidings_corpus* handle) { return given(handle, "corpus").corpus; }

std::string_view key_of(const char* key, std::size_t size) { return view_of(&given(key, "key"), size, "key"); }

template <class Found>
Found found(std::optional<Found> what, std::string_view key) {
  if (!what) throw NotFound{"no document \"" + std::string(key) + '"'};
  return *std::move(what);
}

void check_batch(const tidings_corpus* handle, bool wanted) {
  if (given(handle, "corpus").batch.has_value() != wanted) {
    throw BadArgument{wanted ? "no batch has begun" : "a batch has begun already"};
  }
}

}  // namespace

tidings_status tidings_corpus_open(const char* file, tidings_access access, tidings_corpus** corpus) {
  return call([&] {
    given(corpus, "corpus");
    if (access != TIDINGS_WRITE && access != TIDINGS_READ) throw BadArgument{"access is no tidings_access"};
    *corpus = new tidings_corpus{tidings::Corpus(
        &given(file, "file"), access == TIDINGS_READ ? tidings::CorpusAccess::read : tidings::CorpusAccess::write)};
  });
}

void tidings_corpus_free(tidings_corpus* corpus) { delete corpus; }

tidings_status tidings_corpus_add(tidings_corpus* corpus, const tidings_graph* graph, uint64_t fingerprint,
                                  int* added) {
  return call([&] {
    const bool is_new = corpus_of(corpus).add(given(graph, "graph").graph, fingerprint);
    if (added != nullptr) *added = is_new ? 1 : 0;
  });
}

tidings_status tidings_corpus_replace(tidings_corpus* corpus, const tidings_graph* graph, uint64_t fingerprint,
                                      int* replaced) {
  return call([&] {
    const bool was_there = corpus_of(corpus).replace(given(graph, "graph").graph, fingerprint);
    if (replaced != nullptr) *replaced = was_there ? 1 : 0;
  });
}

tidings_status tidings_corpus_remove(tidings_corpus* corpus, const char* key, size_t key_size) {
  return call([&] {
    const std::string_view which = key_of(key, key_size);
    if (!corpus_of(corpus).remove(which)) found(std::optional<int>(), which);
  });
}

tidings_status tidings_corpus_keys(const tidings_corpus* corpus, tidings_list** keys) {
  return call([&] {
    given(keys, "keys");
    *keys = new tidings_list{corpus_of(corpus).keys()};
  });
}

tidings_status tidings_corpus_fingerprint(const tidings_corpus* corpus, const char* key, size_t key_size,
                                          uint64_t* fingerprint) {
  return call([&] {
    const std::string_view which = key_of(key, key_size);
    given(fingerprint, "fingerprint") = found(corpus_of(corpus).fingerprint(which), which);
  });
}

tidings_status tidings_corpus_document(const tidings_corpus* corpus, const char* key, size_t key_size,
                                       tidings_graph** graph) {
  return call([&] {
    given(graph, "graph");
    const std::string_view which = key_of(key, key_size);
    *graph = new tidings_graph(found(corpus_of(corpus).document(which), which));
  });
}

tidings_status tidings_corpus_snapshot(const tidings_corpus* corpus, tidings_graph** graph) {
  return call([&] {
    given(graph, "graph");
    *graph = new tidings_graph(corpus_of(corpus).snapshot());
  });
}

tidings_status tidings_corpus_constrain(tidings_corpus* corpus, const char* toml, size_t size, const char* file) {
  return call(
      [&] { corpus_of(corpus).constrain(view_of(toml, size, "toml"), file == nullptr ? "constraints" : file); });
}

tidings_status tidings_corpus_begin(tidings_corpus* corpus) {
  return call([&] {
    check_batch(corpus, false);
    corpus->batch.emplace(corpus->corpus);
  });
}

// The library's own batch begins anew after each commit; here it ends.
tidings_status tidings_corpus_commit(tidings_corpus* corpus) {
  return call([&] {
    check_batch(corpus, true);
    corpus->batch->commit();
    corpus->batch.reset();
  });
}

tidings_status tidings_corpus_rollback(tidings_corpus* corpus) {
  return call([&] {
    check_batch(corpus, true);
    corpus->batch.reset();
  });
}
