// `tidings completion`: the man page, and completions for shells, from the command's own options.
#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.hpp"
#include "tidings/version.hpp"

namespace tidings::cli {

namespace {

struct OptionHelp {
  std::string names;               // "-h, --help"; "FILE"
  std::vector<std::string> words;  // "-h", "--help"; none: a positional
  std::string description;
  std::string value;                 // "TEXT"; empty: a flag
  std::string fallback;              // the default
  std::vector<std::string> choices;  // the only values; empty: any
};

struct CommandHelp {
  std::string route;  // "tidings query path"
  std::string description;
  std::vector<OptionHelp> options, positionals;
  std::vector<std::pair<std::string, std::string>> subcommands;  // name, description
};

// "{a,b,c}" in "TEXT:{a,b,c}"
std::vector<std::string> choices_of(const std::string& type) {
  std::vector<std::string> choices;
  const std::size_t begin = type.find('{');
  const std::size_t end = type.find('}', std::min(begin, type.size()));
  if (begin == std::string::npos || end == std::string::npos) return choices;
  std::size_t at = begin + 1;
  while (at <= end) {
    const std::size_t next = std::min(type.find(',', at), end);
    choices.push_back(type.substr(at, next - at));
    at = next + 1;
  }
  return choices;
}

OptionHelp help_of(const CLI::Option& option) {
  OptionHelp help;
  for (const std::string& name : option.get_snames()) help.words.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) help.words.push_back("--" + name);
  for (const std::string& word : help.words) help.names += (help.names.empty() ? "" : ", ") + word;
  if (help.words.empty()) help.names = option.get_name(true);
  help.description = option.get_description();
  if (option.get_items_expected_max() == 0) return help;
  const std::string type = option.get_type_name();
  help.choices = choices_of(type);
  const std::size_t colon = type.find(':');
  help.value = colon == std::string::npos || !help.choices.empty() ? type.substr(0, colon) : type.substr(colon + 1);
  help.fallback = option.get_default_str();
  return help;
}

void collect(const CLI::App& app, const std::string& route, std::vector<CommandHelp>& all) {
  CommandHelp help{route, app.get_description(), {}, {}, {}};
  for (const CLI::Option* option : app.get_options([](const CLI::Option*) { return true; })) {
    if (option->get_group().empty()) continue;
    const bool is_positional = option->get_lnames().empty() && option->get_snames().empty();
    (is_positional ? help.positionals : help.options).push_back(help_of(*option));
  }
  const auto subcommands = app.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* sub : subcommands) help.subcommands.emplace_back(sub->get_name(), sub->get_description());
  all.push_back(std::move(help));
  for (const CLI::App* sub : subcommands) collect(*sub, route + ' ' + sub->get_name(), all);
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += between;
    out += word;
  }
  return out;
}

// `text` with `escape` before each of `special`.
std::string escaped(const std::string& text, std::string_view special, std::string_view escape) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += escape;
    out += c;
  }
  return out;
}

// In single quotes, as sh, zsh and fish read them.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += "'\\''";
    else out += c;
  }
  return out + "'";
}

std::vector<std::string> option_words(const CommandHelp& command) {
  std::vector<std::string> words;
  for (const OptionHelp& option : command.options) words.insert(words.end(), option.words.begin(), option.words.end());
  return words;
}

std::vector<std::string> operand_words(const CommandHelp& command) {
  std::vector<std::string> words;
  for (const auto& [name, description] : command.subcommands) words.push_back(name);
  for (const OptionHelp& positional : command.positionals) {
    words.insert(words.end(), positional.choices.begin(), positional.choices.end());
  }
  return words;
}

// "tidings extract"|"tidings merge"
std::string routes(const std::vector<CommandHelp>& commands) {
  std::vector<std::string> all;
  for (const CommandHelp& command : commands) all.push_back('"' + command.route + '"');
  all.erase(all.begin());  // `tidings` itself
  return joined(all, "|");
}

void write_bash(std::ostream& out, const std::vector<CommandHelp>& commands) {
  out << "# Completion of tidings for bash, made by 'tidings completion bash'.\n"
         "_tidings() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} route=tidings at\n"
         "  for ((at = 1; at < COMP_CWORD; ++at)); do\n"
         "    case \"$route ${COMP_WORDS[at]}\" in\n"
         "      "
      << routes(commands)
      << ") route+=\" ${COMP_WORDS[at]}\" ;;\n"
         "    esac\n"
         "  done\n"
         "  case \"$route $before\" in\n";
  for (const CommandHelp& command : commands) {
    for (const OptionHelp& option : command.options) {
      if (option.value.empty()) continue;
      std::vector<std::string> patterns;
      for (const std::string& word : option.words) patterns.push_back('"' + command.route + ' ' + word + '"');
      out << "    " << joined(patterns, "|") << ") COMPREPLY=($(compgen "
          << (option.choices.empty() ? "-f" : "-W '" + joined(option.choices, " ") + "'")
          << " -- \"$word\")); return ;;\n";
    }
  }
  out << "  esac\n"
         "  case \"$route|$word\" in\n";
  for (const CommandHelp& command : commands) {
    out << "    \"" << command.route << "|-\"*) COMPREPLY=($(compgen -W '" << joined(option_words(command), " ")
        << "' -- \"$word\")) ;;\n";
    out << "    \"" << command.route << "|\"*) COMPREPLY=($(compgen " << (command.subcommands.empty() ? "-f " : "")
        << "-W '" << joined(operand_words(command), " ") << "' -- \"$word\")) ;;\n";
  }
  out << "  esac\n"
         "}\n"
         "complete -o filenames -F _tidings tidings\n";
}

std::string zsh_text(const std::string& text) { return escaped(text, "[]:\\", "\\"); }

void write_zsh_options(std::ostream& out, const CommandHelp& command) {
  for (const OptionHelp& option : command.options) {
    for (const std::string& word : option.words) {
      std::string spec = "*" + word + '[' + zsh_text(option.description) + ']';
      if (!option.value.empty()) {
        spec += ':' + zsh_text(option.value) + ':';
        spec += option.choices.empty() ? "_files" : '(' + joined(option.choices, " ") + ')';
      }
      out << " \\\n        " << quoted(spec);
    }
  }
}

void write_zsh(std::ostream& out, const std::vector<CommandHelp>& commands) {
  out << "#compdef tidings\n"
         "# Completion of tidings for zsh, made by 'tidings completion zsh'.\n"
         "_tidings() {\n"
         "  local route=tidings at deep=1\n"
         "  for ((at = 2; at < CURRENT; ++at)); do\n"
         "    case \"$route $words[at]\" in\n"
         "      ("
      << routes(commands)
      << ") route+=\" $words[at]\"; deep=$at ;;\n"
         "    esac\n"
         "  done\n"
         "  shift $((deep - 1)) words\n"
         "  ((CURRENT -= deep - 1))\n"
         "  local -a subcommands=()\n"
         "  case $route in\n";
  for (const CommandHelp& command : commands) {
    out << "    (\"" << command.route << "\")\n";
    if (!command.subcommands.empty()) {
      out << "      subcommands=(";
      for (const auto& [name, description] : command.subcommands)
        out << ' ' << quoted(name + ':' + zsh_text(description));
      out << " )\n";
    }
    out << "      _arguments";
    write_zsh_options(out, command);
    if (!command.subcommands.empty()) {
      out << " \\\n        '*::subcommand:{_describe subcommand subcommands}'";
    } else if (!operand_words(command).empty()) {
      out << " \\\n        '*:operand:(" << joined(operand_words(command), " ") << ")'";
    } else {
      out << " \\\n        '*:file:_files'";
    }
    out << " ;;\n";
  }
  out << "  esac\n"
         "}\n"
         "if [[ $funcstack[1] == _tidings ]]; then _tidings \"$@\"; else compdef _tidings tidings; fi\n";
}

// The words of a route but for the first, each of which must have been seen.
std::string fish_condition(const CommandHelp& command) {
  std::string condition;
  std::size_t at = command.route.find(' ');
  while (at != std::string::npos) {
    const std::size_t next = command.route.find(' ', at + 1);
    condition += (condition.empty() ? "" : "; and ") + std::string("__fish_seen_subcommand_from ") +
                 command.route.substr(at + 1, next - at - 1);
    at = next;
  }
  return condition.empty() ? "__fish_use_subcommand" : condition;
}

void write_fish(std::ostream& out, const std::vector<CommandHelp>& commands) {
  out << "# Completion of tidings for fish, made by 'tidings completion fish'.\n";
  for (const CommandHelp& command : commands) {
    const std::string begin = "complete -c tidings -n " + quoted(fish_condition(command));
    for (const auto& [name, description] : command.subcommands) {
      out << begin << " -f -a " << quoted(name) << " -d " << quoted(description) << '\n';
    }
    for (const OptionHelp& option : command.options) {
      out << begin;
      for (const std::string& word : option.words) {
        out << (word[1] == '-' ? " -l " + word.substr(2) : " -s " + word.substr(1));
      }
      if (!option.value.empty()) out << " -r";
      if (!option.choices.empty()) out << " -f -a " << quoted(joined(option.choices, " "));
      out << " -d " << quoted(option.description) << '\n';
    }
    for (const OptionHelp& positional : command.positionals) {
      if (!positional.choices.empty()) out << begin << " -f -a " << quoted(joined(positional.choices, " ")) << '\n';
    }
  }
}

// As troff reads it: no line begins with a point or an apostrophe, hyphens are those that are typed.
std::string troff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else if (c == '\n') out += ' ';
    else out += c;
  }
  return !out.empty() && (out[0] == '.' || out[0] == '\'') ? "\\&" + out : out;
}

void write_man_option(std::ostream& out, const OptionHelp& option) {
  out << ".TP\n.B " << troff(option.names);
  const bool shows_value = !option.value.empty() && !option.words.empty();
  if (shows_value) out << " \\fI" << troff(option.value) << "\\fR";
  out << '\n' << troff(option.description.empty() ? "." : option.description) << '\n';
  if (!option.choices.empty()) out << ".br\nOne of " << troff(joined(option.choices, ", ")) << ".\n";
  if (!option.fallback.empty() && option.fallback != "[]") out << ".br\nDefault: " << troff(option.fallback) << ".\n";
}

void write_man(std::ostream& out, const std::vector<CommandHelp>& commands) {
  out << ".TH TIDINGS 1 \"\" \"tidings " TIDINGS_VERSION
         "\" \"User Commands\"\n"
         ".SH NAME\n"
         "tidings \\- reads English news into one graph of people, agencies and events\n"
         ".SH SYNOPSIS\n";
  for (const auto& [name, description] : commands.front().subcommands) {
    out << ".B tidings " << troff(name) << "\n[\\fIOPTIONS\\fR] ...\n.br\n";
  }
  out << ".SH DESCRIPTION\n"
         "Who did what to whom, when, how sure that is, and who says so: the answer is a graph, in which every node "
         "and "
         "every edge shows the words it stands on.\n"
         "Data go to standard output, everything else to standard error.\n"
         ".SH OPTIONS\n";
  for (const OptionHelp& option : commands.front().options) write_man_option(out, option);
  out << ".SH COMMANDS\n";
  for (auto command = commands.begin() + 1; command != commands.end(); ++command) {
    out << ".SS " << troff(command->route) << '\n' << troff(command->description) << ".\n";
    for (const OptionHelp& positional : command->positionals) write_man_option(out, positional);
    for (const OptionHelp& option : command->options) write_man_option(out, option);
  }
  out << ".SH EXIT STATUS\n"
         ".TP\n.B 0\nAll is done.\n"
         ".TP\n.B 1\nSome input could not be read; the message names it, all others are done and written.\n"
         ".TP\n.B 2\nThe call is wrong; nothing was done.\n"
         ".SH EXAMPLES\n"
         ".nf\n"
         "tidings extract article.txt\n"
         "tidings extract \\-\\-format dot article.txt | dot \\-Tsvg > article.svg\n"
         "tidings extract \\-\\-input jsonl \\-\\-threads 4 \\-\\-format json news.jsonl > graph.json\n"
         ".fi\n";
}

}  // namespace

void add_completion_command(CLI::App& app) {
  auto kind = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("completion", "what shells complete the command with, and its man page");
  command->add_option("KIND", *kind, "for which shell; man: the page")
      ->check(CLI::IsMember({"bash", "zsh", "fish", "man"}))
      ->required();
  command->callback([kind, &app] {
    std::vector<CommandHelp> commands;
    collect(app, "tidings", commands);
    if (*kind == "bash") write_bash(std::cout, commands);
    if (*kind == "zsh") write_zsh(std::cout, commands);
    if (*kind == "fish") write_fish(std::cout, commands);
    if (*kind == "man") write_man(std::cout, commands);
  });
}

}  // namespace tidings::cli
