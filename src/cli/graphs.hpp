// Graphs for the commands that ask them something: from graph files, stores, and documents that are read first.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "tidings/graph/dot.hpp"
#include "tidings/graph/event_graph.hpp"

namespace tidings::cli {

struct GraphInput {
  std::vector<std::string> files;
  std::string input = "auto";
  std::string published;
  std::vector<std::string> rules;
  unsigned threads = 1;
};

/// The options of a command that takes graphs or documents; `input` must outlive the command.
void add_graph_input(CLI::App& command, GraphInput& input);

/// How a picture is drawn: the options of a command that writes DOT; `options` must outlive the command.
void add_dot_options(CLI::App& command, DotOptions& options);

struct LoadedGraph {
  EventGraph graph;     ///< one graph of everything, with the texts where they were at hand
  bool failed = false;  ///< some input could not be read; it was told on standard error
};

/// Graph files (JSON, or one graph a line), stores, texts and JSON lines, told apart by what is in them. Documents are
/// extracted with offsets in `unit`. Throws Error where a graph file or a store is wrong.
LoadedGraph load_graph(const GraphInput& input, OffsetUnit unit = OffsetUnit::byte);

/// All bytes of a file, of '-' those of standard input. Throws Error where it can't be read.
std::string read_all(const std::string& file);

/// Calls `use(graph)` for the graph in a file, or for each of one a line. Throws Error where there is none.
void read_graphs(const std::string& file, const std::function<void(EventGraph)>& use);

/// What a file holds, where `input` is what the user says about it ("auto": look at it).
bool is_graph_file(const std::string& file, const std::string& input);
bool is_jsonl_file(const std::string& file, const std::string& input);

/// "'2015-09' is no day …"; empty where `text` is a day.
std::string check_date(const std::string& text);

}  // namespace tidings::cli
