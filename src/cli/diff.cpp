// `tidings diff`: what is different between two graphs.
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/graphs.hpp"
#include "cli/output.hpp"
#include "tidings/graph/diff.hpp"

namespace tidings::cli {

namespace {

struct Options {
  std::string before, after, output;
};

int run(const Options& options) {
  const LoadedGraph before = load_graph({.files = {options.before}});
  const LoadedGraph after = load_graph({.files = {options.after}});
  Output output(options.output);
  write_diff(output.stream(), diff(before.graph, after.graph), before.graph, after.graph);
  output.commit();
  return before.failed || after.failed ? input_unread : all_done;
}

}  // namespace

void add_diff_command(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("diff", "what is new, gone, changed, merged and split between two graphs");
  command->add_option("BEFORE", options->before, "graph, store or document")->required();
  command->add_option("AFTER", options->after, "graph, store or document")->required();
  command->add_option("--output", options->output, "file, written whole or not at all; default: standard output");
  command->callback([options] { throw CLI::RuntimeError(run(*options)); });
}

}  // namespace tidings::cli
