// Training of the recogniser of names, on corpora that know different types.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/recognizer.hpp"

namespace tidings::train {

/// One sentence: for every token the labels that it may have, a bit each. Where a corpus does not know, all of them.
struct NameExample {
  std::vector<Word> words;
  std::vector<TagId> tags;
  std::vector<std::uint64_t> allowed;
};

/// How a corpus' types are to be read: lines "CORPUS TAB TYPE TAB TYPES" of seeds/training/names.tsv.
class TypeMap {
 public:
  explicit TypeMap(const std::string& path);
  const std::vector<std::string>& types() const noexcept { return types_; }
  std::vector<std::string> corpora() const;
  /// The labels that the token may have. `next_continues`: the next token has an I- tag.
  std::uint64_t allowed(const std::string& corpus, const std::string& tag, bool next_continues) const;

 private:
  struct Line {
    std::string corpus, from;
    std::uint64_t types = 0;  ///< a bit each; none: outside
    bool unknown = false;     ///< anything is possible
  };
  std::uint64_t all_labels_of(std::uint64_t types) const noexcept;

  std::vector<std::string> types_;
  std::vector<Line> lines_;
};

std::string train_names(const std::vector<NameExample>& examples, const std::vector<std::string>& types,
                        const std::vector<Tag>& tag_table, int epochs);

}  // namespace tidings::train
