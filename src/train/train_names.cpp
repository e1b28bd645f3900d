#include "train/train_names.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "model/section_text.hpp"
#include "tidings/error.hpp"
#include "train/corpus.hpp"
#include "train/learner.hpp"

namespace tidings::train {

namespace {

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);) parts.push_back(part);
  return parts;
}

}  // namespace

TypeMap::TypeMap(const std::string& path) {
  std::istringstream in(read_file(path));
  std::string text;
  for (std::uint32_t number = 1; std::getline(in, text); ++number) {
    if (text.empty() || text[0] == '#') continue;
    const auto fields = split(text, '\t');
    if (fields.size() == 2 && fields[0] == "types") {
      types_ = split(fields[1], ' ');
      continue;
    }
    if (fields.size() != 3) throw Error(Place{path, number}, "CORPUS, TYPE and TYPES are expected, apart by tabs");
    Line line{fields[0], fields[1], 0, fields[2] == "?"};
    for (const std::string& type : split(fields[2], ' ')) {
      if (type == "?" || type == "-") continue;
      const auto at = std::find(types_.begin(), types_.end(), type);
      if (at == types_.end()) throw Error(Place{path, number}, "no type of names: " + type);
      line.types |= std::uint64_t{1} << (at - types_.begin());
    }
    lines_.push_back(line);
  }
}

std::vector<std::string> TypeMap::corpora() const {
  std::vector<std::string> names;
  for (const Line& line : lines_) {
    if (std::find(names.begin(), names.end(), line.corpus) == names.end()) names.push_back(line.corpus);
  }
  return names;
}

std::uint64_t TypeMap::all_labels_of(std::uint64_t types) const noexcept {
  std::uint64_t labels = 0;
  for (std::size_t type = 0; type < types_.size(); ++type) {
    if ((types >> type & 1) != 0) labels |= std::uint64_t{15} << NameLabels::of(type, NameLabels::begin);
  }
  return labels;
}

std::uint64_t TypeMap::allowed(const std::string& corpus, const std::string& tag, bool next_continues) const {
  const bool is_outside = tag == "O";
  const std::string from = is_outside ? tag : tag.substr(2);
  for (const Line& line : lines_) {
    if (line.corpus != corpus || line.from != from) continue;
    if (is_outside) return 1 | all_labels_of(line.types);
    if (line.unknown) return ~std::uint64_t{0};
    std::uint64_t labels = line.types == 0 ? 1 : 0;
    for (std::size_t type = 0; type < types_.size(); ++type) {
      if ((line.types >> type & 1) == 0) continue;
      const auto place = tag[0] == 'B' ? (next_continues ? NameLabels::begin : NameLabels::single)
                                       : (next_continues ? NameLabels::inside : NameLabels::end);
      labels |= std::uint64_t{1} << NameLabels::of(type, place);
    }
    return labels;
  }
  if (is_outside) return 1;
  throw Error("the type " + from + " of the corpus " + corpus + " is not in the map of types");
}

namespace {

/// A linear-chain CRF over few labels, by sums of exponentials scaled at every token.
class Chain {
 public:
  explicit Chain(std::size_t labels) : n_(labels) {}

  /// Marginals of labels, and of transitions added up over the sentence. Scores of labels that are not allowed don't count.
  void run(const std::vector<float>& scores, const std::vector<float>& transitions, const std::vector<std::uint64_t>* allowed,
           std::size_t words, std::vector<float>& marginals, std::vector<float>& moves, float sign) {
    potentials_.resize(words * n_);
    forward_.assign(words * n_, 0);
    backward_.assign(words * n_, 0);
    for (std::size_t i = 0; i < words; ++i) {
      const float top = *std::max_element(&scores[i * n_], &scores[i * n_] + n_);
      for (std::size_t c = 0; c < n_; ++c) {
        const bool fits = allowed == nullptr || ((*allowed)[i] >> c & 1) != 0;
        potentials_[i * n_ + c] = fits ? std::exp(scores[i * n_ + c] - top) + 1e-12F : 0.0F;
      }
    }
    exps_.resize(transitions.size());
    for (std::size_t k = 0; k < transitions.size(); ++k) {
      const std::size_t from = k / n_, to = k % n_;
      const bool fits = from == n_ ? !NameLabels::continues(to) : NameLabels::may_follow(from, to);
      exps_[k] = fits ? std::exp(transitions[k]) : 0.0F;
    }
    for (std::size_t i = 0; i < words; ++i) forward_step(i);
    for (std::size_t i = words; i-- > 0;) backward_step(i, words);
    for (std::size_t i = 0; i < words; ++i) {
      float sum = 0;
      for (std::size_t c = 0; c < n_; ++c) sum += forward_[i * n_ + c] * backward_[i * n_ + c];
      for (std::size_t c = 0; c < n_; ++c) marginals[i * n_ + c] = sum > 0 ? forward_[i * n_ + c] * backward_[i * n_ + c] / sum : 0;
    }
    count_moves(words, marginals, moves, sign);
  }

 private:
  void forward_step(std::size_t i) {
    float* now = &forward_[i * n_];
    if (i == 0) {
      for (std::size_t c = 0; c < n_; ++c) now[c] = exps_[n_ * n_ + c] * potentials_[c];
    } else {
      const float* before = &forward_[(i - 1) * n_];
      for (std::size_t from = 0; from < n_; ++from) {
        if (before[from] == 0) continue;
        for (std::size_t to = 0; to < n_; ++to) now[to] += before[from] * exps_[from * n_ + to];
      }
      for (std::size_t c = 0; c < n_; ++c) now[c] *= potentials_[i * n_ + c];
    }
    scale(now);
  }

  void backward_step(std::size_t i, std::size_t words) {
    float* now = &backward_[i * n_];
    if (i + 1 == words) {
      for (std::size_t c = 0; c < n_; ++c) now[c] = NameLabels::opens(c) ? 0.0F : 1.0F;
      return;
    }
    const float* after = &backward_[(i + 1) * n_];
    std::vector<float>& weighted = scratch_;
    weighted.resize(n_);
    for (std::size_t c = 0; c < n_; ++c) weighted[c] = after[c] * potentials_[(i + 1) * n_ + c];
    for (std::size_t from = 0; from < n_; ++from) {
      float sum = 0;
      for (std::size_t to = 0; to < n_; ++to) sum += exps_[from * n_ + to] * weighted[to];
      now[from] = sum;
    }
    scale(now);
  }

  void count_moves(std::size_t words, const std::vector<float>& marginals, std::vector<float>& moves, float sign) {
    for (std::size_t c = 0; c < n_; ++c) moves[n_ * n_ + c] += sign * marginals[c];
    for (std::size_t i = 1; i < words; ++i) {
      const float* before = &forward_[(i - 1) * n_];
      float sum = 0;
      scratch_.resize(n_);
      for (std::size_t to = 0; to < n_; ++to) scratch_[to] = potentials_[i * n_ + to] * backward_[i * n_ + to];
      for (std::size_t from = 0; from < n_; ++from) {
        if (before[from] == 0) continue;
        for (std::size_t to = 0; to < n_; ++to) sum += before[from] * exps_[from * n_ + to] * scratch_[to];
      }
      if (sum <= 0) continue;
      for (std::size_t from = 0; from < n_; ++from) {
        if (before[from] < 1e-5F) continue;
        const float part = sign * before[from] / sum;
        for (std::size_t to = 0; to < n_; ++to) moves[from * n_ + to] += part * exps_[from * n_ + to] * scratch_[to];
      }
    }
  }

  void scale(float* values) const {
    float sum = 0;
    for (std::size_t c = 0; c < n_; ++c) sum += values[c];
    if (sum <= 0) return;
    for (std::size_t c = 0; c < n_; ++c) values[c] /= sum;
  }

  std::size_t n_;
  std::vector<float> potentials_, forward_, backward_, exps_, scratch_;
};

class Trainer {
 public:
  Trainer(const std::vector<NameExample>& examples, const std::vector<std::string>& types, const std::vector<Tag>& table)
      : examples_(examples), types_(types), table_(table), n_(NameLabels::count(types.size())), learner_(n_, 5, 0.1F), chain_(n_),
        transitions_((n_ + 1) * n_, 0), squares_((n_ + 1) * n_, 0), sums_((n_ + 1) * n_, 0), moves_((n_ + 1) * n_, 0) {}

  std::string train(int epochs) {
    std::vector<std::size_t> order(examples_.size());
    for (std::size_t t = 0; t < order.size(); ++t) order[t] = t;
    Random random(3);
    for (int epoch = 0; epoch < epochs; ++epoch) {
      random.shuffle(order);
      rate_ = 0.1F / (1.0F + 0.3F * static_cast<float>(epoch));
      learner_.set_rate(rate_);
      for (const std::size_t t : order) learn(examples_[t], epoch == 0);
    }
    learner_.finish();
    float scale = 0;
    std::string out = pack_lines(types_) + learner_.pack(0.1F, scale);
    for (std::size_t k = 0; k < transitions_.size(); ++k) {
      const auto value = static_cast<std::int32_t>(std::lround(sums_[k] / static_cast<double>(steps_) / scale));
      out.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    return out;
  }

 private:
  void learn(const NameExample& example, bool first) {
    const std::size_t words = example.words.size();
    if (words == 0) return;
    scores_.assign(words * n_, 0);
    rows_.resize(std::max(rows_.size(), words));
    for (std::size_t i = 0; i < words; ++i) {
      name_features({example.words, table_, example.tags}, i, features_);
      learner_.rows_of(features_, first, rows_[i]);
      learner_.add_scores(rows_[i], &scores_[i * n_]);
    }
    free_.resize(words * n_);
    wanted_.resize(words * n_);
    std::fill(moves_.begin(), moves_.end(), 0.0F);
    chain_.run(scores_, transitions_, nullptr, words, free_, moves_, 1);
    chain_.run(scores_, transitions_, &example.allowed, words, wanted_, moves_, -1);
    for (std::size_t i = 0; i < words; ++i) {
      for (std::size_t c = 0; c < n_; ++c) {
        const float gradient = free_[i * n_ + c] - wanted_[i * n_ + c];
        if (std::fabs(gradient) > 0.005F) learner_.step(rows_[i], c, gradient);
      }
      learner_.tick();
    }
    ++steps_;
    for (std::size_t k = 0; k < transitions_.size(); ++k) {
      if (std::fabs(moves_[k]) > 1e-4F) {
        squares_[k] += moves_[k] * moves_[k];
        transitions_[k] -= rate_ * moves_[k] / std::sqrt(squares_[k] + 1e-2F);
      }
      sums_[k] += transitions_[k];
    }
  }

  const std::vector<NameExample>& examples_;
  const std::vector<std::string>& types_;
  const std::vector<Tag>& table_;
  std::size_t n_;
  Learner learner_;
  Chain chain_;
  float rate_ = 0.1F;
  std::size_t steps_ = 0;
  std::vector<float> transitions_, squares_;
  std::vector<double> sums_;
  std::vector<float> moves_, scores_, free_, wanted_;
  std::vector<FeatureKey> features_;
  std::vector<std::vector<std::uint32_t>> rows_;
};

}  // namespace

std::string train_names(const std::vector<NameExample>& examples, const std::vector<std::string>& types,
                        const std::vector<Tag>& tag_table, int epochs) {
  return Trainer(examples, types, tag_table).train(epochs);
}

}  // namespace tidings::train
