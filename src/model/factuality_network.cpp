#include "model/factuality_network.hpp"

#include <algorithm>
#include <limits>

#include "model/weight_table.hpp"

extern "C" const char tidings_factuality[];
extern "C" const char tidings_factuality_end[];

namespace tidings {

FactualityNetwork::FactualityNetwork(std::string_view table) {
  if (table.empty()) return;
  WeightTable reader("factuality.tsv", table);
  std::array<std::uint32_t, 2> head{};
  reader.read("encoder", head.data(), head.size());
  encoder_ = head[0];
  width_ = head[1];
  if (width_ == 0 || width_ % 2 != 0 || width_ > 4096) throw Error("factuality.tsv: the encoder's width is wrong");
  weights_.resize(width_ * hidden);
  std::array<std::array<std::int16_t, hidden>, 2> rows{};
  for (std::size_t input = 0; input < 2 * width_; input += 2) {
    const std::string name = input < width_ ? "verb" : "governor";
    for (std::size_t i = 0; i < 2; ++i) reader.read(name, rows[i].data(), hidden);
    for (std::size_t unit = 0; unit < hidden; ++unit)
      weights_[input / 2 * hidden + unit] = kernels::pair(rows[0][unit], rows[1][unit]);
  }
  reader.read("bias", bias_.data(), hidden);
  reader.read("output", output_.data(), hidden);
  reader.read("output-bias", &output_bias_, 1);
  reader.read("rules", rules_.data(), rules);
}

const FactualityNetwork& FactualityNetwork::builtin() {
  static const FactualityNetwork network(
      std::string_view(tidings_factuality, static_cast<std::size_t>(tidings_factuality_end - tidings_factuality)));
  return network;
}

void FactualityNetwork::add(const std::uint8_t* verb, const std::uint8_t* governor, Buffers& buffers) const {
  const auto centre = [](std::uint8_t activation) {
    return static_cast<std::int16_t>(activation - kernels::zero_activation);
  };
  buffers.states.insert(buffers.states.end(), 2 * width_, 0);
  std::int16_t* const row = &*buffers.states.end() - 2 * width_;
  std::transform(verb, verb + width_, row, centre);
  if (governor != nullptr) std::transform(governor, governor + width_, row + width_, centre);
}

void FactualityNetwork::score(Buffers& buffers, std::vector<std::int16_t>& log_odds) const {
  const std::size_t verbs = buffers.states.size() / (2 * width_);
  buffers.sums.resize(verbs * hidden);
  log_odds.resize(verbs);
  kernels::multiply_exact(buffers.states.data(), verbs, 2 * width_, weights_.data(), hidden, buffers.sums.data());
  for (std::size_t verb = 0; verb < verbs; ++verb) {
    std::int64_t sum = 0;
    for (std::size_t unit = 0; unit < hidden; ++unit) {
      const std::int32_t value = std::clamp(buffers.sums[verb * hidden + unit] + bias_[unit], -one, one);
      sum += std::int64_t{value} * output_[unit];
    }
    const std::int64_t units = sum / one + output_bias_;
    constexpr std::int64_t most = std::numeric_limits<std::int16_t>::max();
    log_odds[verb] = static_cast<std::int16_t>(std::clamp(units, -most, most));
  }
  buffers.states.clear();
}

}  // namespace tidings
