#include "tidings/corpus/corpus.hpp"

#include <sqlite3.h>

#include <filesystem>

#include "corpus/codec.hpp"
#include "log.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/graph/constraints.hpp"

namespace tidings {

namespace {

constexpr int application_id = 0x54444E47;  // "TDNG"
constexpr int store_version = 1;

struct CloseDatabase {
  void operator()(sqlite3* db) const noexcept { sqlite3_close_v2(db); }
};
struct CloseStatement {
  void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};

}  // namespace

struct Corpus::Store {
  std::string file;
  std::unique_ptr<sqlite3, CloseDatabase> db;
  bool in_batch = false;
  std::optional<OffsetUnit> offsets;  // of the documents; looked up once

  [[noreturn]] void fail(const std::string& doing) const {
    throw Error(Place{file}, doing + ": " + (db ? sqlite3_errmsg(db.get()) : "out of memory"));
  }

  void run(const char* sql) const {
    if (sqlite3_exec(db.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail("the store can't be used");
  }

  // Calls `row(statement)` for every row.
  template <class Bind, class Row>
  void ask(const char* sql, Bind bind, Row row) const {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(db.get(), sql, -1, &raw, nullptr) != SQLITE_OK) fail("the store can't be read");
    const std::unique_ptr<sqlite3_stmt, CloseStatement> statement(raw);
    bind(raw);
    int status = 0;
    while ((status = sqlite3_step(raw)) == SQLITE_ROW) row(raw);
    if (status != SQLITE_DONE) fail("the store can't be used");
  }

  int number(const char* sql) const {
    int value = 0;
    ask(
        sql, [](sqlite3_stmt*) {}, [&](sqlite3_stmt* row) { value = sqlite3_column_int(row, 0); });
    return value;
  }
};

namespace {

constexpr auto nothing = [](sqlite3_stmt*) {};

void bind_text(sqlite3_stmt* statement, int at, std::string_view text) {
  sqlite3_bind_text64(statement, at, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_STATIC,
                      SQLITE_UTF8);
}

std::string text_at(sqlite3_stmt* row, int column) {
  const auto* text = static_cast<const char*>(sqlite3_column_blob(row, column));
  return text == nullptr ? std::string()
                         : std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
}

std::string_view blob_at(sqlite3_stmt* row, int column) {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(row, column));
  return bytes == nullptr ? std::string_view()
                          : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
}

}  // namespace

Corpus::Corpus(const std::string& file, CorpusAccess access) : store_(new Store) {
  store_->file = file;
  const bool write = access == CorpusAccess::write;
  sqlite3* raw = nullptr;
  const int status = sqlite3_open_v2(
      file.c_str(), &raw, write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY, nullptr);
  store_->db.reset(raw);
  if (status != SQLITE_OK) store_->fail("the store can't be opened");
  sqlite3_busy_timeout(raw, 10000);  // another writer is waited for
  const bool empty = store_->number("SELECT count(*) FROM sqlite_master") == 0;
  if (!empty || !write) {
    const int version = store_->number("PRAGMA user_version");
    if (store_->number("PRAGMA application_id") != application_id)
      throw Error(Place{file}, "this is no store of Tidings");
    if (version != store_version) {
      throw Error(Place{file},
                  "the store has version " + std::to_string(version) + ", expected " + std::to_string(store_version));
    }
  }
  if (const auto log = logger()) log->debug("{}: a store is {}", file, empty ? "made" : "opened");
  if (!write) return;
  store_->run("PRAGMA journal_mode = WAL");
  store_->run("PRAGMA synchronous = FULL");  // what was committed survives a power cut too
  store_->run("PRAGMA secure_delete = ON");  // what was removed is gone
  if (!empty) return;
  store_->run(
      "BEGIN IMMEDIATE;"
      "CREATE TABLE IF NOT EXISTS documents (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, fingerprint INTEGER "
      "NOT NULL, graph BLOB NOT NULL);"
      "PRAGMA application_id = 1413762631;"  // "TDNG"
      "PRAGMA user_version = 1;"
      "COMMIT");
}

Corpus::~Corpus() = default;
Corpus::Corpus(Corpus&&) noexcept = default;
Corpus& Corpus::operator=(Corpus&&) noexcept = default;

std::string Corpus::key_of(const EventGraph& graph) {
  if (info(graph).documents.size() != 1) {
    throw Error("a graph of " + std::to_string(info(graph).documents.size()) + " documents, expected the graph of one");
  }
  const GraphDocument& document = info(graph).documents.front();
  return document.key.empty() ? document.name : document.key;
}

void Corpus::check_offsets(const EventGraph& graph) {
  if (!store_->offsets) {
    store_->ask("SELECT graph FROM documents LIMIT 1", nothing,
                [&](sqlite3_stmt* row) { store_->offsets = info(decode_graph(blob_at(row, 0))).offsets; });
  }
  if (!store_->offsets) store_->offsets = info(graph).offsets;
  if (store_->offsets == info(graph).offsets) return;
  throw Error(Place{store_->file}, "a graph with offsets in " + std::string(to_string(info(graph).offsets)) +
                                       ", expected " + std::string(to_string(*store_->offsets)) + " as in all others");
}

bool Corpus::add(const EventGraph& graph, std::uint64_t fingerprint) {
  const std::string key = key_of(graph);
  check_offsets(graph);
  const std::string bytes = encode_graph(graph);
  const auto bind = [&](sqlite3_stmt* s) {
    bind_text(s, 1, key);
    sqlite3_bind_int64(s, 2, static_cast<std::int64_t>(fingerprint));
    sqlite3_bind_blob64(s, 3, bytes.data(), bytes.size(), SQLITE_STATIC);
  };
  store_->ask("INSERT INTO documents (key, fingerprint, graph) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING", bind,
              nothing);
  return sqlite3_changes(store_->db.get()) != 0;
}

bool Corpus::replace(const EventGraph& graph, std::uint64_t fingerprint) {
  if (store_->in_batch) {
    const bool was_there = remove(key_of(graph));
    add(graph, fingerprint);
    return was_there;
  }
  Batch both(*this);
  const bool was_there = replace(graph, fingerprint);
  both.commit();
  return was_there;
}

bool Corpus::remove(std::string_view key) {
  store_->ask(
      "DELETE FROM documents WHERE key = ?", [&](sqlite3_stmt* s) { bind_text(s, 1, key); }, nothing);
  return sqlite3_changes(store_->db.get()) != 0;
}

std::size_t Corpus::size() const { return static_cast<std::size_t>(store_->number("SELECT count(*) FROM documents")); }

std::vector<std::string> Corpus::keys() const {
  std::vector<std::string> all;
  store_->ask("SELECT key FROM documents ORDER BY key", nothing,
              [&](sqlite3_stmt* row) { all.push_back(text_at(row, 0)); });
  return all;
}

std::optional<std::uint64_t> Corpus::fingerprint(std::string_view key) const {
  std::optional<std::uint64_t> found;
  store_->ask(
      "SELECT fingerprint FROM documents WHERE key = ?", [&](sqlite3_stmt* s) { bind_text(s, 1, key); },
      [&](sqlite3_stmt* row) { found = static_cast<std::uint64_t>(sqlite3_column_int64(row, 0)); });
  return found;
}

std::optional<EventGraph> Corpus::document(std::string_view key) const {
  std::optional<EventGraph> found;
  store_->ask(
      "SELECT graph FROM documents WHERE key = ?", [&](sqlite3_stmt* s) { bind_text(s, 1, key); },
      [&](sqlite3_stmt* row) { found = decode_graph(blob_at(row, 0)); });
  return found;
}

// A table of its own, made when it is needed: stores without one are of the same version.
void Corpus::constrain(std::string_view toml, const std::string& file) {
  read_constraints(toml, file);
  store_->run("CREATE TABLE IF NOT EXISTS constraints (number INTEGER PRIMARY KEY, toml TEXT NOT NULL, file TEXT)");
  store_->ask(
      "INSERT OR REPLACE INTO constraints (number, toml, file) VALUES (1, ?, ?)",
      [&](sqlite3_stmt* s) {
        bind_text(s, 1, toml);
        bind_text(s, 2, file);
      },
      nothing);
}

std::pair<std::string, std::string> Corpus::told_constraints() const {
  std::pair<std::string, std::string> told;
  if (store_->number("SELECT count(*) FROM sqlite_master WHERE name = 'constraints'") == 0) return told;
  store_->ask("SELECT toml, file FROM constraints WHERE number = 1", nothing, [&](sqlite3_stmt* row) {
    told = {text_at(row, 0), text_at(row, 1)};
  });
  return told;
}

std::string Corpus::constraints() const { return told_constraints().first; }

EventGraph Corpus::snapshot() const {
  std::vector<EventGraph> graphs;
  store_->ask("SELECT graph, key FROM documents ORDER BY key", nothing, [&](sqlite3_stmt* row) {
    try {
      graphs.push_back(decode_graph(blob_at(row, 0)));
    } catch (const Error& error) {
      throw Error(Place{store_->file}, error.message() + ": '" + text_at(row, 1) + "'");
    }
  });
  const auto [toml, file] = told_constraints();
  return merge_graphs(std::move(graphs), read_constraints(toml, file));
}

Corpus::Batch::Batch(Corpus& corpus) : corpus_(corpus) {
  corpus_.store_->run("BEGIN IMMEDIATE");
  corpus_.store_->in_batch = true;
}

Corpus::Batch::~Batch() {
  corpus_.store_->in_batch = false;
  sqlite3_exec(corpus_.store_->db.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Corpus::Batch::commit() { corpus_.store_->run("COMMIT; BEGIN IMMEDIATE"); }

}  // namespace tidings
