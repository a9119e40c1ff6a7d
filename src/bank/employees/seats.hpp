#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "bankseed/rows/values.hpp"

namespace bankseed {

/// In which branch the members of a role work (EMP5), those who serve customers: one after the
/// other in each branch, in another order each round, so that every branch has somebody as soon as
/// there are enough. All other roles work in the head office, BR001. Both ways in constant time.
class Seats {
 public:
  static constexpr std::uint16_t kHeadOffice = 1;

  /// The members of a role, from 0, who are sure to be senior: whom the others of a branch report
  /// to are spread over the branches, whatever their role, so that none lacks one before another
  /// has two.
  using Seniors = EnumArray<Role, std::uint64_t>;
  Seats(std::uint64_t seed,
        std::uint32_t branches,
        std::uint64_t employees,
        const Seniors& seniors);

  [[nodiscard]] static bool in_branches(Role role) noexcept {
    return role == Role::kCustomerService || role == Role::kLoanOfficer ||
           role == Role::kInsuranceAgent || role == Role::kBranchManager;
  }

  /// Branch of the member of the role, from 1.
  [[nodiscard]] std::uint16_t branch_of(Role role, std::uint64_t member) const noexcept;
  /// Rounds in which the first `members` of the role are seated.
  [[nodiscard]] std::uint64_t rounds(Role role, std::uint64_t members) const noexcept;
  /// The member of the role, however many it has, who is seated in the branch in this round.
  [[nodiscard]] std::optional<std::uint64_t> member(Role role,
                                                    std::uint16_t branch,
                                                    std::uint64_t round) const noexcept;

 private:
  /// How far the branches have moved on in this round.
  [[nodiscard]] std::uint64_t shift(std::uint64_t round) const noexcept {
    return round < shifts_.size() ? shifts_[round] : drawn_shift(round);
  }
  [[nodiscard]] std::uint64_t drawn_shift(std::uint64_t round) const noexcept;

  std::uint64_t seed_;
  std::vector<std::uint16_t> order_;        // Branches in the order of the first round.
  std::vector<std::uint16_t> shifts_;       // Of the rounds of a bank that is not too large.
  std::vector<std::uint64_t> place_;        // By branch minus one: its place in that order.
  EnumArray<Role, std::uint64_t> first_{};  // Seat of the role's first member.
};

}  // namespace bankseed
