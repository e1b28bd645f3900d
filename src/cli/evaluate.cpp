// tidings evaluate: the standard figures of names and syntax against gold.
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/figures.hpp"
#include "cli/models.hpp"
#include "tidings/error.hpp"

namespace tidings::cli {

namespace {

struct Options {
  std::string file, model, format = "table";
  std::vector<std::string> names, types, merge;
  bool robust = false;
};

std::map<std::string, std::string> merge_of(const std::vector<std::string>& pairs) {
  std::map<std::string, std::string> merge;
  for (const std::string& pair : pairs) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string::npos || equals == 0) throw Error("--merge: FROM=TO is expected, found \"" + pair + '"');
    merge[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  return merge;
}

template <class Reports>
void write(const Reports& reports, const std::string& format) {
  if (format == "json") write_json(std::cout, reports);
  else write_table(std::cout, reports);
}

void add_common(CLI::App& command, Options& options, const char* what) {
  command.add_option("FILE", options.file, what)->required();
  command.add_option("--model", options.model, "An image instead of the one inside the library");
  command.add_option("--format", options.format, "Of the figures")
      ->check(CLI::IsMember({"table", "json"}))
      ->capture_default_str();
  command.add_flag("--robust", options.robust,
                   "Also lower case, all capitals, title case, curly quotes, running text and missing spaces");
}

void add_names(CLI::App& evaluate) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      evaluate.add_subcommand("names", "Names: precision, recall and F1 of exact spans and types, in percent");
  add_common(*command, *options, "Gold: BIO, a line TOKEN<tab>TAG a word");
  command
      ->add_option("--names", options->names,
                   "Names of your own types, as 'tidings train names' made them; may be repeated")
      ->check(CLI::ExistingFile)
      ->allow_extra_args(false);
  command->add_option("--types", options->types, "Types that count, apart by commas; default: those of the gold names")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--merge", options->merge, "FROM=TO: types that count as others, apart by commas")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->callback([options] {
    const train::NameScoring scoring{options->types, merge_of(options->merge)};
    const Model model = model_of(options->model, options->names);
    write(train::evaluate_names(train::read_names(options->file), model, scoring, options->robust), options->format);
  });
}

void add_syntax(CLI::App& evaluate) {
  auto options = std::make_shared<Options>();
  CLI::App* command = evaluate.add_subcommand("syntax", "Tags, lemmas and trees, in percent of the words");
  add_common(*command, *options, "Gold: CoNLL-U");
  command->callback([options] {
    const Model model = model_of(options->model, {});
    write(train::evaluate_syntax(train::read_gold(options->file), model, options->robust), options->format);
  });
}

}  // namespace

void add_evaluate_command(CLI::App& app) {
  CLI::App* command = app.add_subcommand("evaluate", "The standard figures of names and syntax, against gold");
  command->require_subcommand(1);
  add_names(*command);
  add_syntax(*command);
}

}  // namespace tidings::cli
