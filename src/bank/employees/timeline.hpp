#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <vector>

#include "bankseed/core/types.hpp"
#include "core/apportionment.hpp"
#include "core/permutation.hpp"
#include "core/random.hpp"

namespace bankseed {

/// Who came when (EMP4): employees, numbered from 0, are hired in their order, evenly spread over
/// the days on which the bank hires. Both ways in constant time.
class Hiring {
 public:
  /// `days`, ascending and not empty: those on which somebody can be hired.
  Hiring(std::uint64_t seed, std::uint64_t employees, std::span<const Date> days);

  [[nodiscard]] std::uint64_t employees() const noexcept { return employees_; }
  [[nodiscard]] Date hired(std::uint64_t employee) const noexcept;
  /// How many were hired before `day`: the first so many.
  [[nodiscard]] std::uint64_t before(Date day) const noexcept;
  /// `day`, which is not before the first of the days, or the last of them before it.
  [[nodiscard]] Date working_day(Date day) const noexcept {
    return *std::prev(std::upper_bound(days_.begin(), days_.end(), day));
  }

 private:
  [[nodiscard]] std::uint64_t hired_before_day(std::uint64_t index) const noexcept;

  std::uint64_t seed_;
  std::uint64_t employees_;
  std::vector<Date> days_;
  /// before() of every day from days_.front() to the day after days_.back().
  std::vector<std::uint64_t> before_;
};

/// How the service of somebody who has left relates to the two years of which there are training
/// records (TRN2), and to the first review (REV1).
enum class Service : std::uint8_t {
  kCurrent,      ///< Still there.
  kRecent,       ///< Left within the two years, after a year of service or more.
  kRecentShort,  ///< Came and left within them, in less than a year.
  kPast,         ///< Left before, after a year or more.
  kPastShort     ///< Left before, in less than a year.
};

/// Who has left (EMP4): of a run of employees, so many that are spread evenly over it, one of each
/// of as many equal parts.
class Leavers {
 public:
  Leavers() = default;
  /// `members` may leave, and `count` of them, at most all, do.
  Leavers(std::uint64_t seed, std::uint64_t members, std::uint64_t count) noexcept
      : seed_(seed),
        members_(members),
        count_(count),
        by_members_(std::max<std::uint64_t>(members, 1)),
        by_count_(std::max<std::uint64_t>(count, 1)) {}

  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
  /// How many of the first `members` leave.
  [[nodiscard]] std::uint64_t before(std::uint64_t members) const noexcept;
  /// Which leaver the member is, if it is one.
  [[nodiscard]] std::optional<std::uint64_t> leaver(std::uint64_t member) const noexcept;
  /// Leavers that are sure to be among the first `members`.
  [[nodiscard]] std::uint64_t surely_before(std::uint64_t members) const noexcept {
    return members >= members_ ? count_ : part_of(members);
  }
  /// The first leaver that is sure not to be among the first `members`.
  [[nodiscard]] std::uint64_t surely_from(std::uint64_t members) const noexcept;

 private:
  [[nodiscard]] std::uint64_t part_of(std::uint64_t member) const noexcept;
  [[nodiscard]] std::uint64_t begin_of(std::uint64_t part) const noexcept;
  [[nodiscard]] std::uint64_t member_of(std::uint64_t part) const noexcept;

  std::uint64_t seed_ = 0;
  std::uint64_t members_ = 0;
  std::uint64_t count_ = 0;
  Divisor by_members_;
  Divisor by_count_;
};

}  // namespace bankseed
