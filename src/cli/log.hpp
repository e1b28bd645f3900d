// What the command tells beside its answer, on standard error: errors and warnings, and with `--verbose` what it does.
#pragma once

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace tidings::cli {

/// Lines "tidings: message". Thread-safe.
inline spdlog::logger& log() {
  static const auto logger = [] {
    auto made = std::make_shared<spdlog::logger>("tidings", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("tidings: %v");
    made->set_level(spdlog::level::warn);
    return made;
  }();
  return *logger;
}

}  // namespace tidings::cli
