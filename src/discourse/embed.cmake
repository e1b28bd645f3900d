# seeds/lexicons/*.tsv, compiled to one image by a tool of the build.
file(GLOB TIDINGS_LEXICONS CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/seeds/lexicons/*.tsv)
add_executable(compile_lexicons ${PROJECT_SOURCE_DIR}/src/discourse/tools/compile_lexicons.cpp
                                ${PROJECT_SOURCE_DIR}/src/discourse/tools/lexicon_compiler.cpp
                                ${PROJECT_SOURCE_DIR}/src/discourse/fold_key.cpp)
target_include_directories(compile_lexicons PRIVATE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(compile_lexicons PRIVATE tidings_graph)
set(TIDINGS_LEXICON_IMAGE ${PROJECT_BINARY_DIR}/embed/lexicons.image)
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/embed)
add_custom_command(OUTPUT ${TIDINGS_LEXICON_IMAGE}
                   COMMAND compile_lexicons ${TIDINGS_LEXICON_IMAGE} ${TIDINGS_LEXICONS}
                   DEPENDS compile_lexicons ${TIDINGS_LEXICONS} VERBATIM)
tidings_embed(tidings_lexicons ${TIDINGS_LEXICON_IMAGE})

# The grammar of times, as it stands in seeds/times.
tidings_embed(tidings_time_words ${PROJECT_SOURCE_DIR}/seeds/times/words.tsv)
tidings_embed(tidings_time_patterns ${PROJECT_SOURCE_DIR}/seeds/times/patterns.toml)

# Without a table of coreference nominals and pronouns stay alone.
tidings_embed_weights(tidings_coref ${PROJECT_SOURCE_DIR}/seeds/weights/coref.tsv)
