#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "bankseed/core/types.hpp"

namespace bankseed {

inline constexpr std::int64_t kMicrosPerSecond = 1'000'000;
inline constexpr std::int64_t kSecondsPerHour = 3'600;
inline constexpr std::int64_t kSecondsPerDay = 86'400;
inline constexpr std::int64_t kMicrosPerDay = kSecondsPerDay * kMicrosPerSecond;

/// Calendar date; month 1-12, day 1-31.
struct YearMonthDay {
  std::int32_t year;
  std::int32_t month;
  std::int32_t day;
  auto operator<=>(const YearMonthDay&) const = default;
};

enum class Weekday : std::uint8_t {
  kMonday,
  kTuesday,
  kWednesday,
  kThursday,
  kFriday,
  kSaturday,
  kSunday
};

[[nodiscard]] YearMonthDay to_civil(Date date) noexcept;
/// Days past the end of the month run over into the next one.
[[nodiscard]] Date to_date(YearMonthDay civil) noexcept;

[[nodiscard]] constexpr Weekday weekday_of(Date date) noexcept {
  // 2000-01-01 was a Saturday.
  return static_cast<Weekday>(((date.days + 5) % 7 + 7) % 7);
}
[[nodiscard]] constexpr bool is_weekend(Date date) noexcept {
  return weekday_of(date) >= Weekday::kSaturday;
}

[[nodiscard]] constexpr Date add_days(Date date, std::int32_t days) noexcept {
  return {date.days + days};
}
/// The same day of the month `months` later (or earlier), or the last day of that month where it
/// has no such day: a month after 31 January is 28 or 29 February.
[[nodiscard]] Date add_months(Date date, std::int32_t months) noexcept;
/// The first (1) to fourth (4) day of the month that is this day of the week.
[[nodiscard]] Date nth_weekday(std::int32_t year,
                               std::int32_t month,
                               Weekday weekday,
                               std::int32_t nth) noexcept;
/// The last day of the month that is this day of the week.
[[nodiscard]] Date last_weekday(std::int32_t year, std::int32_t month, Weekday weekday) noexcept;
/// Easter Sunday of the western churches.
[[nodiscard]] Date easter_sunday(std::int32_t year) noexcept;
/// Full years from `first` to `last`, as people count their age: one more on each anniversary,
/// which for 29 February is 1 March in a common year. `first` is not after `last`.
[[nodiscard]] std::int32_t full_years(Date first, Date last) noexcept;
[[nodiscard]] std::int32_t days_in_month(std::int32_t year, std::int32_t month) noexcept;

[[nodiscard]] constexpr Timestamp start_of(Date date) noexcept {
  return {std::int64_t{date.days} * kMicrosPerDay};
}
/// The instant `second` seconds after midnight of `date`.
[[nodiscard]] constexpr Timestamp at_second(Date date, std::int64_t second) noexcept {
  return {std::int64_t{date.days} * kMicrosPerDay + second * kMicrosPerSecond};
}
[[nodiscard]] constexpr Date date_of(Timestamp timestamp) noexcept {
  const std::int64_t days = timestamp.micros / kMicrosPerDay;
  return {static_cast<std::int32_t>(timestamp.micros % kMicrosPerDay < 0 ? days - 1 : days)};
}

/// Parses YYYY-MM-DD; nothing when the text is no such date or the date does not exist.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text) noexcept;

/// Longest text that put_date and put_timestamp write, in bytes.
inline constexpr std::size_t kDateSizeMax = 16;
inline constexpr std::size_t kTimestampSizeMax = 40;
/// Writes YYYY-MM-DD; returns one past the last byte. Years 1 to 9999.
char* put_date(char* out, Date date) noexcept;
/// Writes YYYY-MM-DD HH:MM:SS and, when they are not zero, the microseconds without trailing zeros,
/// as PostgreSQL prints a timestamp; `separator` stands between date and time.
char* put_timestamp(char* out, Timestamp timestamp, char separator = ' ') noexcept;

/// "2026-11-01"
[[nodiscard]] std::string to_text(Date date);
/// "2026-11-01 09:30:00", as put_timestamp() writes it.
[[nodiscard]] std::string to_text(Timestamp timestamp);

}  // namespace bankseed
