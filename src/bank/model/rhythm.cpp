#include "bank/model/rhythm.hpp"

#include <algorithm>

#include "bankseed/core/calendar.hpp"
#include "bankseed/core/check.hpp"
#include "core/random.hpp"

namespace bankseed {
namespace {

/// Weights in hundredths of an ordinary Tuesday. Purchases rise on Saturdays (Gallup, daily
/// consumer spending 2009-2012: about 30 % up), on payday and the day after (InMarket, Payday
/// InSights 2024: a third), and in December, and fall in January and February (US Census Bureau,
/// Monthly Retail Trade, not adjusted).
constexpr std::array<std::uint32_t, 7> kPurchaseWeekdays = {96, 98, 100, 104, 122, 146, 112};
constexpr std::array<std::uint32_t, 7> kTransferWeekdays = {108, 104, 102, 104, 116, 88, 70};
constexpr std::array<std::uint32_t, 7> kBranchWeekdays = {110, 100, 98, 102, 120, 150, 0};
constexpr std::array<std::uint32_t, 12> kMonths = {90,  89,  98, 99,  101, 102,
                                                   102, 101, 98, 101, 106, 124};
constexpr std::uint32_t kPaydayWeight = 128;
/// Of Activity::kPayroll: all paydays weigh the same.
constexpr std::uint32_t kPaydayUnit = 10'000;

/// Weights of the hours, by activity; from midnight to 05:00 below 5 %.
using HourWeights = std::array<std::uint32_t, 24>;
constexpr std::array<HourWeights, kActivityCount> kHours = {{
    {6, 3, 2, 1, 1, 4, 14, 28, 40, 46, 50, 58, 72, 66, 58, 58, 64, 78, 90, 92, 80, 58, 34, 16},
    {8, 4, 2, 1, 1, 3, 12, 30, 48, 56, 56, 54, 58, 54, 50, 52, 56, 62, 70, 74, 72, 56, 34, 18},
    {0, 0, 0, 0, 0, 20, 60, 40, 20, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    {0, 0, 0, 0, 0, 30, 60, 50, 30, 20, 15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 70, 90, 90, 80, 70, 70, 70, 60, 0, 0, 0, 0, 0, 0, 0},
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 40, 40},
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 50, 80, 90, 70, 60, 80, 70, 0, 0, 0, 0, 0, 0, 0, 0},
}};

/// The hour of each unit of weight, so that a draw of one of them is a look-up.
struct HourUnits {
  static constexpr std::size_t kUnitsMax = 1'200;
  std::uint32_t count = 0;
  std::array<std::uint8_t, kUnitsMax> hours{};
};
constexpr std::array<HourUnits, kActivityCount> kHourUnits = [] {
  std::array<HourUnits, kActivityCount> all{};
  for (std::size_t activity = 0; activity < kActivityCount; ++activity) {
    HourUnits& units = all[activity];
    for (std::size_t hour = 0; hour < kHours[activity].size(); ++hour) {
      for (std::uint32_t i = 0; i < kHours[activity][hour]; ++i)
        units.hours[units.count++] = static_cast<std::uint8_t>(hour);
    }
  }
  return all;
}();

/// A day with what its weights depend on.
struct CalendarDay {
  Date date;
  YearMonthDay civil{};
  bool working = false;
  bool month_end = false;
  bool payday = false;        ///< Salaries are paid.
  bool after_payday = false;  ///< They were the day before.
};

CalendarDay calendar_day(const WorkingDays& working_days, Date date, bool after_payday) {
  const auto civil = to_civil(date);
  const std::int32_t month_days = days_in_month(civil.year, civil.month);
  const auto pays_on = [&](std::int32_t day) {
    return working_days.on_or_before(add_days(date, day - civil.day)) == date;
  };
  return {.date = date,
          .civil = civil,
          .working = working_days.is_working_day(date),
          .month_end = civil.day == month_days,
          .payday = pays_on(15) || pays_on(month_days),
          .after_payday = after_payday};
}

std::uint32_t spending_factor(const CalendarDay& day) {
  const std::uint32_t month = kMonths[static_cast<std::size_t>(day.civil.month) - 1];
  return month * (day.payday || day.after_payday ? kPaydayWeight : 100);
}

std::uint32_t weight_of(Activity activity, const CalendarDay& day, bool opens) {
  const auto weekday = static_cast<std::size_t>(weekday_of(day.date));
  switch (activity) {
    case Activity::kPurchase: return kPurchaseWeekdays[weekday] * spending_factor(day) / 100;
    case Activity::kTransfer: return kTransferWeekdays[weekday] * spending_factor(day) / 100;
    case Activity::kBranch: return opens ? kBranchWeekdays[weekday] * 100 : 0;
    case Activity::kPayroll: return day.payday ? kPaydayUnit : 0;
    case Activity::kDirectDebit:
      if (!day.working) return 0;
      return day.civil.day <= 5 ? 40'000 : 10'000;
    case Activity::kWire: return day.working ? kTransferWeekdays[weekday] * 100 : 0;
    case Activity::kStatement: return day.month_end ? 10'000 : 0;
  }
  BANKSEED_FAIL("unknown activity");
}

}  // namespace

bool Rhythm::is_payday(Date date) const noexcept {
  BANKSEED_CHECK(first_ <= date && date < as_of_);
  const auto& sums = days_[static_cast<std::size_t>(Activity::kPayroll)].weights_before;
  const auto day = static_cast<std::size_t>(date.days - first_.days);
  return sums[day + 1] != sums[day];
}

std::uint64_t Rhythm::payday_count(Date first, Date last) const noexcept {
  BANKSEED_CHECK(first_ <= first && first <= last && last <= as_of_);
  const auto& sums = days_[static_cast<std::size_t>(Activity::kPayroll)].weights_before;
  const auto before = [&](Date date) {
    return sums[static_cast<std::size_t>(date.days - first_.days)];
  };
  return (before(last) - before(first)) / kPaydayUnit;
}

Rhythm::Rhythm(const WorkingDays& working_days, bool saturdays, Date first, Date as_of)
    : first_(first), as_of_(as_of) {
  const auto days = static_cast<std::size_t>(as_of.days - first.days);
  for (Days& activity : days_) {
    activity.weights_before.reserve(days + 1);
    activity.weights_before.push_back(0);
  }
  CalendarDay day = calendar_day(working_days, add_days(first, -1), false);
  for (std::int32_t i = first.days; i < as_of.days; ++i) {
    day = calendar_day(working_days, {i}, day.payday);
    const bool saturday = saturdays && weekday_of(day.date) == Weekday::kSaturday;
    for (std::size_t activity = 0; activity < kActivityCount; ++activity) {
      auto& sums = days_[activity].weights_before;
      sums.push_back(sums.back() +
                     weight_of(static_cast<Activity>(activity), day, day.working || saturday));
    }
  }
  for (Days& activity : days_)
    make_guide(activity);
}

/// About as many entries as there are days, so that few days lie between an entry and what is
/// looked for.
void Rhythm::make_guide(Days& days) {
  const auto& sums = days.weights_before;
  while (sums.back() >> days.shift > sums.size())
    ++days.shift;
  std::uint32_t day = 0;
  for (std::uint64_t sum = 0; sum <= sums.back(); sum += std::uint64_t{1} << days.shift) {
    while (day + 1 < sums.size() && sums[day + 1] <= sum)
      ++day;
    days.guide.push_back(day);
  }
}

Date Rhythm::day(Activity activity, Date first, Date last, std::uint64_t uniform) const noexcept {
  BANKSEED_CHECK(first_ <= first && first < last && last <= as_of_);
  const Days& days = days_[static_cast<std::size_t>(activity)];
  const auto& sums = days.weights_before;
  const std::uint32_t before = sums[static_cast<std::size_t>(first.days - first_.days)];
  const std::uint32_t weight = sums[static_cast<std::size_t>(last.days - first_.days)] - before;
  if (weight == 0) {
    BANKSEED_CHECK(activity != Activity::kTransfer);
    return day(Activity::kTransfer, first, last, uniform);
  }
  const auto target = before + static_cast<std::uint32_t>(scale_to(uniform, weight));
  // The last day that begins at or before the target; it is less than the sum at `last`.
  std::uint32_t day = days.guide[target >> days.shift];
  while (sums[day + 1] <= target)
    ++day;
  return {first_.days + static_cast<std::int32_t>(day)};
}

std::uint32_t Rhythm::hour(Activity activity, std::uint64_t uniform) const noexcept {
  const HourUnits& units = kHourUnits[static_cast<std::size_t>(activity)];
  return units.hours[scale_to(uniform, units.count)];
}

Timestamp Rhythm::moment(Activity activity,
                         const Window& window,
                         std::uint64_t uniform_day,
                         std::uint64_t uniform_second) const noexcept {
  const Date first = date_of(window.first);
  const Date last = add_days(date_of({window.last.micros - 1}), 1);
  const Date chosen = day(activity, first, last, uniform_day);
  // The low bits of the draw decide within the hour.
  const std::int64_t second = std::int64_t{hour(activity, uniform_second)} * 3600 +
                              static_cast<std::int64_t>(scale_to(uniform_second << 20, 3600));
  const Timestamp wished = at_second(chosen, second);
  const std::int64_t limit = window.last.micros - kMargin * kMicrosPerSecond;
  if (wished.micros >= window.first.micros && wished.micros < limit) return wished;
  // On the window's first or last day: uniform over the part of the day that lies inside.
  const std::int64_t from = std::max(window.first.micros, start_of(chosen).micros);
  const std::int64_t to =
      std::max(from + kMicrosPerSecond, std::min(limit, start_of(add_days(chosen, 1)).micros));
  const auto seconds = static_cast<std::uint64_t>((to - from) / kMicrosPerSecond);
  return {from + static_cast<std::int64_t>(scale_to(uniform_second, seconds)) * kMicrosPerSecond};
}

}  // namespace bankseed
