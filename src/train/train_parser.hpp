// Training of the parser, with a dynamic oracle (Goldberg and Nivre 2013).
#pragma once

#include <string>
#include <vector>

#include "model/words.hpp"
#include "train/corpus.hpp"

namespace tidings::train {

/// `tags` are those that a tagger found which had not seen the tree. Returns the parser's section.
std::string train_parser(const std::vector<Tree>& trees, const std::vector<std::vector<Word>>& words,
                         const std::vector<Tag>& tag_table, const std::vector<std::vector<TagId>>& tags, int epochs);

}  // namespace tidings::train
