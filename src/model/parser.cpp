#include "model/parser.hpp"

#include <algorithm>
#include <array>

#include "model/section_text.hpp"
#include "tidings/error.hpp"

namespace tidings {

std::string to_string(const Action& action) {
  if (action.kind == Action::shift) return "shift";
  return (action.kind == Action::left ? "left " : "right ") + std::string(to_string(action.relation));
}

Action action_from(std::string_view line) {
  if (line == "shift") return {};
  const std::size_t space = line.find(' ');
  const std::string_view kind = line.substr(0, space);
  if (space == std::string_view::npos || (kind != "left" && kind != "right")) {
    throw Error("the model's transitions are damaged: " + std::string(line));
  }
  return {kind == "left" ? Action::left : Action::right, relation_from(line.substr(space + 1))};
}

void ParseState::start(std::size_t words) {
  size_ = static_cast<int>(words);
  next_ = 0;
  stack_.clear();
  nodes_.assign(words + 1, Node{});
}

bool ParseState::allows(Action::Kind kind) const noexcept {
  const bool at_root = next_ == size_;
  switch (kind) {
    case Action::shift: return !at_root;
    case Action::left: return !stack_.empty() && (!at_root || stack_.size() == 1);
    case Action::right: return stack_.size() >= 2;
  }
  return false;
}

void ParseState::attach(int dependent, int head, Relation relation) {
  Node& below = nodes_[static_cast<std::size_t>(dependent)];
  Node& above = nodes_[static_cast<std::size_t>(head)];
  below.head = head;
  below.relation = relation;
  above.relations |= std::uint64_t{1} << static_cast<unsigned>(relation);
  if (dependent < head) {
    above.left2 = above.left1;
    above.left1 = dependent;
    above.lefts = static_cast<std::uint8_t>(std::min(above.lefts + 1, 250));
  } else {
    above.right2 = above.right1;
    above.right1 = dependent;
    above.rights = static_cast<std::uint8_t>(std::min(above.rights + 1, 250));
  }
}

void ParseState::apply(const Action& action) {
  if (action.kind == Action::shift) {
    stack_.push_back(next_++);
    return;
  }
  const int dependent = stack_.back();
  stack_.pop_back();
  attach(dependent, action.kind == Action::left ? next_ : stack_.back(), action.relation);
}

namespace {

/// What features ask of one position; a position that there is not has values of its own.
struct View {
  std::uint32_t word, cluster, coarse, tag, upos;
};

class Reader {
 public:
  Reader(std::span<const Word> words, std::span<const Tag> table, std::span<const TagId> tags, const ParseState& state)
      : words_(words), table_(table), tags_(tags), state_(state) {}

  View view(int position) const noexcept {
    if (position < 0) return {1, 1, 1, 300, 30};
    if (position >= state_.size()) return {2, 2, 2, 301, 31};
    const auto i = static_cast<std::size_t>(position);
    const Word& word = words_[i];
    return {word.lower, word.cluster.fine + 8U, word.cluster.coarse + 8U, tags_[i], static_cast<std::uint32_t>(table_[tags_[i]].upos)};
  }
  std::uint32_t relation(int position) const noexcept {
    return position < 0 ? 99U : static_cast<std::uint32_t>(state_.node(position).relation);
  }

 private:
  std::span<const Word> words_;
  std::span<const Tag> table_;
  std::span<const TagId> tags_;
  const ParseState& state_;
};

std::uint32_t distance_class(int from, int to) noexcept {
  if (from < 0 || to < 0) return 0;
  const int distance = to - from;
  if (distance <= 4) return static_cast<std::uint32_t>(distance);
  return distance <= 6 ? 5 : distance <= 10 ? 6 : distance <= 20 ? 7 : 8;
}

constexpr ParseState::Node no_node;

}  // namespace

void parser_features(std::span<const Word> words, std::span<const Tag> table, std::span<const TagId> tags,
                     const ParseState& state, std::vector<FeatureKey>& out) {
  const Reader reader(words, table, tags, state);
  const int i0 = state.stack(0), i1 = state.stack(1), i2 = state.stack(2), j0 = state.next();
  const int j1 = j0 < state.size() ? j0 + 1 : ParseState::none;
  const int j2 = j0 + 1 < state.size() ? j0 + 2 : ParseState::none;
  const auto node = [&](int position) -> const ParseState::Node& { return position < 0 ? no_node : state.node(position); };
  const ParseState::Node &ns0 = node(i0), &ns1 = node(i1), &nb0 = node(j0);
  const View s0 = reader.view(i0), s1 = reader.view(i1), s2 = reader.view(i2);
  const View b0 = reader.view(j0), b1 = reader.view(j1), b2 = reader.view(j2);
  const View s0l = reader.view(ns0.left1), s0r = reader.view(ns0.right1), s1l = reader.view(ns1.left1), s1r = reader.view(ns1.right1);
  const View b0l = reader.view(nb0.left1);
  const View s0l2 = reader.view(ns0.left2), s0r2 = reader.view(ns0.right2), b0l2 = reader.view(nb0.left2);
  const View before_s0 = reader.view(i0 > 0 ? i0 - 1 : ParseState::none);
  const View after_s0 = reader.view(i0 >= 0 ? i0 + 1 : ParseState::none);
  const View before_b0 = reader.view(j0 - 1);
  const std::uint32_t d0 = distance_class(i0, j0), d1 = distance_class(i1, i0);
  const std::uint32_t s0ld = reader.relation(ns0.left1), s0rd = reader.relation(ns0.right1);
  const std::uint32_t s1ld = reader.relation(ns1.left1), s1rd = reader.relation(ns1.right1), b0ld = reader.relation(nb0.left1);
  out.clear();
  unsigned n = 0;
  const auto add = [&](auto... attributes) { out.push_back(feature_key(n++, attributes...)); };
  add(state.depth() > 3 ? 3 : state.depth(), b0.upos == 31);
  for (const View& view : {s0, s1, b0, b1}) {
    add(view.word);
    add(view.word, view.tag);
    add(view.tag);
    add(view.cluster);
  }
  add(s2.tag);
  add(s2.word);
  add(b2.tag);
  add(b2.word);
  // pairs of the ends of a possible arc: s0–b0 and s1–s0
  add(s0.word, b0.word);
  add(s0.word, s0.tag, b0.tag);
  add(s0.tag, b0.word, b0.tag);
  add(s0.tag, b0.tag);
  add(s0.tag, b0.tag, d0);
  add(s0.cluster, b0.cluster);
  add(s0.cluster, b0.tag);
  add(s0.tag, b0.cluster);
  add(s0.coarse, b0.coarse, s0.tag, b0.tag);
  add(s0.word, b0.cluster);
  add(s0.cluster, b0.word);
  add(s1.word, s0.word);
  add(s1.word, s1.tag, s0.tag);
  add(s1.tag, s0.word, s0.tag);
  add(s1.tag, s0.tag);
  add(s1.tag, s0.tag, d1);
  add(s1.cluster, s0.cluster);
  add(s1.cluster, s0.tag);
  add(s1.tag, s0.cluster);
  add(s1.coarse, s0.coarse, s1.tag, s0.tag);
  add(s1.word, s0.cluster);
  add(s1.cluster, s0.word);
  add(s1.tag, b0.tag);
  add(s1.word, b0.word);
  add(s1.cluster, b0.cluster);
  add(b0.tag, b1.tag);
  add(b0.word, b1.word);
  add(b0.word, b1.tag);
  add(b0.tag, b1.word);
  // three and four in a row
  add(s0.tag, b0.tag, b1.tag);
  add(s0.word, b0.tag, b1.tag);
  add(s0.tag, b0.word, b1.tag);
  add(s0.tag, b0.tag, b1.word);
  add(s1.tag, s0.tag, b0.tag);
  add(s1.word, s0.tag, b0.tag);
  add(s1.tag, s0.word, b0.tag);
  add(s1.tag, s0.tag, b0.word);
  add(s1.coarse, s0.coarse, b0.coarse);
  add(s2.tag, s1.tag, s0.tag);
  add(b0.tag, b1.tag, b2.tag);
  add(s0.upos, b0.upos, b1.upos, b2.upos);
  add(s1.upos, s0.upos, b0.upos, b1.upos);
  // what hangs below
  add(s0.tag, s0l.tag, b0.tag);
  add(s0.tag, s0r.tag, b0.tag);
  add(s0.tag, b0.tag, b0l.tag);
  add(s1.tag, s1r.tag, s0.tag);
  add(s1.tag, s1l.tag, s0.tag);
  add(s1.tag, s0.tag, s0l.tag);
  add(s1.tag, s0.tag, s0r.tag);
  add(s0.tag, s0ld);
  add(s0.tag, s0rd);
  add(s1.tag, s1ld);
  add(s1.tag, s1rd);
  add(b0.tag, b0ld);
  add(s0.word, s0ld, s0rd);
  add(s1.word, s1ld, s1rd);
  add(s0.word, ns0.lefts);
  add(s0.tag, ns0.lefts, ns0.rights);
  add(s1.tag, ns1.lefts, ns1.rights);
  add(b0.tag, nb0.lefts);
  add(s0.tag, ns0.relations);
  add(s1.tag, ns1.relations);
  add(b0.tag, nb0.relations);
  add(s0.tag, ns0.relations, b0.tag);
  add(s1.tag, ns1.relations, s0.tag);
  add(s0.tag, b0.tag, nb0.relations);
  add(s0.word, ns0.relations);
  add(s1.word, ns1.relations);
  add(s1.word, s1ld, s0.tag);
  add(s0.word, s0ld, b0.tag);
  add(s0l.word, s0.tag, s0ld);
  add(s0r.word, s0.tag, s0rd);
  add(s1r.word, s1.tag, s1rd);
  add(b0l.word, b0.tag, b0ld);
  add(s0l.tag, s0l2.tag, s0.tag);
  add(s0r.tag, s0r2.tag, s0.tag);
  add(b0l.tag, b0l2.tag, b0.tag);
  add(s1.word, s1r.word, s0.word);
  add(s1.tag, s0.word, s0l.word);
  add(s1.word, s0.tag, s0l.word);
  add(s1.cluster, s0.cluster, s0l.word);
  add(s0.tag, after_s0.tag, before_b0.tag, b0.tag);
  add(before_s0.tag, s0.tag, b0.tag, b1.tag);
}

Parser::Parser(std::span<const std::byte> bytes) {
  for (const std::string& line : take_lines(bytes)) actions_.push_back(action_from(line));
  weights_ = SparseWeights(bytes);
  const auto has = [&](Action::Kind kind, bool root) {
    return std::any_of(actions_.begin(), actions_.end(), [&](const Action& a) { return a.kind == kind && (a.relation == Relation::root) == root; });
  };
  const bool complete = has(Action::shift, false) && has(Action::left, false) && has(Action::left, true) && has(Action::right, false);
  if (!complete || actions_.size() != weights_.classes() || actions_.size() > 256) throw Error("the model's parser is damaged");
}

void Parser::parse(std::span<const Word> words, std::span<const Tag> table, std::span<const TagId> tags, ParseState& state,
                   std::vector<FeatureKey>& features) const {
  std::array<std::int32_t, 256> scores;
  state.start(words.size());
  while (!state.done()) {
    parser_features(words, table, tags, state, features);
    std::fill_n(scores.begin(), actions_.size(), 0);
    for (const FeatureKey key : features) weights_.add(key, scores.data());
    const Action* best = nullptr;
    std::int32_t best_score = 0;
    for (std::size_t i = 0; i < actions_.size(); ++i) {
      if (!state.allows(actions_[i]) || (best != nullptr && scores[i] <= best_score)) continue;
      best = &actions_[i];
      best_score = scores[i];
    }
    state.apply(*best);
  }
}

}  // namespace tidings
