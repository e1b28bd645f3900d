// A C++ program without exceptions and without run-time types: failures come as codes.
#include "tidings.h"

#if defined(__cpp_exceptions) || defined(__cpp_rtti)
#error "compiled with exceptions"
#endif

int main() {
  tidings_extractor_options options{};
  options.struct_size = sizeof options;
  options.core_model_file = tidings_text("no/such/file");
  tidings_extractor* extractor = nullptr;
  if (tidings_extractor_new(&options, &extractor) != TIDINGS_BAD_FILE) return 1;
  options.core_model_file = {};
  if (tidings_extractor_new(&options, &extractor) != TIDINGS_OK) return 2;
  const tidings_string text = tidings_text("Anna Weber met Marek Novak in Vienna.");
  tidings_graph* graph = nullptr;
  if (tidings_extract_text(extractor, text.data, text.size, &graph) != TIDINGS_OK) return 3;
  tidings_extractor_free(extractor);
  const bool found = tidings_graph_node_count(graph) >= 4;
  tidings_graph_free(graph);
  return found ? 0 : 4;
}
