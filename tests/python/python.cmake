# The wheel, built with the library that is installed for the consumers (no second build of it) and tested in a Python of
# its own, which `./dev test` makes; without that Python the tests say that they were skipped.
if(TIDINGS_SANITIZE OR NOT TARGET tidings_command)
  return()
endif()
set(PYTHON_FOLDER ${PROJECT_BINARY_DIR}/python)
add_test(NAME python_wheel COMMAND ${CMAKE_CURRENT_LIST_DIR}/install_wheel.sh ${PROJECT_BINARY_DIR} "${CMAKE_CXX_COMPILER_LAUNCHER}"
         WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
add_test(NAME python COMMAND ${CMAKE_CURRENT_LIST_DIR}/run.sh ${PROJECT_BINARY_DIR} -m "not spark" WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
add_test(NAME python_spark COMMAND ${CMAKE_CURRENT_LIST_DIR}/run.sh ${PROJECT_BINARY_DIR} -m spark WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
set_tests_properties(python_spark PROPERTIES FIXTURES_REQUIRED wheel SKIP_RETURN_CODE 77 LABELS slow)
set_tests_properties(python_wheel PROPERTIES FIXTURES_REQUIRED installed FIXTURES_SETUP wheel SKIP_RETURN_CODE 77)
set_tests_properties(python PROPERTIES FIXTURES_REQUIRED wheel SKIP_RETURN_CODE 77)
