#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "bankseed/bank/settings.hpp"
#include "core/permutation.hpp"

namespace bankseed {

/// Who heads a department (EMP2).
struct DepartmentHead {
  std::uint64_t employee;
  Department department;
};

/// Which employee has which role (EMP1), and which of a role is which employee: both ways in
/// constant time, by employees numbered from 0 in the order in which they were hired. Roles come by
/// turns as their shares say, so that any run of employees has its share of each.
class RolePlan {
 public:
  RolePlan(std::uint64_t seed, std::uint64_t employees, const Shares<5>& roles);

  [[nodiscard]] Role role_of(std::uint64_t employee) const noexcept;

  /// Members of a role, from 0, that hold all of those among the first `employees`, and few others.
  [[nodiscard]] std::uint64_t members(Role role, std::uint64_t employees) const noexcept;
  /// Members of a role, from 0, of whom all are among the first `employees`: almost all of these.
  [[nodiscard]] std::uint64_t sure_members(Role role, std::uint64_t employees) const noexcept;
  /// The employee who is the k-th member of the role, 0-based.
  [[nodiscard]] std::uint64_t member(Role role, std::uint64_t k) const noexcept;
  /// Which member of its role an employee is.
  [[nodiscard]] std::uint64_t place_in_role(std::uint64_t employee) const noexcept;

  /// One of each department, where the bank has so many managers; in order of hiring.
  [[nodiscard]] std::span<const DepartmentHead> heads() const noexcept { return heads_; }

 private:
  static constexpr std::size_t kGroups = 5;
  static constexpr std::size_t kManagers = 4;  ///< The group of managers and specialists.

  /// A member of one of the five groups: the place-th of them.
  struct Place {
    std::size_t group;
    std::uint64_t place;
  };

  void choose_heads(std::uint64_t seed, std::uint64_t managers);
  [[nodiscard]] Place place_of(std::uint64_t employee) const noexcept;
  [[nodiscard]] std::uint64_t employee_at(const Place& place) const noexcept;
  /// How many of a group are among the first `turns`.
  [[nodiscard]] std::uint64_t places(std::size_t group, std::uint64_t turns) const noexcept;
  [[nodiscard]] std::uint64_t heads_before(std::uint64_t place) const noexcept;
  /// How many of a role are among the first `turns`.
  [[nodiscard]] std::uint64_t members_of_turns(Role role, std::uint64_t turns) const noexcept;

  Shuffle order_;  // Of the turns.
  Divisor by_round_;
  std::array<Divisor, kGroups> by_turns_;                   // Of turns_.
  std::vector<std::uint8_t> groups_;                        // By turn of a round.
  std::vector<std::array<std::uint16_t, kGroups>> before_;  // In a round before each turn.
  std::array<std::vector<std::uint16_t>, kGroups> turns_;   // Turns of a round of each group.
  std::vector<std::uint64_t> head_places_;                  // Ascending.
  std::vector<DepartmentHead> heads_;                       // By employee.
};

}  // namespace bankseed
