# Data inside the library: tidings_embed(SYMBOL FILE) makes `extern const unsigned char SYMBOL[]` and `SYMBOL_end[]`,
# aligned to 64 bytes, from the bytes of FILE (a source file or one that the build makes).
enable_language(ASM)
function(tidings_embed SYMBOL FILE)
  set(ASSEMBLY ${PROJECT_BINARY_DIR}/embed/${SYMBOL}.S)
  file(WRITE ${ASSEMBLY}.new
"#if defined(__APPLE__)
#define NAME(x) _##x
#define HIDDEN .private_extern
  .const_data
#else
#define NAME(x) x
#define HIDDEN .hidden
  .section .rodata.${SYMBOL},\"a\"
#endif
  .globl NAME(${SYMBOL})
  .globl NAME(${SYMBOL}_end)
  HIDDEN NAME(${SYMBOL})
  HIDDEN NAME(${SYMBOL}_end)
  .balign 64
NAME(${SYMBOL}):
  .incbin \"${FILE}\"
NAME(${SYMBOL}_end):
  .byte 0
#if defined(__linux__) && defined(__ELF__)
  .section .note.GNU-stack,\"\",%progbits
#endif
")
  file(COPY_FILE ${ASSEMBLY}.new ${ASSEMBLY} ONLY_IF_DIFFERENT)
  set_source_files_properties(${ASSEMBLY} PROPERTIES OBJECT_DEPENDS ${FILE})
  target_sources(tidings PRIVATE ${ASSEMBLY})
endfunction()

# Weights that there may be none of yet (they are being trained): then no bytes.
function(tidings_embed_weights SYMBOL FILE)
  if(NOT EXISTS ${FILE})
    set(FILE ${PROJECT_BINARY_DIR}/embed/empty.weights)
    file(WRITE ${FILE} "")
  endif()
  tidings_embed(${SYMBOL} ${FILE})
endfunction()

foreach(PART ${PROJECT_SOURCE_DIR}/src/model/embed.cmake ${PROJECT_SOURCE_DIR}/src/discourse/embed.cmake
             ${PROJECT_SOURCE_DIR}/src/rules/embed.cmake ${PROJECT_SOURCE_DIR}/src/view/embed.cmake)
  include(${PART} OPTIONAL)  # each room says what it embeds
endforeach()
