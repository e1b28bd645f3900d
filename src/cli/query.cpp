// `tidings query`: questions to a graph.
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/documents.hpp"
#include "cli/graphs.hpp"
#include "cli/output.hpp"
#include "tidings/error.hpp"
#include "tidings/graph/formats.hpp"
#include "tidings/graph/pairs.hpp"
#include "tidings/graph/paths.hpp"
#include "tidings/graph/rank.hpp"
#include "tidings/graph/select.hpp"
#include "tidings/graph/timeline.hpp"

namespace tidings::cli {

namespace {

struct Options {
  GraphInput input;
  std::string format = "text";
  std::string output;
  // who and what
  std::string from, to, who;
  std::vector<std::string> with;
  std::string type, place, since, until, modality, polarity, source;
  std::size_t documents = 0;
  // how
  bool shortest = false;
  bool chart = false;
  unsigned steps = 1;
  std::string measure = "pagerank";
  std::string among = "all";
  std::size_t most = 20;
  DotOptions dot;
};

// An answer: text for people, and the nodes of the subgraph for all other formats.
struct Answer {
  std::function<void(std::ostream&)> text;
  std::vector<NodeRef> nodes;
};

NodeRef named(const EventGraph& graph, const std::string& called) {
  const std::vector<NodeRef> found = nodes_called(graph, called);
  if (found.empty()) throw Error("nobody and nothing in the graph is called '" + called + "'");
  return found.front();
}

std::vector<NodeRef> chosen_events(const EventGraph& graph, const Options& options) {
  EventFilter filter;
  filter.type = options.type;
  filter.from = options.since;
  filter.to = options.until;
  filter.documents = options.documents;
  filter.modality = term_from<Modality>(options.modality);
  filter.polarity = term_from<Polarity>(options.polarity);
  for (const std::string& name : options.with) filter.with.push_back(named(graph, name));
  if (!options.place.empty()) filter.place = named(graph, options.place);
  if (!options.source.empty()) filter.source = named(graph, options.source);
  return events(graph, filter);
}

Answer ask_path(const EventGraph& graph, const Options& options) {
  const NodeRef from = named(graph, options.from);
  const NodeRef to = named(graph, options.to);
  const std::vector<Hop> hops = options.shortest ? path(graph, from, to) : strongest_path(graph, from, to);
  return {[&graph, hops](std::ostream& out) { write_path(out, graph, hops); }, nodes_of(hops)};
}

void write_event_line(std::ostream& out, const EventGraph& graph, NodeRef v) {
  const Node& node = graph[v];
  const std::string state = timelines::state_of(node);
  out << "  " << summary::line_of(graph, v) << (state.empty() ? "" : " (" + state + ')') << "  <" << node.type << ' '
      << node.id << ">\n";
}

Answer ask_around(const EventGraph& graph, const Options& options) {
  const NodeRef node = named(graph, options.who);
  std::vector<NodeRef> near = with_fillers(graph, neighbourhood(graph, node, options.steps));
  const auto text = [&graph, near, node](std::ostream& out) {
    out << brief(graph[node]) << '\n';
    for (const NodeRef v : near) {
      if (v == node) continue;
      if (graph[v].kind == NodeKind::event) write_event_line(out, graph, v);
      else out << "  " << brief(graph[v]) << "  <" << graph[v].id << ">\n";
    }
  };
  return {text, near};
}

Answer ask_events(const EventGraph& graph, const Options& options) {
  const std::vector<NodeRef> chosen = chosen_events(graph, options);
  const auto text = [&graph, chosen](std::ostream& out) {
    for (const NodeRef v : chosen) write_event_line(out, graph, v);
    if (chosen.empty()) out << "No such events.\n";
  };
  return {text, with_fillers(graph, chosen)};
}

Answer ask_timeline(const EventGraph& graph, const Options& options) {
  std::vector<NodeRef> chosen = timelines::in_order(graph, chosen_events(graph, options));
  const auto text = [&graph, chosen, chart = options.chart](std::ostream& out) {
    if (chosen.empty()) out << "No dated events.\n";
    chart ? write_timeline_chart(out, graph, chosen) : write_timeline(out, graph, chosen);
  };
  return {text, with_fillers(graph, chosen)};
}

Answer answer_pairs(const EventGraph& graph, const Options& options, std::vector<Pair> pairs, std::string_view arrow) {
  if (!options.who.empty()) {
    const NodeRef who = named(graph, options.who);
    std::erase_if(pairs, [&](const Pair& p) { return p.first != who && p.second != who; });
  }
  std::vector<NodeRef> told;
  for (const Pair& pair : pairs) {
    told.insert(told.end(), {pair.first, pair.second});
    told.insert(told.end(), pair.events.begin(), pair.events.end());
  }
  const auto text = [&graph, pairs, arrow, most = options.most](std::ostream& out) {
    for (std::size_t i = 0; i < std::min(most, pairs.size()); ++i) {
      const auto& [a, b, events] = pairs[i];
      out << utf8::shorten(graph[a].name, 60) << arrow << utf8::shorten(graph[b].name, 60) << ": " << events.size()
          << (events.size() == 1 ? " event\n" : " events\n");
      for (const NodeRef v : events) write_event_line(out, graph, v);
    }
    if (pairs.size() > most) out << "… and " << pairs.size() - most << " more pairs\n";
    if (pairs.empty()) out << "Nobody.\n";
  };
  return {text, with_fillers(graph, told)};
}

// The chosen events among those that a question is about.
std::vector<NodeRef> chosen_of(const EventGraph& graph, const Options& options,
                               std::initializer_list<std::string_view> types) {
  std::vector<NodeRef> chosen = chosen_events(graph, options);
  std::erase_if(chosen, [&](NodeRef v) {
    const Label& type = graph[v].type;
    return std::none_of(types.begin(), types.end(), [&](std::string_view t) { return type.substr(0, t.size()) == t; });
  });
  return chosen;
}

Answer ask_met(const EventGraph& graph, const Options& options) {
  return answer_pairs(graph, options, mutual_pairs(graph, chosen_of(graph, options, {"contact."})), " – ");
}

Answer ask_accuses(const EventGraph& graph, const Options& options) {
  const auto chosen =
      chosen_of(graph, options, {"statement.accuse", "statement.criticize", "justice.sue", "justice.charge"});
  return answer_pairs(graph, options, directed_pairs(graph, chosen, {"agent"}, {"patient", "recipient"}), " → ");
}

Answer ask_central(const EventGraph& graph, const Options& options) {
  std::vector<Ranked> ranked =
      central(graph, options.measure == "pagerank" ? Centrality::pagerank : Centrality::betweenness);
  if (options.among != "all") {
    const std::vector<NodeRef> wanted = options.among == "people" ? people(graph) : agencies(graph);
    std::erase_if(ranked, [&](const Ranked& r) { return !std::binary_search(wanted.begin(), wanted.end(), r.node); });
  }
  if (ranked.size() > options.most) ranked.resize(options.most);
  std::vector<NodeRef> nodes;
  for (const Ranked& r : ranked) nodes.push_back(r.node);
  const auto text = [&graph, ranked](std::ostream& out) {
    for (const Ranked& r : ranked) {
      char score[32];
      std::snprintf(score, sizeof score, "%7.2f", r.score);
      out << score << "  " << brief(graph[r.node]) << ", " << events_of(graph, r.node).size() << " events  <"
          << graph[r.node].id << ">\n";
    }
  };
  return {text, nodes};
}

Answer ask_communities(const EventGraph& graph, const Options& options) {
  std::vector<std::vector<NodeRef>> groups = communities(graph);
  const std::size_t all = groups.size();
  if (groups.size() > options.most) groups.resize(options.most);
  const std::vector<std::uint32_t> weight = weights(graph);
  std::vector<NodeRef> nodes;
  for (auto& group : groups) {
    std::stable_sort(group.begin(), group.end(), [&](NodeRef a, NodeRef b) { return weight[a] > weight[b]; });
    nodes.insert(nodes.end(), group.begin(), group.end());
  }
  const auto text = [&graph, groups, all](std::ostream& out) {
    constexpr std::size_t most_names = 12;
    for (const auto& group : groups) {
      out << group.size() << ": ";
      for (std::size_t i = 0; i < std::min(most_names, group.size()); ++i) {
        out << (i == 0 ? "" : ", ") << utf8::shorten(graph[group[i]].name, 40);
      }
      out << (group.size() > most_names ? ", …\n" : "\n");
    }
    if (all > groups.size()) out << "… and " << all - groups.size() << " more\n";
  };
  return {text, nodes};
}

Answer ask_all(const EventGraph& graph, const Options&) {
  const auto all = boost::make_iterator_range(vertices(graph));
  return {[&graph](std::ostream& out) { write_summary(out, graph); }, {all.begin(), all.end()}};
}

void write_graph(std::ostream& out, const EventGraph& graph, const Options& options) {
  if (options.format == "dot") write_dot(out, graph, options.dot);
  else (*graph_writer(options.format))(out, graph);
}

using Question = Answer (*)(const EventGraph&, const Options&);

int run(const Options& options, Question ask) {
  const LoadedGraph loaded = load_graph(options.input);
  const Answer answer = ask(loaded.graph, options);
  Output output(options.output);
  if (options.format == "text") {
    answer.text(output.stream());
  } else {
    const bool is_all = answer.nodes.size() == num_vertices(loaded.graph);  // no copy of what may be large
    if (is_all) write_graph(output.stream(), loaded.graph, options);
    else write_graph(output.stream(), subgraph(loaded.graph, answer.nodes), options);
  }
  output.commit();
  return loaded.failed ? input_unread : all_done;
}

void add_filters(CLI::App& command, Options& options) {
  command.add_option("--type", options.type, "type of event (contact.meet), or family (contact)");
  command.add_option("--with", options.with, "who takes part; may be repeated: all of them")->allow_extra_args(false);
  command.add_option("--place", options.place, "where it happens");
  command.add_option("--since", options.since, "first day, month or year: 2015-09");
  command.add_option("--until", options.until, "last day, month or year");
  command.add_option("--modality", options.modality, "how sure")
      ->check(CLI::IsMember({"actual", "planned", "possible", "alleged", "hypothetical"}));
  command.add_option("--polarity", options.polarity, "negative: what did not happen")
      ->check(CLI::IsMember({"positive", "negative"}));
  command.add_option("--source", options.source, "who says so");
  command.add_option("--documents", options.documents, "told by at least so many documents");
}

CLI::App& add_question(CLI::App& query, const std::shared_ptr<Options>& options, const std::string& name,
                       const std::string& about, Question ask) {
  CLI::App* command = query.add_subcommand(name, about);
  std::vector<std::string> formats = graph_formats();
  formats.insert(formats.begin(), "text");
  command->add_option("--format", options->format, "text: for people; else the subgraph of the answer")
      ->check(CLI::IsMember(formats))
      ->capture_default_str();
  command->add_option("--output", options->output, "file, written whole or not at all; default: standard output");
  add_dot_options(*command, options->dot);
  add_graph_input(*command, options->input);
  command->callback([options, ask] { throw CLI::RuntimeError(run(*options, ask)); });
  return *command;
}

}  // namespace

void add_query_command(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* query = app.add_subcommand("query", "questions to a graph, answered with words");
  query->require_subcommand(1);
  const auto add = [&](const char* name, const char* about, Question ask) -> CLI::App& {
    return add_question(*query, options, name, about, ask);
  };
  CLI::App& path = add("path", "how two are linked, each hop with its words", ask_path);
  path.add_option("--from", options->from, "name or id")->required();
  path.add_option("--to", options->to, "name or id")->required();
  path.add_flag("--shortest", options->shortest, "fewest hops, however unsure; default: the strongest way");
  CLI::App& around = add("around", "what is near somebody or something", ask_around);
  around.add_option("--who", options->who, "name or id")->required();
  around.add_option("--steps", options->steps, "how far")->capture_default_str();
  add_filters(add("events", "events by type, place, time, certainty, source", ask_events), *options);
  CLI::App& timeline = add("timeline", "dated events in order", ask_timeline);
  timeline.add_flag("--chart", options->chart, "as a chart, one bar an event");
  add_filters(timeline, *options);
  for (CLI::App* pairs : {&add("met", "who met, visited or talked with whom", ask_met),
                          &add("accuses", "who accuses, criticizes, sues or charges whom", ask_accuses)}) {
    pairs->add_option("--who", options->who, "only pairs with this one");
    pairs->add_option("--most", options->most, "so many pairs")->capture_default_str();
    add_filters(*pairs, *options);
  }
  CLI::App& central = add("central", "who is in the middle of things", ask_central);
  central.add_option("--measure", options->measure)
      ->check(CLI::IsMember({"pagerank", "betweenness"}))
      ->capture_default_str();
  central.add_option("--among", options->among)
      ->check(CLI::IsMember({"all", "people", "agencies"}))
      ->capture_default_str();
  central.add_option("--most", options->most, "so many")->capture_default_str();
  CLI::App& groups = add("communities", "who belongs together", ask_communities);
  groups.add_option("--most", options->most, "so many groups")->capture_default_str();
  add("all", "the whole graph, in any format", ask_all);
}

}  // namespace tidings::cli
