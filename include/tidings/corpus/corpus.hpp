// Corpus: many documents, one graph; kept in one file that outlives crashes.
//
// Every document's own graph is stored as it is. Which nodes are the same thing is decided when the graph of all is
// asked for (merge_graphs), from nothing but the documents that are there, in the order of their keys. So the order in
// which documents came changes no byte, and a document that was removed leaves no trace in what is asked afterwards.
//
// The file is an SQLite database (application id "TDNG") in write-ahead mode: what was committed survives the death of
// the program at any moment, and other programs may read meanwhile. Beside it SQLite keeps FILE-wal and FILE-shm while
// it is open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidings/error.hpp"
#include "tidings/graph/diff.hpp"
#include "tidings/graph/event_graph.hpp"

namespace tidings {

enum class CorpusAccess : std::uint8_t { write, read };

/// Not safe to share between threads; several corpora may have the same file open, one of them writing at a time.
class Corpus {
 public:
  /// Opens the file, or makes it (not with CorpusAccess::read). Throws Error where it is no such store, is of a newer
  /// version, is damaged, or can't be written.
  explicit Corpus(const std::string& file, CorpusAccess access = CorpusAccess::write);
  ~Corpus();
  Corpus(Corpus&&) noexcept;
  Corpus& operator=(Corpus&&) noexcept;

  /// Adds the graph of one document under `key_of` it. False where there is one of that key already: nothing is done.
  /// `fingerprint` is the caller's own: what the graph was made from. Throws Error for a graph of none or several
  /// documents, or with another unit of offsets than those before.
  bool add(const EventGraph& graph, std::uint64_t fingerprint = 0);
  /// The same, in the place of what had that key. True where there was one.
  bool replace(const EventGraph& graph, std::uint64_t fingerprint = 0);
  /// False where there is none. The document's words are overwritten in the file.
  bool remove(std::string_view key);

  /// The key of a one-document graph: its document's own key, else its name.
  static std::string key_of(const EventGraph& graph);

  std::size_t size() const;
  /// In their order (by bytes).
  std::vector<std::string> keys() const;
  std::optional<std::uint64_t> fingerprint(std::string_view key) const;
  /// The graph of one document as it was added.
  std::optional<EventGraph> document(std::string_view key) const;

  /// What the user knows better than the resolution, in the TOML of graph/constraints.hpp, in the place of what was
  /// told before; kept in the file; empty: nothing. Documents stay as they are, so that what is taken back is undone.
  /// Throws Error where it can't be read (`file` is its name there).
  void constrain(std::string_view toml, const std::string& file);
  /// What was told so; empty: nothing.
  std::string constraints() const;

  /// The graph of all documents, in the order of their keys, resolved within the constraints.
  EventGraph snapshot() const;
  /// What is different now from an earlier snapshot. Its refs are into `earlier` and `now` (see graph/diff.hpp).
  static GraphDiff diff(const EventGraph& earlier, const EventGraph& now) { return tidings::diff(earlier, now); }

  /// Several changes that are all done or none. Without a batch every change is on the disk when its call returns.
  class Batch {
   public:
    explicit Batch(Corpus& corpus);
    ~Batch();  ///< undoes what was not committed
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;
    /// On the disk when it returns. The batch begins anew.
    void commit();

   private:
    Corpus& corpus_;
  };

 private:
  struct Store;
  void check_offsets(const EventGraph& graph);
  std::pair<std::string, std::string> told_constraints() const;  ///< and the name of their file
  std::unique_ptr<Store> store_;
};

}  // namespace tidings
