# Warnings and sanitizers of our own targets; users never see them.
add_library(tidings_private_options INTERFACE)
target_compile_options(tidings_private_options INTERFACE
  $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-Wall;-Wextra;-Wpedantic;-Wno-missing-field-initializers>)
if(TIDINGS_SANITIZE)
  target_compile_options(tidings_private_options INTERFACE -fsanitize=${TIDINGS_SANITIZE} -fno-omit-frame-pointer)
  if(TIDINGS_SANITIZE MATCHES "undefined")
    target_compile_options(tidings_private_options INTERFACE -fno-sanitize-recover=undefined)
  endif()
  target_link_options(tidings_private_options INTERFACE -fsanitize=${TIDINGS_SANITIZE})
endif()
if(TIDINGS_FUZZ)
  target_compile_options(tidings_private_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
