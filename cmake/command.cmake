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

# The man page and what shells complete with, from the command's own options.
if(NOT CMAKE_CROSSCOMPILING)
  set(COMMAND_HELP ${PROJECT_BINARY_DIR}/completion)
  file(MAKE_DIRECTORY ${COMMAND_HELP})
  set(COMMAND_HELP_FILES ${COMMAND_HELP}/tidings.1 ${COMMAND_HELP}/tidings ${COMMAND_HELP}/_tidings ${COMMAND_HELP}/tidings.fish)
  add_custom_command(OUTPUT ${COMMAND_HELP_FILES}
    COMMAND tidings_command completion man > tidings.1
    COMMAND tidings_command completion bash > tidings
    COMMAND tidings_command completion zsh > _tidings
    COMMAND tidings_command completion fish > tidings.fish
    DEPENDS tidings_command WORKING_DIRECTORY ${COMMAND_HELP} VERBATIM)
  add_custom_target(tidings_command_help ALL DEPENDS ${COMMAND_HELP_FILES})
endif()

# What the trainer of the encoder works with (src/train/README.md); nobody else needs it.
foreach(TOOL features image lemmas)
  add_executable(tidings_${TOOL} EXCLUDE_FROM_ALL ${PROJECT_SOURCE_DIR}/src/train/tools/${TOOL}.cpp)
  target_include_directories(tidings_${TOOL} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(tidings_${TOOL} PRIVATE tidings_train tidings tidings_private_options)
endforeach()
