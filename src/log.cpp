#include "log.hpp"

#include <mutex>
#include <utility>

namespace tidings {

namespace {

struct Slot {
  std::mutex mutex;
  std::shared_ptr<spdlog::logger> logger;
};

Slot& slot() {
  static Slot one;  // made at the first use: there is no order of static objects to mind
  return one;
}

}  // namespace

void set_logger(std::shared_ptr<spdlog::logger> logger) {
  const std::lock_guard lock(slot().mutex);
  slot().logger.swap(logger);
}

std::shared_ptr<spdlog::logger> logger() {
  const std::lock_guard lock(slot().mutex);
  return slot().logger;
}

}  // namespace tidings
