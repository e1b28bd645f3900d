// The learned scorer of factuality: one hidden layer over the encoder's states of a verb and of what governs it; and
// what the rules found in the words around it, which is added at the end.
//
// All sums are of integers, so that they are the same on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "model/encoder.hpp"
#include "tidings/graph/terms.hpp"
#include "tidings/syntax/factuality.hpp"

namespace tidings {

class FactualityNetwork {
 public:
  static constexpr std::size_t hidden = kernels::column_block;
  static constexpr std::int32_t input_steps = 32;                 ///< of an activation, for 1
  static constexpr std::int32_t weight_unit = 1024;               ///< of the weights of hidden units, for 1
  static constexpr std::int32_t one = input_steps * weight_unit;  ///< hidden units are cut at ±1
  static constexpr std::size_t rules = 10;

  /// Reads seeds/weights/factuality.tsv. Throws Error where a line is not as it should be. An empty table fits nothing.
  explicit FactualityNetwork(std::string_view table);
  /// The one inside the library.
  static const FactualityNetwork& builtin();

  /// Whether it was trained on the states of this encoder.
  bool fits(const Encoder& encoder) const noexcept {
    return width_ != 0 && width_ == encoder.width() && encoder_ == encoder.identity();
  }

  struct Buffers {
    std::vector<std::int16_t> states;
    std::vector<std::int32_t> sums;
  };
  /// Adds what the network reads of one verb; without a governor `governor` is null.
  void add(const std::uint8_t* verb, const std::uint8_t* governor, Buffers& buffers) const;
  /// Log odds of the verbs that were added (see Factuality), which are taken out.
  void score(Buffers& buffers, std::vector<std::int16_t>& log_odds) const;

  /// What is added for what the rules say.
  int of_rules(Modality modality, Polarity polarity) const noexcept { return rules_[rule(modality, polarity)]; }
  static std::size_t rule(Modality modality, Polarity polarity) noexcept {
    return static_cast<std::size_t>(modality) + (polarity == Polarity::negative ? rules / 2 : 0);
  }

 private:
  std::uint32_t encoder_ = 0;
  std::size_t width_ = 0;
  std::vector<std::int32_t> weights_;  // in pairs of inputs, as kernels::multiply_exact reads them
  std::array<std::int32_t, hidden> bias_{};
  std::array<std::int16_t, hidden> output_{};
  std::array<std::int16_t, rules> rules_{};
  std::int32_t output_bias_ = 0;
};

}  // namespace tidings
