// The man page and the shells' completions name everything that the command's help does.
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace fs = std::filesystem;

namespace {

const fs::path folder = fs::path(TIDINGS_BINARY_DIR) / "completion";

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// What a command says on its standard output; it must end well.
std::string output_of(const std::string& command) {
  fs::create_directories(folder);
  const int status = std::system(("(" + command + ") > '" + (folder / "out").string() + "'").c_str());
  INFO(command);
  CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 0));
  return content(folder / "out");
}

std::string tidings(const std::string& arguments) { return output_of("'" TIDINGS_BINARY_DIR "/tidings' " + arguments); }

fs::path completion_of(const std::string& shell) {
  const std::string script = tidings("completion " + shell);
  std::ofstream(folder / shell, std::ios::binary) << script;
  return folder / shell;
}

bool is_installed(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null").c_str()) == 0;
}

struct Help {
  std::set<std::string> options, subcommands;
};

// Options stand at the beginning of a line, two blanks behind it: "  -h,--help  …"; subcommands below "Subcommands:".
Help help_of(const std::string& route) {
  Help help;
  std::istringstream lines(tidings(route + " --help"));
  bool in_subcommands = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("  ", 0) != 0) in_subcommands = line == "Subcommands:";
    if (line.rfind("  ", 0) != 0 || line.size() < 3 || line[2] == ' ') continue;
    const std::string word = line.substr(2, line.find(' ', 2) - 2);
    if (in_subcommands) help.subcommands.insert(word);
    if (word[0] != '-') continue;
    std::istringstream names(word);
    for (std::string name; std::getline(names, name, ',');) help.options.insert(name);
  }
  return help;
}

void collect(const std::string& route, std::set<std::string>& options, std::set<std::string>& subcommands) {
  const Help help = help_of(route);
  options.insert(help.options.begin(), help.options.end());
  for (const std::string& name : help.subcommands) {
    subcommands.insert(name);
    collect(route.empty() ? name : route + ' ' + name, options, subcommands);
  }
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string without_troff(const std::string& page) {
  std::string out;
  for (const char c : page) {
    if (c != '\\') out += c;
  }
  return out;
}

// What bash would complete the last of these words to.
std::string completed_by_bash(const std::string& words, int count) {
  return output_of("bash -c \". '" + (folder / "bash").string() + "'; COMP_WORDS=(" + words +
                   "); COMP_CWORD=" + std::to_string(count - 1) + "; _tidings; echo \\${COMPREPLY[*]}\"");
}

}  // namespace

TEST_CASE("man page and completions name every option and every subcommand", "[completion]") {
  std::set<std::string> options, subcommands;
  collect("", options, subcommands);
  REQUIRE(options.size() > 30);
  REQUIRE(subcommands.size() > 15);
  const std::string page = without_troff(tidings("completion man"));
  const std::string bash = tidings("completion bash");
  const std::string zsh = tidings("completion zsh");
  const std::string fish = tidings("completion fish");
  for (const std::string& option : options) {
    INFO(option);
    CHECK(has(page, option));
    CHECK(has(bash, option));
    CHECK(has(zsh, "*" + option + "["));
    CHECK(has(fish, option[1] == '-' ? " -l " + option.substr(2) + ' ' : " -s " + option.substr(1) + ' '));
  }
  for (const std::string& name : subcommands) {
    INFO(name);
    CHECK(has(page, ' ' + name + '\n'));
    CHECK(has(bash, ' ' + name + "|-"));
    CHECK(has(zsh, '\'' + name + ':'));
    CHECK(has(fish, "-a '" + name + "'"));
  }
}

TEST_CASE("bash completes subcommands, options and their values", "[completion]") {
  if (!is_installed("bash")) return;
  completion_of("bash");
  CHECK(completed_by_bash("tidings ext", 2) == "extract\n");
  CHECK(completed_by_bash("tidings query pa", 3) == "path\n");
  CHECK(completed_by_bash("tidings extract --per", 3) == "--per-document\n");
  CHECK(completed_by_bash("tidings extract --format graph", 4) == "graphml\n");
  CHECK(completed_by_bash("tidings completion z", 3) == "zsh\n");
  CHECK(completed_by_bash("tidings --vers", 2) == "--version\n");
}

TEST_CASE("fish and zsh read their completions", "[completion]") {
  if (is_installed("fish")) {
    const std::string file = completion_of("fish").string();
    const auto completed = [&](const std::string& words) {
      return output_of("fish --no-config -c \"source '" + file + "'; complete -C '" + words + "'\"");
    };
    CHECK(has(completed("tidings ext"), "extract\t"));
    CHECK(has(completed("tidings extract --per"), "--per-document\t"));
    CHECK(has(completed("tidings extract --format graph"), "graphml"));
    CHECK(has(completed("tidings query pa"), "path\t"));
  }
  if (is_installed("zsh")) {
    const std::string file = completion_of("zsh").string();
    output_of("zsh -n '" + file + "'");
    const std::string told =
        output_of("zsh -fc 'compdef() { :; }; _arguments() { print -l -- \"$words[*]|$CURRENT\" \"$@\"; }; . " + file +
                  "; words=(tidings query path --fr x); CURRENT=5; _tidings'");
    CHECK(has(told, "path --fr x|3"));
    CHECK(has(told, "*--help["));
  }
}

TEST_CASE("the man page has no mistakes", "[completion]") {
  if (!is_installed("groff")) return;
  CHECK(output_of("'" TIDINGS_BINARY_DIR "/tidings' completion man | groff -man -ww -z 2>&1").empty());
}
