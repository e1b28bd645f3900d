# Without an image the library has no model.
tidings_embed_weights(tidings_model ${PROJECT_SOURCE_DIR}/seeds/weights/en-news.image)
# Without a table of factuality the rules alone tell it.
tidings_embed_weights(tidings_factuality ${PROJECT_SOURCE_DIR}/seeds/weights/factuality.tsv)
