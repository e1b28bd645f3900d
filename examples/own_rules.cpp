// A type of event of one's own, from a file of rules: no compiler knows the word "dock".
#include <filesystem>
#include <fstream>
#include <iostream>

#include "tidings/tidings.hpp"

namespace {
const char* const own_rules = R"([[event]]
type = "ship.dock"
verbs = ["dock", "berth"]
yes = ["The ferry docked in Oslo."]
)";
}  // namespace

int main() {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "tidings-example-ships.toml";
  std::ofstream(file) << own_rules;

  const tidings::Extractor extractor({.rule_files = {file.string()}});
  const tidings::EventGraph graph = extractor.extract("The frigate docked in Bergen on Friday.");
  std::filesystem::remove(file);

  for (const tidings::NodeRef event : tidings::events(graph, "ship.dock")) {
    std::cout << graph[event].type << ": " << graph[event].name << '\n';
    for (const tidings::NodeRef who : tidings::fillers(graph, event)) std::cout << "  " << graph[who].name << '\n';
  }
}
