# Programs of users, built as users build them: from an installed prefix (installed once, for all of them), and from a
# folder inside their own tree. They are the first programs of README.md and docs/c.md, word for word.
set(CONSUMERS ${CMAKE_CURRENT_LIST_DIR})
function(tidings_page_has PAGE FILE)
  set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PAGE} ${FILE})
  file(READ ${PAGE} TEXT)
  file(READ ${FILE} PROGRAM)
  string(FIND "${TEXT}" "\n${PROGRAM}```\n" AT)
  if(AT EQUAL -1)
    message(FATAL_ERROR "${PAGE} does not show the program ${FILE}")
  endif()
endfunction()
tidings_page_has(${PROJECT_SOURCE_DIR}/README.md ${CONSUMERS}/program.cpp)
tidings_page_has(${PROJECT_SOURCE_DIR}/docs/c.md ${CONSUMERS}/program.c)
set(PREFIX ${PROJECT_BINARY_DIR}/consumers/prefix)
set(LAUNCHER -DCMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER})
if(TIDINGS_SANITIZE)
  return()  # users' programs are linked without sanitizers
endif()

add_test(NAME install COMMAND ${CMAKE_COMMAND} --install ${PROJECT_BINARY_DIR} --prefix ${PREFIX})
set_tests_properties(install PROPERTIES FIXTURES_SETUP installed)

function(tidings_consumer NAME FIXTURE)
  add_test(NAME consumer_${NAME}
    COMMAND ${CMAKE_CTEST_COMMAND} --build-and-test ${CONSUMERS}/${NAME} ${PROJECT_BINARY_DIR}/consumers/${NAME}
            --build-generator ${CMAKE_GENERATOR} --build-noclean
            --build-options -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER} ${ARGN}
            --test-command ${CMAKE_CTEST_COMMAND} --output-on-failure)
  if(FIXTURE)
    set_tests_properties(consumer_${NAME} PROPERTIES FIXTURES_REQUIRED ${FIXTURE})
  endif()
endfunction()

tidings_consumer(graph_only installed -DCMAKE_PREFIX_PATH=${PREFIX})
if(TARGET tidings)
  tidings_consumer(find_package installed -DCMAKE_PREFIX_PATH=${PREFIX} -DCMAKE_BUILD_TYPE=Release)
  tidings_consumer(pkg_config installed -DTIDINGS_PREFIX=${PREFIX} -DLIBDIR=${CMAKE_INSTALL_LIBDIR})
  tidings_consumer(add_subdirectory "" -DTIDINGS_FOLDER=${PROJECT_SOURCE_DIR} -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 ${LAUNCHER})
  set_tests_properties(consumer_add_subdirectory PROPERTIES LABELS slow)  # it compiles the library again
endif()
if(TARGET tidings_c AND NOT TIDINGS_C_NEEDS_TIDINGS)
  tidings_consumer(c_only installed -DCMAKE_PREFIX_PATH=${PREFIX} -DTIDINGS_PREFIX=${PREFIX} -DLIBDIR=${CMAKE_INSTALL_LIBDIR}
                   -DCMAKE_C_COMPILER=${CMAKE_C_COMPILER})
endif()
