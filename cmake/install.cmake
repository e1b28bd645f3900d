include(CMakePackageConfigHelpers)
set(TIDINGS_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/tidings)

set(TIDINGS_TARGETS tidings_graph)
if(TARGET tidings)
  list(APPEND TIDINGS_TARGETS tidings)
endif()
install(TARGETS ${TIDINGS_TARGETS} EXPORT tidings-targets)
if(TARGET tidings_command)
  install(TARGETS tidings_command)
endif()
install(DIRECTORY include/tidings DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT tidings-targets NAMESPACE tidings:: DESTINATION ${TIDINGS_CMAKE_DIR})

configure_package_config_file(cmake/tidings-config.cmake.in ${PROJECT_BINARY_DIR}/tidings-config.cmake
                              INSTALL_DESTINATION ${TIDINGS_CMAKE_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/tidings-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/tidings-config.cmake ${PROJECT_BINARY_DIR}/tidings-config-version.cmake
        DESTINATION ${TIDINGS_CMAKE_DIR})
configure_file(cmake/tidings.pc.in ${PROJECT_BINARY_DIR}/tidings.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/tidings.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
