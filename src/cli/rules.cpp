// tidings rules check: what is wrong in files of rules.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "tidings/rules/rule_set.hpp"

namespace tidings::cli {

namespace {

void check(const std::vector<std::string>& files) {
  bool good = true;
  for (const std::string& file : files) {
    const std::vector<Error> errors = check_rules(file);
    for (const Error& error : errors) std::cerr << error.what() << '\n';
    if (errors.empty()) std::cout << file << ": good, and its examples hold\n";
    good = good && errors.empty();
  }
  if (!good) throw CLI::RuntimeError(input_unread);
}

}  // namespace

void add_rules_command(CLI::App& app) {
  CLI::App* rules = app.add_subcommand("rules", "Looks after files of rules");
  rules->require_subcommand(1);
  CLI::App* command = rules->add_subcommand(
      "check", "Reads the files, runs their examples, and tells what is wrong with line and column");
  auto files = std::make_shared<std::vector<std::string>>();
  command->add_option("FILE", *files, "Files in the language of seeds/rules/news.toml")->required();
  command->callback([files] { check(*files); });
}

}  // namespace tidings::cli
