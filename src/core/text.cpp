#include "core/text.hpp"

#include <array>

#include "bankseed/core/calendar.hpp"

namespace bankseed {

Text& Text::grouped_money(Money value, bool decimal_comma) {
  need(32);
  const auto cents = static_cast<std::uint64_t>(value.cents < 0 ? -value.cents : value.cents);
  if (value.cents < 0) *out_++ = '-';
  std::array<char, 20> digits{};
  const auto count =
      static_cast<std::size_t>(put_digits(digits.data(), cents / 100) - digits.data());
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0 && (count - i) % 3 == 0) *out_++ = decimal_comma ? '.' : ',';
    *out_++ = digits[i];
  }
  *out_++ = decimal_comma ? ',' : '.';
  out_ = put_two_digits(out_, static_cast<std::uint32_t>(cents % 100));
  return *this;
}

Text& Text::date(Date value) {
  need(kDateSizeMax);
  out_ = put_date(out_, value);
  return *this;
}

}  // namespace bankseed
