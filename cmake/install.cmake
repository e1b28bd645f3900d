include(CMakePackageConfigHelpers)
set(TIDINGS_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/tidings)

# The graph has an export of its own, so that its users need none of the library's packages.
install(TARGETS tidings_graph EXPORT tidings-graph-targets)
install(EXPORT tidings-graph-targets NAMESPACE tidings:: DESTINATION ${TIDINGS_CMAKE_DIR})
if(TARGET tidings)
  install(TARGETS tidings EXPORT tidings-targets)
  install(EXPORT tidings-targets NAMESPACE tidings:: DESTINATION ${TIDINGS_CMAKE_DIR})
endif()
if(TARGET tidings_command)
  install(TARGETS tidings_command)
endif()
install(DIRECTORY include/tidings DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

configure_package_config_file(cmake/tidings-config.cmake.in ${PROJECT_BINARY_DIR}/tidings-config.cmake
                              INSTALL_DESTINATION ${TIDINGS_CMAKE_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/tidings-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/tidings-config.cmake ${PROJECT_BINARY_DIR}/tidings-config-version.cmake
        DESTINATION ${TIDINGS_CMAKE_DIR})
# The prefix is told relative to the file, so that an installed tree can be moved.
file(RELATIVE_PATH TIDINGS_PC_TO_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(cmake/tidings.pc.in ${PROJECT_BINARY_DIR}/tidings.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/tidings.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
