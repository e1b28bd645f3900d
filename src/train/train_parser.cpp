#include "train/train_parser.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/parser.hpp"
#include "model/section_text.hpp"
#include "train/learner.hpp"

namespace tidings::train {

namespace {

/// How many arcs of the tree can't be reached any more after `kind`.
int cost(const ParseState& state, const std::vector<int>& heads, Action::Kind kind) {
  const int s0 = state.stack(0), s1 = state.stack(1), b0 = state.next();
  const auto head = [&](int position) { return position >= 0 && position < state.size() ? heads[static_cast<std::size_t>(position)] : ParseState::none; };
  int lost = 0;
  if (kind == Action::shift) {
    for (std::size_t depth = 0; depth < state.depth(); ++depth) {
      const int below = state.stack(depth);
      lost += head(below) == b0 ? 1 : 0;
      lost += depth > 0 && head(b0) == below ? 1 : 0;
    }
    return lost;
  }
  // s0 leaves the stack: its dependents in the buffer are lost, and its head, where that is another one.
  for (int position = b0; position < state.size(); ++position) lost += head(position) == s0 ? 1 : 0;
  if (kind == Action::right) return lost + (head(s0) >= b0 ? 1 : 0);
  return lost + (head(s0) > b0 || (s1 != ParseState::none && head(s0) == s1) ? 1 : 0);
}

class Trainer {
 public:
  Trainer(const std::vector<Tree>& trees, const std::vector<std::vector<Word>>& words, const std::vector<Tag>& table,
          const std::vector<std::vector<TagId>>& tags)
      : trees_(trees), words_(words), table_(table), tags_(tags), actions_(actions_of(trees)), learner_(actions_.size(), 4, 0.1F) {}

  std::string train(int epochs) {
    std::vector<std::size_t> order(trees_.size());
    for (std::size_t t = 0; t < order.size(); ++t) order[t] = t;
    for (int epoch = 0; epoch < epochs; ++epoch) {
      random_.shuffle(order);
      learner_.set_rate(0.1F / (1.0F + 0.3F * static_cast<float>(epoch)));
      for (const std::size_t t : order) learn(t, epoch);
    }
    learner_.finish();
    std::vector<std::string> names;
    for (const Action& action : actions_) names.push_back(to_string(action));
    float scale = 0;
    return pack_lines(names) + learner_.pack(0.1F, scale);
  }

 private:
  static std::vector<Action> actions_of(const std::vector<Tree>& trees) {
    std::map<std::string, std::size_t> counts;
    for (const Tree& tree : trees) {
      for (std::size_t i = 0; i < tree.heads.size(); ++i) {
        const bool left = static_cast<int>(i) < tree.heads[i];
        ++counts[to_string(Action{left ? Action::left : Action::right, tree.relations[i]})];
      }
    }
    std::vector<Action> actions = {Action{}};
    for (const auto& [name, count] : counts) {
      if (count >= 5) actions.push_back(action_from(name));
    }
    return actions;
  }

  /// The actions that lose as few arcs as any; of an arc that is in the tree only its own relation.
  void mark_right_actions(const ParseState& state, const Tree& tree) {
    int costs[3], least = 1 << 30;
    for (const Action::Kind kind : {Action::shift, Action::left, Action::right}) {
      costs[kind] = state.allows(kind) ? cost(state, tree.heads, kind) : 1 << 30;
      least = std::min(least, costs[kind]);
    }
    const int s0 = state.stack(0);
    bool any = false;
    for (std::size_t a = 0; a < actions_.size(); ++a) {
      const Action& action = actions_[a];
      right_[a] = state.allows(action) && costs[action.kind] == least &&
                  (action.kind == Action::shift || action.relation == tree.relations[static_cast<std::size_t>(s0)]);
      any = any || right_[a];
    }
    for (std::size_t a = 0; !any && a < actions_.size(); ++a) right_[a] = state.allows(actions_[a]) && costs[actions_[a].kind] == least;
  }

  void learn(std::size_t t, int epoch) {
    const Tree& tree = trees_[t];
    state_.start(tree.forms.size());
    scores_.resize(actions_.size());
    right_.resize(actions_.size());
    while (!state_.done()) {
      parser_features(words_[t], table_, tags_[t], state_, features_);
      learner_.rows_of(features_, epoch == 0, rows_);
      std::fill(scores_.begin(), scores_.end(), 0.0F);
      learner_.add_scores(rows_, scores_.data());
      mark_right_actions(state_, tree);
      std::size_t best = 0, best_right = 0;
      float top = -1e30F, top_right = -1e30F;
      for (std::size_t a = 0; a < actions_.size(); ++a) {
        if (!state_.allows(actions_[a])) continue;
        if (scores_[a] > top) top = scores_[best = a];
        if (right_[a] && scores_[a] > top_right) top_right = scores_[best_right = a];
      }
      step(top);
      const bool explores = epoch > 0 && random_.unit() < 0.9F;
      state_.apply(actions_[explores ? best : best_right]);
    }
  }

  void step(float top) {
    float sum = 0, sum_right = 0;
    for (std::size_t a = 0; a < actions_.size(); ++a) {
      scores_[a] = state_.allows(actions_[a]) ? std::exp(scores_[a] - top) : 0.0F;
      sum += scores_[a];
      sum_right += right_[a] ? scores_[a] : 0.0F;
    }
    for (std::size_t a = 0; a < actions_.size(); ++a) {
      const float wanted = right_[a] && sum_right > 0 ? scores_[a] / sum_right : 0.0F;
      const float gradient = scores_[a] / sum - wanted;
      if (std::fabs(gradient) > 0.01F) learner_.step(rows_, a, gradient);
    }
    learner_.tick();
  }

  const std::vector<Tree>& trees_;
  const std::vector<std::vector<Word>>& words_;
  const std::vector<Tag>& table_;
  const std::vector<std::vector<TagId>>& tags_;
  std::vector<Action> actions_;
  Learner learner_;
  Random random_{2};
  ParseState state_;
  std::vector<FeatureKey> features_;
  std::vector<std::uint32_t> rows_;
  std::vector<float> scores_;
  std::vector<char> right_;
};

}  // namespace

std::string train_parser(const std::vector<Tree>& trees, const std::vector<std::vector<Word>>& words,
                         const std::vector<Tag>& tag_table, const std::vector<std::vector<TagId>>& tags, int epochs) {
  return Trainer(trees, words, tag_table, tags).train(epochs);
}

}  // namespace tidings::train
