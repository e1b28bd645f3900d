/* One extractor and one graph serve several threads; each thread has its own last error. The argument is a story. */
#include <pthread.h>

#include "check.h"

enum { thread_count = 4, rounds = 5 };

typedef struct job {
  const tidings_extractor* extractor;
  const tidings_graph* shared;
  const char* text;
  size_t size;
  char* json;
  size_t json_size;
  int number;
} job;

static void read_shared(const tidings_graph* graph) {
  size_t i;
  for (i = 0; i < tidings_graph_node_count(graph); ++i) {
    tidings_node node = {.struct_size = sizeof node};
    CHECK(tidings_graph_node(graph, i, &node) == TIDINGS_OK && node.id.size > 0);
  }
}

static void* work(void* argument) {
  job* mine = (job*)argument;
  char wrong[32];
  int round;
  snprintf(wrong, sizeof wrong, "format-%d", mine->number);
  for (round = 0; round < rounds; ++round) {
    tidings_graph* graph = NULL;
    char* data = NULL;
    size_t size = 0;
    CHECK(tidings_graph_write(mine->shared, wrong, &data, &size) == TIDINGS_BAD_ARGUMENT);
    CHECK(tidings_extract_text(mine->extractor, mine->text, mine->size, &graph) == TIDINGS_OK);
    tidings_free(mine->json);
    CHECK(tidings_graph_write(graph, "json", &mine->json, &mine->json_size) == TIDINGS_OK);
    read_shared(mine->shared);
    CHECK(has(tidings_error_message(), wrong));
    tidings_graph_free(graph);
  }
  return NULL;
}

int main(int argc, char** argv) {
  tidings_extractor* extractor = NULL;
  tidings_graph* shared = NULL;
  pthread_t threads[thread_count];
  job jobs[thread_count];
  size_t size = 0;
  int i;
  char* text;
  CHECK(argc == 2);
  text = read_file(argv[1], &size);
  CHECK(tidings_extractor_new(NULL, &extractor) == TIDINGS_OK);
  CHECK(tidings_extract_text(extractor, text, size, &shared) == TIDINGS_OK);
  memset(jobs, 0, sizeof jobs);
  for (i = 0; i < thread_count; ++i) {
    jobs[i].extractor = extractor;
    jobs[i].shared = shared;
    jobs[i].text = text;
    jobs[i].size = size;
    jobs[i].number = i;
    CHECK(pthread_create(&threads[i], NULL, work, &jobs[i]) == 0);
  }
  for (i = 0; i < thread_count; ++i) CHECK(pthread_join(threads[i], NULL) == 0);
  CHECK(strcmp(tidings_error_message(), "") == 0); /* nothing has failed on this thread */
  for (i = 0; i < thread_count; ++i) {
    CHECK(jobs[i].json_size == jobs[0].json_size && memcmp(jobs[i].json, jobs[0].json, jobs[0].json_size) == 0);
  }
  for (i = 0; i < thread_count; ++i) tidings_free(jobs[i].json);
  tidings_graph_free(shared);
  tidings_extractor_free(extractor);
  free(text);
  return 0;
}
