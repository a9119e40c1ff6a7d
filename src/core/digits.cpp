#include "core/digits.hpp"

#include <algorithm>
#include <bit>

namespace bankseed {

namespace {

/// Numbers below 1,000, and how many digits each has.
struct ShortNumber {
  std::array<char, 3> text;
  std::uint8_t size;
};
constexpr std::array<ShortNumber, 1'000> kShortNumbers = [] {
  std::array<ShortNumber, 1'000> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    ShortNumber& number = numbers[i];
    for (const std::size_t unit : {std::size_t{100}, std::size_t{10}, std::size_t{1}}) {
      if (i >= unit || unit == 1)
        number.text[number.size++] = static_cast<char>('0' + i / unit % 10);
    }
  }
  return numbers;
}();

constexpr std::uint64_t kEightDigits = 100'000'000;

/// What two digits add to a Luhn sum: every second one is doubled, the last of all first.
constexpr std::array<std::uint8_t, 100> kLuhnOfTwo = [] {
  std::array<std::uint8_t, 100> sums{};
  for (std::size_t i = 0; i < 100; ++i) {
    const std::size_t doubled = 2 * (i % 10);
    sums[i] = static_cast<std::uint8_t>(i / 10 + doubled / 10 + doubled % 10);
  }
  return sums;
}();

}  // namespace

char* put_digits(char* out, std::uint64_t value, std::uint8_t digits_min) noexcept {
  if (value < kShortNumbers.size() && digits_min <= 1) {
    const ShortNumber& number = kShortNumbers[value];
    std::memcpy(out, number.text.data(), number.text.size());
    return out + number.size;
  }
  if (value >= kEightDigits) [[unlikely]] {
    out = put_digits(out, value / kEightDigits,
                     digits_min > 8 ? static_cast<std::uint8_t>(digits_min - 8) : 1);
    return put_word(out,
                    eight_digits(static_cast<std::uint32_t>(value % kEightDigits)) + kEightZeros);
  }
  const std::uint64_t digits = eight_digits(static_cast<std::uint32_t>(value));
  for (; digits_min > 8; --digits_min)
    *out++ = '0';
  // The last digit counts, whatever it is.
  const int zeros = std::countr_zero(digits | std::uint64_t{1} << 56) / 8;
  const int count = std::max(8 - zeros, int{digits_min});
  put_word(out, (digits + kEightZeros) >> (8 * (8 - count)));
  return out + count;
}

char* put_integer(char* out, std::int64_t value) noexcept {
  if (value < 0) {
    *out++ = '-';
    return put_digits(out, 0 - static_cast<std::uint64_t>(value));
  }
  return put_digits(out, static_cast<std::uint64_t>(value));
}

char* put_money(char* out, Money money) noexcept {
  auto cents = static_cast<std::uint64_t>(money.cents);
  if (money.cents < 0) {
    *out++ = '-';
    cents = 0 - cents;
  }
  out = put_digits(out, cents / 100);
  *out++ = '.';
  return put_two_digits(out, static_cast<std::uint32_t>(cents % 100));
}

char* put_fraction(char* out, Fraction fraction) noexcept {
  auto value = static_cast<std::uint32_t>(fraction.ten_thousandths);
  if (fraction.ten_thousandths < 0) {
    *out++ = '-';
    value = 0 - value;
  }
  out = put_digits(out, value / 10'000);
  *out++ = '.';
  return put_digits(out, value % 10'000, 4);
}

char* put_id(char* out, IdFormat format, std::uint64_t number) noexcept {
  out = put_text(out, format.prefix);
  return format.digits_min == 0 ? out : put_digits(out, number, format.digits_min);
}

std::uint32_t luhn_digit(std::uint64_t digits) noexcept {
  std::uint32_t sum = 0;
  for (; digits != 0; digits /= 100)
    sum += kLuhnOfTwo[digits % 100];
  return (10 - sum % 10) % 10;
}

}  // namespace bankseed
