// What the command tells beside its answer, on standard error: errors and warnings, and with `--verbose` what it does.
#pragma once

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <iostream>
#include <memory>

namespace tidings::cli {

/// Lines "tidings: message". Thread-safe.
inline spdlog::logger& log() {
  static const auto logger = [] {
    auto made =
        std::make_shared<spdlog::logger>("tidings", std::make_shared<spdlog::sinks::ostream_sink_mt>(std::cerr, true));
    made->set_pattern("tidings: %v");
    made->set_level(spdlog::level::warn);
    return made;
  }();
  return *logger;
}

}  // namespace tidings::cli
