// Parser: dependencies by the arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011), greedily, in one
// pass. The root stands behind the sentence (Ballesteros and Nivre 2013) and takes exactly one dependent.
#pragma once

#include <string>
#include <vector>

#include "model/sparse_weights.hpp"
#include "model/tagger.hpp"
#include "model/words.hpp"
#include "tidings/syntax/syntax.hpp"

namespace tidings {

struct Action {
  enum Kind : std::uint8_t { shift, left, right } kind = shift;
  Relation relation = Relation::dep;  ///< of the arc
  bool operator==(const Action&) const = default;
};

std::string to_string(const Action& action);
Action action_from(std::string_view line);

/// What has been built of one sentence. Positions are those of the sentence; the root is at `size()`.
class ParseState {
 public:
  static constexpr int none = -1;

  void start(std::size_t words);
  int size() const noexcept { return size_; }
  bool done() const noexcept { return next_ == size_ && stack_.empty(); }
  bool allows(Action::Kind kind) const noexcept;
  /// The root has just one dependent, and only it is `root`.
  bool allows(const Action& action) const noexcept {
    return allows(action.kind) && (action.relation == Relation::root) == (action.kind == Action::left && next_ == size_);
  }
  void apply(const Action& action);

  int stack(std::size_t depth) const noexcept { return depth < stack_.size() ? stack_[stack_.size() - 1 - depth] : none; }
  std::size_t depth() const noexcept { return stack_.size(); }
  int next() const noexcept { return next_; }

  struct Node {
    int head = none;
    Relation relation = Relation::dep;
    int left1 = none, left2 = none;    ///< outermost dependents on the left, the last that was added first
    int right1 = none, right2 = none;
    std::uint8_t lefts = 0, rights = 0;
    std::uint64_t relations = 0;  ///< a bit for each relation of a dependent
  };
  const Node& node(int position) const noexcept { return nodes_[static_cast<std::size_t>(position)]; }

 private:
  void attach(int dependent, int head, Relation relation);

  int size_ = 0;
  int next_ = 0;
  std::vector<int> stack_;
  std::vector<Node> nodes_;
};

void parser_features(std::span<const Word> words, std::span<const Tag> tag_table, std::span<const TagId> tags,
                     const ParseState& state, std::vector<FeatureKey>& features);

class Parser {
 public:
  Parser() = default;
  explicit Parser(std::span<const std::byte> section);
  static constexpr const char* section = "parser.linear";

  void parse(std::span<const Word> words, std::span<const Tag> tag_table, std::span<const TagId> tags, ParseState& state,
             std::vector<FeatureKey>& features) const;

 private:
  std::vector<Action> actions_;
  SparseWeights weights_;
};

}  // namespace tidings
