// The version of the library (semantic versioning).
#pragma once

#define TIDINGS_VERSION_MAJOR 0
#define TIDINGS_VERSION_MINOR 1
#define TIDINGS_VERSION_PATCH 0
#define TIDINGS_VERSION "0.1.0"
