#include "bank/accounts/ledger/time_slots.hpp"

#include <algorithm>

#include "bankseed/core/calendar.hpp"
#include "core/random.hpp"

namespace bankseed {

void TimeSlots::reset(const Window& window, std::size_t count) {
  first_ = date_of(window.first);
  days_ = static_cast<std::size_t>(date_of({window.last.micros - 1}).days - first_.days) + 1;
  taken_.assign(count, false);
  next_ = 0;
}

bool TimeSlots::take(Date day, std::size_t days_max) {
  const std::size_t count = taken_.size();
  const auto since = static_cast<std::size_t>(std::max(0, day.days - first_.days));
  const std::size_t slot = std::min(since * count / days_, count - 1);
  const std::size_t away_max = std::min(days_max * count / days_, count - 1);
  for (std::size_t away = 0; away <= away_max; ++away) {
    // The earlier one first; below 0 is beyond the end, too.
    for (const std::size_t near : {slot - away, slot + away}) {
      if (near >= count || taken_[near]) continue;
      taken_[near] = true;
      return true;
    }
  }
  return false;
}

std::uint64_t TimeSlots::take_next(std::uint64_t uniform) {
  while (taken_[next_])
    ++next_;
  taken_[next_] = true;
  const std::uint64_t width = UINT64_MAX / taken_.size();
  return next_ * width + scale_to(uniform, width);
}

}  // namespace bankseed
