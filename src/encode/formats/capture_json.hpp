#pragma once

#include "encode/formats/json.hpp"

/// JSON as tools for change data capture write it: an object of a row's values as Debezium's
/// connector for PostgreSQL has them with decimal.handling.mode = string, time.precision.mode =
/// adaptive and the JSON converter without schemas. Amounts and shares are strings with all their
/// places, dates are days and moments microseconds since 1970, in the bank's local time; text that
/// is a JSON document is a string.
namespace bankseed::capture_json {

/// From 1970-01-01 to 2000-01-01, from which ours are counted.
inline constexpr std::int64_t kDaysSince1970 = 10'957;
[[nodiscard]] constexpr std::int64_t micros_since_1970(Timestamp moment) noexcept {
  return moment.micros + kDaysSince1970 * kMicrosPerDay;
}

template <class T>
char* put(char* out, const T& value) noexcept {
  return json::put(out, value);
}
inline char* put(char* out, Money value) noexcept {
  *out++ = '"';
  out = json::put(out, value);
  *out++ = '"';
  return out;
}
inline char* put(char* out, Fraction value) noexcept {
  *out++ = '"';
  out = json::put(out, value);
  *out++ = '"';
  return out;
}
inline char* put(char* out, Date value) noexcept {
  return put_integer(out, kDaysSince1970 + value.days);
}
inline char* put(char* out, Timestamp value) noexcept {
  return put_integer(out, micros_since_1970(value));
}
template <class T>
char* put(char* out, const std::optional<T>& value) noexcept {
  return value ? put(out, *value) : json::put_word(out, "null");
}

template <class Row, auto... Members, std::size_t... kIndexes>
char* put_members(char* out,
                  const Row& row,
                  const ColumnList<Members...>& /*columns*/,
                  std::index_sequence<kIndexes...> /*indexes*/) noexcept {
  ((out = put(json::put_key<Row, kIndexes>(out), row.*Members)), ...);
  return out;
}

/// Appends an object.
template <class Row>
void append(Buffer& out, const Row& row) {
  constexpr auto& kColumns = Table<Row>::kColumns;
  char* p = out.reserve(json::detail::bound_of(row, kColumns));
  p = put_members(p, row, kColumns, std::make_index_sequence<kColumns.kSize>{});
  *p++ = '}';
  out.commit(p);
}

}  // namespace bankseed::capture_json
