// This file is compiled once for each target of Highway (foreach_target.h), without contraction of a × b + c.
#include "model/kernels.hpp"

#define HWY_WANT_AVX3_DL 1  // for vpdpbusd, four products and a sum in one step
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "model/kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tidings::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using D32 = hn::CappedTag<std::int32_t, 16>;
using V32 = hn::Vec<D32>;

template <class T>
HWY_INLINE V32 broadcast_word(const T* in) {
  std::int32_t word;
  __builtin_memcpy(&word, in, sizeof word);
  return hn::Set(D32(), word);
}

// Sums of products, each lane a word of several small integers. `Side` is a word ready to be multiplied.

// Two signed 16-bit numbers a word.
struct Pairs {
  using Input = std::int16_t;
  static constexpr std::size_t in_a_word = 2;
  struct Side {
    V32 both;
  };
  static HWY_INLINE Side left(V32 word) { return {word}; }
  static HWY_INLINE Side right(V32 word) { return {word}; }
  static HWY_INLINE V32 add_products(const Side& a, const Side& b, V32 sum) {
#if HWY_TARGET == HWY_AVX3_DL
    // Highway 1.0.3 has no name for a product and a sum in one step.
    __asm__("vpdpwssd %2, %1, %0" : "+v"(sum.raw) : "v"(a.both.raw), "v"(b.both.raw));
    return sum;
#elif HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR
    const D32 d32;
    const hn::Repartition<std::int16_t, D32> d16;
    V32 unused = hn::Zero(d32);  // pmaddwd adds neighbours
    return hn::ReorderWidenMulAccumulate(d32, hn::BitCast(d16, a.both), hn::BitCast(d16, b.both), sum, unused);
#else
    const auto low =
        hn::Mul(hn::ShiftRight<16>(hn::ShiftLeft<16>(a.both)), hn::ShiftRight<16>(hn::ShiftLeft<16>(b.both)));
    const auto high = hn::Mul(hn::ShiftRight<16>(a.both), hn::ShiftRight<16>(b.both));
    return hn::Add(sum, hn::Add(low, high));
#endif
  }
};

// Four bytes a word: unsigned on the left, signed on the right.
struct Bytes {
  using Input = std::uint8_t;
  static constexpr std::size_t in_a_word = 4;
#if HWY_TARGET == HWY_AVX3_DL
  struct Side {
    V32 all;
  };
  static HWY_INLINE Side left(V32 word) { return {word}; }
  static HWY_INLINE Side right(V32 word) { return {word}; }
  static HWY_INLINE V32 add_products(const Side& a, const Side& b, V32 sum) {
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sum.raw) : "v"(a.all.raw), "v"(b.all.raw));
    return sum;
  }
#elif HWY_TARGET == HWY_SCALAR
  struct Side {
    V32 all;
  };
  static HWY_INLINE Side left(V32 word) { return {word}; }
  static HWY_INLINE Side right(V32 word) { return {word}; }
  static HWY_INLINE V32 add_products(const Side& a, const Side& b, V32 sum) {
    for (int byte = 0; byte < 4; ++byte) {
      const auto unsigned_byte = static_cast<std::uint8_t>(a.all.raw >> (8 * byte));
      const auto signed_byte = static_cast<std::int8_t>(b.all.raw >> (8 * byte));
      sum.raw += unsigned_byte * signed_byte;
    }
    return sum;
  }
#else
  // As two words of pairs: the first and third byte, the second and fourth.
  struct Side {
    Pairs::Side even, odd;
  };
  using D16 = hn::Repartition<std::int16_t, D32>;
  static HWY_INLINE Side left(V32 word) {
    const hn::Repartition<std::uint16_t, D32> du16;
    return {{hn::And(word, hn::Set(D32(), 0x00FF00FF))},
            {hn::BitCast(D32(), hn::ShiftRight<8>(hn::BitCast(du16, word)))}};
  }
  static HWY_INLINE Side right(V32 word) {
    const auto halves = hn::BitCast(D16(), word);
    return {{hn::BitCast(D32(), hn::ShiftRight<8>(hn::ShiftLeft<8>(halves)))},
            {hn::BitCast(D32(), hn::ShiftRight<8>(halves))}};
  }
  static HWY_INLINE V32 add_products(const Side& a, const Side& b, V32 sum) {
    return Pairs::add_products(a.odd, b.odd, Pairs::add_products(a.even, b.even, sum));
  }
#endif
};

// A tile of `Rows` inputs by `Vectors` vectors of outputs stays in registers while all products are summed.
template <class Kind, std::size_t Rows, std::size_t Vectors, class Store>
HWY_INLINE void multiply_tile(const typename Kind::Input* in, std::size_t stride, std::size_t depth,
                              const std::int32_t* weights, std::size_t columns, Store store) {
  const D32 d32;
  const std::size_t lanes = hn::Lanes(d32);
  V32 sums[Rows][Vectors];
  for (std::size_t r = 0; r < Rows; ++r) {
    for (std::size_t v = 0; v < Vectors; ++v) sums[r][v] = hn::Zero(d32);
  }
  for (const auto* end = in + depth; in != end; in += Kind::in_a_word, weights += columns) {
    typename Kind::Side w[Vectors];
    for (std::size_t v = 0; v < Vectors; ++v) w[v] = Kind::right(hn::LoadU(d32, weights + v * lanes));
    for (std::size_t r = 0; r < Rows; ++r) {
      const auto word = Kind::left(broadcast_word(in + r * stride));
      for (std::size_t v = 0; v < Vectors; ++v) sums[r][v] = Kind::add_products(word, w[v], sums[r][v]);
    }
  }
  for (std::size_t r = 0; r < Rows; ++r) {
    for (std::size_t v = 0; v < Vectors; ++v) store(d32, r, v * lanes, sums[r][v]);
  }
}

template <class Kind, class StoreAt>
HWY_INLINE void multiply_all(const typename Kind::Input* in, std::size_t stride, std::size_t count, std::size_t depth,
                             const std::int32_t* weights, std::size_t columns, StoreAt store_at) {
  constexpr std::size_t rows = 4;
  constexpr std::size_t vectors = 4;
  const std::size_t lanes = hn::Lanes(D32());
  const auto one = [&]<std::size_t Rows, std::size_t Vectors>(std::size_t t, std::size_t column) {
    multiply_tile<Kind, Rows, Vectors>(in + t * stride, stride, depth, weights + column, columns, store_at(t, column));
  };
  std::size_t column = 0;
  for (; column + vectors * lanes <= columns; column += vectors * lanes) {
    std::size_t t = 0;
    for (; t + rows <= count; t += rows) one.template operator()<rows, vectors>(t, column);
    for (; t < count; ++t) one.template operator()<1, vectors>(t, column);
  }
  for (; column < columns; column += lanes) {
    std::size_t t = 0;
    for (; t + rows <= count; t += rows) one.template operator()<rows, 1>(t, column);
    for (; t < count; ++t) one.template operator()<1, 1>(t, column);
  }
}

void Multiply(const Matrix& matrix, const std::uint8_t* in, std::size_t stride, std::size_t count, float* out) {
  const std::size_t columns = matrix.columns;
  const auto store_at = [&](std::size_t t, std::size_t column) {
    return [=, &matrix](auto d32, std::size_t row, std::size_t offset, auto sum) {
      const hn::Repartition<float, decltype(d32)> df;
      const std::size_t at = column + offset;
      const auto exact = hn::Add(sum, hn::LoadU(d32, matrix.offset.data() + at));
      const auto value = hn::Mul(hn::ConvertTo(df, exact), hn::LoadU(df, matrix.scale.data() + at));
      hn::StoreU(hn::Add(value, hn::LoadU(df, matrix.bias.data() + at)), df, out + (t + row) * columns + at);
    };
  };
  multiply_all<Bytes>(in, stride, count, matrix.rows, matrix.weights.data(), columns, store_at);
}

void MultiplyExact(const std::int16_t* left, std::size_t left_count, std::size_t width, const std::int32_t* right,
                   std::size_t columns, std::int32_t* out) {
  const auto store_at = [&](std::size_t t, std::size_t column) {
    return [=](auto d32, std::size_t row, std::size_t offset, auto sum) {
      hn::StoreU(sum, d32, out + (t + row) * columns + column + offset);
    };
  };
  multiply_all<Pairs>(left, width, left_count, width, right, columns, store_at);
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

template <class D>
HWY_INLINE auto steps_of(D d, const float* values, float steps, float limit) {
  const auto scaled = hn::Mul(hn::LoadU(d, values), hn::Set(d, steps));
  return hn::NearestInt(hn::Max(hn::Min(scaled, hn::Set(d, limit)), hn::Set(d, -limit)));
}

void Quantize(const float* values, std::size_t size, float steps, std::uint8_t* out) {
  const hn::CappedTag<float, 16> d;
  const D32 d32;
  const hn::Rebind<std::uint8_t, D32> d8;
  const auto zero = hn::Set(d32, zero_activation);
  for (std::size_t i = 0; i < size; i += hn::Lanes(d)) {
    hn::StoreU(hn::DemoteTo(d8, hn::Add(steps_of(d, values + i, steps, 127.0F), zero)), d8, out + i);
  }
}

void QuantizeExact(const float* values, std::size_t size, std::int16_t* out) {
  const hn::CappedTag<float, 16> d;
  const hn::Rebind<std::int16_t, D32> d16;
  for (std::size_t i = 0; i < size; i += hn::Lanes(d)) {
    hn::StoreU(hn::DemoteTo(d16, steps_of(d, values + i, exact_steps, 32000.0F)), d16, out + i);
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
  const std::size_t lanes = hn::Lanes(d);
  std::size_t i = 0;
  for (; i + 4 * lanes <= width; i += 4 * lanes) {  // four sums at a time do not wait for each other
    hn::Vec<decltype(d)> totals[4];
    for (std::size_t v = 0; v < 4; ++v) totals[v] = hn::LoadU(d, sum + i + v * lanes);
    for (const std::uint16_t column : columns) {
      const std::int16_t* at = weights + column * width + i;
      for (std::size_t v = 0; v < 4; ++v)
        totals[v] = hn::Add(totals[v], hn::PromoteTo(d, hn::LoadU(d16, at + v * lanes)));
    }
    for (std::size_t v = 0; v < 4; ++v) hn::StoreU(totals[v], d, sum + i + v * lanes);
  }
  for (; i < width; i += lanes) {
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

std::size_t IndexOfLargest(const float* values, std::size_t size) {
  const hn::CappedTag<float, 16> d;
  const std::size_t lanes = hn::Lanes(d), whole = size / lanes * lanes;
  auto tops = hn::Set(d, values[0]);
  for (std::size_t i = 0; i < whole; i += lanes) tops = hn::Max(tops, hn::LoadU(d, values + i));
  float top = hn::GetLane(hn::MaxOfLanes(d, tops));
  for (std::size_t i = whole; i < size; ++i) top = values[i] > top ? values[i] : top;
  const auto wanted = hn::Set(d, top);
  for (std::size_t i = 0; i < whole; i += lanes) {
    const auto at = hn::FindFirstTrue(d, hn::Eq(hn::LoadU(d, values + i), wanted));
    if (at >= 0) return i + static_cast<std::size_t>(at);
  }
  std::size_t i = whole;
  while (i + 1 < size && values[i] != top) ++i;
  return i;
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
HWY_EXPORT(QuantizeExact);
HWY_EXPORT(AddTo);
HWY_EXPORT(Recur);
HWY_EXPORT(AddColumns);
HWY_EXPORT(WeighPositive);
HWY_EXPORT(IndexOfLargest);
HWY_EXPORT(TargetName);

void multiply(const Matrix& matrix, const std::uint8_t* in, std::size_t stride, std::size_t count, float* out) {
  HWY_DYNAMIC_DISPATCH(Multiply)(matrix, in, stride, count, out);
}
void multiply_exact(const std::int16_t* left, std::size_t left_count, std::size_t width, const std::int32_t* right,
                    std::size_t columns, std::int32_t* out) {
  HWY_DYNAMIC_DISPATCH(MultiplyExact)(left, left_count, width, right, columns, out);
}
void squash(float* values, std::size_t size) { HWY_DYNAMIC_DISPATCH(Squash)(values, size); }
void quantize(const float* values, std::size_t size, float steps, std::uint8_t* out) {
  HWY_DYNAMIC_DISPATCH(Quantize)(values, size, steps, out);
}
void quantize_exact(const float* values, std::size_t size, std::int16_t* out) {
  HWY_DYNAMIC_DISPATCH(QuantizeExact)(values, size, out);
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
std::size_t index_of_largest(const float* values, std::size_t size) {
  return HWY_DYNAMIC_DISPATCH(IndexOfLargest)(values, size);
}
std::string_view target_name() { return HWY_DYNAMIC_DISPATCH(TargetName)(); }

}  // namespace tidings::kernels
#endif
