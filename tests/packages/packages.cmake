# Builds of every kind and packages: minutes each, so only `./dev packages` runs them (TIDINGS_TEST_PACKAGES).
set(PACKAGES_FOLDER ${CMAKE_CURRENT_LIST_DIR})
set(PACKAGES_WORK ${PROJECT_BINARY_DIR}/packages)

function(tidings_package_test NAME)
  add_test(NAME package_${NAME} COMMAND ${ARGN} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(package_${NAME} PROPERTIES LABELS "slow;packages" SKIP_RETURN_CODE 77 TIMEOUT 7200)
endfunction()

# The same bytes from every build.
function(tidings_variant NAME)
  tidings_package_test(build_${NAME} ${PACKAGES_FOLDER}/variant.sh ${PROJECT_SOURCE_DIR} ${PACKAGES_WORK}/${NAME}
                       $<TARGET_FILE:tidings_command> ${ARGN})
endfunction()
tidings_variant(shared -DBUILD_SHARED_LIBS=ON)
tidings_variant(static -DBUILD_SHARED_LIBS=OFF)
tidings_variant(lto -DCMAKE_INTERPROCEDURAL_OPTIMIZATION=ON)
tidings_variant(o1 -DCMAKE_CXX_FLAGS_RELEASE=-O1)
find_program(TIDINGS_CLANG clang++)
if(TIDINGS_CLANG)
  tidings_variant(clang -DCMAKE_CXX_COMPILER=${TIDINGS_CLANG})
endif()

tidings_package_test(deb ${PACKAGES_FOLDER}/deb.sh ${PROJECT_SOURCE_DIR} ${PACKAGES_WORK}/deb $<TARGET_FILE:tidings_command>)
tidings_package_test(amalgamation ${PACKAGES_FOLDER}/amalgamation.sh ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}
                     ${PACKAGES_WORK}/amalgamation $<TARGET_FILE:tidings_command>)
tidings_package_test(conan ${PACKAGES_FOLDER}/conan.sh ${PROJECT_SOURCE_DIR} ${PACKAGES_WORK}/conan)
tidings_package_test(sdist ${PACKAGES_FOLDER}/sdist.sh ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR} ${PACKAGES_WORK}/sdist)
tidings_package_test(javascript ${PACKAGES_FOLDER}/javascript.sh ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR} ${PACKAGES_WORK}/javascript)
