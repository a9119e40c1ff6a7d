#include "core/quantile.hpp"

#include <algorithm>

#include "bankseed/core/check.hpp"
#include "bankseed/core/types.hpp"

namespace bankseed {
namespace {

constexpr std::array<std::int64_t, 2049> kNormalQuantiles = {
#include "tables/normal_quantile.inc"
};
constexpr std::array<std::int64_t, 1025> kExp2 = {
#include "tables/exp2.inc"
};

/// log2(e) in 2^-32 units.
constexpr std::int64_t kLog2OfE = 6196328019;

/// log2 of a positive value in 2^-32 units: one bit at a time by squaring (integer, exact to
/// 2^-31).
std::int64_t log2_fixed(std::uint64_t value) {
  BANKSEED_CHECK(value > 0);
  int exponent = 63;
  while (value >> exponent == 0)
    --exponent;
  std::uint64_t mantissa = exponent >= 31 ? value >> (exponent - 31) : value << (31 - exponent);
  std::int64_t result = exponent;
  for (int bit = 0; bit < 32; ++bit) {
    mantissa = (mantissa * mantissa) >> 31;
    result *= 2;
    if (mantissa >> 32 != 0) {
      mantissa >>= 1;
      ++result;
    }
  }
  return result;
}

/// a * b / 2^32 for fixed-point values.
std::int64_t times(std::int64_t a, std::int64_t b) noexcept {
  return static_cast<std::int64_t>((static_cast<Int128>(a) * b) >> 32);
}

}  // namespace

std::int64_t normal_quantile(std::uint64_t uniform) noexcept {
  const std::size_t segment = uniform >> 53;
  const auto fraction = static_cast<std::int64_t>((uniform << 11) >> 40);  // 24 bits
  const std::int64_t low = kNormalQuantiles[segment];
  return low + (((kNormalQuantiles[segment + 1] - low) * fraction) >> 24);
}

std::uint64_t exp2_fixed(std::int64_t exponent) noexcept {
  const std::int64_t whole = exponent >> 32;
  BANKSEED_CHECK(whole >= -16 && whole <= 46);
  const auto fraction = static_cast<std::uint64_t>(exponent) & 0xFFFFFFFFULL;
  const std::size_t segment = fraction >> 22;
  const auto inner = static_cast<std::int64_t>(fraction & 0x3FFFFF);
  const std::int64_t low = kExp2[segment];
  const auto mantissa =
      static_cast<std::uint64_t>(low + (((kExp2[segment + 1] - low) * inner) >> 22));
  const std::int64_t shift = whole + 16 - 30;
  return shift >= 0 ? mantissa << shift : mantissa >> -shift;
}

/// `value` maps a uniform draw to a value and never falls. The table spans exactly [low, high].
template <class Value>
QuantileTable QuantileTable::tabulate(const Value& value, std::int64_t low, std::int64_t high) {
  BANKSEED_CHECK(low <= high);
  const auto first_reaching = [&value](std::int64_t bound) {
    std::uint64_t below = 0;
    std::uint64_t above = UINT64_MAX;
    while (below < above) {
      const std::uint64_t middle = below + (above - below) / 2;
      if (value(middle) >= bound) {
        above = middle;
      } else {
        below = middle + 1;
      }
    }
    return above;
  };
  const std::uint64_t first = first_reaching(low);
  const std::uint64_t last = first_reaching(high);
  QuantileTable table;
  for (std::size_t i = 0; i <= kSegments; ++i) {
    const auto at =
        first + static_cast<std::uint64_t>(static_cast<Uint128>(last - first) * i / kSegments);
    table.values_[i] = std::clamp(value(at), low, high);
  }
  table.values_.front() = low;
  table.values_.back() = high;
  return table;
}

QuantileTable QuantileTable::log_normal(const LogNormal& shape) {
  BANKSEED_CHECK(shape.median > 0 && shape.low >= 0);
  const std::int64_t mu = log2_fixed(static_cast<std::uint64_t>(shape.median));
  const std::int64_t sigma = kLog2OfE * shape.sigma_permille / 1000;
  const auto value = [mu, sigma](std::uint64_t uniform) {
    return static_cast<std::int64_t>(exp2_fixed(mu + times(sigma, normal_quantile(uniform))) >> 16);
  };
  return tabulate(value, shape.low, shape.high);
}

QuantileTable QuantileTable::normal(const Normal& shape) {
  const auto value = [&shape](std::uint64_t uniform) {
    return shape.mean + times(shape.deviation, normal_quantile(uniform));
  };
  return tabulate(value, shape.low, shape.high);
}

QuantileTable QuantileTable::rising(std::int64_t low, std::int64_t high) {
  // The distribution function of the density (1 + t) / 1.5 on [0, 1] is (t + t^2 / 2) / 1.5; its
  // inverse is sqrt(1 + 3u) - 1, here in 2^-30.
  const auto value = [low, high](std::uint64_t uniform) {
    const std::uint64_t square = ((std::uint64_t{1} << 32) + 3 * (uniform >> 32)) << 28;
    std::uint64_t root = std::uint64_t{1} << 31;
    for (std::uint64_t next = (root + square / root) / 2; next < root;
         next = (root + square / root) / 2)
      root = next;
    const auto t = static_cast<std::int64_t>(root - (std::uint64_t{1} << 30));
    return low + static_cast<std::int64_t>((static_cast<Int128>(high - low) * t) >> 30);
  };
  return tabulate(value, low, high);
}

std::uint64_t QuantileTable::uniform_at(std::int64_t value) const noexcept {
  if (value <= values_.front()) return 0;
  if (value >= values_.back()) return UINT64_MAX;
  const auto after = std::upper_bound(values_.begin(), values_.end(), value);
  const auto segment = static_cast<std::uint64_t>(after - values_.begin()) - 1;
  const std::int64_t low = values_[segment];
  const auto step = static_cast<std::uint64_t>(values_[segment + 1] - low);
  const auto inner =
      static_cast<std::uint64_t>((static_cast<Uint128>(value - low) << kSegmentShift) / step);
  return (segment << kSegmentShift) + inner;
}

std::int64_t QuantileTable::within(std::uint64_t uniform,
                                   std::int64_t low,
                                   std::int64_t high) const noexcept {
  const std::int64_t value = (*this)(uniform);
  if (value >= low && value <= high) return value;
  BANKSEED_CHECK(low <= high && low <= values_.back() && high >= values_.front());
  const std::uint64_t first = uniform_at(low);
  const std::uint64_t last = uniform_at(high);
  // What falls outside is uniform over [0, first) and (last, 2^64), put together: that range, and
  // not the whole draw, is stretched over [first, last], else the values would crowd on one side.
  const std::uint64_t outside = first + (UINT64_MAX - last);
  const std::uint64_t position =
      uniform < first ? uniform : uniform - std::min(uniform, last) + first;
  if (outside == 0) return std::clamp(value, low, high);
  const auto scaled = static_cast<std::uint64_t>(static_cast<Uint128>(std::min(position, outside)) *
                                                 (last - first) / outside);
  return std::clamp((*this)(first + scaled), low, high);
}

}  // namespace bankseed
