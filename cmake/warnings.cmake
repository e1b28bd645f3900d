# Warnings and sanitizers of our own targets; users never see them.
add_library(tidings_private_options INTERFACE)
target_compile_options(tidings_private_options INTERFACE
  $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-Wall;-Wextra;-Wpedantic;-Wno-missing-field-initializers>)
if(TIDINGS_SANITIZE)
  target_compile_options(tidings_private_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined
                                                           -fno-omit-frame-pointer)
  target_link_options(tidings_private_options INTERFACE -fsanitize=address,undefined)
endif()
