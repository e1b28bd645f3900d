/* THREADS FORMAT FILE ...: what `tidings extract` writes, by the C interface. */
#include "check.h"

int main(int argc, char** argv) {
  enum { most = 64 };
  tidings_extractor* extractor = NULL;
  tidings_extract_options options = {.struct_size = sizeof options};
  tidings_document documents[most];
  tidings_graph* graph = NULL;
  char* data = NULL;
  size_t size = 0;
  int i;
  CHECK(argc > 3 && argc - 3 <= most);
  options.threads = (uint32_t)atoi(argv[1]);
  memset(documents, 0, sizeof documents);
  for (i = 0; i < argc - 3; ++i) {
    const char* slash = strrchr(argv[i + 3], '/');
    documents[i].struct_size = sizeof documents[i];
    documents[i].text.data = read_file(argv[i + 3], &documents[i].text.size);
    documents[i].name = tidings_text(slash ? slash + 1 : argv[i + 3]);
  }
  CHECK(tidings_extractor_new(NULL, &extractor) == TIDINGS_OK);
  CHECK(tidings_extract(extractor, documents, (size_t)(argc - 3), &options, &graph) == TIDINGS_OK);
  CHECK(tidings_graph_write(graph, argv[2], &data, &size) == TIDINGS_OK);
  CHECK(fwrite(data, 1, size, stdout) == size);
  tidings_free(data);
  tidings_graph_free(graph);
  tidings_extractor_free(extractor);
  for (i = 0; i < argc - 3; ++i) free((void*)documents[i].text.data);
  return 0;
}
