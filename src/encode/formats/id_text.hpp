#pragma once

#include <algorithm>
#include <cstring>

#include "bankseed/core/types.hpp"
#include "core/digits.hpp"

namespace bankseed {

/// Whether an id has no more digits than its kind has at least: all of them but in huge banks.
template <class Kind>
[[nodiscard]] constexpr bool has_usual_width(Id<Kind> id) noexcept {
  constexpr std::uint64_t kLimit = [] {
    std::uint64_t limit = 1;
    for (int i = 0; i < Kind::kFormat.digits_min; ++i)
      limit *= 10;
    return limit;
  }();
  return id.number < kLimit;
}
/// Bytes of such an id.
template <class Kind>
inline constexpr std::size_t kUsualWidth = Kind::kFormat.prefix.size() + Kind::kFormat.digits_min;

/// Writes the text of such an id (kIdSizeMax bytes); returns one past the last byte.
template <class Kind>
char* put_usual_id(char* out, Id<Kind> id) noexcept {
  constexpr IdFormat kFormat = Kind::kFormat;
  static_assert(kUsualWidth<Kind> + 8 <= kIdSizeMax && kFormat.digits_min <= 9);
  std::memcpy(out, kFormat.prefix.data(), kFormat.prefix.size());
  out += kFormat.prefix.size();
  auto number = static_cast<std::uint32_t>(id.number);
  if constexpr (kFormat.digits_min == 9) {
    *out++ = static_cast<char>('0' + number / 100'000'000);
    number %= 100'000'000;
  }
  constexpr int kDigits = std::min<int>(kFormat.digits_min, 8);
  put_word(out, (eight_digits(number) + kEightZeros) >> (8 * (8 - kDigits)));
  return out + kDigits;
}

/// Writes the text of an id (kIdSizeMax bytes); returns one past the last byte. Like put_id(), but
/// with the format known at compile time, because ids are the commonest columns of the bank.
template <class Kind>
char* put_id_text(char* out, Id<Kind> id) noexcept {
  if (!has_usual_width(id)) [[unlikely]]
    return put_id(out, Kind::kFormat, id.number);
  return put_usual_id(out, id);
}
inline char* put_id_text(char* out, const AnyId& id) noexcept {
  return put_id(out, id.format, id.number);
}

}  // namespace bankseed
