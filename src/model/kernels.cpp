// This file is compiled once for each target of Highway (foreach_target.h), without contraction of a × b + c.
#include "model/kernels.hpp"

#define HWY_WANT_AVX3_DL 1  // for vpdpwssd, a product and a sum in one step
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "model/kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tidings::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Of each lane, which holds two 16-bit numbers, the sum of both products, added to `sum`.
template <class D32, class V32>
HWY_INLINE V32 add_pair_products([[maybe_unused]] D32 d32, V32 a, V32 b, V32 sum) {
#if HWY_TARGET == HWY_AVX3_DL
  __asm__("vpdpwssd %2, %1, %0" : "+v"(sum.raw) : "v"(a.raw), "v"(b.raw));  // Highway 1.0.3 has no name for it
  return sum;
#elif HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR
  const hn::Repartition<std::int16_t, D32> d16;
  V32 unused = hn::Zero(d32);
  return hn::ReorderWidenMulAccumulate(d32, hn::BitCast(d16, a), hn::BitCast(d16, b), sum,
                                       unused);  // pmaddwd: adds neighbours
#else
  const auto low = hn::Mul(hn::ShiftRight<16>(hn::ShiftLeft<16>(a)), hn::ShiftRight<16>(hn::ShiftLeft<16>(b)));
  const auto high = hn::Mul(hn::ShiftRight<16>(a), hn::ShiftRight<16>(b));
  return hn::Add(sum, hn::Add(low, high));
#endif
}

HWY_INLINE std::int32_t pair_at(const std::int16_t* in) {
  std::int32_t pair;
  __builtin_memcpy(&pair, in, sizeof pair);
  return pair;
}

// A tile of `Rows` inputs by `Vectors` vectors of outputs stays in registers while all products are summed.
template <std::size_t Rows, std::size_t Vectors, class Store>
HWY_INLINE void multiply_tile(const std::int16_t* in, std::size_t stride, std::size_t depth,
                              const std::int32_t* weights, std::size_t columns, Store store) {
  const hn::CappedTag<std::int32_t, 16> d32;
  const std::size_t lanes = hn::Lanes(d32);
  hn::Vec<decltype(d32)> sums[Rows][Vectors];
  for (std::size_t r = 0; r < Rows; ++r) {
    for (std::size_t v = 0; v < Vectors; ++v) sums[r][v] = hn::Zero(d32);
  }
  for (const std::int16_t* end = in + depth; in != end; in += 2, weights += columns) {
    hn::Vec<decltype(d32)> w[Vectors];
    for (std::size_t v = 0; v < Vectors; ++v) w[v] = hn::LoadU(d32, weights + v * lanes);
    for (std::size_t r = 0; r < Rows; ++r) {
      const auto pair = hn::Set(d32, pair_at(in + r * stride));
      for (std::size_t v = 0; v < Vectors; ++v) sums[r][v] = add_pair_products(d32, pair, w[v], sums[r][v]);
    }
  }
  for (std::size_t r = 0; r < Rows; ++r) {
    for (std::size_t v = 0; v < Vectors; ++v) store(d32, r, v * lanes, sums[r][v]);
  }
}

template <class StoreAt>
HWY_INLINE void multiply_all(const std::int16_t* in, std::size_t stride, std::size_t count, std::size_t depth,
                             const std::int32_t* weights, std::size_t columns, StoreAt store_at) {
  constexpr std::size_t rows = 4;
  constexpr std::size_t vectors = 4;
  const hn::CappedTag<std::int32_t, 16> d32;
  const std::size_t lanes = hn::Lanes(d32);
  std::size_t column = 0;
  for (; column + vectors * lanes <= columns; column += vectors * lanes) {
    std::size_t t = 0;
    for (; t + rows <= count; t += rows) {
      multiply_tile<rows, vectors>(in + t * stride, stride, depth, weights + column, columns, store_at(t, column));
    }
    for (; t < count; ++t)
      multiply_tile<1, vectors>(in + t * stride, stride, depth, weights + column, columns, store_at(t, column));
  }
  for (; column < columns; column += lanes) {
    std::size_t t = 0;
    for (; t + rows <= count; t += rows) {
      multiply_tile<rows, 1>(in + t * stride, stride, depth, weights + column, columns, store_at(t, column));
    }
    for (; t < count; ++t)
      multiply_tile<1, 1>(in + t * stride, stride, depth, weights + column, columns, store_at(t, column));
  }
}

void Multiply(const Matrix& matrix, const std::int16_t* in, std::size_t stride, std::size_t count, float* out) {
  const std::size_t columns = matrix.columns;
  const auto store_at = [&](std::size_t t, std::size_t column) {
    return [=, &matrix](auto d32, std::size_t row, std::size_t offset, auto sum) {
      const hn::Repartition<float, decltype(d32)> df;
      const std::size_t at = column + offset;
      const auto value = hn::Mul(hn::ConvertTo(df, sum), hn::LoadU(df, matrix.scale.data() + at));
      hn::StoreU(hn::Add(value, hn::LoadU(df, matrix.bias.data() + at)), df, out + (t + row) * columns + at);
    };
  };
  multiply_all(in, stride, count, matrix.rows, matrix.weights.data(), columns, store_at);
}

void MultiplyExact(const std::int16_t* left, std::size_t left_count, std::size_t width, const std::int32_t* right,
                   std::size_t columns, std::int32_t* out) {
  const auto store_at = [&](std::size_t t, std::size_t column) {
    return [=](auto d32, std::size_t row, std::size_t offset, auto sum) {
      hn::StoreU(sum, d32, out + (t + row) * columns + column + offset);
    };
  };
  multiply_all(left, width, left_count, width, right, columns, store_at);
}

template <class D, class V>
HWY_INLINE V squash_vector(D d, V x) {
  const V three = hn::Set(d, 3.0F);
  x = hn::Max(hn::Min(x, three), hn::Neg(three));
  const V square = hn::Mul(x, x);
  const V above = hn::Mul(x, hn::Add(hn::Set(d, 27.0F), square));
  return hn::Div(above, hn::Add(hn::Set(d, 27.0F), hn::Mul(hn::Set(d, 9.0F), square)));
}

void Squash(float* values, std::size_t size) {
  const hn::CappedTag<float, 16> d;
  for (std::size_t i = 0; i < size; i += hn::Lanes(d))
    hn::StoreU(squash_vector(d, hn::LoadU(d, values + i)), d, values + i);
}

void Quantize(const float* values, std::size_t size, std::int16_t* out) {
  const hn::CappedTag<float, 16> d;
  const hn::Repartition<std::int32_t, decltype(d)> d32;
  const hn::Rebind<std::int16_t, decltype(d32)> d16;
  const auto steps = hn::Set(d, activation_steps);
  const auto limit = hn::Set(d, 32000.0F);
  for (std::size_t i = 0; i < size; i += hn::Lanes(d)) {
    const auto scaled = hn::Max(hn::Min(hn::Mul(hn::LoadU(d, values + i), steps), limit), hn::Neg(limit));
    hn::StoreU(hn::DemoteTo(d16, hn::NearestInt(scaled)), d16, out + i);
  }
}

void AddTo(float* values, const float* other, std::size_t size) {
  const hn::CappedTag<float, 16> d;
  for (std::size_t i = 0; i < size; i += hn::Lanes(d)) {
    hn::StoreU(hn::Add(hn::LoadU(d, values + i), hn::LoadU(d, other + i)), d, values + i);
  }
}

void Recur(const float* gates, std::size_t stride, std::size_t width, float* cell, float* out) {
  const hn::CappedTag<float, 16> d;
  const auto half = hn::Set(d, 0.5F);
  const auto gate = [&](const float* at) {
    return hn::Add(half, hn::Mul(half, squash_vector(d, hn::Mul(half, hn::LoadU(d, at)))));
  };
  for (std::size_t i = 0; i < width; i += hn::Lanes(d)) {
    const auto candidate = squash_vector(d, hn::LoadU(d, gates + i));
    const auto forget = gate(gates + stride + i);
    const auto opened = gate(gates + 2 * stride + i);
    const auto kept = hn::Mul(forget, hn::LoadU(d, cell + i));
    const auto now = hn::Add(kept, hn::Mul(hn::Sub(hn::Set(d, 1.0F), forget), candidate));
    hn::StoreU(now, d, cell + i);
    hn::StoreU(hn::Add(hn::LoadU(d, out + i), hn::Mul(opened, now)), d, out + i);
  }
}

void AddColumns(const std::int16_t* weights, std::size_t width, std::span<const std::uint16_t> columns,
                std::int32_t* sum) {
  const hn::CappedTag<std::int32_t, 16> d;
  const hn::Rebind<std::int16_t, decltype(d)> d16;
  for (std::size_t i = 0; i < width; i += hn::Lanes(d)) {
    auto total = hn::LoadU(d, sum + i);
    for (const std::uint16_t column : columns)
      total = hn::Add(total, hn::PromoteTo(d, hn::LoadU(d16, weights + column * width + i)));
    hn::StoreU(total, d, sum + i);
  }
}

std::int64_t WeighPositive(const std::int32_t* values, const std::int16_t* weights, std::size_t size) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < size; ++i) total += std::int64_t{values[i] > 0 ? values[i] : 0} * weights[i];
  return total;
}

const char* TargetName() { return hwy::TargetName(HWY_TARGET); }

}  // namespace tidings::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace tidings::kernels {

HWY_EXPORT(Multiply);
HWY_EXPORT(MultiplyExact);
HWY_EXPORT(Squash);
HWY_EXPORT(Quantize);
HWY_EXPORT(AddTo);
HWY_EXPORT(Recur);
HWY_EXPORT(AddColumns);
HWY_EXPORT(WeighPositive);
HWY_EXPORT(TargetName);

void multiply(const Matrix& matrix, const std::int16_t* in, std::size_t stride, std::size_t count, float* out) {
  HWY_DYNAMIC_DISPATCH(Multiply)(matrix, in, stride, count, out);
}
void multiply_exact(const std::int16_t* left, std::size_t left_count, std::size_t width, const std::int32_t* right,
                    std::size_t columns, std::int32_t* out) {
  HWY_DYNAMIC_DISPATCH(MultiplyExact)(left, left_count, width, right, columns, out);
}
void squash(float* values, std::size_t size) { HWY_DYNAMIC_DISPATCH(Squash)(values, size); }
void quantize(const float* values, std::size_t size, std::int16_t* out) {
  HWY_DYNAMIC_DISPATCH(Quantize)(values, size, out);
}
void add(float* values, const float* other, std::size_t size) { HWY_DYNAMIC_DISPATCH(AddTo)(values, other, size); }
void recur(const float* gates, std::size_t stride, std::size_t width, float* cell, float* out) {
  HWY_DYNAMIC_DISPATCH(Recur)(gates, stride, width, cell, out);
}
void add_columns(const std::int16_t* weights, std::size_t width, std::span<const std::uint16_t> columns,
                 std::int32_t* sum) {
  HWY_DYNAMIC_DISPATCH(AddColumns)(weights, width, columns, sum);
}
std::int64_t weigh_positive(const std::int32_t* values, const std::int16_t* weights, std::size_t size) {
  return HWY_DYNAMIC_DISPATCH(WeighPositive)(values, weights, size);
}
std::string_view target_name() { return HWY_DYNAMIC_DISPATCH(TargetName)(); }

}  // namespace tidings::kernels
#endif
