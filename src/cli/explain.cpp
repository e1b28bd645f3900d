// `tidings explain`: why something is in a graph.
#include <memory>

#include "cli/commands.hpp"
#include "cli/graphs.hpp"
#include "cli/output.hpp"
#include "tidings/error.hpp"
#include "tidings/graph/explain.hpp"

namespace tidings::cli {

namespace {

struct Options {
  GraphInput input;
  std::vector<std::string> what;
  std::string output;
};

void explain_one(std::ostream& out, const EventGraph& graph, const std::string& what) {
  if (const auto edge = edge_with_id(graph, what)) return write_explanation(out, graph, *edge);
  const std::vector<NodeRef> found = nodes_called(graph, what);
  if (found.empty()) throw Error("nothing in the graph has the id or the name '" + what + "'");
  write_explanation(out, graph, found.front());
  if (found.size() == 1) return;
  out << "Called so too\n";
  for (std::size_t i = 1; i < found.size(); ++i)
    out << "  " << brief(graph[found[i]]) << "  <" << graph[found[i]].id << ">\n";
}

int run(const Options& options) {
  const LoadedGraph loaded = load_graph(options.input);
  Output output(options.output);
  for (std::size_t i = 0; i < options.what.size(); ++i) {
    if (i != 0) output.stream() << '\n';
    explain_one(output.stream(), loaded.graph, options.what[i]);
  }
  output.commit();
  return loaded.failed ? input_unread : all_done;
}

}  // namespace

void add_explain_command(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("explain", "why a node or an edge is in the graph: words, rules, merges, sources");
  command->add_option("--what", options->what, "id of a node or an edge, or a name; may be repeated")
      ->required()
      ->allow_extra_args(false);
  command->add_option("--output", options->output, "file, written whole or not at all; default: standard output");
  add_graph_input(*command, options->input);
  command->callback([options] { throw CLI::RuntimeError(run(*options)); });
}

}  // namespace tidings::cli
