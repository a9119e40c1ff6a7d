#include "bank/employees/timeline.hpp"

#include <algorithm>

#include "bank/streams.hpp"
#include "bankseed/core/check.hpp"

namespace bankseed {

Hiring::Hiring(std::uint64_t seed, std::uint64_t employees, std::span<const Date> days)
    : seed_(seed), employees_(employees), days_(days.begin(), days.end()) {
  BANKSEED_CHECK(employees > 0 && !days_.empty());
  std::uint64_t index = 0;
  for (std::int32_t day = days_.front().days; day <= days_.back().days; ++day) {
    if (days_[index].days < day) ++index;
    before_.push_back(hired_before_day(index));
  }
  before_.push_back(employees_);
}

// The k-th of n employees is hired in the k-th of n equal parts of the days, anywhere in it.
Date Hiring::hired(std::uint64_t employee) const noexcept {
  const std::uint64_t offset = Draws(seed_, Stream::kEmployee, employee).below(days_.size());
  return days_[(employee * days_.size() + offset) / employees_];
}

/// Who was hired on an earlier day than the one at `index`.
std::uint64_t Hiring::hired_before_day(std::uint64_t index) const noexcept {
  // Only whose part begins before the day and ends in it may be on either side.
  const std::uint64_t employee = index * employees_ / days_.size();
  return employee < employees_ && hired(employee) < days_[index] ? employee + 1 : employee;
}

std::uint64_t Hiring::before(Date day) const noexcept {
  const std::int64_t offset = std::int64_t{day.days} - days_.front().days;
  if (offset < 0) return 0;
  return before_[std::min(static_cast<std::uint64_t>(offset), before_.size() - 1)];
}

std::uint64_t Leavers::part_of(std::uint64_t member) const noexcept {
  // The greatest part that begins at or before the member.
  const std::uint64_t next = member + 1;
  if ((next | count_) < std::uint64_t{1} << 32)
    return by_members_.divide(next * count_ - 1).quotient;
  return static_cast<std::uint64_t>((static_cast<Uint128>(next) * count_ - 1) / members_);
}

std::uint64_t Leavers::begin_of(std::uint64_t part) const noexcept {
  if ((part | members_) < std::uint64_t{1} << 32) return by_count_.divide(part * members_).quotient;
  return static_cast<std::uint64_t>(static_cast<Uint128>(part) * members_ / count_);
}

std::uint64_t Leavers::member_of(std::uint64_t part) const noexcept {
  const std::uint64_t begin = begin_of(part);
  Draws draws(seed_, Stream::kEmployeeTerminated, part);
  return begin + draws.below(begin_of(part + 1) - begin);
}

std::uint64_t Leavers::before(std::uint64_t members) const noexcept {
  if (count_ == 0 || members >= members_) return count_;
  const std::uint64_t part = part_of(members);
  return part + (member_of(part) < members ? 1U : 0U);
}

std::optional<std::uint64_t> Leavers::leaver(std::uint64_t member) const noexcept {
  if (count_ == 0 || member >= members_) return std::nullopt;
  const std::uint64_t part = part_of(member);
  return member_of(part) == member ? std::optional(part) : std::nullopt;
}

std::uint64_t Leavers::surely_from(std::uint64_t members) const noexcept {
  if (count_ == 0 || members >= members_) return count_;
  const std::uint64_t part = part_of(members);
  return begin_of(part) == members ? part : part + 1;
}

}  // namespace bankseed
