#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "bankseed/core/calendar.hpp"
#include "corpus/country/holidays.hpp"

namespace bankseed {

/// The days on which the bank works (E7): no weekends, and no holidays of its country. Every
/// question is a look-up; days must lie in the range that it was made for.
class WorkingDays {
 public:
  /// So many days at most are no working days in a row: Saturday to Tuesday at Carnival, Good
  /// Friday to Tiradentes on the Monday.
  static constexpr std::int32_t kClosedMax = 4;

  /// Of the days in [first, last).
  WorkingDays(std::span<const corpus::Holiday> holidays, Date first, Date last);

  [[nodiscard]] bool is_working_day(Date date) const noexcept {
    return before(date) != before(add_days(date, 1));
  }
  /// `date`, or the next working day.
  [[nodiscard]] Date on_or_after(Date date) const noexcept;
  /// `date`, or the last working day before it.
  [[nodiscard]] Date on_or_before(Date date) const noexcept;
  /// `wished`, or the end of [first, last] that it is beyond; where the bank does not work on that
  /// day, one of the five working days of [first, last] around it, so that what was wished for a
  /// weekend spreads over the week. The three days decide which one. Where there is no working day
  /// in [first, last], the day itself.
  [[nodiscard]] Date within(Date wished, Date first, Date last) const noexcept;
  /// The working days in [first, last), in order; lives as long as this object.
  [[nodiscard]] std::span<const Date> in(Date first, Date last) const noexcept;

 private:
  /// How many there are before `date`.
  [[nodiscard]] std::uint32_t before(Date date) const noexcept;

  Date first_;
  std::vector<std::uint32_t> before_;  // By day from first_ on, and the day after the last one.
  std::vector<Date> days_;
};

}  // namespace bankseed
