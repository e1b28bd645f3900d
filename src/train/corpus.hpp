// Training corpora: sentences of CoNLL-U and BIO files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/tagger.hpp"
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

/// A sentence with names; `tags` as in the file ("O", "B-person", …).
struct NamedSentence {
  bool begins_document = false;
  std::vector<std::string> forms;
  std::vector<std::string> tags;
};
std::vector<NamedSentence> read_names(const std::string& path);

std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& bytes);

}  // namespace tidings::train
