#include "core/digits.hpp"

#include <algorithm>
#include <bit>

namespace bankseed {

namespace {

constexpr std::array<std::uint64_t, 20> kPowersOfTen = [] {
  std::array<std::uint64_t, 20> powers{};
  std::uint64_t power = 1;
  for (std::uint64_t& entry : powers) {
    entry = power;
    power *= 10;  // What runs over after the last one is not used.
  }
  return powers;
}();

std::uint32_t digits_of(std::uint64_t value) noexcept {
  // 1233 / 4096 is a little more than the logarithm of 2 to the base of 10.
  const auto estimate = static_cast<std::uint32_t>(std::bit_width(value | 1)) * 1'233 >> 12U;
  return std::max(1U, estimate + (value >= kPowersOfTen[estimate] ? 1U : 0U));
}

}  // namespace

char* put_digits(char* out, std::uint64_t value, std::uint8_t digits_min) noexcept {
  char* const end = out + std::max(digits_of(value), std::uint32_t{digits_min});
  char* p = end;
  for (; value >= 100; value /= 100)
    put_two_digits(p -= 2, static_cast<std::uint32_t>(value % 100));
  if (value >= 10) {
    put_two_digits(p -= 2, static_cast<std::uint32_t>(value));
  } else if (p != out) {
    *--p = static_cast<char>('0' + value);
  }
  while (p != out)
    *--p = '0';
  return end;
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
  if (!format.prefix.empty()) std::memcpy(out, format.prefix.data(), format.prefix.size());
  out += format.prefix.size();
  return format.digits_min == 0 ? out : put_digits(out, number, format.digits_min);
}

std::uint32_t luhn_digit(std::uint64_t digits) noexcept {
  std::uint32_t sum = 0;
  for (bool doubled = true; digits != 0; digits /= 10, doubled = !doubled) {
    const auto digit = static_cast<std::uint32_t>(digits % 10) * (doubled ? 2 : 1);
    sum += digit / 10 + digit % 10;
  }
  return (10 - sum % 10) % 10;
}

}  // namespace bankseed
