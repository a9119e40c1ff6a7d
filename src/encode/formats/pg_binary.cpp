#include "encode/formats/pg_binary.hpp"

#include <array>
#include <limits>

#include "bankseed/core/check.hpp"

namespace bankseed::pg_binary {

char* put(char* out, Serial value) noexcept {
  BANKSEED_CHECK(value.value >= 0 && value.value <= std::numeric_limits<std::int32_t>::max());
  return put_sized(out, static_cast<std::uint32_t>(value.value));
}

char* detail::put_large_numeric(char* out,
                                std::uint64_t cents,
                                std::uint32_t sign_and_scale) noexcept {
  std::array<std::uint16_t, 6> digits{};  // 2^63 cents have 17 digits before the point.
  std::size_t first = digits.size();
  digits[--first] = static_cast<std::uint16_t>(cents % 100 * 100);
  for (std::uint64_t units = cents / 100; units != 0; units /= 10'000)
    digits[--first] = static_cast<std::uint16_t>(units % 10'000);
  const auto weight = static_cast<std::uint32_t>(digits.size() - first - 2);
  std::size_t last = digits.size();
  while (digits[last - 1] == 0)
    --last;
  const auto count = static_cast<std::uint32_t>(last - first);
  out = put_big_endian(out, 8 + 2 * count);
  out = put_big_endian(out, count << 16 | weight);
  out = put_big_endian(out, sign_and_scale);
  for (std::size_t i = first; i != last; ++i)
    out = put_big_endian(out, digits[i]);
  return out;
}

}  // namespace bankseed::pg_binary
