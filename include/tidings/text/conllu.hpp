// CoNLL-U (universaldependencies.org/format.html): reading gold trees, writing what was found.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/document.hpp"

namespace tidings {

/// One `# newdoc` of a CoNLL-U file (the whole file where there is none). Multiword tokens and empty nodes are passed
/// over: tokens are syntactic words.
struct ConlluDocument {
  std::string id;
  NameTypes types;    ///< of its names: the built-in ones, and what else the file has
  Document document;  ///< source, page (one paragraph a sentence), tokens, sentences, syntax, and names (MISC NE=…)
  std::vector<std::vector<std::string>> comments;  ///< per sentence, with their "#"
};

/// The source is the forms joined by one space (none after `SpaceAfter=No` or inside a multiword token), one line a
/// sentence. Throws Error with line where a line has not ten columns, or ids or heads are wrong.
std::vector<ConlluDocument> read_conllu(std::string_view text, const std::string& file_name);

struct ConlluOptions {
  NameTypes types = {};      ///< names of the types of `document.names`
  bool token_ranges = true;  ///< TokenRange=BEGIN:END in code points, and SpaceAfter=No
  bool names = true;         ///< NE=B-person, Number=B-3500000
};
void write_conllu(std::ostream& out, const Document& document, const ConlluOptions& options = {});

}  // namespace tidings
