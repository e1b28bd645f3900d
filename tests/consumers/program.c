/* What a user's C program is like. */
#include <stdio.h>
#include <tidings.h>

int main(void) {
  tidings_extractor* extractor = NULL;
  tidings_graph* graph = NULL;
  const tidings_string text = tidings_text("Anna Weber met Marek Novak in Vienna on Monday.");
  size_t nodes;
  if (tidings_abi_version() != TIDINGS_ABI_VERSION) return 1;
  if (tidings_extractor_new(NULL, &extractor) != TIDINGS_OK ||
      tidings_extract_text(extractor, text.data, text.size, &graph) != TIDINGS_OK) {
    fprintf(stderr, "%s\n", tidings_error_message());
    return 1;
  }
  nodes = tidings_graph_node_count(graph);
  tidings_graph_free(graph);
  tidings_extractor_free(extractor);
  return nodes == 5 ? 0 : 1;
}
