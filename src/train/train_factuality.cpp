#include "train/train_factuality.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "model/factuality_network.hpp"
#include "model/parts.hpp"
#include "tidings/error.hpp"
#include "tidings/extractor.hpp"
#include "tidings/text/offsets.hpp"
#include "train/corpus.hpp"
#include "train/learner.hpp"

namespace tidings::train {

namespace {

using nlohmann::json;
constexpr std::size_t hidden = FactualityNetwork::hidden, rules = FactualityNetwork::rules;

struct Example {
  std::vector<float> states;  ///< of the verb and its governor
  std::size_t rule = 0;
  bool fact = false;
};

/// A verb on which readers hardly agree teaches nothing.
constexpr double least_judgement = 0.3;

class ExampleReader {
 public:
  explicit ExampleReader(const Extractor& extractor) : extractor_(extractor) {
    workspace_.buffers().keeps_states = true;
  }

  std::vector<Example> read(const std::string& path) {
    std::istringstream in(read_file(path));
    for (std::string line; std::getline(in, line);) add(json::parse(line));
    return std::move(examples_);
  }

 private:
  void add(const json& sentence) {
    Document d = extractor_.analyze(Source(sentence.at("text").get<std::string>()), workspace_);
    d.factuality = {};  // what the rules say alone
    d.events = find_events(d, extractor_.rules(), extractor_.knowledge());
    const OffsetTable offsets(d.source.bytes(), OffsetUnit::codepoint);
    for (const json& judged : sentence.at("events")) {
      if (!judged.contains("factuality") || judged["factuality"].is_null()) continue;
      const double judgement = judged["factuality"];
      if (std::abs(judgement) < least_judgement) continue;
      const std::uint32_t begin = judged.at("begin"), end = judged.at("end");
      for (const EventMention& m : d.events.mentions) {
        const ByteSpan span = d.tokens.bytes(TokenRange::one(m.head));
        if (m.form != EventForm::verb || offsets(span.begin) >= end || offsets(span.end) <= begin) continue;
        examples_.push_back(example(d, m, judgement > 0));
        break;
      }
    }
  }

  Example example(const Document& d, const EventMention& m, bool fact) {
    const std::size_t width = extractor_.model().parts().engine.encoder().width();
    const auto& states = workspace_.buffers().engine.states;
    Example e;
    e.states.resize(2 * width);
    e.rule = FactualityNetwork::rule(m.modality, m.polarity);
    e.fact = fact;
    const auto copy = [&](TokenId token, std::size_t at) {
      for (std::size_t i = 0; i < width; ++i) {
        const int centred = int{states[token.index() * width + i]} - kernels::zero_activation;
        e.states[at + i] = static_cast<float>(centred) / FactualityNetwork::input_steps;
      }
    };
    copy(m.head, 0);
    if (const TokenId governor = d.syntax.head[m.head]) copy(governor, width);
    return e;
  }

  const Extractor& extractor_;
  Workspace workspace_;
  std::vector<Example> examples_;
};

/// Adam with decoupled decay of the weights (Loshchilov and Hutter 2019).
class Weights {
 public:
  explicit Weights(std::size_t size) : values(size), gradients(size), means_(size), squares_(size) {}

  void fill(Random& random, float range) {
    for (float& v : values) v = (random.unit() * 2 - 1) * range;
  }
  void step(float rate, int time) {
    constexpr float decay = 0.01F, first = 0.9F, second = 0.999F;
    const float first_left = 1 - std::pow(first, static_cast<float>(time));
    const float second_left = 1 - std::pow(second, static_cast<float>(time));
    for (std::size_t i = 0; i < values.size(); ++i) {
      means_[i] = first * means_[i] + (1 - first) * gradients[i];
      squares_[i] = second * squares_[i] + (1 - second) * gradients[i] * gradients[i];
      values[i] *= 1 - rate * decay;
      values[i] -= rate * (means_[i] / first_left) / (std::sqrt(squares_[i] / second_left) + 1e-8F);
      gradients[i] = 0;
    }
  }

  std::vector<float> values, gradients;

 private:
  std::vector<float> means_, squares_;
};

class Trainer {
 public:
  Trainer(std::size_t inputs, const FactualityOptions& options)
      : options_(options), inputs_(inputs), weights_(inputs * hidden) {
    weights_.fill(random_, 1 / std::sqrt(static_cast<float>(inputs)));
    bias_.fill(random_, 1 / std::sqrt(static_cast<float>(inputs)));
    output_.fill(random_, 1 / std::sqrt(static_cast<float>(hidden)));
    rules_.fill(random_, 1 / std::sqrt(static_cast<float>(rules)));
  }

  void train(const std::vector<Example>& examples) {
    constexpr std::size_t batch = 256;
    constexpr float first_rate = 3e-3F;
    std::vector<std::size_t> order(examples.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      const float rate = first_rate * (1 - static_cast<float>(epoch) / static_cast<float>(options_.epochs));
      random_.shuffle(order);
      double loss = 0;
      for (std::size_t i = 0; i < order.size(); ++i) {
        loss += learn(examples[order[i]], std::min(batch, order.size()));
        if ((i + 1) % batch == 0 || i + 1 == order.size()) step(rate);
      }
      std::cerr << "epoch " << epoch + 1 << ": loss " << loss / static_cast<double>(order.size()) << '\n';
    }
  }

  std::string table(const Encoder& encoder) const {
    std::string out = "encoder\t" + std::to_string(encoder.identity()) + ' ' + std::to_string(encoder.width()) + '\n';
    const std::span values(weights_.values);
    for (std::size_t i = 0; i < inputs_; ++i)
      put(out, i < inputs_ / 2 ? "verb" : "governor", values.subspan(i * hidden, hidden),
          FactualityNetwork::weight_unit);
    put(out, "bias", bias_.values, FactualityNetwork::one);
    put(out, "output", output_.values, Factuality::unit);
    put(out, "output-bias", output_bias_.values, Factuality::unit);
    put(out, "rules", rules_.values, Factuality::unit);
    return out;
  }

 private:
  static void put(std::string& out, std::string_view name, std::span<const float> values, int unit) {
    out += name;
    for (std::size_t i = 0; i < values.size(); ++i) {
      out += i == 0 ? '\t' : ' ';
      out += std::to_string(std::lrint(values[i] * static_cast<float>(unit)));
    }
    out += '\n';
  }

  double learn(const Example& e, std::size_t batch) {
    std::array<float, hidden> sums{}, keep{};
    for (std::size_t u = 0; u < hidden; ++u) {
      sums[u] = bias_.values[u];
      keep[u] = random_.unit() < options_.dropout ? 0.0F : 1 / (1 - options_.dropout);
    }
    for (std::size_t i = 0; i < inputs_; ++i) {
      for (std::size_t u = 0; u < hidden; ++u) sums[u] += e.states[i] * weights_.values[i * hidden + u];
    }
    float score = output_bias_.values[0] + rules_.values[e.rule];
    for (std::size_t u = 0; u < hidden; ++u) score += std::clamp(sums[u], -1.0F, 1.0F) * keep[u] * output_.values[u];
    const float odds = 1 / (1 + std::exp(-score));
    go_back(e, sums, keep, (odds - (e.fact ? 1.0F : 0.0F)) / static_cast<float>(batch));
    return -std::log(std::max(e.fact ? odds : 1 - odds, 1e-6F));
  }
  void go_back(const Example& e, const std::array<float, hidden>& sums, const std::array<float, hidden>& keep,
               float g) {
    output_bias_.gradients[0] += g;
    rules_.gradients[e.rule] += g;
    std::array<float, hidden> of_unit{};
    for (std::size_t u = 0; u < hidden; ++u) {
      output_.gradients[u] += g * std::clamp(sums[u], -1.0F, 1.0F) * keep[u];
      of_unit[u] = std::abs(sums[u]) < 1 ? g * output_.values[u] * keep[u] : 0;
      bias_.gradients[u] += of_unit[u];
    }
    for (std::size_t i = 0; i < inputs_; ++i) {
      for (std::size_t u = 0; u < hidden; ++u) weights_.gradients[i * hidden + u] += of_unit[u] * e.states[i];
    }
  }
  void step(float rate) {
    ++time_;
    for (Weights* w : {&weights_, &bias_, &output_, &output_bias_, &rules_}) w->step(rate, time_);
  }

  FactualityOptions options_;
  Random random_{20150913};
  std::size_t inputs_;
  int time_ = 0;
  Weights weights_;  // input by unit
  Weights bias_{hidden}, output_{hidden}, output_bias_{1}, rules_{rules};
};

}  // namespace

std::string train_factuality(const FactualityOptions& options) {
  const Extractor extractor;
  const auto examples = ExampleReader(extractor).read(options.corpora + "/events/uds-factuality-train.jsonl");
  if (examples.empty()) throw Error(Place{options.corpora}, "no judgements of factuality here");
  std::cerr << examples.size() << " verbs\n";
  Trainer trainer(examples.front().states.size(), options);
  trainer.train(examples);
  return trainer.table(extractor.model().parts().engine.encoder());
}

}  // namespace tidings::train
