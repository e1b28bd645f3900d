/* The C interface, as a C program sees it. The argument is a folder to write in. */
#include <stddef.h>

#include "check.h"

static const char text[] =
    "Anna Weber met Marek Novak in Vienna on Monday. Novak, the foreign minister, will visit Oslo. "
    "\"We will sign the treaty,\" Weber said.";

static tidings_extractor* new_extractor(void) {
  tidings_extractor* extractor = NULL;
  CHECK(tidings_extractor_new(NULL, &extractor) == TIDINGS_OK);
  return extractor;
}

static tidings_document document_of(const char* content, const char* key) {
  tidings_document document = {.struct_size = sizeof document};
  document.text = tidings_text(content);
  document.key = tidings_text(key);
  return document;
}

static tidings_node node_at(const tidings_graph* graph, size_t index) {
  tidings_node node = {.struct_size = sizeof node};
  CHECK(tidings_graph_node(graph, index, &node) == TIDINGS_OK);
  return node;
}

static size_t node_named(const tidings_graph* graph, const char* name) {
  size_t i;
  for (i = 0; i < tidings_graph_node_count(graph); ++i) {
    if (is(node_at(graph, i).name, name)) return i;
  }
  return TIDINGS_NONE;
}

static void versions(void) {
  CHECK(tidings_abi_version() == TIDINGS_ABI_VERSION);
  CHECK(strlen(tidings_version()) >= 5);
}

static void nodes_and_edges(const tidings_extractor* extractor) {
  tidings_graph* graph = NULL;
  tidings_string alias;
  tidings_mention mention = {.struct_size = sizeof mention};
  tidings_pair pair;
  size_t i, anna, meeting = TIDINGS_NONE, places = 0;
  CHECK(tidings_extract_text(extractor, text, strlen(text), &graph) == TIDINGS_OK);
  anna = node_named(graph, "Anna Weber");
  CHECK(anna != TIDINGS_NONE);
  CHECK(node_at(graph, anna).kind == TIDINGS_ENTITY && is(node_at(graph, anna).type, "person"));
  CHECK(node_at(graph, anna).alias_count == 1);
  CHECK(tidings_graph_node_alias(graph, anna, 0, &alias) == TIDINGS_OK && is(alias, "Weber"));
  CHECK(tidings_graph_node_mention(graph, anna, 0, &mention) == TIDINGS_OK);
  CHECK(mention.span.begin == 0 && mention.span.end == 10 && is(mention.text, "Anna Weber") &&
        is(mention.form, "name"));
  CHECK(tidings_graph_node_with_id(graph, node_at(graph, anna).id.data) == anna);

  for (i = 0; i < tidings_graph_node_count(graph); ++i) {
    if (is(node_at(graph, i).type, "contact.meet")) meeting = i;
  }
  CHECK(meeting != TIDINGS_NONE);
  CHECK(node_at(graph, meeting).kind == TIDINGS_EVENT && node_at(graph, meeting).modality == TIDINGS_ACTUAL);
  CHECK(strcmp(tidings_modality_name(node_at(graph, meeting).modality), "actual") == 0);
  CHECK(node_at(graph, meeting).code_count > 0);
  CHECK(tidings_graph_node_code(graph, meeting, 0, &pair) == TIDINGS_OK && pair.value.size > 0);
  for (i = 0; i < node_at(graph, meeting).out_count; ++i) {
    size_t e = TIDINGS_NONE;
    tidings_edge edge = {.struct_size = sizeof edge};
    CHECK(tidings_graph_node_out(graph, meeting, i, &e) == TIDINGS_OK);
    CHECK(tidings_graph_edge(graph, e, &edge) == TIDINGS_OK);
    CHECK(edge.source == meeting && edge.target < tidings_graph_node_count(graph) && edge.mention_count > 0);
    CHECK(tidings_graph_edge_mention(graph, e, 0, &mention) == TIDINGS_OK && mention.text.size > 0);
    CHECK(strlen(mention.text.data) == mention.text.size && strlen(edge.type.data) == edge.type.size);
    if (edge.kind == TIDINGS_ROLE_EDGE && is(edge.type, "place")) {
      places += is(node_at(graph, edge.target).name, "Vienna") ? 1 : 0;
    }
  }
  CHECK(places == 1);
  tidings_graph_free(graph);
}

/* Each edge is reached from its source and from its target, once. */
static void edges_from_both_ends(const tidings_extractor* extractor) {
  tidings_graph* graph = NULL;
  size_t node, i, edge, out = 0, in = 0;
  CHECK(tidings_extract_text(extractor, text, strlen(text), &graph) == TIDINGS_OK);
  CHECK(tidings_graph_edge_count(graph) > 0);
  for (node = 0; node < tidings_graph_node_count(graph); ++node) {
    tidings_edge told = {.struct_size = sizeof told};
    for (i = 0; i < node_at(graph, node).out_count; ++i, ++out) {
      CHECK(tidings_graph_node_out(graph, node, i, &edge) == TIDINGS_OK);
      CHECK(tidings_graph_edge(graph, edge, &told) == TIDINGS_OK && told.source == node);
    }
    for (i = 0; i < node_at(graph, node).in_count; ++i, ++in) {
      CHECK(tidings_graph_node_in(graph, node, i, &edge) == TIDINGS_OK);
      CHECK(tidings_graph_edge(graph, edge, &told) == TIDINGS_OK && told.target == node);
    }
  }
  CHECK(out == tidings_graph_edge_count(graph) && in == out);
  tidings_graph_free(graph);
}

static void claims_and_documents(const tidings_extractor* extractor) {
  tidings_graph* graph = NULL;
  tidings_claim claim = {.struct_size = sizeof claim};
  tidings_source source = {.struct_size = sizeof source};
  tidings_document document = document_of(text, "a key");
  size_t event = TIDINGS_NONE;
  document.published = tidings_text("2015-09-13");
  document.title = tidings_text("Ministers meet");
  CHECK(tidings_extract(extractor, &document, 1, NULL, &graph) == TIDINGS_OK);
  CHECK(tidings_graph_document_count(graph) == 1);
  CHECK(tidings_graph_document(graph, 0, &source) == TIDINGS_OK);
  CHECK(is(source.key, "a key") && is(source.published, "2015-09-13") && is(source.title, "Ministers meet"));
  CHECK(source.publisher.data == NULL && source.length == strlen(text));
  CHECK(tidings_graph_claim_count(graph) == 1);
  CHECK(tidings_graph_claim(graph, 0, &claim) == TIDINGS_OK);
  CHECK(claim.source == node_named(graph, "Anna Weber") && is(claim.form, "direct") && is(claim.cue_text, "said"));
  CHECK(claim.event_count > 0);
  CHECK(tidings_graph_claim_event(graph, 0, 0, &event) == TIDINGS_OK && node_at(graph, event).kind == TIDINGS_EVENT);
  CHECK(tidings_graph_claim_chain(graph, 0, claim.chain_size, &event) == TIDINGS_BAD_ARGUMENT);
  tidings_graph_free(graph);
}

static void offsets_in_other_units(const tidings_extractor* extractor) {
  tidings_document document = document_of("Zo\xC3\xAB Weber met Marek Novak.", "k");
  tidings_extract_options options = {.struct_size = sizeof options};
  tidings_graph* graph = NULL;
  tidings_mention mention = {.struct_size = sizeof mention};
  options.offsets = TIDINGS_CODEPOINTS;
  CHECK(tidings_extract(extractor, &document, 1, &options, &graph) == TIDINGS_OK);
  CHECK(tidings_graph_node_mention(graph, node_named(graph, "Marek Novak"), 0, &mention) == TIDINGS_OK);
  CHECK(mention.span.begin == 14);
  tidings_graph_free(graph);
  options.offsets = 7;
  CHECK(tidings_extract(extractor, &document, 1, &options, &graph) == TIDINGS_BAD_ARGUMENT);
}

/* Two documents name one person; a caller with the first version's struct gets what that one had. */
static void why_two_are_one(const tidings_extractor* extractor) {
  tidings_document documents[2];
  tidings_graph* graph = NULL;
  tidings_mention mention = {.struct_size = sizeof mention};
  tidings_mention first_version = {.struct_size = offsetof(tidings_mention, lemma)};
  size_t anna, leaving;
  documents[0] = document_of("Anna Weber left.", "a");
  documents[1] = document_of("Anna Weber met Marek Novak.", "b");
  CHECK(tidings_extract(extractor, documents, 2, NULL, &graph) == TIDINGS_OK);
  anna = node_named(graph, "Anna Weber");
  leaving = node_named(graph, "left");
  CHECK(tidings_graph_node_mention(graph, anna, 0, &mention) == TIDINGS_OK && mention.merged.size == 0);
  CHECK(tidings_graph_node_mention(graph, anna, 1, &mention) == TIDINGS_OK && is(mention.merged, "name"));
  CHECK(tidings_graph_node_mention(graph, leaving, 0, &mention) == TIDINGS_OK && is(mention.lemma, "leave"));
  first_version.lemma.size = 7;
  CHECK(tidings_graph_node_mention(graph, leaving, 0, &first_version) == TIDINGS_OK);
  CHECK(is(first_version.text, "left") && first_version.lemma.size == 7);
  tidings_graph_free(graph);
}

/* Any bytes are good. */
static void bytes_that_are_no_text(const tidings_extractor* extractor) {
  const char bytes[] = "\0\xFF\xFE Anna Weber met \xC3 Marek\0 Novak.\n\x80";
  tidings_graph* graph = NULL;
  char* json = NULL;
  size_t size = 0;
  CHECK(tidings_extract_text(extractor, bytes, sizeof bytes, &graph) == TIDINGS_OK);
  CHECK(tidings_graph_write(graph, "json", &json, &size) == TIDINGS_OK && size > 0);
  tidings_free(json);
  tidings_graph_free(graph);
  CHECK(tidings_extract_text(extractor, NULL, 0, &graph) == TIDINGS_OK);
  CHECK(tidings_graph_node_count(graph) == 0);
  tidings_graph_free(graph);
}

static void every_format_and_back(const tidings_extractor* extractor) {
  tidings_graph *graph = NULL, *again = NULL;
  tidings_list* formats = NULL;
  char *data = NULL, *back = NULL;
  size_t i, size = 0, back_size = 0;
  CHECK(tidings_extract_text(extractor, text, strlen(text), &graph) == TIDINGS_OK);
  CHECK(tidings_formats(&formats) == TIDINGS_OK && tidings_list_size(formats) > 10);
  for (i = 0; i < tidings_list_size(formats); ++i) {
    CHECK(tidings_graph_write(graph, tidings_list_at(formats, i).data, &data, &size) == TIDINGS_OK);
    CHECK(size > 0 && data[size] == '\0');
    tidings_free(data);
  }
  CHECK(tidings_list_at(formats, i).data == NULL);
  tidings_list_free(formats);

  CHECK(tidings_graph_write(graph, "json", &data, &size) == TIDINGS_OK);
  CHECK(tidings_graph_read(data, size, &again) == TIDINGS_OK);
  CHECK(tidings_graph_write(again, "json", &back, &back_size) == TIDINGS_OK);
  CHECK(size == back_size && memcmp(data, back, size) == 0);
  tidings_free(data);
  tidings_free(back);
  CHECK(tidings_graph_write(graph, "jpeg", &data, &size) == TIDINGS_BAD_ARGUMENT);
  CHECK(has(tidings_error_message(), "jpeg"));
  tidings_graph_free(graph);
  tidings_graph_free(again);
}

static void several_documents(const tidings_extractor* extractor) {
  tidings_document documents[2];
  tidings_graph* each[2] = {NULL, NULL};
  tidings_graph *whole = NULL, *merged = NULL;
  char *a = NULL, *b = NULL, *difference = NULL;
  size_t a_size = 0, b_size = 0, size = 0;
  documents[0] = document_of("Anna Weber met Marek Novak.", "one");
  documents[1] = document_of("Anna Weber will visit Oslo.", "two");
  CHECK(tidings_extract(extractor, documents, 2, NULL, &whole) == TIDINGS_OK);
  CHECK(tidings_extract_each(extractor, documents, 2, NULL, each) == TIDINGS_OK);
  CHECK(tidings_graph_merge((const tidings_graph* const*)each, 2, &merged) == TIDINGS_OK);
  CHECK(tidings_graph_write(whole, "json", &a, &a_size) == TIDINGS_OK);
  CHECK(tidings_graph_write(merged, "json", &b, &b_size) == TIDINGS_OK);
  CHECK(a_size == b_size && memcmp(a, b, a_size) == 0);
  CHECK(node_named(each[0], "Oslo") == TIDINGS_NONE && node_named(merged, "Oslo") != TIDINGS_NONE);
  CHECK(tidings_graph_diff(each[0], merged, &difference, &size) == TIDINGS_OK && has(difference, "+ Oslo"));
  tidings_free(a);
  tidings_free(b);
  tidings_free(difference);
  tidings_graph_free(each[0]);
  tidings_graph_free(each[1]);
  tidings_graph_free(merged);
  tidings_graph_free(whole);
}

static void bad_arguments(const tidings_extractor* extractor) {
  tidings_graph* graph = NULL;
  tidings_node node = {.struct_size = sizeof node};
  tidings_document document = document_of(text, "k");
  tidings_error_info error = {.struct_size = sizeof error};
  size_t edge = 0;
  CHECK(tidings_extractor_new(NULL, NULL) == TIDINGS_BAD_ARGUMENT);
  CHECK(tidings_extract_text(NULL, text, 1, &graph) == TIDINGS_BAD_ARGUMENT && graph == NULL);
  CHECK(tidings_extract_text(extractor, text, 1, NULL) == TIDINGS_BAD_ARGUMENT);
  CHECK(tidings_extract_text(extractor, NULL, 1, &graph) == TIDINGS_BAD_ARGUMENT);
  CHECK(tidings_extract(extractor, NULL, 1, NULL, &graph) == TIDINGS_BAD_ARGUMENT);
  CHECK(tidings_error(&error) == TIDINGS_OK && error.status == TIDINGS_BAD_ARGUMENT);
  CHECK(is(error.message, "documents is NULL") && error.file.data == NULL && error.line == 0);
  document.published = tidings_text("yesterday");
  CHECK(tidings_extract(extractor, &document, 1, NULL, &graph) == TIDINGS_BAD_ARGUMENT);
  CHECK(has(tidings_error_message(), "\"yesterday\", expected a day as YYYY-MM-DD"));
  document.struct_size = 0;
  CHECK(tidings_extract(extractor, &document, 1, NULL, &graph) == TIDINGS_BAD_ARGUMENT);
  CHECK(has(tidings_error_message(), "struct_size"));
  CHECK(graph == NULL);

  CHECK(tidings_extract_text(extractor, text, strlen(text), &graph) == TIDINGS_OK);
  CHECK(tidings_graph_node(graph, tidings_graph_node_count(graph), &node) == TIDINGS_BAD_ARGUMENT);
  CHECK(tidings_graph_node(graph, TIDINGS_NONE, &node) == TIDINGS_BAD_ARGUMENT);
  CHECK(tidings_graph_node(graph, 0, NULL) == TIDINGS_BAD_ARGUMENT);
  CHECK(tidings_graph_node_out(graph, 0, 1000, &edge) == TIDINGS_BAD_ARGUMENT);
  CHECK(tidings_graph_edge_mention(graph, 0, 1000, NULL) == TIDINGS_BAD_ARGUMENT);
  CHECK(tidings_graph_write(graph, NULL, NULL, NULL) == TIDINGS_BAD_ARGUMENT);
  node.struct_size = 3;
  CHECK(tidings_graph_node(graph, 0, &node) == TIDINGS_BAD_ARGUMENT);
  CHECK(tidings_graph_node_count(NULL) == 0 && tidings_graph_node_with_id(graph, "e999") == TIDINGS_NONE);
  CHECK(strcmp(tidings_modality_name(99), "") == 0 && strcmp(tidings_tense_name(-1), "") == 0);
  tidings_graph_free(graph);
  tidings_graph_free(NULL);
  tidings_extractor_free(NULL);
  tidings_corpus_free(NULL);
  tidings_list_free(NULL);
  tidings_free(NULL);
}

/* A struct of a later header is longer: what it has more is not touched. */
static void longer_structs_of_a_newer_header(const tidings_extractor* extractor) {
  struct {
    tidings_node known;
    char later[16];
  } node;
  struct {
    tidings_document known;
    char later[16];
  } documents[2];
  tidings_graph* graph = NULL;
  memset(&node, 0x5A, sizeof node);
  memset(documents, 0, sizeof documents);
  documents[0].known = document_of("Anna Weber met Marek Novak.", "one");
  documents[1].known = document_of("Carla Moreno visited Oslo.", "two");
  documents[0].known.struct_size = documents[1].known.struct_size = sizeof documents[0];
  CHECK(tidings_extract(extractor, &documents[0].known, 2, NULL, &graph) == TIDINGS_OK);
  CHECK(node_named(graph, "Carla Moreno") != TIDINGS_NONE);
  node.known.struct_size = sizeof node;
  CHECK(tidings_graph_node(graph, 0, &node.known) == TIDINGS_OK);
  CHECK(node.known.struct_size == sizeof node && node.later[0] == 0x5A && node.later[15] == 0x5A);
  tidings_graph_free(graph);
}

static void write_file(const char* name, const char* content) {
  FILE* file = fopen(name, "wb");
  CHECK(file != NULL);
  fputs(content, file);
  fclose(file);
}

static const char* in_folder(const char* folder, const char* name) {
  static char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return path;
}

static void bad_files(const char* folder) {
  tidings_extractor* extractor = NULL;
  tidings_extractor_options options = {.struct_size = sizeof options};
  tidings_error_info error = {.struct_size = sizeof error};
  tidings_corpus* corpus = NULL;
  tidings_graph* graph = NULL;
  const char* file = in_folder(folder, "bad.file");
  tidings_string name = tidings_text(file);
  write_file(file, "[[rule]]\nnme = 3 =\n");

  options.rule_files = &name;
  options.rule_file_count = 1;
  CHECK(tidings_extractor_new(&options, &extractor) == TIDINGS_BAD_FILE && extractor == NULL);
  CHECK(tidings_error(&error) == TIDINGS_OK);
  CHECK(error.status == TIDINGS_BAD_FILE && is(error.file, file) && error.line == 2 && error.column > 0);
  CHECK(has(error.message.data, file));

  options.rule_file_count = 0;
  options.core_model_file = name;
  CHECK(tidings_extractor_new(&options, &extractor) == TIDINGS_BAD_FILE);
  options.core_model_file = tidings_text("no/such/file");
  CHECK(tidings_extractor_new(&options, &extractor) == TIDINGS_BAD_FILE);
  CHECK(has(tidings_error_message(), "no/such/file"));
  options.core_model_file = tidings_text(NULL);
  options.name_model_files = &name;
  options.name_model_file_count = 1;
  CHECK(tidings_extractor_new(&options, &extractor) == TIDINGS_BAD_FILE);

  CHECK(tidings_corpus_open(file, TIDINGS_READ, &corpus) == TIDINGS_BAD_FILE && corpus == NULL);
  CHECK(tidings_corpus_open("no/such/folder/store", TIDINGS_WRITE, &corpus) == TIDINGS_BAD_FILE);
  CHECK(tidings_corpus_open(file, 9, &corpus) == TIDINGS_BAD_ARGUMENT);
  CHECK(tidings_graph_read("{\"format\": 1", 12, &graph) == TIDINGS_BAD_FILE && graph == NULL);
  remove(file);
}

static void a_corpus(const tidings_extractor* extractor, const char* folder) {
  tidings_corpus* corpus = NULL;
  tidings_document documents[2];
  tidings_graph* graphs[2] = {NULL, NULL};
  tidings_graph* graph = NULL;
  tidings_list* keys = NULL;
  uint64_t fingerprint = 0;
  int added = -1;
  char file[4096];
  snprintf(file, sizeof file, "%s", in_folder(folder, "c_test.store"));
  remove(file);
  documents[0] = document_of("Anna Weber met Marek Novak.", "one");
  documents[1] = document_of("Anna Weber will visit Oslo.", "two");
  CHECK(tidings_extract_each(extractor, documents, 2, NULL, graphs) == TIDINGS_OK);

  CHECK(tidings_corpus_open(file, TIDINGS_WRITE, &corpus) == TIDINGS_OK);
  CHECK(tidings_corpus_add(corpus, graphs[1], 7, &added) == TIDINGS_OK && added == 1);
  CHECK(tidings_corpus_add(corpus, graphs[1], 8, &added) == TIDINGS_OK && added == 0);
  CHECK(tidings_corpus_fingerprint(corpus, "two", 3, &fingerprint) == TIDINGS_OK && fingerprint == 7);
  CHECK(tidings_corpus_replace(corpus, graphs[1], 9, &added) == TIDINGS_OK && added == 1);
  CHECK(tidings_corpus_begin(corpus) == TIDINGS_OK);
  CHECK(tidings_corpus_begin(corpus) == TIDINGS_BAD_ARGUMENT);
  CHECK(tidings_corpus_add(corpus, graphs[0], 0, NULL) == TIDINGS_OK);
  CHECK(tidings_corpus_rollback(corpus) == TIDINGS_OK);
  CHECK(tidings_corpus_document(corpus, "one", 3, &graph) == TIDINGS_NOT_FOUND && graph == NULL);
  CHECK(tidings_corpus_begin(corpus) == TIDINGS_OK);
  CHECK(tidings_corpus_add(corpus, graphs[0], 0, NULL) == TIDINGS_OK);
  CHECK(tidings_corpus_commit(corpus) == TIDINGS_OK);
  CHECK(tidings_corpus_commit(corpus) == TIDINGS_BAD_ARGUMENT);
  CHECK(tidings_corpus_keys(corpus, &keys) == TIDINGS_OK && tidings_list_size(keys) == 2);
  CHECK(is(tidings_list_at(keys, 0), "one") && is(tidings_list_at(keys, 1), "two"));
  tidings_list_free(keys);
  CHECK(tidings_corpus_snapshot(corpus, &graph) == TIDINGS_OK && tidings_graph_document_count(graph) == 2);
  CHECK(tidings_corpus_add(corpus, graph, 0, NULL) == TIDINGS_BAD_FILE); /* of two documents */
  tidings_graph_free(graph);
  tidings_corpus_free(corpus);

  CHECK(tidings_corpus_open(file, TIDINGS_WRITE, &corpus) == TIDINGS_OK);
  CHECK(tidings_corpus_remove(corpus, "one", 3) == TIDINGS_OK);
  CHECK(tidings_corpus_remove(corpus, "one", 3) == TIDINGS_NOT_FOUND && has(tidings_error_message(), "\"one\""));
  CHECK(tidings_corpus_document(corpus, "two", 3, &graph) == TIDINGS_OK);
  CHECK(node_named(graph, "Oslo") != TIDINGS_NONE);
  tidings_graph_free(graph);
  tidings_corpus_free(corpus);
  tidings_graph_free(graphs[0]);
  tidings_graph_free(graphs[1]);
  remove(file);
}

/* Two people of one name are two where the user says so. */
static void constraints(const tidings_extractor* extractor, const char* folder) {
  const char toml[] =
      "[[different]]\nentities = [{name = \"Anna Weber\", document = \"one\"}, "
      "{name = \"Anna Weber\", document = \"two\"}]\n";
  tidings_corpus* corpus = NULL;
  tidings_document documents[2];
  tidings_graph* graphs[2] = {NULL, NULL};
  size_t before, i;
  tidings_graph* graph = NULL;
  char file[4096];
  snprintf(file, sizeof file, "%s", in_folder(folder, "c_constraints.store"));
  remove(file);
  documents[0] = document_of("Anna Weber met Marek Novak.", "one");
  documents[1] = document_of("Anna Weber will visit Oslo.", "two");
  CHECK(tidings_extract_each(extractor, documents, 2, NULL, graphs) == TIDINGS_OK);
  CHECK(tidings_corpus_open(file, TIDINGS_WRITE, &corpus) == TIDINGS_OK);
  for (i = 0; i < 2; ++i) CHECK(tidings_corpus_add(corpus, graphs[i], 0, NULL) == TIDINGS_OK);
  CHECK(tidings_corpus_snapshot(corpus, &graph) == TIDINGS_OK);
  before = tidings_graph_node_count(graph);
  tidings_graph_free(graph);
  CHECK(tidings_corpus_constrain(corpus, toml, strlen(toml), NULL) == TIDINGS_OK);
  CHECK(tidings_corpus_snapshot(corpus, &graph) == TIDINGS_OK);
  CHECK(tidings_graph_node_count(graph) == before + 1);
  tidings_graph_free(graph);
  CHECK(tidings_corpus_constrain(corpus, "[[same", 6, "mine.toml") == TIDINGS_BAD_FILE);
  CHECK(has(tidings_error_message(), "mine.toml:1"));
  CHECK(tidings_corpus_constrain(corpus, NULL, 0, NULL) == TIDINGS_OK);
  CHECK(tidings_corpus_snapshot(corpus, &graph) == TIDINGS_OK && tidings_graph_node_count(graph) == before);
  tidings_graph_free(graph);
  tidings_corpus_free(corpus);
  for (i = 0; i < 2; ++i) tidings_graph_free(graphs[i]);
  remove(file);
}

/* The user's own rules make the user's own events. */
static void own_rules(const char* folder) {
  tidings_extractor* extractor = NULL;
  tidings_extractor_options options = {.struct_size = sizeof options};
  const char* rules = in_folder(folder, "rules.toml");
  tidings_string file = tidings_text(rules);
  tidings_document document = document_of("The tanker ran aground near Suez.", "k");
  tidings_graph* graph = NULL;
  size_t i;
  int found = 0;
  write_file(rules, "[[event]]\ntype = \"shipping.ground\"\nverbs = [\"run aground\"]\n");
  options.rule_files = &file;
  options.rule_file_count = 1;
  CHECK(tidings_extractor_new(&options, &extractor) == TIDINGS_OK);
  remove(rules);
  CHECK(tidings_extract(extractor, &document, 1, NULL, &graph) == TIDINGS_OK);
  for (i = 0; i < tidings_graph_node_count(graph); ++i) found |= is(node_at(graph, i).type, "shipping.ground");
  CHECK(found);
  tidings_graph_free(graph);
  tidings_extractor_free(extractor);
}

int main(int argc, char** argv) {
  tidings_extractor* extractor = new_extractor();
  CHECK(argc == 2);
  versions();
  nodes_and_edges(extractor);
  edges_from_both_ends(extractor);
  claims_and_documents(extractor);
  why_two_are_one(extractor);
  offsets_in_other_units(extractor);
  bytes_that_are_no_text(extractor);
  every_format_and_back(extractor);
  several_documents(extractor);
  bad_arguments(extractor);
  longer_structs_of_a_newer_header(extractor);
  bad_files(argv[1]);
  own_rules(argv[1]);
  a_corpus(extractor, argv[1]);
  constraints(extractor, argv[1]);
  tidings_extractor_free(extractor);
  return 0;
}
