// Training corpora: sentences of CoNLL-U and BIO files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/tag.hpp"
#include "tidings/syntax/syntax.hpp"

namespace tidings::train {

/// A tree: heads count from 0, the root's is the number of words.
struct Tree {
  std::vector<std::string> forms;
  std::vector<std::string> lemmas;
  std::vector<Tag> tags;
  std::vector<int> heads;
  std::vector<Relation> relations;
};

/// Throws Error with the line where a file is not as it should be.
std::vector<Tree> read_trees(const std::string& path);

/// A sentence with names; `tags` as in the file, types in lower case ("O", "B-person", …).
struct NamedSentence {
  bool begins_document = false;
  std::vector<std::string> forms;
  std::vector<std::string> tags;
};
/// BIO: a line TOKEN<tab>TAG each word, an empty line after each sentence, and a line -DOCSTART- before each document.
/// An I- that continues nothing begins a name. Throws Error with the line where the file is not so, or has no sentence.
std::vector<NamedSentence> read_names(const std::string& path);

/// Tokens [begin, end) of a sentence.
struct NameSpan {
  std::size_t begin = 0, end = 0;
  std::string type;
};
std::vector<NameSpan> spans_of(const std::vector<std::string>& tags);

/// Calls `use(first, last)` for each run of sentences (NamedSentence, GoldSentence) that is one document.
template <class Sentence, class Use>
void for_each_document(const std::vector<Sentence>& sentences, Use use) {
  for (std::size_t begin = 0, end = 0; begin < sentences.size(); begin = end) {
    end = begin + 1;
    while (end < sentences.size() && !sentences[end].begins_document) ++end;
    use(sentences.data() + begin, sentences.data() + end);
  }
}

std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& bytes);

}  // namespace tidings::train
