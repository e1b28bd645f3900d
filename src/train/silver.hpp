// Names that two other programs found in raw text: what both agree on is taken as gold, what only one found as unknown.
#pragma once

#include <string>
#include <vector>

#include "train/corpus.hpp"

namespace tidings::train {

/// Lines of `labels` are {"source", "id", "names": [[begin, end, type, votes], …]} with offsets in code points into the text
/// of the same id in `raw_folder`/SOURCE.jsonl. The text is cut into sentences here. Tags are "B-person", … where two votes
/// agree, "B-unknown" on every token of names with one vote. Of sources with more than `most` documents, every n-th is read.
std::vector<NamedSentence> read_silver(const std::string& labels, const std::string& raw_folder, std::size_t most);

}  // namespace tidings::train
