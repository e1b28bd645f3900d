// Where the library tells what it does: a spdlog logger of the user's.
#pragma once

#include <memory>

namespace spdlog {
class logger;
}

namespace tidings {

/// The logger of the whole process: warnings where something of the user's has no effect (a constraint whose name no
/// document has, a text beyond 4 GiB that is cut), and what is opened and loaded at level `debug`. As at first, with a
/// null pointer, nothing is told, and nothing is ever printed. The logger must be thread-safe (spdlog's `…_mt` sinks).
/// Thread-safe.
void set_logger(std::shared_ptr<spdlog::logger> logger);

}  // namespace tidings
