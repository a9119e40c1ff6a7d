#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "bank/employees/plan.hpp"
#include "bank/employees/quotas.hpp"
#include "bank/employees/seats.hpp"
#include "bank/employees/timeline.hpp"
#include "bankseed/bank/settings.hpp"
#include "bankseed/core/types.hpp"
#include "bankseed/rows/ids.hpp"

namespace bankseed {

/// One employee: what others need to know, and what the row is made from.
struct Employee {
  Role role{};
  Department department{};
  bool senior = false;  ///< Has no manager (EMP3).
  std::uint16_t branch = 1;
  Date hired;
  std::optional<Date> terminated;
  Money salary;                   ///< Per year.
  std::uint32_t pay_percent = 0;  ///< How far up the range of those like them the salary is.
  StaffRecords records;           ///< Reviews, the last ones due, and trainings.

  /// Employed on the whole of `day`: hired before it and not gone before it (EMP6).
  [[nodiscard]] bool employed_on(Date day) const noexcept {
    return hired < day && (!terminated || *terminated >= day);
  }
};

/// After so many days from an anniversary the year's review has been held (REV1).
inline constexpr std::int32_t kReviewedDays = 9;

/// Who takes over something on a day: somebody who is there then, or, for what is still running at
/// the end (ASG1), somebody who has not left since.
enum class Until : std::uint8_t { kThatDay, kToday };

/// Everybody who works or has worked for the bank, in order of hiring, numbered from 0. Nobody is
/// kept: everything about an employee is computed, in constant time. Immutable.
class Roster {
 public:
  struct Options {
    std::uint64_t seed = 0;
    std::uint64_t count = 0;  ///< At least one.
    Date as_of;
    std::span<const Date> days;  ///< Working days on which they came and went, up to as_of.
  };
  Roster(const Options& options,
         const EmployeeSettings& employees,
         const TrainingSettings& training);

  [[nodiscard]] std::uint64_t size() const noexcept { return hiring_.employees(); }
  [[nodiscard]] Employee operator[](std::uint64_t index) const noexcept;
  [[nodiscard]] static EmployeeId id_of(std::uint64_t index) noexcept { return {index + 1}; }
  [[nodiscard]] Employee employee(EmployeeId id) const noexcept { return (*this)[id.number - 1]; }
  // What is asked of many employees, without all the rest.
  [[nodiscard]] bool employed_on(EmployeeId id,
                                 Date day,
                                 Until until = Until::kThatDay) const noexcept {
    return id.number <= hiring_.before(day) && stayed(id.number - 1, day, until);
  }
  [[nodiscard]] std::uint16_t branch_of(EmployeeId id) const noexcept;
  [[nodiscard]] std::optional<Date> terminated(EmployeeId id) const noexcept {
    return terminated_at(id.number - 1);
  }

  [[nodiscard]] std::optional<EmployeeId> head_of(Department department) const noexcept {
    return heads_[department];
  }
  /// Nobody for seniors. In a branch its manager, where that is a senior, else another
  /// senior of the branch; in the head office, and where a branch has neither, a senior of the same
  /// department, where it has any (EMP3, EMP7).
  [[nodiscard]] std::optional<EmployeeId> manager_of(std::uint64_t index) const noexcept;
  /// Of all employees before one, who may be size().
  [[nodiscard]] StaffRecords records_before(std::uint64_t index) const noexcept;
  /// What the employees of a department who are still there earn in a year, about.
  [[nodiscard]] Money payroll_of(Department department) const noexcept;

  /// An employee of `role` who was employed on `day`, each equally likely; nobody where nobody
  /// fits. `uniform` is uniform over all 2^64 values. EMP6.
  [[nodiscard]] std::optional<EmployeeId> pick(Role role,
                                               Date day,
                                               std::uint64_t uniform,
                                               Until until = Until::kThatDay) const noexcept;
  /// As pick(), of those who work in the branch; where nobody fits there, of the others (EMP7).
  [[nodiscard]] std::optional<EmployeeId> pick_in(BranchCode branch,
                                                  Role role,
                                                  Date day,
                                                  std::uint64_t uniform,
                                                  Until until = Until::kThatDay) const noexcept;
  /// As pick(), but never empty: where nobody of the role fits, anybody who was employed that day;
  /// where nobody was, the senior who was hired first.
  [[nodiscard]] EmployeeId pick_nearest(Role role,
                                        Date day,
                                        std::uint64_t uniform,
                                        Until until = Until::kThatDay) const noexcept;
  /// An employee without a manager (EMP3) other than `other` who was employed on `day`.
  [[nodiscard]] std::optional<EmployeeId> pick_senior(
      Date day, std::uint64_t uniform, std::optional<EmployeeId> other = {}) const noexcept;

 private:
  /// Has not left before `day`, or until today.
  [[nodiscard]] bool stayed(std::uint64_t index, Date day, Until until) const noexcept;
  /// One of a branch's members of the role of whom `fits(index)` says yes, among those who are
  /// among the first `employees`.
  template <class Fits>
  [[nodiscard]] std::optional<EmployeeId> one_of_branch(std::uint16_t branch,
                                                        Role role,
                                                        std::uint64_t employees,
                                                        std::uint64_t uniform,
                                                        Fits fits) const noexcept;
  [[nodiscard]] std::uint16_t branch_at(std::uint64_t index, Role role) const noexcept {
    return seats_.branch_of(role, roles_.place_in_role(index));
  }
  [[nodiscard]] std::optional<EmployeeId> manager_in_branch(std::uint64_t index,
                                                            Role role,
                                                            std::uint64_t uniform) const noexcept;
  [[nodiscard]] bool is_senior(std::uint64_t index) const noexcept;
  [[nodiscard]] Department department_at(std::uint64_t index, Role role) const noexcept;
  /// How many of the first `employees` are of those who may leave: neither senior nor new.
  [[nodiscard]] std::uint64_t leaving_members(std::uint64_t employees) const noexcept;
  [[nodiscard]] std::optional<std::uint64_t> leaver_at(std::uint64_t index) const noexcept;
  [[nodiscard]] std::optional<Date> terminated_at(std::uint64_t index) const noexcept;
  [[nodiscard]] Date leaving_day(std::uint64_t leaver, Date hired) const noexcept;
  [[nodiscard]] RecordQuotas current_records(const TrainingSettings& training) const;
  [[nodiscard]] RecordQuotas leavers_records(const TrainingSettings& training) const;
  [[nodiscard]] std::uint64_t hired_years_before(Date day, std::uint64_t years) const noexcept;

  std::uint64_t seed_;
  Date as_of_;
  Date training_start_;  // Of the years of which there are training records.
  Hiring hiring_;
  RolePlan roles_;
  std::uint64_t senior_count_;              // The first so many are senior,
  std::vector<std::uint64_t> later_heads_;  // and these, in order of hiring.
  Seats seats_;
  std::uint64_t leaving_end_;  // Who was hired later does not leave yet.
  Leavers leavers_;
  RecordQuotas current_records_;
  RecordQuotas leavers_records_;
  EnumArray<Department, std::optional<EmployeeId>> heads_;
};

}  // namespace bankseed
