// The user's logger, for the library's own files (see tidings/log.hpp).
#pragma once

#include <spdlog/logger.h>

#include "tidings/log.hpp"

namespace tidings {

/// None as long as no user has set one.
std::shared_ptr<spdlog::logger> logger();

}  // namespace tidings
