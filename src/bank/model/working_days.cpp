#include "bank/model/working_days.hpp"

#include <algorithm>

#include "bankseed/core/check.hpp"
#include "core/random.hpp"

namespace bankseed {
namespace {

/// Working days of a week, and how many of them lie before a weekend that falls into its middle.
constexpr std::uint32_t kWeek = 5;
constexpr std::uint32_t kWeekBefore = 3;

}  // namespace

WorkingDays::WorkingDays(std::span<const corpus::Holiday> holidays, Date first, Date last)
    : first_(first) {
  BANKSEED_CHECK(first < last);
  const auto count = static_cast<std::size_t>(last.days - first.days);
  std::vector<bool> holiday(count);
  // What is observed on the last day of a year may belong to the next one.
  for (std::int32_t year = to_civil(first).year; year <= to_civil(last).year + 1; ++year) {
    for (const corpus::Holiday& rule : holidays) {
      const auto day = rule.in(year);
      if (day && first <= *day && *day < last)
        holiday[static_cast<std::size_t>(day->days - first.days)] = true;
    }
  }
  before_.reserve(count + 1);
  for (std::size_t i = 0; i < count; ++i) {
    const Date day = add_days(first, static_cast<std::int32_t>(i));
    before_.push_back(static_cast<std::uint32_t>(days_.size()));
    if (!is_weekend(day) && !holiday[i]) days_.push_back(day);
  }
  before_.push_back(static_cast<std::uint32_t>(days_.size()));
}

std::uint32_t WorkingDays::before(Date date) const noexcept {
  const auto day = static_cast<std::size_t>(date.days - first_.days);
  BANKSEED_CHECK(first_ <= date && day < before_.size());
  return before_[day];
}

Date WorkingDays::on_or_after(Date date) const noexcept {
  const std::uint32_t index = before(date);
  BANKSEED_CHECK(index < days_.size());
  return days_[index];
}

Date WorkingDays::on_or_before(Date date) const noexcept {
  const std::uint32_t index = before(add_days(date, 1));
  BANKSEED_CHECK(index > 0);
  return days_[index - 1];
}

Date WorkingDays::within(Date wished, Date first, Date last) const noexcept {
  const Date inside = std::max(first, std::min(wished, last));
  if (is_working_day(inside)) return inside;
  const std::uint32_t begin = before(std::min(first, inside));
  const std::uint32_t end = before(add_days(std::max(last, inside), 1));
  if (begin == end) return inside;
  // The days before it and behind it of a week that loses none of its days.
  const std::uint32_t next = before(inside);
  std::uint32_t from = next >= begin + kWeekBefore ? next - kWeekBefore : begin;
  if (end - from < kWeek) from = end >= begin + kWeek ? end - kWeek : begin;
  const auto word = [](Date date) { return std::uint64_t{static_cast<std::uint32_t>(date.days)}; };
  const std::uint64_t uniform = philox({word(inside) << 32 | word(first), word(last)}, 0)[0];
  return days_[from + scale_to(uniform, std::min(kWeek, end - from))];
}

std::span<const Date> WorkingDays::in(Date first, Date last) const noexcept {
  BANKSEED_CHECK(first <= last);
  const std::uint32_t begin = before(first);
  return std::span(days_).subspan(begin, before(last) - begin);
}

}  // namespace bankseed
