#include "train/train_syntax.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <new>
#include <optional>
#include <set>

#include "model/parts.hpp"
#include "model/section_text.hpp"
#include "tidings/discourse/knowledge.hpp"
#include "tidings/error.hpp"
#include "train/encoder_heads.hpp"
#include "train/learner.hpp"
#include "train/variants.hpp"

namespace tidings::train {

namespace {

constexpr std::size_t longest_sentence = 160, most_tags = 256;
constexpr std::size_t batch_words = 400;
constexpr float first_rate = 0.002F;
constexpr float dropout = 0.15F;  // of what heads are read from

/// What the heads will see of a sentence, and what they shall say.
struct Example {
  std::vector<std::uint8_t> activations;  // words × width
  std::vector<std::uint16_t> tags;
  std::vector<std::uint16_t> heads;  // 0: the root, else a word, from 1
  std::vector<Relation> relations;
  std::size_t size() const noexcept { return tags.size(); }
};

/// The tags that the model knows, and the new ones of the sentences: few sentences have few of all that there are.
std::vector<std::string> tags_of(const std::vector<Tree>& trees, std::vector<std::string> known) {
  std::set<std::string> wanted;
  for (const Tree& tree : trees) {
    for (const Tag& tag : tree.tags) wanted.insert(to_string(tag));
  }
  std::set<std::string> fresh = wanted;
  for (const std::string& tag : known) fresh.erase(tag);
  if (known.size() + fresh.size() > most_tags)  // a tagset of its own
    std::erase_if(known, [&](const std::string& tag) { return wanted.count(tag) == 0; });
  known.insert(known.end(), fresh.begin(), fresh.end());
  if (known.size() > most_tags) {
    throw Error(std::to_string(known.size()) + " parts of speech with features, of which a model holds " +
                std::to_string(most_tags));
  }
  return known;
}

class ExampleReader {
 public:
  ExampleReader(const Encoder& encoder, const std::vector<std::string>& tags)
      : encoder_(encoder), features_(Knowledge::builtin()) {
    for (std::size_t t = 0; t < tags.size(); ++t) tags_.emplace(tags[t], static_cast<std::uint16_t>(t));
  }

  Example read(const Tree& tree, const std::vector<std::string>& forms) {
    const std::size_t words = forms.size(), width = encoder_.width();
    std::vector<TokenFeatures> features(words);
    features_.read(
        words, [&](std::size_t i) { return std::string_view(forms[i]); }, features.data(), reader_);
    const Piece whole{0, words};
    encoder_.encode(features, {&whole, 1}, buffers_);
    Example example;
    for (std::size_t i = 0; i < words; ++i) {
      const std::uint8_t* of_word = encoder_.activations(buffers_, 0, i);
      example.activations.insert(example.activations.end(), of_word, of_word + width);
      example.tags.push_back(tags_.at(to_string(tree.tags[i])));
      const auto head = static_cast<std::size_t>(tree.heads[i]);
      example.heads.push_back(static_cast<std::uint16_t>(head == words ? 0 : head + 1));
    }
    example.relations = tree.relations;
    return example;
  }

 private:
  const Encoder& encoder_;
  std::map<std::string, std::uint16_t> tags_;
  TokenFeatureReader features_;
  TokenFeatureReader::Buffers reader_;
  Encoder::Buffers buffers_;
};

/// Weights in training, by Adam (Kingma and Ba 2015).
class Tensor {
 public:
  explicit Tensor(std::vector<float> values)
      : values(std::move(values)), gradient(this->values.size()), mean_(gradient.size()), square_(gradient.size()) {}

  void step(float rate, int time) {
    const float first = 1 - std::pow(0.9F, static_cast<float>(time)),
                second = 1 - std::pow(0.98F, static_cast<float>(time));
    for (std::size_t i = 0; i < values.size(); ++i) {
      mean_[i] = 0.9F * mean_[i] + 0.1F * gradient[i];
      square_[i] = 0.98F * square_[i] + 0.02F * gradient[i] * gradient[i];
      values[i] -= rate * (mean_[i] / first) / (std::sqrt(square_[i] / second) + 1e-8F);
      gradient[i] = 0;
    }
  }

  std::vector<float> values, gradient;

 private:
  std::vector<float> mean_, square_;
};

// kernels::squash, and its slope at x.
float squash(float x) noexcept {
  x = std::clamp(x, -3.0F, 3.0F);
  return x * (27 + x * x) / (27 + 9 * x * x);
}
float slope(float x) noexcept {
  if (x <= -3 || x >= 3) return 0;
  const float square = x * x, below = 27 + 9 * square;
  return ((27 + 3 * square) * below - (27 + square) * 18 * square) / (below * below);
}

/// Scores become their gradient of the cross entropy.
void to_gradient(float* scores, std::size_t count, std::size_t wanted) noexcept {
  const float top = *std::max_element(scores, scores + count);
  float sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += scores[i] = std::exp(scores[i] - top);
  for (std::size_t i = 0; i < count; ++i) scores[i] /= sum;
  scores[wanted] -= 1;
}

float dot(const float* a, const float* b, std::size_t count) noexcept {
  float sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += a[i] * b[i];
  return sum;
}
void add(float* to, const float* values, float times, std::size_t count) noexcept {
  for (std::size_t i = 0; i < count; ++i) to[i] += times * values[i];
}

constexpr float never = -1e30F;

class HeadsTrainer {
 public:
  HeadsTrainer(EncoderHeads heads, float steps)
      : h_(std::move(heads)),
        steps_(steps),
        weights_(std::move(h_.weights)),
        bias_(std::move(h_.bias)),
        relation_(std::move(h_.relation)),
        relation_bias_(std::move(h_.relation_bias)),
        root_arc_(std::move(h_.root_arc)),
        root_label_(std::move(h_.root_label)),
        arc_({h_.arc_scale, h_.root_bias}),
        columns_(h_.columns()) {}

  void run_epoch(const std::vector<Example>& examples, float rate) {
    std::vector<std::size_t> order(examples.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    random_.shuffle(order);
    std::size_t words = 0;
    for (const std::size_t i : order) {
      learn(examples[i]);
      words += examples[i].size();
      if (words < batch_words) continue;
      step(rate, words);
      words = 0;
    }
    if (words != 0) step(rate, words);
  }

  EncoderHeads heads() const {
    EncoderHeads heads = h_;
    heads.weights = weights_.values;
    heads.bias = bias_.values;
    heads.relation = relation_.values;
    heads.relation_bias = relation_bias_.values;
    heads.root_arc = root_arc_.values;
    heads.root_label = root_label_.values;
    heads.arc_scale = arc_.values[0];
    heads.root_bias = arc_.values[1];
    return heads;
  }

 private:
  void step(float rate, std::size_t words) {
    ++time_;
    for (Tensor* tensor : {&weights_, &bias_, &relation_, &relation_bias_, &root_arc_, &root_label_, &arc_}) {
      for (float& g : tensor->gradient) g /= static_cast<float>(words);
      tensor->step(rate, time_);
    }
  }

  void learn(const Example& example) {
    read_states(example);
    score(example.size());
    gradients_.assign(scores_.size(), 0);
    learn_tags(example);
    learn_arcs(example);
    learn_relations(example);
    for (std::size_t i = 0; i < example.size(); ++i) {
      const float* gradient = &gradients_[i * columns_];
      for_each_range([&](std::size_t from, std::size_t size) {
        add(&bias_.gradient[from], gradient + from, 1, size);
        for (std::size_t k = 0; k < h_.width; ++k) {
          const float state = states_[i * h_.width + k];
          if (state != 0) add(&weights_.gradient[k * columns_ + from], gradient + from, state, size);
        }
      });
    }
  }

  // All heads but those of names, which stay as they are.
  template <class Use>
  void for_each_range(Use use) const {
    use(std::size_t{0}, h_.tags);
    use(h_.arc_dependent_column(), columns_ - h_.arc_dependent_column());
  }

  void read_states(const Example& example) {
    states_.resize(example.activations.size());
    for (std::size_t i = 0; i < states_.size(); ++i) {
      const float state = (static_cast<float>(example.activations[i]) - kernels::zero_activation) / steps_;
      states_[i] = random_.unit() < dropout ? 0 : state / (1 - dropout);
    }
  }

  void score(std::size_t words) {
    scores_.assign(words * columns_, 0);
    for (std::size_t i = 0; i < words; ++i) {
      float* scores = &scores_[i * columns_];
      std::copy(bias_.values.begin(), bias_.values.end(), scores);
      for_each_range([&](std::size_t from, std::size_t size) {
        for (std::size_t k = 0; k < h_.width; ++k) {
          const float state = states_[i * h_.width + k];
          if (state != 0) add(scores + from, &weights_.values[k * columns_ + from], state, size);
        }
      });
    }
  }

  void learn_tags(const Example& example) {
    for (std::size_t i = 0; i < example.size(); ++i) {
      float* gradient = &gradients_[i * columns_];
      std::copy_n(&scores_[i * columns_], h_.tags, gradient);
      to_gradient(gradient, h_.tags, example.tags[i]);
    }
  }

  // The score of an arc: scale × dependent · head, and a bias of the head. Row 0 of the heads is the root.
  void learn_arcs(const Example& example) {
    const std::size_t words = example.size(), width = h_.arc;
    dependents_.resize(words * width);
    heads_.resize((words + 1) * width);
    std::copy(root_arc_.values.begin(), root_arc_.values.end(), heads_.begin());
    for (std::size_t i = 0; i < words; ++i) {
      const float* scores = &scores_[i * columns_];
      for (std::size_t k = 0; k < width; ++k) {
        dependents_[i * width + k] = squash(scores[h_.arc_dependent_column() + k]);
        heads_[(i + 1) * width + k] = squash(scores[h_.arc_head_column() + k]);
      }
    }
    head_gradients_.assign(heads_.size(), 0);
    for (std::size_t i = 0; i < words; ++i) learn_head_of(i, example);
    add(root_arc_.gradient.data(), head_gradients_.data(), 1, width);
    for (std::size_t i = 0; i < words; ++i) {
      for (std::size_t k = 0; k < width; ++k) {
        const std::size_t column = h_.arc_head_column() + k;
        gradients_[i * columns_ + column] =
            head_gradients_[(i + 1) * width + k] * slope(scores_[i * columns_ + column]);
      }
    }
  }

  void learn_head_of(std::size_t word, const Example& example) {
    const std::size_t words = example.size(), width = h_.arc, bias = h_.arc_head_column() + width;
    const float scale = arc_.values[0];
    const float* dependent = &dependents_[word * width];
    arcs_.resize(words + 1);
    products_.resize(words + 1);
    for (std::size_t j = 0; j <= words; ++j) {
      products_[j] = dot(dependent, &heads_[j * width], width);
      arcs_[j] = scale * products_[j] + (j == 0 ? arc_.values[1] : scores_[(j - 1) * columns_ + bias]);
    }
    arcs_[word + 1] = never;
    to_gradient(arcs_.data(), words + 1, example.heads[word]);
    of_dependent_.assign(width, 0);
    for (std::size_t j = 0; j <= words; ++j) {
      const float gradient = arcs_[j];
      arc_.gradient[0] += gradient * products_[j];
      (j == 0 ? arc_.gradient[1] : gradients_[(j - 1) * columns_ + bias]) += gradient;
      add(of_dependent_.data(), &heads_[j * width], gradient * scale, width);
      add(&head_gradients_[j * width], dependent, gradient * scale, width);
    }
    for (std::size_t k = 0; k < width; ++k) {
      const std::size_t at = word * columns_ + h_.arc_dependent_column() + k;
      gradients_[at] = of_dependent_[k] * slope(scores_[at]);
    }
  }

  void learn_relations(const Example& example) {
    const std::size_t width = h_.label, relations = h_.relations;
    std::vector<float> sums(width), squashed(width), scores(relations);
    for (std::size_t i = 0; i < example.size(); ++i) {
      const std::size_t head = example.heads[i];
      if (head == 0) continue;  // its relation is never in question
      const std::size_t of_head = (head - 1) * columns_ + h_.label_head_column(),
                        of_word = i * columns_ + h_.label_dependent_column();
      std::copy(relation_bias_.values.begin(), relation_bias_.values.end(), scores.begin());
      for (std::size_t k = 0; k < width; ++k) {
        sums[k] = scores_[of_word + k] + scores_[of_head + k];
        squashed[k] = squash(sums[k]);
        add(scores.data(), &relation_.values[k * relations], squashed[k], relations);
      }
      scores[static_cast<std::size_t>(Relation::root)] = never;
      to_gradient(scores.data(), relations, static_cast<std::size_t>(example.relations[i]));
      add(relation_bias_.gradient.data(), scores.data(), 1, relations);
      for (std::size_t k = 0; k < width; ++k) {
        const float gradient = dot(scores.data(), &relation_.values[k * relations], relations) * slope(sums[k]);
        add(&relation_.gradient[k * relations], scores.data(), squashed[k], relations);
        gradients_[of_word + k] += gradient;
        gradients_[of_head + k] += gradient;
      }
    }
  }

  EncoderHeads h_;
  float steps_;
  Tensor weights_, bias_, relation_, relation_bias_, root_arc_, root_label_, arc_;
  std::size_t columns_;
  int time_ = 0;
  Random random_{5};
  std::vector<float> states_, scores_, gradients_, dependents_, heads_, head_gradients_, arcs_, products_,
      of_dependent_;
};

/// The heads of `old` with columns for other tags: those of a tag that both know are kept, new ones begin at nothing.
EncoderHeads with_tags(const EncoderHeads& old, const std::vector<std::string>& old_tags,
                       const std::vector<std::string>& tags) {
  EncoderHeads heads = old;
  heads.tags = tags.size();
  const std::size_t columns = heads.columns();
  heads.weights.assign(heads.width * columns, 0);
  heads.bias.assign(columns, 0);
  const auto copy = [&](std::size_t from, std::size_t to, std::size_t count) {
    for (std::size_t k = 0; k < heads.width; ++k)
      std::copy_n(&old.weights[k * old.columns() + from], count, &heads.weights[k * columns + to]);
    std::copy_n(&old.bias[from], count, &heads.bias[to]);
  };
  copy(old.name_column(), heads.name_column(), old.columns() - old.name_column());
  for (std::size_t t = 0; t < tags.size(); ++t) {
    const auto known = std::find(old_tags.begin(), old_tags.end(), tags[t]);
    if (known != old_tags.end()) copy(static_cast<std::size_t>(known - old_tags.begin()), t, 1);
  }
  return heads;
}

std::vector<Example> examples_of(const std::vector<Tree>& trees, const Encoder& encoder,
                                 const std::vector<std::string>& tags) {
  constexpr Variant in_turn[] = {Variant::lower_case, Variant::all_caps, Variant::title_case};
  ExampleReader reader(encoder, tags);
  std::vector<Example> examples;
  for (std::size_t i = 0; i < trees.size(); ++i) {
    if (trees[i].forms.size() > longest_sentence) continue;
    examples.push_back(reader.read(trees[i], trees[i].forms));
    if (i % 4 == 0)  // headlines and chats too
      examples.push_back(reader.read(trees[i], vary(trees[i].forms, in_turn[i / 4 % std::size(in_turn)])));
  }
  if (examples.empty())
    throw Error("no sentence of at most " + std::to_string(longest_sentence) + " words to learn from");
  return examples;
}

/// A model that has its own bytes.
class OwnedModel {
 public:
  explicit OwnedModel(const std::string& image)
      : bytes_(new (std::align_val_t{Image::alignment}) std::byte[image.size()]) {
    std::memcpy(bytes_, image.data(), image.size());
    model_ = Model::view({bytes_, image.size()});
  }
  OwnedModel(const OwnedModel&) = delete;
  OwnedModel& operator=(const OwnedModel&) = delete;
  ~OwnedModel() { ::operator delete[](bytes_, std::align_val_t{Image::alignment}); }
  const Model& model() const noexcept { return *model_; }

 private:
  std::byte* bytes_;
  std::optional<Model> model_;
};

std::string image_with(const EncoderHeads& heads, const std::vector<std::string>& tags, const Model::Parts& base) {
  const Image& image = base.image;
  ImageWriter writer;
  const auto copy = [&](const char* name) {
    const auto bytes = image.section(name);
    writer.add(name, std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  };
  copy(Lemmatizer::section);
  writer.add(Encoder::section, section_with(heads, base.engine.encoder(), image.section(Encoder::section)));
  writer.add(Engine::tags_section, pack_lines(tags));
  copy(Engine::types_section);
  return writer.finish("own-syntax");
}

}  // namespace

TrainedSyntax train_syntax(const std::vector<Tree>& train, const std::vector<GoldSentence>& dev, const Model& model,
                           const SyntaxTraining& options, const SyntaxEpochDone& done) {
  const Model::Parts& base = model.parts();
  const Encoder& encoder = base.engine.encoder();
  std::vector<std::string> old_tags;
  for (const Tag& tag : base.engine.tags()) old_tags.push_back(to_string(tag));
  const std::vector<std::string> tags = tags_of(train, old_tags);
  const std::vector<Example> examples = examples_of(train, encoder, tags);
  HeadsTrainer trainer(with_tags(heads_of(encoder), old_tags, tags), encoder.heads_matrix().steps);
  TrainedSyntax result;
  result.tags = tags.size();
  const int most = std::max(1, options.epochs);
  double best_las = -1;
  int better_at = 0;
  for (int epoch = 1; epoch <= most && (dev.empty() || epoch - better_at <= options.patience); ++epoch) {
    trainer.run_epoch(examples, first_rate * (1 - 0.9F * static_cast<float>(epoch - 1) / static_cast<float>(most)));
    if (dev.empty() && epoch < most) {
      if (done) done(epoch, most, -1);
      continue;
    }
    std::string image = image_with(trainer.heads(), tags, base);
    const double las = dev.empty() ? -1 : evaluate_syntax(dev, OwnedModel(image).model(), false).rows[0].second.las;
    if (done) done(epoch, most, las);
    if (las < best_las) continue;
    if (las > best_las) better_at = epoch;
    best_las = las;
    result.image = std::move(image);
    result.epochs = epoch;
  }
  return result;
}

}  // namespace tidings::train
