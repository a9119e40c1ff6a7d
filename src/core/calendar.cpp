#include "bankseed/core/calendar.hpp"

#include <array>
#include <chrono>

#include "core/digits.hpp"

namespace bankseed {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr sys_days kEpoch = std::chrono::year{2000} / std::chrono::January / 1;

constexpr year_month_day civil_of(Date date) noexcept {
  return kEpoch + std::chrono::days{date.days};
}

constexpr Date from_sys_days(sys_days day) noexcept {
  return {static_cast<std::int32_t>((day - kEpoch).count())};
}

/// A year that begins in March has its leap day at the end, and months of 153 days for five.
/// Faster than <chrono>'s, for dates are written more often than anything is done with them.
YearMonthDay civil_to_write(Date date) noexcept {
  constexpr std::uint32_t kDaysTo2000 = 730'425;  // From March 1st of the year 0.
  constexpr std::uint32_t kDaysOf400Years = 146'097;
  const std::uint32_t days = static_cast<std::uint32_t>(date.days) + kDaysTo2000;
  const std::uint32_t cycle = days / kDaysOf400Years;
  const std::uint32_t day_of_cycle = days % kDaysOf400Years;
  const std::uint32_t year_of_cycle =
      (day_of_cycle - day_of_cycle / 1'460 + day_of_cycle / 36'524 - day_of_cycle / 146'096) / 365;
  const std::uint32_t day_of_year =
      day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
  const std::uint32_t month = (5 * day_of_year + 2) / 153;  // From March.
  const std::uint32_t day = day_of_year - (153 * month + 2) / 5 + 1;
  const bool next_year = month >= 10;
  return {.year = static_cast<std::int32_t>(year_of_cycle + cycle * 400 + (next_year ? 1 : 0)),
          .month = static_cast<std::int32_t>(next_year ? month - 9 : month + 3),
          .day = static_cast<std::int32_t>(day)};
}

std::optional<std::int32_t> parse_digits(std::string_view text) noexcept {
  std::int32_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

YearMonthDay to_civil(Date date) noexcept {
  const year_month_day civil = civil_of(date);
  return {static_cast<int>(civil.year()),
          static_cast<std::int32_t>(static_cast<unsigned>(civil.month())),
          static_cast<std::int32_t>(static_cast<unsigned>(civil.day()))};
}

Date to_date(YearMonthDay civil) noexcept {
  const auto first =
      std::chrono::year{civil.year} / std::chrono::month{static_cast<unsigned>(civil.month)} / 1;
  return add_days(from_sys_days(sys_days{first}), civil.day - 1);
}

std::int32_t days_in_month(std::int32_t year, std::int32_t month) noexcept {
  const auto last = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
                    std::chrono::last;
  return static_cast<std::int32_t>(static_cast<unsigned>(last.day()));
}

Date add_months(Date date, std::int32_t months) noexcept {
  const year_month_day wished = civil_of(date) + std::chrono::months{months};
  if (wished.ok()) return from_sys_days(sys_days{wished});
  return from_sys_days(sys_days{wished.year() / wished.month() / std::chrono::last});
}

Date nth_weekday(std::int32_t year,
                 std::int32_t month,
                 Weekday weekday,
                 std::int32_t nth) noexcept {
  const Date first = to_date({year, month, 1});
  const auto ahead =
      (static_cast<std::int32_t>(weekday) - static_cast<std::int32_t>(weekday_of(first)) + 7) % 7;
  return add_days(first, ahead + 7 * (nth - 1));
}

Date last_weekday(std::int32_t year, std::int32_t month, Weekday weekday) noexcept {
  const Date last = to_date({year, month, days_in_month(year, month)});
  const auto back =
      (static_cast<std::int32_t>(weekday_of(last)) - static_cast<std::int32_t>(weekday) + 7) % 7;
  return add_days(last, -back);
}

/// Anonymous Gregorian algorithm (Nature, 20 April 1876; Meeus, Astronomical Algorithms, chapter
/// 8).
Date easter_sunday(std::int32_t year) noexcept {
  const std::int32_t golden = year % 19;
  const std::int32_t century = year / 100;
  const std::int32_t of_century = year % 100;
  const std::int32_t moons = (century - (century + 8) / 25 + 1) / 3;
  const std::int32_t epact = (19 * golden + century - century / 4 - moons + 15) % 30;
  const std::int32_t sunday =
      (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
  const std::int32_t late = (golden + 11 * epact + 22 * sunday) / 451;
  const std::int32_t days = epact + sunday - 7 * late + 114;
  return to_date({year, days / 31, days % 31 + 1});
}

std::int32_t full_years(Date first, Date last) noexcept {
  const YearMonthDay from = to_civil(first);
  const YearMonthDay to = to_civil(last);
  const bool before = to.month != from.month ? to.month < from.month : to.day < from.day;
  return to.year - from.year - (before ? 1 : 0);
}

std::optional<Date> parse_date(std::string_view text) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5, 2));
  const auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day || *year < 1 || *month < 1 || *month > 12) return std::nullopt;
  if (*day < 1 || *day > days_in_month(*year, *month)) return std::nullopt;
  return to_date({*year, *month, *day});
}

char* put_date(char* out, Date date) noexcept {
  const auto civil = civil_to_write(date);
  out = put_two_digits(out, static_cast<std::uint32_t>(civil.year / 100));
  out = put_two_digits(out, static_cast<std::uint32_t>(civil.year % 100));
  *out++ = '-';
  out = put_two_digits(out, static_cast<std::uint32_t>(civil.month));
  *out++ = '-';
  return put_two_digits(out, static_cast<std::uint32_t>(civil.day));
}

char* put_timestamp(char* out, Timestamp timestamp, char separator) noexcept {
  const Date date = date_of(timestamp);
  const std::int64_t micros = timestamp.micros - start_of(date).micros;
  const auto second = static_cast<std::uint32_t>(micros / kMicrosPerSecond);
  auto fraction = static_cast<std::uint32_t>(micros % kMicrosPerSecond);
  out = put_date(out, date);
  *out++ = separator;
  out = put_two_digits(out, second / 3600);
  *out++ = ':';
  out = put_two_digits(out, second / 60 % 60);
  *out++ = ':';
  out = put_two_digits(out, second % 60);
  if (fraction == 0) return out;
  *out++ = '.';
  for (std::uint32_t unit = 100'000; fraction != 0; unit /= 10) {
    *out++ = static_cast<char>('0' + fraction / unit);
    fraction %= unit;
  }
  return out;
}

std::string to_text(Date date) {
  std::array<char, kDateSizeMax> text{};
  return {text.data(), put_date(text.data(), date)};
}

std::string to_text(Timestamp timestamp) {
  std::array<char, kTimestampSizeMax> text{};
  return {text.data(), put_timestamp(text.data(), timestamp)};
}

}  // namespace bankseed
