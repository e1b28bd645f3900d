# Misuse that must not compile: each file is compiled as it stands (it must), and with TIDINGS_MISUSE (it must not).
file(GLOB LIFETIMES CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
foreach(SOURCE ${LIFETIMES})
  get_filename_component(NAME ${SOURCE} NAME_WE)
  set(COMPILE ${CMAKE_CXX_COMPILER} -std=c++20 -fsyntax-only -I${PROJECT_SOURCE_DIR}/include)
  add_test(NAME lifetime_${NAME}_use COMMAND ${COMPILE} ${SOURCE})
  add_test(NAME lifetime_${NAME}_misuse COMMAND ${COMPILE} -DTIDINGS_MISUSE ${SOURCE})
  set_tests_properties(lifetime_${NAME}_misuse PROPERTIES PASS_REGULAR_EXPRESSION "deleted (member )?function")
endforeach()
