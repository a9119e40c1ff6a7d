#include "bank/model/working_days.hpp"

#include <algorithm>

#include "bankseed/core/check.hpp"

namespace bankseed {

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
  if (const Date later = on_or_after(inside); later <= last) return later;
  const Date earlier = on_or_before(inside);
  return earlier >= first ? earlier : inside;
}

std::span<const Date> WorkingDays::in(Date first, Date last) const noexcept {
  BANKSEED_CHECK(first <= last);
  const std::uint32_t begin = before(first);
  return std::span(days_).subspan(begin, before(last) - begin);
}

}  // namespace bankseed
