// `tidings extract`: documents in, one event graph out.
#include <unistd.h>

#include <chrono>
#include <functional>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/documents.hpp"
#include "cli/graphs.hpp"
#include "cli/log.hpp"
#include "cli/output.hpp"
#include "tidings/error.hpp"
#include "tidings/extractor.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/graph/formats.hpp"

namespace tidings::cli {

namespace {

struct Options {
  std::vector<std::string> files;
  std::string format = "summary";
  std::string input = "text";
  std::string published;
  std::string offsets = "byte";
  std::string output;
  std::vector<std::string> rules;
  std::vector<std::string> names;
  std::string model;
  unsigned threads = 1;
  bool per_document = false;
  bool all = false;
  DotOptions dot;
};

// Formats for people fold away what a text tells only in passing; `--all` shows it.
std::function<void(std::ostream&, const EventGraph&)> writer_of(const Options& options) {
  if (options.format == "dot") {
    DotOptions dot = options.dot;
    dot.all = options.all;
    return [dot](std::ostream& out, const EventGraph& graph) { write_dot(out, graph, dot); };
  }
  if (options.format == "summary") {
    const SummaryOptions summary{.all = options.all};
    return [summary](std::ostream& out, const EventGraph& graph) { write_summary(out, graph, summary); };
  }
  return *graph_writer(options.format);
}

// Tells how far the work is, to a person at a terminal and nobody else.
class Progress {
 public:
  ~Progress() {
    if (shown_) std::cerr << "\r\033[K" << std::flush;
  }
  void add(std::size_t documents) {
    documents_ += documents;
    const auto now = std::chrono::steady_clock::now();
    if (!terminal_ || now - last_ < std::chrono::milliseconds(500)) return;
    last_ = now;
    shown_ = true;
    std::cerr << "\rtidings: " << documents_ << " documents" << std::flush;
  }

 private:
  bool terminal_ = ::isatty(STDERR_FILENO) != 0;
  bool shown_ = false;
  std::size_t documents_ = 0;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

// Documents are analysed in groups: enough to keep all threads at work, few enough to stay small in memory.
constexpr std::size_t documents_per_thread = 16;

std::vector<Source> next_group(DocumentReader& reader, unsigned threads) {
  std::vector<Source> group;
  while (group.size() < documents_per_thread * threads) {
    auto source = reader.next();
    if (!source) break;
    group.push_back(std::move(*source));
  }
  return group;
}

void for_each_graph(const Options& options, const Extractor& extractor, DocumentReader& reader,
                    const std::function<void(EventGraph&)>& use) {
  const OffsetUnit offsets = *term_from<OffsetUnit>(options.offsets);
  Progress progress;
  for (auto group = next_group(reader, options.threads); !group.empty(); group = next_group(reader, options.threads)) {
    const std::size_t documents = group.size();
    std::vector<std::string> texts;  // a summary tells events in the text's own words
    if (options.format == "summary") {
      for (const Source& source : group) texts.emplace_back(source.bytes());
    }
    std::size_t at = 0;
    for (EventGraph& graph : extractor.extract_each(std::move(group), options.threads, offsets)) {
      if (!texts.empty()) info(graph).documents.front().text = std::move(texts[at++]);
      use(graph);
    }
    progress.add(documents);
    log().info("{} more documents are in the graph", documents);
  }
}

int extract(const Options& options) {
  const auto write = writer_of(options);
  const Extractor extractor(
      {.rule_files = options.rules, .core_model_file = options.model, .name_model_files = options.names});
  DocumentReader reader(options.files, options.input == "jsonl" ? InputKind::jsonl : InputKind::text,
                        date_from(options.published));
  Output output(options.output);
  if (options.per_document) {
    for_each_graph(options, extractor, reader, [&](EventGraph& graph) { write(output.stream(), graph); });
  } else {
    std::vector<EventGraph> graphs;
    for_each_graph(options, extractor, reader, [&](EventGraph& graph) { graphs.push_back(std::move(graph)); });
    EventGraph whole = merge_graphs(std::move(graphs));
    info(whole).offsets = *term_from<OffsetUnit>(options.offsets);
    write(output.stream(), whole);
  }
  output.commit();
  return reader.failed() ? input_unread : all_done;
}

}  // namespace

void add_extract_command(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("extract", "documents in, one event graph out");
  command->add_option("FILE", options->files, "documents; none or '-': standard input");
  command->add_option("--format", options->format, "of the graph")
      ->check(CLI::IsMember(graph_formats()))
      ->capture_default_str();
  command->add_option("--input", options->input, "text: one document a file; jsonl: one a line")
      ->check(CLI::IsMember({"text", "jsonl"}))
      ->capture_default_str();
  command->add_option("--published", options->published, "publication date where the document does not tell it")
      ->check(CLI::Validator(check_date, "YYYY-MM-DD"));
  command->add_flag("--all", options->all, "summary and dot: also what the text tells only in passing");
  add_dot_options(*command, options->dot);
  command->add_flag("--per-document", options->per_document, "one graph per document, in input order");
  command->add_option("--offsets", options->offsets, "unit of every offset in the output")
      ->check(CLI::IsMember({"byte", "codepoint", "utf16"}))
      ->capture_default_str();
  command->add_option("--threads", options->threads, "documents at a time; changes no byte of the output")
      ->check(CLI::Range(1u, 1024u))
      ->capture_default_str();
  command->add_option("--rules", options->rules, "further rules; may be repeated")
      ->check(CLI::ExistingFile)
      ->allow_extra_args(false);
  command
      ->add_option("--names", options->names,
                   "names of your own types, as 'tidings train names' made them; may be repeated")
      ->check(CLI::ExistingFile)
      ->allow_extra_args(false);
  command->add_option("--model", options->model, "an image instead of the one inside the library")
      ->check(CLI::ExistingFile);
  command->add_option("--output", options->output, "file, written whole or not at all; default: standard output");
  command->callback([options] { throw CLI::RuntimeError(extract(*options)); });
}

}  // namespace tidings::cli
