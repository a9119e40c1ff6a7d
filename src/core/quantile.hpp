#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace bankseed {

/// Inverse of the standard normal distribution function, in 2^-32 units: where a share
/// uniform / 2^64 of the mass lies below. Linear between 2,048 tabulated points; -3.49 to 3.49.
[[nodiscard]] std::int64_t normal_quantile(std::uint64_t uniform) noexcept;

/// 2^(exponent / 2^32) in 2^-16 units, for exponents from -16 to 46 (in 2^-32 units); relative
/// error below 2^-20.
[[nodiscard]] std::uint64_t exp2_fixed(std::int64_t exponent) noexcept;

/// A one-dimensional distribution as the table of its quantiles: a uniform draw picks a point,
/// linear in between. Integer arithmetic only, so that every machine draws the same values.
class QuantileTable {
 public:
  static constexpr std::size_t kSegments = 256;

  /// Log-normal amounts, cut to [low, high] by cutting the uniform draw, never by clamping, so that
  /// nothing piles up at the limits.
  struct LogNormal {
    std::int64_t median;          ///< Any positive unit (cents); the exponential of mu.
    std::int32_t sigma_permille;  ///< Standard deviation of the natural logarithm, in thousandths.
    std::int64_t low;             ///< Least value, same unit as median.
    std::int64_t high;            ///< Greatest value, same unit as median.
  };
  [[nodiscard]] static QuantileTable log_normal(const LogNormal& shape);

  /// Normal (bell) values, cut to [low, high] likewise.
  struct Normal {
    std::int64_t mean;
    std::int64_t deviation;
    std::int64_t low;
    std::int64_t high;
  };
  [[nodiscard]] static QuantileTable normal(const Normal& shape);

  /// Values whose density rises linearly from `low` to twice as much at `high`.
  [[nodiscard]] static QuantileTable rising(std::int64_t low, std::int64_t high);

  /// Value below which a share uniform / 2^64 of the mass lies.
  [[nodiscard]] std::int64_t operator()(std::uint64_t uniform) const noexcept {
    const std::size_t segment = uniform >> kSegmentShift;
    const auto fraction = static_cast<std::int64_t>((uniform << 8) >> 40);  // 24 bits
    const std::int64_t low = values_[segment];
    return low + (((values_[segment + 1] - low) * fraction) >> 24);
  }

  /// Like operator(), with everything outside [low, high] cut away: distributed as before over what
  /// is left. [low, high] must overlap the table's range.
  [[nodiscard]] std::int64_t within(std::uint64_t uniform,
                                    std::int64_t low,
                                    std::int64_t high) const noexcept;

  [[nodiscard]] std::int64_t low() const noexcept { return values_.front(); }
  [[nodiscard]] std::int64_t high() const noexcept { return values_.back(); }

 private:
  static constexpr int kSegmentShift = 56;
  /// The uniform value at which the table reaches `value`.
  [[nodiscard]] std::uint64_t uniform_at(std::int64_t value) const noexcept;

  std::array<std::int64_t, kSegments + 1> values_{};

  template <class Value>
  static QuantileTable tabulate(const Value& value, std::int64_t low, std::int64_t high);
};

}  // namespace bankseed
