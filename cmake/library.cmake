# The compiled library: everything in src/ but the command, the training code and the tools that make data.
include(cmake/warnings.cmake)
find_package(spdlog REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)       # Debian 12 ships RE2 without a CMake package
pkg_check_modules(HIGHWAY REQUIRED IMPORTED_TARGET libhwy)
find_package(SQLite3 REQUIRED)
find_package(nlohmann_json 3.10 REQUIRED)
find_package(tomlplusplus REQUIRED)

# Rooms are found by their folders: a new file needs no line here.
file(GLOB_RECURSE TIDINGS_SOURCES CONFIGURE_DEPENDS
     ${PROJECT_SOURCE_DIR}/src/extractor.cpp ${PROJECT_SOURCE_DIR}/src/log.cpp
     ${PROJECT_SOURCE_DIR}/src/text/*.cpp ${PROJECT_SOURCE_DIR}/src/syntax/*.cpp ${PROJECT_SOURCE_DIR}/src/model/*.cpp
     ${PROJECT_SOURCE_DIR}/src/discourse/*.cpp ${PROJECT_SOURCE_DIR}/src/events/*.cpp
     ${PROJECT_SOURCE_DIR}/src/rules/*.cpp ${PROJECT_SOURCE_DIR}/src/graph/*.cpp ${PROJECT_SOURCE_DIR}/src/corpus/*.cpp
     ${PROJECT_SOURCE_DIR}/src/view/*.cpp)
list(FILTER TIDINGS_SOURCES EXCLUDE REGEX "/tools/")

add_library(tidings ${TIDINGS_SOURCES})
add_library(tidings::tidings ALIAS tidings)
set_target_properties(tidings PROPERTIES POSITION_INDEPENDENT_CODE ON VERSION ${PROJECT_VERSION} SOVERSION 0)
target_include_directories(tidings PRIVATE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(tidings PUBLIC tidings_graph
                      PRIVATE $<BUILD_INTERFACE:tidings_private_options> spdlog::spdlog PkgConfig::RE2 PkgConfig::HIGHWAY SQLite::SQLite3
                              nlohmann_json::nlohmann_json tomlplusplus::tomlplusplus Threads::Threads)

# The same bits on every processor: no product and sum in one rounding.
set_source_files_properties(${PROJECT_SOURCE_DIR}/src/model/kernels.cpp ${PROJECT_SOURCE_DIR}/src/model/engine.cpp
                            ${PROJECT_SOURCE_DIR}/src/model/name_decoder.cpp
                            ${PROJECT_SOURCE_DIR}/src/model/document_names.cpp PROPERTIES COMPILE_OPTIONS "-ffp-contract=off")
# Small rather than fast: what runs once a process, or for a page, and never for a word.
set(TIDINGS_COLD_SOURCES src/corpus/codec.cpp src/corpus/corpus.cpp src/discourse/times_grammar.cpp src/graph/read_json.cpp
    src/model/image.cpp src/rules/rule_set.cpp src/view/view.cpp)
list(TRANSFORM TIDINGS_COLD_SOURCES PREPEND ${PROJECT_SOURCE_DIR}/)
set_source_files_properties(${TIDINGS_COLD_SOURCES} PROPERTIES COMPILE_OPTIONS "$<$<CONFIG:Release>:-Os>")
include(cmake/embed.cmake)
