// The command `tidings`.
#include <exception>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/log.hpp"
#include "tidings/log.hpp"
#include "tidings/version.hpp"

int main(int argc, char** argv) {
  CLI::App app("tidings reads English news into one graph of people, agencies and events.", "tidings");
  app.set_version_flag("--version", "tidings " TIDINGS_VERSION);
  app.add_flag_callback(
      "--verbose", [] { tidings::cli::log().set_level(spdlog::level::debug); }, "tells on standard error what is done");
  app.require_subcommand(1);
  tidings::cli::add_extract_command(app);
  tidings::cli::add_merge_command(app);
  tidings::cli::add_query_command(app);
  tidings::cli::add_explain_command(app);
  tidings::cli::add_rules_command(app);
  tidings::cli::add_view_command(app);
  tidings::cli::add_diff_command(app);
  tidings::cli::add_tag_command(app);
  tidings::cli::add_train_command(app);
  tidings::cli::add_evaluate_command(app);
  tidings::cli::add_completion_command(app);
  tidings::set_logger(tidings::cli::shared_log());
  try {
    app.parse(argc, argv);
    return tidings::cli::all_done;
  } catch (const CLI::RuntimeError& status) {  // a subcommand ended with this status, and has said why
    return status.get_exit_code();
  } catch (const CLI::Success& asked) {  // --help, --version
    return app.exit(asked);
  } catch (const CLI::ParseError& error) {
    app.exit(error, std::cerr, std::cerr);
    return tidings::cli::wrong_call;
  } catch (const std::exception& error) {
    tidings::cli::log().error("{}", error.what());
    return tidings::cli::wrong_call;
  }
}
