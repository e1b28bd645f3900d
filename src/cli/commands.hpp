// Subcommands: each adds itself to the command, and runs in its callback.
#pragma once

#include <CLI/CLI.hpp>

namespace tidings::cli {

/// Exit statuses, as docs/graph-format.md tells them.
inline constexpr int all_done = 0;
inline constexpr int input_unread = 1;  ///< some input could not be read; all other is done and written
inline constexpr int wrong_call = 2;    ///< nothing was done

void add_completion_command(CLI::App& app);
void add_diff_command(CLI::App& app);
void add_evaluate_command(CLI::App& app);
void add_explain_command(CLI::App& app);
void add_extract_command(CLI::App& app);
void add_merge_command(CLI::App& app);
void add_query_command(CLI::App& app);
void add_rules_command(CLI::App& app);
void add_tag_command(CLI::App& app);
void add_train_command(CLI::App& app);
void add_view_command(CLI::App& app);

}  // namespace tidings::cli
