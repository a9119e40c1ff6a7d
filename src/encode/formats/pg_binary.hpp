#pragma once

#include <bit>
#include <concepts>
#include <cstring>
#include <type_traits>

#include "bankseed/schema/table.hpp"
#include "encode/buffer.hpp"
#include "encode/formats/id_text.hpp"

/// PostgreSQL COPY ... WITH (FORMAT binary). The server checks nothing: a field's width must be the
/// column's exact type, which holds because DDL and encoder read the same Kind.
namespace bankseed::pg_binary {

inline constexpr std::string_view kHeader{"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19};
inline constexpr std::string_view kTrailer{"\377\377", 2};

/// Most bytes that any value but a text takes, its length word included.
inline constexpr std::size_t kFixedSizeMax = 4 + kIdSizeMax;

template <std::unsigned_integral Unsigned>
char* put_big_endian(char* out, Unsigned value) noexcept {
  if constexpr (std::endian::native == std::endian::little) {
    if constexpr (sizeof(Unsigned) == 2) value = __builtin_bswap16(value);
    if constexpr (sizeof(Unsigned) == 4) value = __builtin_bswap32(value);
    if constexpr (sizeof(Unsigned) == 8) value = __builtin_bswap64(value);
  }
  std::memcpy(out, &value, sizeof value);
  return out + sizeof value;
}

template <std::unsigned_integral Unsigned>
char* put_sized(char* out, Unsigned value) noexcept {
  return put_big_endian(put_big_endian(out, std::uint32_t{sizeof(Unsigned)}), value);
}

/// Most bytes that put() writes for `value`, length word included.
[[nodiscard]] inline std::size_t bound(std::string_view value) noexcept {
  return 4 + value.size();
}
template <class T>
[[nodiscard]] constexpr std::size_t bound(const T& /*value*/) noexcept {
  return kFixedSizeMax;
}
[[nodiscard]] inline std::size_t bound(const std::optional<std::string_view>& value) noexcept {
  return 4 + (value ? value->size() : 0);
}

inline char* put(char* out, bool value) noexcept {
  return put_sized(out, static_cast<std::uint8_t>(value));
}
inline char* put(char* out, std::int32_t value) noexcept {
  return put_sized(out, static_cast<std::uint32_t>(value));
}
/// An integer column; where a table outgrows it, keys are put as BigSerial.
char* put(char* out, Serial value) noexcept;
inline char* put(char* out, BigSerial value) noexcept {
  return put_sized(out, static_cast<std::uint64_t>(value.value));
}
inline char* put(char* out, Date value) noexcept {
  return put_sized(out, static_cast<std::uint32_t>(value.days));
}
inline char* put(char* out, Timestamp value) noexcept {
  return put_sized(out, static_cast<std::uint64_t>(value.micros));
}
inline char* put(char* out, std::string_view value) noexcept {
  return put_text(put_big_endian(out, static_cast<std::uint32_t>(value.size())), value);
}
inline char* put(char* out, const AnyId& id) noexcept {
  char* const end = put_id_text(out + 4, id);
  put_big_endian(out, static_cast<std::uint32_t>(end - out - 4));
  return end;
}
template <class IdKind>
char* put(char* out, Id<IdKind> id) noexcept {
  if (!has_usual_width(id)) [[unlikely]]
    return put(out, AnyId(id));
  // The length is known, and one store with the prefix.
  return put_usual_id(put_big_endian(out, std::uint32_t{kUsualWidth<IdKind>}), id);
}

namespace detail {

/// The middle of a numeric: up to four base-10000 digits, the first in the upper 16 bits and of
/// weight `weight`, zeros stripped at both ends as the server does it. Writes 20 bytes at most.
inline char* put_numeric_word(char* out,
                              std::uint64_t digits,
                              std::uint32_t weight,
                              std::uint32_t sign_and_scale) noexcept {
  const auto leading = static_cast<std::uint32_t>(std::countl_zero(digits | 1)) & 0x30U;
  const auto trailing = static_cast<std::uint32_t>(std::countr_zero(digits)) / 16;
  const std::uint32_t count = digits == 0 ? 0 : 4 - leading / 16 - trailing;
  const std::uint32_t first_weight = digits == 0 ? 0 : (weight - leading / 16) & 0xFFFFU;
  out = put_big_endian(
      out, std::uint64_t{8 + 2 * count} << 32 | std::uint64_t{count} << 16 | first_weight);
  out = put_big_endian(out, sign_and_scale);
  put_big_endian(out, digits << leading);
  return out + std::size_t{2} * count;
}
/// Amounts of 10^12 and above.
char* put_large_numeric(char* out, std::uint64_t cents, std::uint32_t sign_and_scale) noexcept;

inline constexpr std::uint32_t kNegative = 0x4000U << 16;

}  // namespace detail

/// numeric with scale 2, byte for byte as PostgreSQL's numeric_send.
inline char* put(char* out, Money value) noexcept {
  const bool negative = value.cents < 0;
  const auto bits = static_cast<std::uint64_t>(value.cents);
  const std::uint64_t cents = negative ? 0 - bits : bits;
  const std::uint32_t sign_and_scale = (negative ? detail::kNegative : 0U) | 2U;
  const std::uint64_t units = cents / 100;
  if (units >= 1'000'000'000'000) [[unlikely]]
    return detail::put_large_numeric(out, cents, sign_and_scale);
  const std::uint64_t ten_thousands = units / 10'000;
  const std::uint64_t digits = (ten_thousands / 10'000) << 48 | (ten_thousands % 10'000) << 32 |
                               (units % 10'000) << 16 | cents % 100 * 100;
  return detail::put_numeric_word(out, digits, 2, sign_and_scale);
}
/// numeric with scale 4, likewise.
inline char* put(char* out, Fraction value) noexcept {
  const bool negative = value.ten_thousandths < 0;
  const auto bits = static_cast<std::uint32_t>(value.ten_thousandths);
  const std::uint32_t magnitude = negative ? 0 - bits : bits;
  const std::uint64_t digits = std::uint64_t{magnitude / 100'000'000} << 32 |
                               std::uint64_t{magnitude / 10'000 % 10'000} << 16 |
                               magnitude % 10'000;
  return detail::put_numeric_word(out, digits, 2, (negative ? detail::kNegative : 0U) | 4U);
}

template <class T>
char* put(char* out, const std::optional<T>& value) noexcept {
  return value ? put(out, *value) : put_big_endian(out, std::uint32_t{0xFFFFFFFF});
}

/// How the server has a value, when keys are bigserial or serial.
template <bool kHasWideKey, class T>
decltype(auto) stored(const T& value) noexcept {
  if constexpr (kHasWideKey && std::is_same_v<T, Serial>) {
    return BigSerial{value.value};
  } else {
    return (value);
  }
}

template <bool kHasWideKey, class Row, auto... Members>
void append_fields(Buffer& out, const Row& row, const ColumnList<Members...>& /*columns*/) {
  char* p = out.reserve((std::size_t{2} + ... + bound(row.*Members)));
  p = put_big_endian(p, std::uint16_t{sizeof...(Members)});
  ((p = put(p, stored<kHasWideKey>(row.*Members))), ...);
  out.commit(p);
}

/// Appends one tuple.
template <class Row, bool kHasWideKey = false>
void append(Buffer& out, const Row& row) {
  append_fields<kHasWideKey>(out, row, Table<Row>::kColumns);
}

}  // namespace bankseed::pg_binary
