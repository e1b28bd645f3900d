// `tidings view`: a page to look at a graph.
#include <memory>

#include "cli/commands.hpp"
#include "cli/graphs.hpp"
#include "cli/output.hpp"
#include "tidings/view.hpp"

namespace tidings::cli {

namespace {

struct Options {
  GraphInput input;
  ViewOptions view;
  std::string output;
};

int run(const Options& options) {
  LoadedGraph loaded = load_graph(options.input);
  Output output(options.output);
  write_view(output.stream(), std::move(loaded.graph), options.view);
  output.commit();
  return loaded.failed ? input_unread : all_done;
}

}  // namespace

void add_view_command(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("view", "one HTML page with everything in it, to look at a graph in a browser");
  command->add_option("--title", options->view.title,
                      "of the page; default: of the one document, or how many there are");
  command->add_option("--nodes", options->view.nodes, "show the weightiest only; 0: all")->capture_default_str();
  command->add_option("--output", options->output, "file, written whole or not at all; default: standard output");
  add_graph_input(*command, options->input);
  command->callback([options] { throw CLI::RuntimeError(run(*options)); });
}

}  // namespace tidings::cli
