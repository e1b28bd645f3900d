# The same texts, the same bytes: from the command, C++, C and Python, by one thread to eight. `./dev packages` runs the same
# script over builds by clang, with link-time optimisation and as shared and static libraries; tests/python/spark_test.py
# compares Spark with the command.
if(NOT TARGET tidings_command OR NOT TARGET tidings_c)
  return()
endif()
add_executable(cpp_write_graph ${CMAKE_CURRENT_LIST_DIR}/write_graph.cpp)
target_link_libraries(cpp_write_graph PRIVATE tidings)
add_test(NAME same_bytes COMMAND ${CMAKE_CURRENT_LIST_DIR}/same_bytes.sh $<TARGET_FILE:tidings_command>
                                 $<TARGET_FILE:cpp_write_graph> $<TARGET_FILE:c_write_graph> WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
if(TEST python_wheel)
  add_test(NAME same_bytes_python COMMAND ${CMAKE_CURRENT_LIST_DIR}/same_bytes_python.sh ${PROJECT_BINARY_DIR}
           WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(same_bytes_python PROPERTIES FIXTURES_REQUIRED wheel SKIP_RETURN_CODE 77)
endif()
