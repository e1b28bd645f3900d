#include "cli/graphs.hpp"

#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "cli/documents.hpp"
#include "tidings/corpus/corpus.hpp"
#include "tidings/error.hpp"
#include "tidings/extractor.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/graph/read_json.hpp"

namespace tidings::cli {

namespace {

enum class FileKind : std::uint8_t { text, jsonl, graph, store };

bool ends_with(const std::string& text, std::string_view end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

// What a file holds, by its first bytes. Standard input can't be looked at twice: it is text unless the caller says
// more.
FileKind kind_of(const std::string& file) {
  std::string head(256, '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(in.gcount()));
  if (head.rfind("SQLite format 3", 0) == 0) return FileKind::store;
  const bool object =
      head.find_first_not_of(" \t\r\n") != std::string::npos && head[head.find_first_not_of(" \t\r\n")] == '{';
  if (object && head.find("tidings-graph") != std::string::npos) return FileKind::graph;
  return object && (ends_with(file, ".jsonl") || ends_with(file, ".ndjson")) ? FileKind::jsonl : FileKind::text;
}

FileKind kind_of(const std::string& file, const std::string& told) {
  if (told == "text") return FileKind::text;
  if (told == "jsonl") return FileKind::jsonl;
  if (told == "graph") return FileKind::graph;
  return file == "-" ? FileKind::text : kind_of(file);
}

// A document's text stays with its graph, to show the sentences.
void add_documents(const GraphInput& input, const std::string& file, InputKind kind, OffsetUnit unit,
                   const Extractor& extractor, LoadedGraph& loaded, std::vector<EventGraph>& graphs) {
  DocumentReader reader({file}, kind, date_from(input.published));
  std::vector<Source> sources;
  std::vector<std::string> texts;
  while (auto source = reader.next()) {
    texts.emplace_back(source->bytes());
    sources.push_back(std::move(*source));
  }
  loaded.failed |= reader.failed();
  std::size_t at = 0;
  for (EventGraph& graph : extractor.extract_each(std::move(sources), input.threads, unit)) {
    info(graph).documents.front().text = std::move(texts[at++]);
    graphs.push_back(std::move(graph));
  }
}

// A line ends one object, and the next begins another.
bool has_one_graph_a_line(std::istream& in) {
  char last = 0;
  char c = 0;
  while (in.get(c) && c != '\n') last = c == ' ' || c == '\t' || c == '\r' ? last : c;
  in >> std::ws;
  const bool another = last == '}' && in.peek() == '{';
  in.clear();
  in.seekg(0);
  return another;
}

}  // namespace

std::string read_all(const std::string& file) {
  if (file == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(Place{file}, "can't be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

void read_graphs(const std::string& file, const std::function<void(EventGraph)>& use) {
  std::ifstream in_file;
  std::istringstream in_memory;  // standard input can't be read twice
  if (file == "-") in_memory.str(read_all(file));
  else in_file.open(file, std::ios::binary);
  std::istream& in = file == "-" ? static_cast<std::istream&>(in_memory) : in_file;
  if (!in) throw Error(Place{file}, "can't be read");
  if (!has_one_graph_a_line(in)) {
    use(read_json(in, file));
    return;
  }
  std::uint32_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") != std::string::npos)
      use(read_json(line, file + " line " + std::to_string(number)));
  }
}

bool is_graph_file(const std::string& file, const std::string& input) {
  return kind_of(file, input) == FileKind::graph;
}
bool is_jsonl_file(const std::string& file, const std::string& input) {
  return kind_of(file, input) == FileKind::jsonl;
}

std::string check_date(const std::string& text) {
  return date_from(text) ? std::string() : "'" + text + "' is no day, expected YYYY-MM-DD";
}

void add_dot_options(CLI::App& command, DotOptions& options) {
  command.add_option("--nodes", options.nodes, "dot: draw only so many, those that the text makes most of; 0: all")
      ->capture_default_str();
  command
      .add_option_function<std::string>(
          "--clusters", [&options](const std::string& by) { options.clusters = *term_from<DotClusters>(by); },
          "dot: draw in one frame what one document tells, or a community")
      ->check(CLI::IsMember({"none", "document", "community"}));
}

void add_graph_input(CLI::App& command, GraphInput& input) {
  command.add_option("FILE", input.files, "graphs (JSON), stores, or documents; none or '-': standard input");
  command.add_option("--input", input.input, "what the files hold; auto looks at them")
      ->check(CLI::IsMember({"auto", "graph", "text", "jsonl"}))
      ->capture_default_str();
  command.add_option("--published", input.published, "publication date of documents that do not tell it")
      ->check(CLI::Validator(check_date, "YYYY-MM-DD"));
  command.add_option("--rules", input.rules, "further rules; may be repeated")
      ->check(CLI::ExistingFile)
      ->allow_extra_args(false);
  command.add_option("--threads", input.threads, "documents at a time; changes no byte of the output")
      ->check(CLI::Range(1u, 1024u))
      ->capture_default_str();
}

LoadedGraph load_graph(const GraphInput& input, OffsetUnit unit) {
  LoadedGraph loaded;
  std::vector<EventGraph> graphs;
  std::optional<Extractor> extractor;  // made only where there are documents
  std::vector<std::string> files = input.files;
  if (files.empty()) files.emplace_back("-");
  for (const std::string& file : files) {
    const FileKind kind = kind_of(file, input.input);
    if (kind == FileKind::store) graphs.push_back(Corpus(file, CorpusAccess::read).snapshot());
    if (kind == FileKind::graph) read_graphs(file, [&](EventGraph graph) { graphs.push_back(std::move(graph)); });
    if (kind == FileKind::store || kind == FileKind::graph) continue;
    if (!extractor) extractor.emplace(ExtractorOptions{.rule_files = input.rules});
    add_documents(input, file, kind == FileKind::jsonl ? InputKind::jsonl : InputKind::text, unit, *extractor, loaded,
                  graphs);
  }
  loaded.graph = merge_graphs(std::move(graphs));
  return loaded;
}

}  // namespace tidings::cli
