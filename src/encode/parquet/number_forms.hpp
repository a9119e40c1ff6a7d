#pragma once

#include <algorithm>
#include <cstring>

#include "bankseed/schema/column.hpp"
#include "encode/formats/id_text.hpp"
#include "encode/parquet/values.hpp"

namespace bankseed::parquet {

/// Parquet counts days and microseconds from 1970-01-01, PostgreSQL from 2000-01-01.
inline constexpr std::int64_t kDaysBefore2000 = 10'957;
inline constexpr std::int64_t kMicrosBefore2000 = kDaysBefore2000 * 86'400 * 1'000'000;

/// Columns of these kinds are INT32, others that are numbers INT64: keys are for any size of bank.
[[nodiscard]] constexpr bool is_int32(const ColumnDef& column) noexcept {
  switch (column.kind) {
    case Kind::kInteger:
    case Kind::kFraction:
    case Kind::kDate: return true;
    case Kind::kMoney: return column.precision <= 9;
    default: return false;
  }
}

/// What a value of a number column is in the file.
[[nodiscard]] constexpr std::int64_t number_of(std::int32_t value) noexcept {
  return value;
}
[[nodiscard]] constexpr std::int64_t number_of(Serial value) noexcept {
  return value.value;
}
[[nodiscard]] constexpr std::int64_t number_of(BigSerial value) noexcept {
  return value.value;
}
[[nodiscard]] constexpr std::int64_t number_of(Money value) noexcept {
  return value.cents;
}
[[nodiscard]] constexpr std::int64_t number_of(Fraction value) noexcept {
  return value.ten_thousandths;
}
[[nodiscard]] constexpr std::int64_t number_of(Date value) noexcept {
  return value.days + kDaysBefore2000;
}
[[nodiscard]] constexpr std::int64_t number_of(Timestamp value) noexcept {
  return value.micros + kMicrosBefore2000;
}
template <class IdKind>
[[nodiscard]] constexpr std::int64_t number_of(Id<IdKind> id) noexcept {
  return static_cast<std::int64_t>(id.number);
}

/// INT32 and INT64.
extern const NumberForm kInt32Form;
extern const NumberForm kInt64Form;

/// Least and greatest text of some ids of one format.
void set_id_bounds(IdFormat format, std::span<const std::uint64_t> numbers, ColumnChunk& chunk);

/// Ids, which are texts in the file.
template <class IdKind>
inline constexpr NumberForm kIdForm = {
    .append =
        [](Buffer& out, std::span<const std::uint64_t> numbers) {
          char* p = out.reserve(numbers.size() * (4 + kIdSizeMax));
          for (const std::uint64_t number : numbers) {
            char* const end = put_id_text(p + 4, Id<IdKind>{number});
            const auto size = static_cast<std::uint32_t>(end - p - 4);
            std::memcpy(p, &size, 4);
            p = end;
          }
          out.commit(p);
        },
    .set_bounds = [](std::span<const std::uint64_t> numbers,
                     ColumnChunk& chunk) { set_id_bounds(IdKind::kFormat, numbers, chunk); }};

}  // namespace bankseed::parquet
