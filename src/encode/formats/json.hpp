#pragma once

#include <array>

#include "bankseed/core/calendar.hpp"
#include "bankseed/schema/table.hpp"
#include "encode/buffer.hpp"
#include "encode/formats/id_text.hpp"
#include "encode/watched_copy.hpp"

/// JSON (RFC 8259): a row is an object with a member per column. Amounts are numbers with all their
/// places, dates and times are ISO 8601, a missing value is null, and text that is a JSON document
/// is that document.
namespace bankseed::json {

/// Most bytes that any value but a text takes, its quotes included.
inline constexpr std::size_t kFixedSizeMax = 48;
static_assert(kFixedSizeMax >= kTimestampSizeMax + 2 && kFixedSizeMax >= kIdSizeMax + 2);

/// Most bytes that put() writes for `value`.
[[nodiscard]] inline std::size_t bound(std::string_view value) noexcept {
  return 6 * value.size() + 2;
}
template <class T>
[[nodiscard]] constexpr std::size_t bound(const T& /*value*/) noexcept {
  return kFixedSizeMax;
}
[[nodiscard]] inline std::size_t bound(const std::optional<std::string_view>& value) noexcept {
  return value ? bound(*value) : 4;
}

/// Finds bytes that must not stand in a string as they are.
struct EscapeWatch {
  [[nodiscard]] static constexpr std::uint64_t finds(std::uint64_t word) noexcept {
    using eight_bytes::equal_to;
    return equal_to(word, '"') | equal_to(word, '\\') | eight_bytes::less_than(word, ' ');
  }
};

inline char* put_word(char* out, std::string_view word) noexcept {
  std::memcpy(out, word.data(), word.size());
  return out + word.size();
}

inline char* put(char* out, bool value) noexcept {
  return put_word(out, value ? std::string_view("true") : std::string_view("false"));
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
  *out++ = '"';
  out = put_date(out, value);
  *out++ = '"';
  return out;
}
inline char* put(char* out, Timestamp value) noexcept {
  *out++ = '"';
  out = put_timestamp(out, value, 'T');
  *out++ = '"';
  return out;
}
/// The inside of a string with escapes in it.
char* put_escaped(char* out, std::string_view value) noexcept;
inline char* put(char* out, std::string_view value) noexcept {
  *out++ = '"';
  if (watched_copy<EscapeWatch>(out, value)) [[unlikely]] {
    out = put_escaped(out, value);
  } else {
    out += value.size();
  }
  *out++ = '"';
  return out;
}
template <class AnIdType>
requires(KindOf<AnIdType>::value == Kind::kId) char* put(char* out, const AnIdType& id) noexcept {
  *out++ = '"';
  out = put_id_text(out, id);
  *out++ = '"';
  return out;
}
template <class T>
char* put(char* out, const std::optional<T>& value) noexcept {
  return value ? put(out, *value) : put_word(out, "null");
}

/// A JSON document, on one line.
char* put_document(char* out, std::string_view document) noexcept;
inline char* put_document(char* out, const std::optional<std::string_view>& document) noexcept {
  return document ? put_document(out, *document) : put_word(out, "null");
}

namespace detail {

/// What stands before a value: {"first": or ,"other":
template <class Row, std::size_t kIndex>
inline constexpr auto kKey = [] {
  constexpr std::string_view kName = Table<Row>::kColumns.defs[kIndex].name;
  std::array<char, kName.size() + 4> key{};
  key[0] = kIndex == 0 ? '{' : ',';
  key[1] = '"';
  for (std::size_t i = 0; i < kName.size(); ++i)
    key[i + 2] = kName[i];
  key[kName.size() + 2] = '"';
  key[kName.size() + 3] = ':';
  return key;
}();

}  // namespace detail

/// The name of a member, and before it what divides it from the one before.
template <class Row, std::size_t kIndex>
char* put_key(char* out) noexcept {
  constexpr auto& kMemberKey = detail::kKey<Row, kIndex>;
  std::memcpy(out, kMemberKey.data(), kMemberKey.size());
  return out + kMemberKey.size();
}

namespace detail {

template <class Row, std::size_t kIndex, class Value>
char* put_member(char* out, const Value& value) noexcept {
  out = put_key<Row, kIndex>(out);
  if constexpr (Table<Row>::kColumns.defs[kIndex].json) {
    return put_document(out, value);
  } else {
    return put(out, value);
  }
}

template <class Row, auto... Members, std::size_t... kIndexes>
char* put_members(char* out,
                  const Row& row,
                  const ColumnList<Members...>& /*columns*/,
                  std::index_sequence<kIndexes...> /*indexes*/) noexcept {
  ((out = put_member<Row, kIndexes>(out, row.*Members)), ...);
  return out;
}

template <class Row, auto... Members>
std::size_t bound_of(const Row& row, const ColumnList<Members...>& columns) noexcept {
  std::size_t keys = 2;
  for (const ColumnDef& column : columns.defs)
    keys += column.name.size() + 4;
  return (keys + ... + bound(row.*Members));
}

}  // namespace detail

/// Appends an object.
template <class Row>
void append_object(Buffer& out, const Row& row) {
  constexpr auto& kColumns = Table<Row>::kColumns;
  char* p = out.reserve(detail::bound_of(row, kColumns));
  p = detail::put_members(p, row, kColumns, std::make_index_sequence<kColumns.kSize>{});
  *p++ = '}';
  out.commit(p);
}

/// Appends an object and the end of its line, as JSON Lines has it.
template <class Row>
void append_line(Buffer& out, const Row& row) {
  append_object(out, row);
  char* const p = out.reserve(1);
  *p = '\n';
  out.commit(p + 1);
}

/// Stands between the elements of an array.
inline constexpr std::string_view kSeparator = ",\n";

/// Appends an element of an array, and before it what divides it from one that is there.
template <class Row>
void append_element(Buffer& out, const Row& row) {
  if (out.size() > 0) out.append(kSeparator);
  append_object(out, row);
}

}  // namespace bankseed::json
