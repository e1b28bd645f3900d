# The weights: seeds/weights/en-news.image. Where there are none yet (they are being trained), an empty model.
set(TIDINGS_MODEL_IMAGE ${PROJECT_SOURCE_DIR}/seeds/weights/en-news.image)
if(NOT EXISTS ${TIDINGS_MODEL_IMAGE})
  set(TIDINGS_MODEL_IMAGE ${PROJECT_BINARY_DIR}/embed/empty.image)
  file(WRITE ${TIDINGS_MODEL_IMAGE} "")
endif()
tidings_embed(tidings_model ${TIDINGS_MODEL_IMAGE})

# The weights of factuality. Where there are none yet, an empty table: then the rules alone tell it.
set(TIDINGS_FACTUALITY ${PROJECT_SOURCE_DIR}/seeds/weights/factuality.tsv)
if(NOT EXISTS ${TIDINGS_FACTUALITY})
  set(TIDINGS_FACTUALITY ${PROJECT_BINARY_DIR}/embed/empty.tsv)
  file(WRITE ${TIDINGS_FACTUALITY} "")
endif()
tidings_embed(tidings_factuality ${TIDINGS_FACTUALITY})
