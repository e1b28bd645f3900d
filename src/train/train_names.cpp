#include "train/train_names.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>
#include <tuple>

#include "model/image.hpp"
#include "model/name_recognizer.hpp"
#include "model/parts.hpp"
#include "model/section_text.hpp"
#include "tidings/error.hpp"
#include "train/given_tokens.hpp"
#include "train/learner.hpp"
#include "train/section_writer.hpp"
#include "train/variants.hpp"

namespace tidings::train {

namespace {

constexpr std::size_t small_corpus = 5000;  // sentences; in a larger one, what is seen but once or twice says nothing
constexpr float first_rate = 0.1F;
constexpr float state_rate = 0.2F;  // of that, for the weights of the encoder's states
constexpr float smallest_weight = 0.02F;
constexpr float dropout = 0.15F;  // of features
constexpr float hidden = 0.3F;    // of words, so that names are known by what stands around them too

struct Example {
  NameContext context;
  std::vector<std::uint8_t> labels;
  std::vector<NameSpan> names;
};

std::vector<std::string> types_of(const std::vector<NamedSentence>& sentences, const std::vector<std::string>& wanted) {
  std::set<std::string> there;
  for (const NamedSentence& sentence : sentences) {
    for (const NameSpan& name : spans_of(sentence.tags)) there.insert(name.type);
  }
  for (const std::string& type : wanted) {
    if (there.count(type) == 0) throw Error("no name of the type \"" + type + "\" in the training sentences");
  }
  std::vector<std::string> types = wanted.empty() ? std::vector<std::string>(there.begin(), there.end()) : wanted;
  std::sort(types.begin(), types.end());
  types.erase(std::unique(types.begin(), types.end()), types.end());
  if (types.empty()) throw Error("no names in the training sentences: all tags are O");
  if (types.size() > NameRecognizer::most_types) {
    throw Error(std::to_string(types.size()) + " types of names, of which a model holds " +
                std::to_string(NameRecognizer::most_types));
  }
  for (const std::string& type : types) {
    if (type.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") != std::string::npos) {
      throw Error("a type of names is expected to be of letters, digits, - and _, found \"" + type + '"');
    }
  }
  return types;
}

void label(Example& example, const std::vector<std::string>& types) {
  example.labels.assign(example.context.words.size(), NameLabels::outside);
  const auto set = [&](std::size_t word, std::size_t type, NameLabels::Place place) {
    example.labels[word] = static_cast<std::uint8_t>(NameLabels::of(type, place));
  };
  for (const NameSpan& name : example.names) {
    const auto type = static_cast<std::size_t>(std::lower_bound(types.begin(), types.end(), name.type) - types.begin());
    for (std::size_t i = name.begin; i < name.end; ++i) set(i, type, NameLabels::inside);
    set(name.begin, type, NameLabels::begin);
    set(name.end - 1, type, name.end - name.begin == 1 ? NameLabels::single : NameLabels::end);
  }
}

/// What the recogniser will see, and what it shall say.
class ExampleReader {
 public:
  ExampleReader(const Model& model, const std::vector<std::string>& types) : analyzer_(model), types_(types) {
    analyzer_.keep_states();
  }

  std::vector<Example> read(const std::vector<NamedSentence>& sentences) {
    std::vector<Example> examples;
    for_each_document(sentences, [&](const NamedSentence* first, const NamedSentence* last) {
      std::vector<Forms> forms;
      for (const NamedSentence* s = first; s != last; ++s) forms.push_back(s->forms);
      read_document(forms, first, examples);
    });
    return examples;
  }

 private:
  void read_document(const std::vector<Forms>& forms, const NamedSentence* sentences, std::vector<Example>& examples) {
    Document document = analyzer_.of_tokens(forms);
    const Analysis analysis{std::move(document.syntax), std::move(document.names)};
    for (const SentenceId id : document.sentences.tokens.ids()) {
      Example example;
      read_name_context(document.source, document.tokens, document.sentences.tokens[id], analysis, analyzer_.states(),
                        words_, example.context);
      for (NameSpan& name : spans_of(sentences[id.index()].tags)) {
        if (std::binary_search(types_.begin(), types_.end(), name.type)) example.names.push_back(std::move(name));
      }
      label(example, types_);
      examples.push_back(std::move(example));
    }
  }

  Analyzer analyzer_;
  WordReader words_;
  const std::vector<std::string>& types_;
};

/// Marginals of a chain whose labels must follow each other legally, by the forward-backward algorithm with sums of
/// exponentials that are scaled at every word. Closed labels lead to all that open something, an open one on in its
/// type.
class Chain {
 public:
  explicit Chain(std::size_t labels) : n_(labels) {}

  void run(const std::vector<float>& scores, std::size_t words, std::vector<float>& marginals) {
    potentials_.resize(words * n_);
    forward_.assign(words * n_, 0);
    backward_.assign(words * n_, 0);
    for (std::size_t i = 0; i < words; ++i) {
      const float top = *std::max_element(&scores[i * n_], &scores[i * n_] + n_);
      for (std::size_t c = 0; c < n_; ++c) potentials_[i * n_ + c] = std::exp(scores[i * n_ + c] - top) + 1e-12F;
    }
    for (std::size_t i = 0; i < words; ++i) step_forward(i);
    for (std::size_t i = words; i-- > 0;) step_backward(i, words);
    marginals.resize(words * n_);
    for (std::size_t i = 0; i < words; ++i) {
      for (std::size_t c = 0; c < n_; ++c) marginals[i * n_ + c] = forward_[i * n_ + c] * backward_[i * n_ + c];
      scale(&marginals[i * n_]);
    }
  }

 private:
  void step_forward(std::size_t i) {
    float* now = &forward_[i * n_];
    const float* before = i == 0 ? nullptr : now - n_;
    float closed = i == 0 ? 1.0F : 0.0F;
    for (std::size_t c = 0; before != nullptr && c < n_; ++c) closed += NameLabels::opens(c) ? 0.0F : before[c];
    for (std::size_t c = 0; c < n_; ++c) {
      const std::size_t type = c == NameLabels::outside ? 0 : NameLabels::type_of(c);
      const auto open = [&] {
        return before == nullptr
                   ? 0.0F
                   : before[NameLabels::of(type, NameLabels::begin)] + before[NameLabels::of(type, NameLabels::inside)];
      };
      now[c] = potentials_[i * n_ + c] * (NameLabels::continues(c) ? open() : closed);
    }
    scale(now);
  }

  void step_backward(std::size_t i, std::size_t words) {
    float* now = &backward_[i * n_];
    const auto after = [&](std::size_t c) {
      return i + 1 == words ? (NameLabels::continues(c) ? 0.0F : 1.0F)
                            : backward_[(i + 1) * n_ + c] * potentials_[(i + 1) * n_ + c];
    };
    float closed = 0;
    for (std::size_t c = 0; c < n_; ++c) closed += NameLabels::continues(c) ? 0.0F : after(c);
    for (std::size_t c = 0; c < n_; ++c) {
      if (!NameLabels::opens(c)) {
        now[c] = closed;
        continue;
      }
      const std::size_t type = NameLabels::type_of(c);
      now[c] = after(NameLabels::of(type, NameLabels::inside)) + after(NameLabels::of(type, NameLabels::end));
    }
    scale(now);
  }

  void scale(float* values) const {
    float sum = 0;
    for (std::size_t c = 0; c < n_; ++c) sum += values[c];
    for (std::size_t c = 0; sum > 0 && c < n_; ++c) values[c] /= sum;
  }

  std::size_t n_;
  std::vector<float> potentials_, forward_, backward_;
};

class Trainer {
 public:
  Trainer(const std::vector<Example>& examples, std::vector<std::string> types, const Encoder& encoder)
      : examples_(examples),
        types_(std::move(types)),
        encoder_(encoder),
        n_(NameLabels::count(types_.size())),
        rows_of_states_(3 * encoder.width()),
        of_states_(rows_of_states_ * n_, 0.0F),
        squares_(of_states_.size(), 1e-3F),
        learner_(n_, examples.size() < small_corpus ? 1 : 3, first_rate),
        chain_(n_),
        order_(examples.size()) {
    for (std::size_t t = 0; t < order_.size(); ++t) order_[t] = t;
  }

  void run_epoch() {
    random_.shuffle(order_);
    rate_ = first_rate / (1.0F + 0.1F * static_cast<float>(epoch_));
    learner_.set_rate(rate_);
    for (const std::size_t t : order_) learn(examples_[t]);
    ++epoch_;
  }

  /// The section with the weights as they are now.
  std::string section() const {
    Learner mean = learner_;
    mean.finish();
    SectionWriter out;
    const NameRecognizer::Head head{NameRecognizer::fingerprint(), encoder_.identity(),
                                    static_cast<std::uint32_t>(rows_of_states_), static_cast<std::uint32_t>(n_)};
    out.put(std::span(&head, 1));
    out.put_matrix(of_states_, std::vector<float>(n_, 0.0F), rows_of_states_, encoder_.heads_matrix().steps);
    float scale = 0;
    return out.finish() + pack_lines(types_) + mean.pack(smallest_weight, scale);
  }

 private:
  void learn(const Example& example) {
    const std::size_t words = example.context.words.size();
    scores_.assign(words * n_, 0);
    rows_.resize(std::max(rows_.size(), words));
    read_states(example);
    context_ = example.context;
    for (Word& word : context_.words) {
      if (epoch_ > 0 && random_.unit() < hidden) hide(word);
    }
    for (std::size_t i = 0; i < words; ++i) {
      name_features(context_, i, features_);
      if (epoch_ > 0) std::erase_if(features_, [&](FeatureKey) { return random_.unit() < dropout; });
      learner_.rows_of(features_, epoch_ == 0, rows_[i]);
      learner_.add_scores(rows_[i], &scores_[i * n_]);
      for_each_state(i, [&](std::size_t row, float state) {
        for (std::size_t c = 0; c < n_; ++c) scores_[i * n_ + c] += state * of_states_[row * n_ + c];
      });
    }
    chain_.run(scores_, words, marginals_);
    for (std::size_t i = 0; i < words; ++i) {
      learn_states(example, i);
      for (std::size_t c = 0; c < n_; ++c) {
        const float gradient = marginals_[i * n_ + c] - (example.labels[i] == c ? 1.0F : 0.0F);
        if (std::fabs(gradient) > 0.005F) learner_.step(rows_[i], c, gradient);
      }
      learner_.tick();
    }
  }

  void read_states(const Example& example) {
    const float steps = encoder_.heads_matrix().steps;
    states_.resize(example.context.states.size());
    for (std::size_t k = 0; k < states_.size(); ++k) {
      const float state = (static_cast<float>(example.context.states[k]) - kernels::zero_activation) / steps;
      states_[k] = random_.unit() < dropout ? 0.0F : state / (1 - dropout);
    }
  }

  template <class Use>
  void for_each_state(std::size_t word, Use use) const {
    for (std::size_t row = 0; row < rows_of_states_; ++row) {
      const float state = states_[word * rows_of_states_ + row];
      if (state != 0) use(row, state);
    }
  }

  void learn_states(const Example& example, std::size_t word) {
    std::vector<float>& gradient = gradient_;
    gradient.assign(&marginals_[word * n_], &marginals_[word * n_] + n_);
    gradient[example.labels[word]] -= 1;
    float size = 0;
    for (const float g : gradient) size = std::max(size, std::fabs(g));
    if (size < 0.005F) return;
    for_each_state(word, [&](std::size_t row, float state) {
      float* weights = &of_states_[row * n_];
      float* squares = &squares_[row * n_];
      for (std::size_t c = 0; c < n_; ++c) {
        const float g = gradient[c] * state;
        squares[c] += g * g;
        weights[c] -= state_rate * rate_ * g / std::sqrt(squares[c]);
      }
    });
  }

  // Shape and case stay.
  static void hide(Word& word) noexcept {
    word.form = word.lower = 0;
    std::fill(std::begin(word.prefix), std::end(word.prefix), 0U);
    std::fill(std::begin(word.suffix), std::end(word.suffix), 0U);
  }

  const std::vector<Example>& examples_;
  std::vector<std::string> types_;
  const Encoder& encoder_;
  std::size_t n_;
  std::size_t rows_of_states_;
  std::vector<float> of_states_, squares_;  // states × labels
  float rate_ = first_rate;
  Learner learner_;
  Chain chain_;
  Random random_{3};
  int epoch_ = 0;
  std::vector<std::size_t> order_;
  NameContext context_;
  std::vector<float> scores_, marginals_, states_, gradient_;
  std::vector<FeatureKey> features_;
  std::vector<std::vector<std::uint32_t>> rows_;
};

/// Every sentence once more, in other capitals: names are to be known in headlines and in chats too.
std::vector<NamedSentence> written_otherwise(std::vector<NamedSentence> sentences) {
  constexpr Variant in_turn[] = {Variant::lower_case, Variant::all_caps, Variant::title_case};
  for (std::size_t i = 0; i < sentences.size(); ++i)
    sentences[i].forms = vary(sentences[i].forms, in_turn[i % std::size(in_turn)]);
  return sentences;
}

std::string image_of(const std::string& section) {
  ImageWriter image;
  image.add(NameRecognizer::section, section);
  return image.finish("names");
}

/// F1 of the recogniser alone, by the very bytes that would be shipped.
double f1_of(const std::string& section, const Encoder& encoder, const std::vector<Example>& dev) {
  // Sections are read where they lie, from an address that their numbers may have.
  std::vector<std::uint64_t> aligned((section.size() + 7) / 8);
  std::memcpy(aligned.data(), section.data(), section.size());
  NameTypes types;
  const NameRecognizer recognizer(std::as_bytes(std::span(aligned)).first(section.size()), encoder, types);
  NameRecognizer::Buffers buffers;
  std::size_t right = 0, found = 0, gold = 0;
  for (const Example& example : dev) {
    Names names;
    names.of_token.resize(example.context.words.size());
    buffers.decoder.masses.clear();
    recognizer.recognize(example.context, TokenId(std::size_t{0}), buffers, names);
    std::set<std::tuple<std::size_t, std::size_t, std::string_view>> wanted;
    for (const NameSpan& name : example.names) wanted.emplace(name.begin, name.end, name.type);
    for (const Name& name : names.items)
      right += wanted.count({name.tokens.begin_id.index(), name.tokens.end_id.index(), types[name.type]});
    found += names.items.size();
    gold += wanted.size();
  }
  return found + gold == 0 ? 0 : 200.0 * static_cast<double>(right) / static_cast<double>(found + gold);
}

}  // namespace

TrainedNames train_names(const std::vector<NamedSentence>& train, const std::vector<NamedSentence>& dev,
                         const Model& model, const NameTraining& options, const EpochDone& done) {
  TrainedNames result;
  result.types = types_of(train, options.types);
  ExampleReader reader(model, result.types);
  std::vector<Example> examples = reader.read(train);
  for (Example& example : reader.read(written_otherwise(train))) examples.push_back(std::move(example));
  const std::vector<Example> dev_examples = reader.read(dev);
  const Encoder& encoder = model.parts().engine.encoder();
  Trainer trainer(examples, result.types, encoder);
  const int most = dev.empty() ? std::max(1, options.epochs / 3) : std::max(1, options.epochs);
  std::string best;
  double best_f1 = -1;
  int better_at = 0;
  for (int epoch = 1; epoch <= most && (dev.empty() || epoch - better_at <= options.patience); ++epoch) {
    trainer.run_epoch();
    const std::string section = dev.empty() && epoch < most ? std::string() : trainer.section();
    const double f1 = dev.empty() ? -1 : f1_of(section, encoder, dev_examples);
    if (done) done(epoch, most, f1);
    if (f1 < best_f1) continue;
    if (f1 > best_f1) better_at = epoch;
    best = section;  // of equals the later ones, which have seen more
    best_f1 = f1;
    result.epochs = epoch;
  }
  result.image = image_of(best);
  return result;
}

}  // namespace tidings::train
