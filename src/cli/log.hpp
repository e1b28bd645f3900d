// What the command tells beside its answer, on standard error: errors and warnings, and with `--verbose` what it does.
#pragma once

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <iostream>
#include <memory>

namespace tidings::cli {

/// Lines "tidings: message"; the library's warnings too, once it is set as its logger. Thread-safe.
inline const std::shared_ptr<spdlog::logger>& shared_log() {
  static const auto logger = [] {
    auto made =
        std::make_shared<spdlog::logger>("tidings", std::make_shared<spdlog::sinks::ostream_sink_mt>(std::cerr, true));
    made->set_pattern("tidings: %v");
    made->set_level(spdlog::level::warn);
    return made;
  }();
  return logger;
}
inline spdlog::logger& log() { return *shared_log(); }

}  // namespace tidings::cli
