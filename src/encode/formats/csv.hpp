#pragma once

#include <span>

#include "bankseed/core/calendar.hpp"
#include "bankseed/schema/table.hpp"
#include "encode/buffer.hpp"
#include "encode/formats/id_text.hpp"
#include "encode/watched_copy.hpp"

/// Comma-separated values with RFC 4180's quotes, lines that end with a line feed, and a line of
/// names: what PostgreSQL's COPY ... (FORMAT csv, HEADER) reads and writes. A missing value is
/// nothing at all, an empty text is "".
namespace bankseed::csv {

/// Most bytes that any value but a text takes.
inline constexpr std::size_t kFixedSizeMax = 40;
static_assert(kFixedSizeMax >= kTimestampSizeMax && kFixedSizeMax >= kIdSizeMax);

/// Most bytes that put_field() writes for `value`.
[[nodiscard]] inline std::size_t bound(std::string_view value) noexcept {
  return 2 * value.size() + 2;
}
template <class T>
[[nodiscard]] constexpr std::size_t bound(const T& /*value*/) noexcept {
  return kFixedSizeMax;
}
[[nodiscard]] inline std::size_t bound(const std::optional<std::string_view>& value) noexcept {
  return value ? bound(*value) : 0;
}

/// Finds bytes that call for quotes, and the backslash, for the sake of the line that ends COPY.
struct QuoteWatch {
  [[nodiscard]] static constexpr std::uint64_t finds(std::uint64_t word) noexcept {
    using eight_bytes::equal_to;
    return equal_to(word, '"') | equal_to(word, ',') | equal_to(word, '\n') | equal_to(word, '\r') |
           equal_to(word, '\\');
  }
};

inline char* put(char* out, bool value) noexcept {
  const std::string_view text = value ? "true" : "false";
  std::memcpy(out, text.data(), text.size());
  return out + text.size();
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
/// A text that may need quotes.
char* put_with_care(char* out, std::string_view value) noexcept;
inline char* put(char* out, std::string_view value) noexcept {
  if (value.empty() || watched_copy<QuoteWatch>(out, value)) [[unlikely]]
    return put_with_care(out, value);
  return out + value.size();
}
template <class AnIdType>
requires(KindOf<AnIdType>::value == Kind::kId) char* put(char* out, const AnIdType& id) noexcept {
  return put_id_text(out, id);
}
template <class T>
char* put(char* out, const std::optional<T>& value) noexcept {
  return value ? put(out, *value) : out;
}

/// What stands between the day and the time of day: a blank, as PostgreSQL writes it and
/// spreadsheets read it, or ISO 8601's T.
enum class TimeSeparator : char { kBlank = ' ', kT = 'T' };

template <TimeSeparator kSeparator, class T>
char* put_field(char* out, const T& value) noexcept {
  if constexpr (std::is_same_v<T, Timestamp>) {
    return put_timestamp(out, value, static_cast<char>(kSeparator));
  } else if constexpr (std::is_same_v<T, std::optional<Timestamp>>) {
    return value ? put_timestamp(out, *value, static_cast<char>(kSeparator)) : out;
  } else {
    return put(out, value);
  }
}

template <TimeSeparator kSeparator, class Row, auto... Members>
void append_fields(Buffer& out, const Row& row, const ColumnList<Members...>& /*columns*/) {
  char* p = out.reserve((std::size_t{0} + ... + (1 + bound(row.*Members))));
  ((p = put_field<kSeparator>(p, row.*Members), *p++ = ','), ...);
  p[-1] = '\n';
  out.commit(p);
}

/// Appends one line, its end included.
template <class Row, TimeSeparator kSeparator = TimeSeparator::kBlank>
void append(Buffer& out, const Row& row) {
  append_fields<kSeparator>(out, row, Table<Row>::kColumns);
}

/// Appends the line of names.
void append_header(Buffer& out, std::span<const ColumnDef> columns);

}  // namespace bankseed::csv
