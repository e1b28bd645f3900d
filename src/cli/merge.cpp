// `tidings merge`: documents into a store, one by one or all again, with only what is new being read.
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

#include "cli/commands.hpp"
#include "cli/documents.hpp"
#include "cli/graphs.hpp"
#include "corpus/codec.hpp"
#include "tidings/corpus/corpus.hpp"
#include "tidings/error.hpp"
#include "tidings/extractor.hpp"
#include "tidings/syntax/model.hpp"
#include "tidings/version.hpp"

namespace tidings::cli {

namespace {

struct Options {
  GraphInput input;
  std::string store;
  std::vector<std::string> remove;
  std::optional<std::string> constraints;
  bool no_constraints = false;
  bool list = false;
};

// What became of documents: a line for each, written when it is safe on the disk.
class Report {
 public:
  void add(std::string_view what, std::string_view key) { (((lines_ += what) += '\t') += key) += '\n'; }
  void tell() {
    std::cout << lines_ << std::flush;
    lines_.clear();
  }

 private:
  std::string lines_;
};

struct Document {
  Source source;
  std::string key;
  std::uint64_t fingerprint = 0;
};

class Merging {
 public:
  explicit Merging(const Options& options) : options_(options), corpus_(options.store) {}

  int run() {
    if (options_.no_constraints) corpus_.constrain({}, {});
    if (options_.constraints) corpus_.constrain(read_all(*options_.constraints), *options_.constraints);
    for (const std::string& key : options_.remove) {
      report_.add(corpus_.remove(key) ? "removed" : "absent", key);
      report_.tell();
    }
    for (const std::string& file : options_.input.files) {
      if (is_graph_file(file, options_.input.input)) merge_graphs_of(file);
      else read_documents_of(file);
    }
    merge_fresh();
    if (options_.list) {
      for (const std::string& key : corpus_.keys()) report_.add("has", key);
      report_.tell();
    }
    return failed_ ? input_unread : all_done;
  }

 private:
  void put(EventGraph graph, std::string key, std::uint64_t fingerprint) {
    info(graph).documents.front().key = std::move(key);
    report_.add(corpus_.replace(graph, fingerprint) ? "replaced" : "added", info(graph).documents.front().key);
  }

  void merge_graphs_of(const std::string& file) {
    read_graphs(file, [&](EventGraph graph) {
      std::string key = Corpus::key_of(graph);
      if (key.empty()) key = file;
      put(std::move(graph), std::move(key), 0);
      report_.tell();
    });
  }

  // Enough documents to keep all threads at work and to share one wait for the disk; few enough to lose.
  static constexpr std::size_t documents_per_thread = 16;

  void read_documents_of(const std::string& file) {
    const InputKind kind = is_jsonl_file(file, options_.input.input) ? InputKind::jsonl : InputKind::text;
    DocumentReader reader({file}, kind, date_from(options_.input.published));
    while (auto source = reader.next()) {
      Document document{std::move(*source), {}, 0};
      document.key = document.source.metadata().id.empty() ? file : document.source.metadata().id;
      document.fingerprint = fingerprint(document.source);
      if (corpus_.fingerprint(document.key) == document.fingerprint) {
        report_.add("unchanged", document.key);
        continue;
      }
      fresh_.push_back(std::move(document));
      if (fresh_.size() == documents_per_thread * options_.input.threads) merge_fresh();
    }
    failed_ |= reader.failed();
  }

  // What decides about a document's graph: its text, what is told about it, and who reads it.
  std::uint64_t fingerprint(const Source& source) {
    const Metadata& about = source.metadata();
    std::string told = std::string(TIDINGS_VERSION) + '\n' + extractor().model().name() + '\n' + about.name + '\n' +
                       about.publisher + '\n' + about.title.value_or("") + '\n';
    if (about.published) told += std::to_string(std::chrono::sys_days(*about.published).time_since_epoch().count());
    for (const std::string& rule : options_.input.rules) told += '\n' + rule;
    return fingerprint_of(source.bytes(), fingerprint_of(told));
  }

  void merge_fresh() {
    std::vector<Source> sources;
    std::vector<std::string> texts;
    for (Document& d : fresh_) {
      texts.emplace_back(d.source.bytes());
      sources.push_back(std::move(d.source));
    }
    if (!fresh_.empty()) {
      std::vector<EventGraph> graphs = extractor().extract_each(std::move(sources), options_.input.threads);
      Corpus::Batch batch(corpus_);
      for (std::size_t i = 0; i < graphs.size(); ++i) {
        info(graphs[i]).documents.front().text = std::move(texts[i]);
        put(std::move(graphs[i]), std::move(fresh_[i].key), fresh_[i].fingerprint);
      }
      batch.commit();
    }
    report_.tell();
    fresh_.clear();
  }

  const Extractor& extractor() {
    if (!extractor_) extractor_.emplace(ExtractorOptions{.rule_files = options_.input.rules});
    return *extractor_;
  }

  const Options& options_;
  Corpus corpus_;
  Report report_;
  std::optional<Extractor> extractor_;
  std::vector<Document> fresh_;
  bool failed_ = false;
};

}  // namespace

void add_merge_command(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("merge", "documents into a store, which grows and never loses what it said it has");
  command->add_option("STORE", options->store, "file; made where it is not there")->required();
  command->add_option("--remove", options->remove, "key of a document that shall go; may be repeated")
      ->allow_extra_args(false);
  command
      ->add_option("--constraints", options->constraints,
                   "TOML: which entities are one and which are not; in the place of what was told before")
      ->check(CLI::ExistingFile);
  command->add_flag("--no-constraints", options->no_constraints, "forget the constraints that were told before")
      ->excludes("--constraints");
  command->add_flag("--list", options->list, "tell the keys of all documents");
  add_graph_input(*command, options->input);
  command->callback([options] { throw CLI::RuntimeError(Merging(*options).run()); });
}

}  // namespace tidings::cli
