/* Tidings from C: news text in, a graph of people, agencies and events out. C99 and later, C++ with or without
 * exceptions.
 *
 * Handles.   What a function gives as `tidings_xyz*` belongs to the caller, who ends it with `tidings_xyz_free`;
 * freeing NULL does nothing. Handles do not depend on each other: an extractor may go before its graphs. Strings have a
 * length and may hold any bytes, NUL too. Those that the library hands out are followed by a NUL that the length does
 * not count, belong to the handle they were asked of, and live as long as it does. Those that it takes are copied.
 * Errors.    Functions that can fail return a status, and change their outputs only where it is TIDINGS_OK.
 *            `tidings_error` has the message of the last failure on the calling thread. Text is never an error: any
 * bytes give a graph. No exception leaves the library; it neither prints nor exits. Threads.   An extractor and a graph
 * never change: they may be used from several threads at a time. A corpus is for one thread at a time. Whoever frees a
 * handle must be its last user. Versions.  A program that was compiled with this header runs with every library whose
 * `tidings_abi_version()` is TIDINGS_ABI_VERSION: functions, enumerators and members at the end of a struct may be
 * added, nothing else changes. That is why structs begin with `struct_size`, which the caller sets to sizeof the
 * struct.
 *
 * What the words mean that stand in a graph (kinds, types, modality …) is told in docs/graph-format.md.
 */
#ifndef TIDINGS_H
#define TIDINGS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(_WIN32)
#define TIDINGS_API
#else
#define TIDINGS_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define TIDINGS_ABI_VERSION 1

/* Of the library that the program runs with. */
TIDINGS_API uint32_t tidings_abi_version(void);
TIDINGS_API const char* tidings_version(void); /* "0.1.0" */

/* ---- strings ---- */

typedef struct tidings_string {
  const char* data; /* NULL: no string, which is not the same as an empty one where the text says so */
  size_t size;      /* bytes */
} tidings_string;

/* A string that ends with NUL, as the library takes it. */
static inline tidings_string tidings_text(const char* text) {
  tidings_string string;
  string.data = text;
  string.size = text ? strlen(text) : 0;
  return string;
}

/* Memory that a function handed out as `char**`. */
TIDINGS_API void tidings_free(void* memory);

/* Several strings, in order. */
typedef struct tidings_list tidings_list;
TIDINGS_API size_t tidings_list_size(const tidings_list* list);
TIDINGS_API tidings_string tidings_list_at(const tidings_list* list, size_t index); /* {NULL, 0} beyond the end */
TIDINGS_API void tidings_list_free(tidings_list* list);

/* ---- errors ---- */

typedef int32_t tidings_status;
enum {
  TIDINGS_OK = 0,
  TIDINGS_BAD_ARGUMENT = 1, /* a call that can't be right: NULL, an index beyond the end, an unknown format */
  TIDINGS_BAD_FILE = 2,     /* a file, or bytes in its place, that can't be read or used; or a corpus refuses a graph */
  TIDINGS_NOT_FOUND = 3,    /* the corpus has no such document */
  TIDINGS_NO_MEMORY = 4,
  TIDINGS_FAILED = 5 /* anything else, as a thread that can't be started */
};

typedef struct tidings_error_info {
  size_t struct_size;
  tidings_status status;
  tidings_string message; /* "FILE:LINE:COLUMN: what was found and what was expected" */
  tidings_string file;    /* {NULL, 0} where it has to do with none */
  uint32_t line;          /* from 1; 0: does not apply */
  uint32_t column;
} tidings_error_info;

/* The last failure on this thread; its strings live until the next call on this thread that fails. */
TIDINGS_API tidings_status tidings_error(tidings_error_info* error);
/* Its message alone; "" where nothing has failed. Never NULL. */
TIDINGS_API const char* tidings_error_message(void);

/* ---- extractor ---- */

typedef struct tidings_extractor tidings_extractor;
typedef struct tidings_graph tidings_graph;

typedef struct tidings_extractor_options {
  size_t struct_size;
  const tidings_string* rule_files; /* the user's own rules, besides the built-in ones */
  size_t rule_file_count;
  const tidings_string* name_model_files; /* names of the user's own types (`tidings train names`) */
  size_t name_model_file_count;
  tidings_string core_model_file; /* instead of the model inside the library; {NULL, 0}: that one */
} tidings_extractor_options;

/* Reads rules and models; some milliseconds. `options` may be NULL. */
TIDINGS_API tidings_status tidings_extractor_new(const tidings_extractor_options* options,
                                                 tidings_extractor** extractor);
TIDINGS_API void tidings_extractor_free(tidings_extractor* extractor);

/* One document. Everything but the text may be left {NULL, 0}. */
typedef struct tidings_document {
  size_t struct_size;
  tidings_string text;      /* any bytes */
  tidings_string key;       /* the caller's own id */
  tidings_string name;      /* what people call it, as a file's name */
  tidings_string title;     /* where it is not part of the text */
  tidings_string published; /* "2015-09-13": relative days ("on Friday") are told from it */
  tidings_string publisher;
} tidings_document;

/* Units of offsets. */
typedef int32_t tidings_offsets;
enum { TIDINGS_BYTES = 0, TIDINGS_CODEPOINTS = 1, TIDINGS_UTF16 = 2 };

typedef struct tidings_extract_options {
  size_t struct_size;
  tidings_offsets offsets;
  uint32_t threads; /* documents at a time; 0 as 1. It changes the time and no byte of the result */
} tidings_extract_options;

/* The graph of one text. */
TIDINGS_API tidings_status tidings_extract_text(const tidings_extractor* extractor, const char* text, size_t size,
                                                tidings_graph** graph);
/* One graph of `count` documents: the same person, agency or event is one node. `options` may be NULL. */
TIDINGS_API tidings_status tidings_extract(const tidings_extractor* extractor, const tidings_document* documents,
                                           size_t count, const tidings_extract_options* options, tidings_graph** graph);
/* A graph for each document: `graphs` has room for `count`. All are made or none. */
TIDINGS_API tidings_status tidings_extract_each(const tidings_extractor* extractor, const tidings_document* documents,
                                                size_t count, const tidings_extract_options* options,
                                                tidings_graph** graphs);

/* ---- graph: as a whole ---- */

TIDINGS_API void tidings_graph_free(tidings_graph* graph);

/* The names of all formats: "json", "dot", "summary", "graphml", "html" … */
TIDINGS_API tidings_status tidings_formats(tidings_list** names);
/* The graph in a format; the bytes are those of `tidings extract --format`. End it with `tidings_free`. */
TIDINGS_API tidings_status tidings_graph_write(const tidings_graph* graph, const char* format, char** data,
                                               size_t* size);
/* A graph from its JSON. */
TIDINGS_API tidings_status tidings_graph_read(const char* json, size_t size, tidings_graph** graph);
/* One graph of several, which stay as they are; all must have the same unit of offsets. */
TIDINGS_API tidings_status tidings_graph_merge(const tidings_graph* const* graphs, size_t count,
                                               tidings_graph** merged);
/* What is different in `after`, a line each: "+" new, "-" gone, "~" changed, ">" several are one, "<" one is several.
 */
TIDINGS_API tidings_status tidings_graph_diff(const tidings_graph* before, const tidings_graph* after, char** data,
                                              size_t* size);

/* ---- graph: nodes, edges, words ----
 *
 * Everything is known by its index, from 0. Counting NULL gives 0.
 */

#define TIDINGS_NONE SIZE_MAX /* in the place of an index: there is none */

/* [begin, end) in the graph's unit of offsets; 0, 0 where there is none. */
typedef struct tidings_span {
  uint32_t begin;
  uint32_t end;
} tidings_span;

typedef struct tidings_pair {
  tidings_string key;
  tidings_string value;
} tidings_pair;

typedef int32_t tidings_node_kind;
enum { TIDINGS_ENTITY = 0, TIDINGS_EVENT = 1, TIDINGS_TIME = 2 };

typedef int32_t tidings_edge_kind;
enum {
  TIDINGS_ROLE_EDGE = 0,
  TIDINGS_TIME_EDGE = 1,
  TIDINGS_ORDER_EDGE = 2,
  TIDINGS_RELATION_EDGE = 3,
  TIDINGS_SOURCE_EDGE = 4
};

typedef int32_t tidings_modality;
enum { TIDINGS_ACTUAL = 0, TIDINGS_PLANNED = 1, TIDINGS_POSSIBLE = 2, TIDINGS_ALLEGED = 3, TIDINGS_HYPOTHETICAL = 4 };

typedef int32_t tidings_polarity;
enum { TIDINGS_POSITIVE = 0, TIDINGS_NEGATIVE = 1 };

typedef int32_t tidings_tense;
enum { TIDINGS_TENSE_UNKNOWN = 0, TIDINGS_PAST = 1, TIDINGS_PRESENT = 2, TIDINGS_FUTURE = 3 };

/* The words of the contract: "entity", "role", "alleged", "negative", "past"; "" for what is none. */
TIDINGS_API const char* tidings_node_kind_name(tidings_node_kind kind);
TIDINGS_API const char* tidings_edge_kind_name(tidings_edge_kind kind);
TIDINGS_API const char* tidings_modality_name(tidings_modality modality);
TIDINGS_API const char* tidings_polarity_name(tidings_polarity polarity);
TIDINGS_API const char* tidings_tense_name(tidings_tense tense);

typedef struct tidings_node {
  size_t struct_size;
  tidings_string id; /* "e1", "v1", "t1" */
  tidings_node_kind kind;
  tidings_string type; /* "person", "contact.meet", "date" */
  tidings_string name;
  tidings_string value;      /* times only: TIMEX3 */
  tidings_modality modality; /* events only, as the next five */
  tidings_polarity polarity;
  tidings_tense tense;
  tidings_string when_begin; /* ISO 8601, included, as coarse as known; {NULL, 0}: not known */
  tidings_string when_end;
  size_t code_count; /* PLOVER, CAMEO, ACE */
  float score;
  size_t alias_count;
  size_t attribute_count;
  size_t mention_count;
  size_t out_count; /* edges that leave the node */
  size_t in_count;
} tidings_node;

typedef struct tidings_edge {
  size_t struct_size;
  tidings_string id; /* "x1" */
  tidings_edge_kind kind;
  tidings_string type; /* "agent", "at", "before", "position", "according-to" */
  size_t source;       /* index of a node */
  size_t target;
  float score;
  size_t attribute_count;
  size_t mention_count;
} tidings_edge;

/* The words that a node or an edge stands on. */
typedef struct tidings_mention {
  size_t struct_size;
  size_t document; /* index */
  tidings_span span;
  tidings_string text;
  tidings_string form; /* "name", "nominal", "pronoun"; "verb", "noun" …; empty for times and edges */
  tidings_span head;
  tidings_span sentence;
  tidings_string rule; /* what found it; empty where a model did */
  float score;
  tidings_string lemma;  /* of events: the trigger's first word, of a noun the verb it comes from */
  tidings_string merged; /* why a node of another document is this one: "name"; else empty */
} tidings_mention;

typedef struct tidings_source {
  size_t struct_size;
  tidings_string id; /* "d1" */
  tidings_string key;
  tidings_string name;
  tidings_string published;
  tidings_string title;
  tidings_string publisher;
  uint32_t length; /* in the graph's unit of offsets */
} tidings_source;

/* Who says what. */
typedef struct tidings_claim {
  size_t struct_size;
  tidings_string id; /* "c1" */
  size_t document;
  size_t source;     /* index of a node; TIDINGS_NONE: nobody is named */
  size_t chain_size; /* through whom it was told */
  tidings_span cue;  /* "said" */
  tidings_string cue_text;
  tidings_span content;
  tidings_string content_text;
  tidings_string form; /* "direct", "indirect", "mixed" */
  size_t event_count;  /* events inside what is said */
} tidings_claim;

TIDINGS_API size_t tidings_graph_node_count(const tidings_graph* graph);
TIDINGS_API tidings_status tidings_graph_node(const tidings_graph* graph, size_t index, tidings_node* node);
TIDINGS_API tidings_status tidings_graph_node_alias(const tidings_graph* graph, size_t node, size_t index,
                                                    tidings_string* alias);
TIDINGS_API tidings_status tidings_graph_node_attribute(const tidings_graph* graph, size_t node, size_t index,
                                                        tidings_pair* attribute);
TIDINGS_API tidings_status tidings_graph_node_code(const tidings_graph* graph, size_t node, size_t index,
                                                   tidings_pair* code);
TIDINGS_API tidings_status tidings_graph_node_mention(const tidings_graph* graph, size_t node, size_t index,
                                                      tidings_mention* mention);
/* Index of an edge that leaves, or reaches, the node. */
TIDINGS_API tidings_status tidings_graph_node_out(const tidings_graph* graph, size_t node, size_t index, size_t* edge);
TIDINGS_API tidings_status tidings_graph_node_in(const tidings_graph* graph, size_t node, size_t index, size_t* edge);
/* Index of the node with this id; TIDINGS_NONE where there is none. */
TIDINGS_API size_t tidings_graph_node_with_id(const tidings_graph* graph, const char* id);

TIDINGS_API size_t tidings_graph_edge_count(const tidings_graph* graph);
TIDINGS_API tidings_status tidings_graph_edge(const tidings_graph* graph, size_t index, tidings_edge* edge);
TIDINGS_API tidings_status tidings_graph_edge_attribute(const tidings_graph* graph, size_t edge, size_t index,
                                                        tidings_pair* attribute);
TIDINGS_API tidings_status tidings_graph_edge_mention(const tidings_graph* graph, size_t edge, size_t index,
                                                      tidings_mention* mention);

TIDINGS_API size_t tidings_graph_document_count(const tidings_graph* graph);
TIDINGS_API tidings_status tidings_graph_document(const tidings_graph* graph, size_t index, tidings_source* document);

TIDINGS_API size_t tidings_graph_claim_count(const tidings_graph* graph);
TIDINGS_API tidings_status tidings_graph_claim(const tidings_graph* graph, size_t index, tidings_claim* claim);
/* Index of a node: an event inside the claim; one of those through whom it was told. */
TIDINGS_API tidings_status tidings_graph_claim_event(const tidings_graph* graph, size_t claim, size_t index,
                                                     size_t* node);
TIDINGS_API tidings_status tidings_graph_claim_chain(const tidings_graph* graph, size_t claim, size_t index,
                                                     size_t* node);

/* ---- corpus: many documents, one graph; kept in one file that outlives crashes ---- */

typedef struct tidings_corpus tidings_corpus;
typedef int32_t tidings_access;
enum { TIDINGS_WRITE = 0, TIDINGS_READ = 1 };

/* Opens the file, or makes it (not with TIDINGS_READ). */
TIDINGS_API tidings_status tidings_corpus_open(const char* file, tidings_access access, tidings_corpus** corpus);
/* Closes it. What a batch has not committed is undone. */
TIDINGS_API void tidings_corpus_free(tidings_corpus* corpus);

/* Adds the graph of one document under its key (else its name). `*added` (may be NULL): 0 where that key was there
 * already, and nothing was done. `fingerprint` is the caller's own: what the graph was made from. */
TIDINGS_API tidings_status tidings_corpus_add(tidings_corpus* corpus, const tidings_graph* graph, uint64_t fingerprint,
                                              int* added);
/* The same, in the place of what had that key. `*replaced` (may be NULL): 1 where there was one. */
TIDINGS_API tidings_status tidings_corpus_replace(tidings_corpus* corpus, const tidings_graph* graph,
                                                  uint64_t fingerprint, int* replaced);
/* TIDINGS_NOT_FOUND where there is none. The document's words are overwritten in the file. */
TIDINGS_API tidings_status tidings_corpus_remove(tidings_corpus* corpus, const char* key, size_t key_size);

/* In their order (by bytes). */
TIDINGS_API tidings_status tidings_corpus_keys(const tidings_corpus* corpus, tidings_list** keys);
TIDINGS_API tidings_status tidings_corpus_fingerprint(const tidings_corpus* corpus, const char* key, size_t key_size,
                                                      uint64_t* fingerprint);
/* The graph of one document as it was added. */
TIDINGS_API tidings_status tidings_corpus_document(const tidings_corpus* corpus, const char* key, size_t key_size,
                                                   tidings_graph** graph);
/* The graph of all documents, in the order of their keys. */
TIDINGS_API tidings_status tidings_corpus_snapshot(const tidings_corpus* corpus, tidings_graph** graph);

/* What the user knows better than the resolution: which entities are one and which are not, as TOML, in
 * the place of what was told before; kept in the file; size 0: nothing. `file` (may be NULL) is its name in messages.
 * TIDINGS_BAD_FILE where it can't be read. */
TIDINGS_API tidings_status tidings_corpus_constrain(tidings_corpus* corpus, const char* toml, size_t size,
                                                    const char* file);

/* Several changes that are all done or none. Without a batch every change is on the disk when its call returns. */
TIDINGS_API tidings_status tidings_corpus_begin(tidings_corpus* corpus);
TIDINGS_API tidings_status tidings_corpus_commit(tidings_corpus* corpus);
TIDINGS_API tidings_status tidings_corpus_rollback(tidings_corpus* corpus);

#ifdef __cplusplus
}
#endif

#endif
