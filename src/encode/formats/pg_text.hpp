#pragma once

#include "bankseed/core/calendar.hpp"
#include "bankseed/schema/table.hpp"
#include "encode/buffer.hpp"
#include "encode/formats/id_text.hpp"

/// PostgreSQL COPY text format, byte for byte as COPY table TO STDOUT prints it (ISO dates).
namespace bankseed::pg_text {

/// Most bytes that any value but a text takes.
inline constexpr std::size_t kFixedSizeMax = 40;
static_assert(kFixedSizeMax >= kTimestampSizeMax && kFixedSizeMax >= kIdSizeMax);

/// Most bytes that put() writes for `value`.
[[nodiscard]] inline std::size_t bound(std::string_view value) noexcept {
  return 2 * value.size();
}
template <class T>
[[nodiscard]] constexpr std::size_t bound(const T& /*value*/) noexcept {
  return kFixedSizeMax;
}
[[nodiscard]] inline std::size_t bound(const std::optional<std::string_view>& value) noexcept {
  return value ? bound(*value) : 2;
}

inline char* put(char* out, bool value) noexcept {
  *out = value ? 't' : 'f';
  return out + 1;
}
inline char* put(char* out, std::int32_t value) noexcept {
  return put_integer(out, value);
}
inline char* put(char* out, Serial value) noexcept {
  return put_integer(out, value.value);
}
inline char* put(char* out, BigSerial value) noexcept {
  return put_integer(out, value.value);
}
inline char* put(char* out, Money value) noexcept {
  return put_money(out, value);
}
inline char* put(char* out, Fraction value) noexcept {
  return put_fraction(out, value);
}
inline char* put(char* out, Date value) noexcept {
  return put_date(out, value);
}
inline char* put(char* out, Timestamp value) noexcept {
  return put_timestamp(out, value);
}
/// Escapes the backslash and the control characters that COPY gives letters to.
char* put(char* out, std::string_view value) noexcept;
template <class AnIdType>
requires(KindOf<AnIdType>::value == Kind::kId) char* put(char* out, const AnIdType& id) noexcept {
  return put_id_text(out, id);
}
template <class T>
char* put(char* out, const std::optional<T>& value) noexcept {
  if (value) return put(out, *value);
  out[0] = '\\';
  out[1] = 'N';
  return out + 2;
}

template <class Row, auto... Members>
void append_fields(Buffer& out, const Row& row, const ColumnList<Members...>& /*columns*/) {
  char* p = out.reserve((std::size_t{0} + ... + (1 + bound(row.*Members))));
  ((p = put(p, row.*Members), *p++ = '\t'), ...);
  p[-1] = '\n';
  out.commit(p);
}

/// Appends one line, newline included.
template <class Row>
void append(Buffer& out, const Row& row) {
  append_fields(out, row, Table<Row>::kColumns);
}

}  // namespace bankseed::pg_text
