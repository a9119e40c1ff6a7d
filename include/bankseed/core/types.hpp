#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bankseed {

__extension__ using Uint128 = unsigned __int128;
__extension__ using Int128 = __int128;

/// Amount in cents (hundredths of the row's currency). PostgreSQL numeric with scale 2.
struct Money {
  std::int64_t cents = 0;
  auto operator<=>(const Money&) const = default;
};

/// A ratio with four decimal places, in ten-thousandths (0.0650 is 650). PostgreSQL numeric(5,4).
struct Fraction {
  std::int32_t ten_thousandths = 0;
  auto operator<=>(const Fraction&) const = default;
};

/// Days since 2000-01-01, proleptic Gregorian. PostgreSQL date.
struct Date {
  std::int32_t days = 0;
  auto operator<=>(const Date&) const = default;
};

/// Microseconds since 2000-01-01 00:00:00, local bank time. PostgreSQL timestamp.
struct Timestamp {
  std::int64_t micros = 0;
  auto operator<=>(const Timestamp&) const = default;
};

/// Value of a serial column: 1..n without gaps. PostgreSQL integer with a sequence, and bigint
/// where n is more than that holds (tables_with_wide_keys()).
struct Serial {
  std::int64_t value = 0;
  auto operator<=>(const Serial&) const = default;
};

/// Value of a bigserial column. PostgreSQL bigint with a sequence.
struct BigSerial {
  std::int64_t value = 0;
  auto operator<=>(const BigSerial&) const = default;
};

/// How ids of one kind are written: the prefix, then the number with at least `digits_min` digits.
struct IdFormat {
  std::string_view prefix;
  std::uint8_t digits_min = 0;
  constexpr bool operator==(const IdFormat&) const = default;
};

/// Longest text of any id: prefix (at most 11 bytes) and the 20 digits of a 64-bit number.
inline constexpr std::size_t kIdSizeMax = 32;

/// An id of one kind of entity; `number` is 1-based and dense where the kind is dense. Two kinds do
/// not convert into each other. `Kind::kFormat` says how it is written.
template <class Kind>
struct Id {
  std::uint64_t number = 0;
  auto operator<=>(const Id&) const = default;
};

/// An id whose kind is known at run time only (audit_trails.entity_id and the like).
struct AnyId {
  IdFormat format;
  std::uint64_t number = 0;
  constexpr AnyId() = default;
  constexpr AnyId(IdFormat id_format, std::uint64_t id_number)
      : format(id_format), number(id_number) {}
  template <class Kind>
  constexpr AnyId(Id<Kind> id)  // NOLINT(google-explicit-constructor): every id is an id.
      : format(Kind::kFormat), number(id.number) {}
  constexpr bool operator==(const AnyId&) const = default;
};

/// As the databases show it: "1234.56", "-0.05".
[[nodiscard]] std::string to_text(Money money);
/// "ACC00000042". Takes ids of every kind.
[[nodiscard]] std::string to_text(const AnyId& id);

}  // namespace bankseed
