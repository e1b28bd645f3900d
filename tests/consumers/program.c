#include <stdio.h>
#include <tidings.h>
int main(void) {
  tidings_extractor* extractor; tidings_graph* graph; tidings_node node = {.struct_size = sizeof node};
  const tidings_string text = tidings_text("Anna Weber met Marek Novak in Vienna.");
  if (tidings_extractor_new(NULL, &extractor) || tidings_extract_text(extractor, text.data, text.size, &graph)) return puts(tidings_error_message());
  for (size_t i = 0; tidings_graph_node(graph, i, &node) == TIDINGS_OK; ++i) printf("%s %s\n", node.type.data, node.name.data);
  tidings_graph_free(graph);
  tidings_extractor_free(extractor);
}
