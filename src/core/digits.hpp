#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

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

/// Copies `text`, no byte further; returns one past the last. Most texts are short: asking the
/// library for them takes longer than copying them.
inline char* put_text(char* out, std::string_view text) noexcept {
  const char* const from = text.data();
  const std::size_t size = text.size();
  // The ends overlap where the size is none of the sizes copied.
  const auto copy_ends = [&](auto width) {
    constexpr std::size_t kWidth = decltype(width)::value;
    std::array<char, kWidth> first{};
    std::array<char, kWidth> last{};
    std::memcpy(first.data(), from, kWidth);
    std::memcpy(last.data(), from + size - kWidth, kWidth);
    std::memcpy(out, first.data(), kWidth);
    std::memcpy(out + size - kWidth, last.data(), kWidth);
  };
  if (size > 32) {
    std::memcpy(out, from, size);
  } else if (size >= 16) {
    copy_ends(std::integral_constant<std::size_t, 16>());
  } else if (size >= 8) {
    copy_ends(std::integral_constant<std::size_t, 8>());
  } else if (size >= 4) {
    copy_ends(std::integral_constant<std::size_t, 4>());
  } else if (size > 0) {
    out[0] = from[0];
    out[size / 2] = from[size / 2];
    out[size - 1] = from[size - 1];
  }
  return out + size;
}

/// Writes a value below 100 as two digits; returns one past the last byte.
inline char* put_two_digits(char* out, std::uint32_t value) noexcept {
  std::memcpy(out, &detail::kTwoDigits[std::size_t{value} * 2], 2);
  return out + 2;
}

/// The eight digits of a value below 10^8, leading zeros included, each a byte from 0 to 9 and the
/// first one in the lowest: halves of four, two and one are split side by side in one word.
[[nodiscard]] constexpr std::uint64_t eight_digits(std::uint32_t value) noexcept {
  constexpr std::uint64_t kTenThousand = 10'000;
  const std::uint64_t fours = value / kTenThousand | std::uint64_t{value % kTenThousand} << 32;
  // Products with 2^20 / 100 and 2^10 / 10, rounded up, are exact for so few digits.
  const std::uint64_t hundreds = (fours * 10'486 >> 20) & 0x0000'007F'0000'007FULL;
  const std::uint64_t twos = hundreds | (fours - hundreds * 100) << 16;
  const std::uint64_t tens = (twos * 103 >> 10) & 0x000F'000F'000F'000FULL;
  return tens | (twos - tens * 10) << 8;
}

/// Writes the eight bytes of a word, the lowest first.
inline char* put_word(char* out, std::uint64_t word) noexcept {
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  std::memcpy(out, &word, sizeof word);
  return out + sizeof word;
}
/// Eight times the digit 0, to be added to eight_digits().
inline constexpr std::uint64_t kEightZeros = 0x3030'3030'3030'3030ULL;

/// Writes `value` in decimal with at least `digits_min` (at most 20) digits. Needs room for 20
/// bytes, or for 8 where the number cannot have more digits: words are written as a whole.
char* put_digits(char* out, std::uint64_t value, std::uint8_t digits_min = 1) noexcept;

/// Writes a whole number with its sign; needs room for 20 bytes.
char* put_integer(char* out, std::int64_t value) noexcept;

inline constexpr std::size_t kMoneySizeMax = 24;
/// Writes units.cents with two places, as PostgreSQL prints numeric with scale 2; needs room for
/// kMoneySizeMax bytes.
char* put_money(char* out, Money money) noexcept;

/// Writes a fraction with four places, as PostgreSQL prints numeric(5,4); needs room for 16 bytes.
char* put_fraction(char* out, Fraction fraction) noexcept;

/// Writes the id's text at `out` (kIdSizeMax bytes); returns one past the last byte.
char* put_id(char* out, IdFormat format, std::uint64_t number) noexcept;

/// The digit that makes `digits` (a number of any length) followed by it pass the Luhn check
/// (ISO/IEC 7812-1 annex B).
[[nodiscard]] std::uint32_t luhn_digit(std::uint64_t digits) noexcept;

}  // namespace bankseed
