#pragma once

#include <cstdint>
#include <optional>
#include <vector>

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
  std::optional<std::uint32_t> manager;  ///< Index into the roster.
  Money salary;                          ///< Per year.
  std::uint32_t reviews = 0;             ///< Performance reviews, the last ones due.
  std::uint32_t trainings = 0;
  std::uint64_t first_review = 0;  ///< Reviews of the employees before this one.
  std::uint64_t first_training = 0;
  std::uint64_t first_current_training = 0;  ///< Of the employees who are still there.

  /// Employed on the whole of `day`: hired before it and not gone before it (EMP6).
  [[nodiscard]] bool employed_on(Date day) const noexcept {
    return hired < day && (!terminated || *terminated >= day);
  }
};

/// Everybody who works or has worked for the bank, in order of hiring: the one population that is
/// small enough to be kept. Immutable after construction.
class Roster {
 public:
  struct Options {
    std::uint64_t seed = 0;
    std::uint64_t count = 0;  ///< At least one.
    Date as_of;
  };
  Roster(const Options& options,
         const EmployeeSettings& employees,
         const TrainingSettings& training);

  [[nodiscard]] std::uint64_t size() const noexcept { return employees_.size(); }
  [[nodiscard]] const Employee& operator[](std::uint64_t index) const noexcept {
    return employees_[index];
  }
  [[nodiscard]] static EmployeeId id_of(std::uint64_t index) noexcept { return {index + 1}; }
  [[nodiscard]] const Employee& employee(EmployeeId id) const noexcept {
    return employees_[id.number - 1];
  }
  [[nodiscard]] std::optional<std::uint32_t> head_of(Department department) const noexcept {
    return heads_[department];
  }
  [[nodiscard]] std::uint64_t review_count() const noexcept { return review_count_; }
  [[nodiscard]] std::uint64_t training_count() const noexcept { return training_count_; }
  /// Training records of employees who are still there: only these can be under way.
  [[nodiscard]] std::uint64_t current_training_count() const noexcept {
    return current_training_count_;
  }

  /// An employee of `role` who was employed on `day`, each equally likely; nobody where nobody
  /// fits. `uniform` is uniform over all 2^64 values. EMP6.
  [[nodiscard]] std::optional<EmployeeId> pick(Role role,
                                               Date day,
                                               std::uint64_t uniform) const noexcept;
  /// As pick(), but never empty: where nobody of the role fits, anybody who was employed that day;
  /// where nobody was, the employee who was hired first.
  [[nodiscard]] EmployeeId pick_nearest(Role role, Date day, std::uint64_t uniform) const noexcept;
  /// An employee without a manager (EMP3) other than `other` who was employed on `day`.
  [[nodiscard]] std::optional<EmployeeId> pick_senior(
      Date day, std::uint64_t uniform, std::optional<EmployeeId> other = {}) const noexcept;

 private:
  [[nodiscard]] std::optional<EmployeeId> pick_from(const std::vector<std::uint32_t>& members,
                                                    Date day,
                                                    std::uint64_t uniform,
                                                    std::optional<EmployeeId> other) const noexcept;

  std::vector<Employee> employees_;
  EnumArray<Role, std::vector<std::uint32_t>> by_role_;  // Each in order of hiring.
  std::vector<std::uint32_t> seniors_;
  std::vector<std::uint32_t> everybody_;
  EnumArray<Department, std::optional<std::uint32_t>> heads_;
  std::uint64_t review_count_ = 0;
  std::uint64_t training_count_ = 0;
  std::uint64_t current_training_count_ = 0;
};

}  // namespace bankseed
