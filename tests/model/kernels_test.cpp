// The same bits on every target that Highway has for this processor.
#include "model/kernels.hpp"

#define HWY_WANT_AVX3_DL 1
#include <hwy/targets.h>

#include <cmath>

#include "model/analysis.hpp"
#include "model/small_model.hpp"

using namespace tidings;
using namespace tidings::test;

namespace {

/// Lets one target be used, as long as it lives.
class OnlyTarget {
 public:
  explicit OnlyTarget(std::int64_t target) { hwy::SetSupportedTargetsForTest(target); }
  ~OnlyTarget() { hwy::SetSupportedTargetsForTest(0); }
  OnlyTarget(const OnlyTarget&) = delete;
  OnlyTarget& operator=(const OnlyTarget&) = delete;
};

template <class Check>
void on_every_target(Check check) {
  const auto targets = hwy::SupportedAndGeneratedTargets();
  REQUIRE_FALSE(targets.empty());
  for (const std::int64_t target : targets) {
    const OnlyTarget only(target);
    INFO(hwy::TargetName(target));
    REQUIRE(kernels::target_name() == hwy::TargetName(target));
    check();
  }
}

std::vector<std::int16_t> random_activations(std::size_t count, Numbers& numbers) {
  std::vector<std::int16_t> values(count);
  for (std::int16_t& value : values) value = static_cast<std::int16_t>(static_cast<int>(numbers.below(8193)) - 4096);
  return values;
}

std::vector<float> random_floats(std::size_t count, float limit, Numbers& numbers) {
  std::vector<float> values(count);
  for (float& value : values) value = limit * numbers.unit();
  return values;
}

std::vector<std::int32_t> packed(const std::vector<std::int16_t>& weights, std::size_t rows, std::size_t columns) {
  std::vector<std::int32_t> out(rows / 2 * columns);
  for (std::size_t r = 0; r < rows; r += 2) {
    for (std::size_t c = 0; c < columns; ++c)
      out[r / 2 * columns + c] = kernels::pair(weights[r * columns + c], weights[(r + 1) * columns + c]);
  }
  return out;
}

template <class T>
bool same_bits(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

// Counts that fill no tile of inputs, columns that fill no tile of vectors.
constexpr std::size_t shapes[][3] = {
    {1, 2, 16}, {3, 32, 48}, {4, 64, 64}, {7, 34, 112}, {13, 256, 176}};  // inputs, rows, columns

}  // namespace

TEST_CASE("products of integers are exact on every target", "[kernels]") {
  Numbers numbers(1);
  for (const auto& [count, rows, columns] : shapes) {
    const auto left = random_activations(count * rows, numbers), weights = random_activations(rows * columns, numbers);
    std::vector<std::int32_t> expected(count * columns, 0);
    for (std::size_t t = 0; t < count; ++t) {
      for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c)
          expected[t * columns + c] += left[t * rows + r] * weights[r * columns + c];
      }
    }
    const auto right = packed(weights, rows, columns);
    on_every_target([&, count = count, rows = rows, columns = columns] {
      std::vector<std::int32_t> out(count * columns, -1);
      kernels::multiply_exact(left.data(), count, rows, right.data(), columns, out.data());
      CHECK(out == expected);
    });
  }
}

TEST_CASE("a layer is exact up to its scale and bias, with the same bits on every target", "[kernels]") {
  Numbers numbers(2);
  for (const auto& [count, pairs, columns] : shapes) {
    const std::size_t rows = 2 * pairs;  // a multiple of four
    std::vector<std::uint8_t> in(count * rows);
    for (std::uint8_t& value : in) value = static_cast<std::uint8_t>(numbers.below(256));
    std::vector<std::int8_t> weights(rows * columns);
    for (std::int8_t& weight : weights) weight = static_cast<std::int8_t>(static_cast<int>(numbers.below(256)) - 128);
    in[0] = 255, weights[0] = -128;
    std::vector<std::int32_t> words(rows / 4 * columns), offset(columns, 0), expected(count * columns, 0);
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t c = 0; c < columns; ++c) {
        const std::int8_t weight = weights[r * columns + c];
        std::memcpy(reinterpret_cast<char*>(&words[r / 4 * columns + c]) + r % 4, &weight, 1);
        offset[c] -= 128 * weight;
        for (std::size_t t = 0; t < count; ++t) expected[t * columns + c] += (in[t * rows + r] - 128) * weight;
      }
    }
    const auto scale = random_floats(columns, 1e-4F, numbers), bias = random_floats(columns, 1, numbers);
    const kernels::Matrix matrix{rows, columns, words, offset, scale, bias};
    std::vector<float> first;
    on_every_target([&, count = count, columns = columns] {
      std::vector<float> out(count * columns, -1);
      kernels::multiply(matrix, in.data(), rows, count, out.data());
      if (first.empty()) first = out;
      CHECK(same_bits(out, first));
    });
    for (std::size_t i = 0; i < first.size(); ++i) {
      const std::size_t c = i % columns;
      CHECK(first[i] == static_cast<float>(expected[i]) * scale[c] + bias[c]);
    }
  }
}

TEST_CASE("squashing is a tangent, quantizing rounds to nearest, on every target", "[kernels]") {
  Numbers numbers(3);
  auto values = random_floats(4096, 4, numbers);
  const float corners[] = {0,     -0.0F,  3,           -3,          3.0001F,      -1e30F,
                           1e30F, 1e-40F, 0.5F / 4096, 1.5F / 4096, -0.5F / 4096, 100};
  std::copy(std::begin(corners), std::end(corners), values.begin());
  std::vector<float> first;
  std::vector<std::int16_t> first_steps;
  std::vector<std::uint8_t> first_bytes;
  on_every_target([&] {
    auto squashed = values;
    kernels::squash(squashed.data(), squashed.size());
    std::vector<std::int16_t> steps(values.size());
    kernels::quantize_exact(values.data(), values.size(), steps.data());
    std::vector<std::uint8_t> bytes(values.size());
    kernels::quantize(values.data(), values.size(), 40, bytes.data());
    if (first.empty()) first = squashed, first_steps = steps, first_bytes = bytes;
    CHECK(same_bits(squashed, first));
    CHECK(steps == first_steps);
    CHECK(bytes == first_bytes);
  });
  for (std::size_t i = 0; i < values.size(); ++i) {
    CHECK(std::fabs(first[i] - std::tanh(values[i])) < 0.03F);
    const double exact = std::nearbyint(static_cast<double>(values[i]) * 4096);
    CHECK(first_steps[i] == static_cast<std::int16_t>(std::clamp(exact, -32000.0, 32000.0)));
    const double coarse = std::nearbyint(static_cast<double>(values[i]) * 40);
    CHECK(first_bytes[i] == static_cast<std::uint8_t>(128 + std::clamp(coarse, -127.0, 127.0)));
  }
}

TEST_CASE("the largest value is the first of them, on every target", "[kernels]") {
  Numbers numbers(5);
  for (const std::size_t size : {1U, 5U, 16U, 37U, 64U, 212U}) {
    auto values = random_floats(size, 8, numbers);
    for (float& value : values) value = std::floor(value);  // many are equal
    const auto expected = static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
    on_every_target([&] { CHECK(kernels::index_of_largest(values.data(), size) == expected); });
  }
}

TEST_CASE("a recurrence gives the same bits on every target, step after step", "[kernels]") {
  constexpr std::size_t width = 48, steps = 40;
  Numbers numbers(4);
  const auto gates = random_floats(steps * 3 * width, 5, numbers);
  std::vector<float> first_cell, first_out;
  on_every_target([&] {
    std::vector<float> cell(width, 0), out(width, 0), other(width, 0.125F);
    for (std::size_t step = 0; step < steps; ++step) {
      kernels::recur(&gates[step * 3 * width], width, width, cell.data(), out.data());
      kernels::add(out.data(), other.data(), width);
    }
    if (first_cell.empty()) first_cell = cell, first_out = out;
    CHECK(same_bits(cell, first_cell));
    CHECK(same_bits(out, first_out));
  });
  CHECK(std::all_of(first_cell.begin(), first_cell.end(), [](float c) { return std::fabs(c) <= 1; }));
}

TEST_CASE("a whole analysis is the same on every target", "[kernels]") {
  const Prepared text(story);
  std::optional<Analysis> first;
  on_every_target([&] {
    Analysis analysis = text.analyze();
    if (!first) first = analysis;
    CHECK(analysis.syntax.upos.items() == first->syntax.upos.items());
    CHECK(analysis.syntax.head.items() == first->syntax.head.items());
    CHECK(analysis.syntax.relation.items() == first->syntax.relation.items());
    CHECK(analysis.syntax.lemma_pool == first->syntax.lemma_pool);
    CHECK(analysis.factuality.log_odds.items() == first->factuality.log_odds.items());
    REQUIRE(analysis.names.items.size() == first->names.items.size());
    for (const NameId id : analysis.names.items.ids()) {
      const Name &a = analysis.names.items[id], &b = first->names.items[id];
      CHECK((a.tokens == b.tokens && a.type == b.type && std::memcmp(&a.score, &b.score, sizeof a.score) == 0));
    }
  });
}
