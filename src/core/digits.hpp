#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "bankseed/core/types.hpp"

namespace bankseed {

namespace detail {
inline constexpr std::array<char, 200> kTwoDigits = [] {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();
}  // namespace detail

/// Writes a value below 100 as two digits; returns one past the last byte.
inline char* put_two_digits(char* out, std::uint32_t value) noexcept {
  std::memcpy(out, &detail::kTwoDigits[std::size_t{value} * 2], 2);
  return out + 2;
}

/// Writes `value` in decimal with at least `digits_min` (at most 20) digits; at most 20 bytes.
char* put_digits(char* out, std::uint64_t value, std::uint8_t digits_min = 1) noexcept;

/// Writes a whole number with its sign; at most 20 bytes.
char* put_integer(char* out, std::int64_t value) noexcept;

inline constexpr std::size_t kMoneySizeMax = 24;
/// Writes units.cents with two places, as PostgreSQL prints numeric with scale 2; at most
/// kMoneySizeMax bytes.
char* put_money(char* out, Money money) noexcept;

/// Writes a fraction with four places, as PostgreSQL prints numeric(5,4); at most 16 bytes.
char* put_fraction(char* out, Fraction fraction) noexcept;

/// Writes the id's text at `out` (kIdSizeMax bytes); returns one past the last byte.
char* put_id(char* out, IdFormat format, std::uint64_t number) noexcept;

/// The digit that makes `digits` (a number of any length) followed by it pass the Luhn check
/// (ISO/IEC 7812-1 annex B).
[[nodiscard]] std::uint32_t luhn_digit(std::uint64_t digits) noexcept;

}  // namespace bankseed
