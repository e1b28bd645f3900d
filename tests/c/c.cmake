# The C interface, from C99 and from C++ without exceptions; as a user of an installed Tidings; and the page about it.
if(NOT TARGET tidings_c)
  return()
endif()
enable_language(C)
set(C_FOLDER ${CMAKE_CURRENT_LIST_DIR})
set(C_TESTS ${PROJECT_BINARY_DIR}/c)
file(MAKE_DIRECTORY ${C_TESTS})

function(tidings_c_program NAME SOURCE)
  add_executable(${NAME} ${SOURCE})
  set_target_properties(${NAME} PROPERTIES C_STANDARD 99 C_STANDARD_REQUIRED ON C_EXTENSIONS OFF RUNTIME_OUTPUT_DIRECTORY ${C_TESTS})
  target_include_directories(${NAME} PRIVATE ${C_FOLDER})
  target_compile_options(${NAME} PRIVATE -Wall -Wextra -Wpedantic -Werror $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes>)
  target_link_libraries(${NAME} PRIVATE tidings::c Threads::Threads)
  if(TIDINGS_SANITIZE)
    target_link_libraries(${NAME} PRIVATE tidings_private_options)
  endif()
endfunction()

tidings_c_program(c_test ${C_FOLDER}/c_test.c)
tidings_c_program(c_threads ${C_FOLDER}/threads_test.c)
tidings_c_program(c_write_graph ${C_FOLDER}/write_graph.c)
tidings_c_program(c_no_exceptions ${C_FOLDER}/no_exceptions_test.cpp)
target_compile_options(c_no_exceptions PRIVATE -fno-exceptions -fno-rtti)
add_test(NAME c COMMAND c_test ${C_TESTS})
add_test(NAME c_threads COMMAND c_threads ${PROJECT_SOURCE_DIR}/seeds/stories/talks.txt)
add_test(NAME c_no_exceptions COMMAND c_no_exceptions)

# Nothing but the interface is to be seen, and everything that the header declares.
get_target_property(TYPE tidings_c TYPE)
if(TYPE STREQUAL SHARED_LIBRARY AND CMAKE_NM AND NOT APPLE)
  add_test(NAME c_symbols COMMAND ${C_FOLDER}/symbols.sh ${CMAKE_NM} $<TARGET_FILE:tidings_c>
                                  ${PROJECT_SOURCE_DIR}/bindings/c/include/tidings.h)
endif()

# The first program of docs/c.md says what the page says.
set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/c.md)
file(READ ${PROJECT_SOURCE_DIR}/docs/c.md PAGE)
string(REGEX MATCH "```c\n([^`]*)```\n```\n([^`]*)```" ANY "${PAGE}")
file(CONFIGURE OUTPUT ${C_TESTS}/page.c CONTENT "@CMAKE_MATCH_1@" @ONLY)
file(CONFIGURE OUTPUT ${C_TESTS}/page.expected CONTENT "@CMAKE_MATCH_2@" @ONLY)
tidings_c_program(c_page ${C_TESTS}/page.c)
add_test(NAME docs_c COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:c_page> -DEXPECTED=${C_TESTS}/page.expected
                             -P ${CMAKE_CURRENT_SOURCE_DIR}/run_example.cmake)
