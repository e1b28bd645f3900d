#!/bin/sh
# SOURCE FOLDER: the vcpkg port, with stand-ins for vcpkg's own functions: its version is the library's, it builds this tree, and
# the notices that it names are there.
set -eu
source=$1 folder=$2
rm -rf "$folder"
mkdir -p "$folder"
cat >"$folder/run.cmake" <<END_OF_SCRIPT
cmake_minimum_required(VERSION 3.22)
foreach(FUNCTION vcpkg_check_features vcpkg_find_acquire_program vcpkg_cmake_install vcpkg_cmake_config_fixup vcpkg_fixup_pkgconfig
        vcpkg_copy_pdbs vcpkg_copy_tools)
  cmake_language(EVAL CODE "function(\${FUNCTION})\nendfunction()")
endforeach()
function(vcpkg_cmake_configure)
  cmake_parse_arguments(GIVEN "" SOURCE_PATH OPTIONS \${ARGN})
  if(NOT EXISTS \${GIVEN_SOURCE_PATH}/include/tidings/tidings.hpp)
    message(FATAL_ERROR "no Tidings in \${GIVEN_SOURCE_PATH}")
  endif()
endfunction()
function(vcpkg_install_copyright)
  cmake_parse_arguments(GIVEN "" "" FILE_LIST \${ARGN})
  foreach(FILE \${GIVEN_FILE_LIST})
    if(NOT EXISTS \${FILE})
      message(FATAL_ERROR "no \${FILE}")
    endif()
  endforeach()
endfunction()
set(FEATURES core tools)
set(CURRENT_PORT_DIR $source/packaging/vcpkg/tidings)
set(CURRENT_PACKAGES_DIR $folder/package)
include(\${CURRENT_PORT_DIR}/portfile.cmake)
file(READ \${CURRENT_PORT_DIR}/vcpkg.json PORT)
string(JSON VERSION GET "\${PORT}" version)
file(READ $source/include/tidings/version.hpp HEADER)
if(NOT HEADER MATCHES "TIDINGS_VERSION \"\${VERSION}\"")
  message(FATAL_ERROR "the port is of version \${VERSION}, the library of another")
endif()
END_OF_SCRIPT
cmake -P "$folder/run.cmake"
