# The examples' output is what was recorded beside them.
function(tidings_example NAME)
  add_test(NAME example_${NAME}
    COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:example_${NAME}> "-DARGUMENTS=${ARGN}" -DEXPECTED=${PROJECT_SOURCE_DIR}/examples/${NAME}.expected
            -P ${CMAKE_CURRENT_SOURCE_DIR}/run_example.cmake)
endfunction()

if(TARGET example_timeline)
  tidings_example(who_met_whom)
  tidings_example(timeline)
  tidings_example(own_rules)
  tidings_example(graph_alone)
  add_test(NAME example_extract_to_dot COMMAND example_extract_to_dot ${PROJECT_SOURCE_DIR}/seeds/stories/wire.txt)
  set_tests_properties(example_extract_to_dot PROPERTIES PASS_REGULAR_EXPRESSION "label=\"Meng Jianzhu\"")
endif()
