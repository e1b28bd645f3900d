# The command `tidings`: one file per subcommand.
find_package(CLI11 REQUIRED)

# Training and evaluation: no part of the library, but tests look at them too.
file(GLOB TIDINGS_TRAIN_SOURCES CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/train/*.cpp)
add_library(tidings_train STATIC ${TIDINGS_TRAIN_SOURCES})
target_include_directories(tidings_train PUBLIC ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(tidings_train PUBLIC tidings PRIVATE tidings_private_options nlohmann_json::nlohmann_json Threads::Threads)

file(GLOB TIDINGS_CLI_SOURCES CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/cli/*.cpp)
add_executable(tidings_command ${TIDINGS_CLI_SOURCES})
set_target_properties(tidings_command PROPERTIES OUTPUT_NAME tidings)
target_include_directories(tidings_command PRIVATE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(tidings_command PRIVATE tidings_train tidings tidings_private_options CLI11::CLI11 spdlog::spdlog
                      nlohmann_json::nlohmann_json Threads::Threads)

# What the trainer of the encoder works with (src/train/README.md); nobody else needs it.
foreach(TOOL features image lemmas)
  add_executable(tidings_${TOOL} EXCLUDE_FROM_ALL ${PROJECT_SOURCE_DIR}/src/train/tools/${TOOL}.cpp)
  target_include_directories(tidings_${TOOL} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(tidings_${TOOL} PRIVATE tidings_train tidings tidings_private_options)
endforeach()
