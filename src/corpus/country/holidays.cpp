#include "corpus/country/holidays.hpp"

#include <array>
#include <string>

#include "bankseed/core/check.hpp"

namespace bankseed::corpus {
namespace {

constexpr std::array<std::string_view, 5> kRules = {"fixed", "nth", "last", "before_easter",
                                                    "after_easter"};
constexpr std::array<std::string_view, 7> kWeekdays = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 2> kObserved = {"as_is", "weekday"};

/// The next field, a number from `low` to `high`.
std::int32_t number_of(Line& line, std::uint64_t low, std::uint64_t high) {
  const std::uint64_t value = line.number();
  if (value < low || value > high)
    line.fail("not a number that may stand here", std::to_string(value));
  return static_cast<std::int32_t>(value);
}

Holiday read_holiday(Line& line) {
  Holiday holiday;
  holiday.name = line.text();
  holiday.first_year = number_of(line, 1, 9999);
  holiday.last_year = number_of(line, 1, 9999);
  holiday.rule = static_cast<HolidayRule>(line.one_of(kRules));
  const auto month = [&] { holiday.month = number_of(line, 1, 12); };
  const auto weekday = [&] { holiday.weekday = static_cast<Weekday>(line.one_of(kWeekdays)); };
  switch (holiday.rule) {
    case HolidayRule::kFixed:
      month();
      holiday.number = number_of(line, 1, 31);
      holiday.observed_on_weekday = line.one_of(kObserved) == 1;
      break;
    case HolidayRule::kNth:
      month();
      holiday.number = number_of(line, 1, 4);
      weekday();
      break;
    case HolidayRule::kLast:
      month();
      weekday();
      break;
    case HolidayRule::kBeforeEaster:
    case HolidayRule::kAfterEaster: holiday.number = number_of(line, 0, 80); break;
  }
  line.end();
  return holiday;
}

/// The working day next to a Saturday or Sunday.
Date observed(Date date) noexcept {
  switch (weekday_of(date)) {
    case Weekday::kSaturday: return add_days(date, -1);
    case Weekday::kSunday: return add_days(date, 1);
    default: return date;
  }
}

}  // namespace

std::optional<Date> Holiday::in(std::int32_t year) const noexcept {
  if (year < first_year || year > last_year) return std::nullopt;
  switch (rule) {
    case HolidayRule::kFixed: {
      const Date date = to_date({year, month, number});
      return observed_on_weekday ? observed(date) : date;
    }
    case HolidayRule::kNth: return nth_weekday(year, month, weekday, number);
    case HolidayRule::kLast: return last_weekday(year, month, weekday);
    case HolidayRule::kBeforeEaster: return add_days(easter_sunday(year), -number);
    case HolidayRule::kAfterEaster: return add_days(easter_sunday(year), number);
  }
  BANKSEED_FAIL("unknown rule of a holiday");
}

std::vector<Holiday> read_holidays(TextFile file) {
  std::vector<Holiday> holidays;
  while (!file.ended()) {
    Line line = file.line();
    holidays.push_back(read_holiday(line));
  }
  return holidays;
}

}  // namespace bankseed::corpus
