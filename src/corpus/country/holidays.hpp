#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "bankseed/core/calendar.hpp"
#include "corpus/text_file.hpp"

namespace bankseed::corpus {

/// How the day of a holiday is found in a year.
enum class HolidayRule : std::uint8_t { kFixed, kNth, kLast, kBeforeEaster, kAfterEaster };

/// A day off by rule, in the years in which the law gives it.
struct Holiday {
  std::string_view name;
  std::int32_t first_year = 0;
  std::int32_t last_year = 0;
  HolidayRule rule = HolidayRule::kFixed;
  std::int32_t month = 0;              ///< Of kFixed, kNth, kLast.
  std::int32_t number = 0;             ///< Day of the month, which weekday, or days from Easter.
  Weekday weekday = Weekday::kMonday;  ///< Of kNth, kLast.
  bool observed_on_weekday = false;    ///< Saturday's on Friday, Sunday's on Monday.

  /// The day off of this year's holiday, which may be the last of the year before; nothing where
  /// there was none.
  [[nodiscard]] std::optional<Date> in(std::int32_t year) const noexcept;
};

/// The holidays of a locale (holidays.tsv).
[[nodiscard]] std::vector<Holiday> read_holidays(TextFile file);

}  // namespace bankseed::corpus
