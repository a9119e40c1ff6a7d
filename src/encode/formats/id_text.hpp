#pragma once

#include <cstring>

#include "bankseed/core/types.hpp"
#include "core/digits.hpp"

namespace bankseed {

/// Writes the text of an id (kIdSizeMax bytes); returns one past the last byte. Like put_id(), but
/// with the format known at compile time, because ids are the commonest columns of the bank.
template <class Kind>
char* put_id_text(char* out, Id<Kind> id) noexcept {
  constexpr IdFormat kFormat = Kind::kFormat;
  constexpr std::uint64_t kLimit = [] {
    std::uint64_t limit = 1;
    for (int i = 0; i < kFormat.digits_min; ++i)
      limit *= 10;
    return limit;
  }();
  static_assert(kFormat.prefix.size() + 20 <= kIdSizeMax && kFormat.digits_min <= 9);
  if (id.number >= kLimit) [[unlikely]]
    return put_id(out, kFormat, id.number);
  std::memcpy(out, kFormat.prefix.data(), kFormat.prefix.size());
  out += kFormat.prefix.size();
  auto number = static_cast<std::uint32_t>(id.number);
  char* const end = out + kFormat.digits_min;
  for (int pair = 0; pair < kFormat.digits_min / 2; ++pair, number /= 100)
    put_two_digits(end - std::ptrdiff_t{2} * (pair + 1), number % 100);
  if constexpr (kFormat.digits_min % 2 != 0) *out = static_cast<char>('0' + number);
  return end;
}
inline char* put_id_text(char* out, const AnyId& id) noexcept {
  return put_id(out, id.format, id.number);
}

}  // namespace bankseed
