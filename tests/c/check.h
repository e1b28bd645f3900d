/* What the C tests tell: the first thing that does not hold ends the program. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tidings.h"

static inline void fail(const char* file, int line, const char* what) {
  fprintf(stderr, "%s:%d: does not hold: %s (last error: %s)\n", file, line, what, tidings_error_message());
  exit(1);
}

/* A macro, to tell the line. */
#define CHECK(what) ((what) ? (void)0 : fail(__FILE__, __LINE__, #what))

static inline int is(tidings_string string, const char* text) {
  return string.size == strlen(text) && memcmp(string.data, text, string.size) == 0;
}

static inline int has(const char* text, const char* part) { return strstr(text, part) != NULL; }

/* The whole file, for `free`. */
static inline char* read_file(const char* name, size_t* size) {
  FILE* file = fopen(name, "rb");
  char* data = NULL;
  size_t read = 0;
  CHECK(file != NULL);
  *size = 0;
  do {
    data = (char*)realloc(data, *size + 65536);
    CHECK(data != NULL);
    read = fread(data + *size, 1, 65536, file);
    *size += read;
  } while (read > 0);
  fclose(file);
  return data;
}

#endif
