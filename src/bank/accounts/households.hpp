#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "bank/accounts/plan.hpp"

namespace bankseed {

/// Where the customer with this ordinal lives. A closed form: needs nothing of the block but its
/// size.
[[nodiscard]] Household household_of(const BankModel& model, std::uint64_t customer) noexcept;
/// Of each customer of a block.
[[nodiscard]] std::vector<Household> households_of(const BankModel& model, std::uint64_t block);

/// Whom a customer lives with; nobody where the place is empty. Pointers into the block.
struct Family {
  const Customer* partner = nullptr;
  const Customer* child = nullptr;
  /// Of a child who lives with them; the second one where there are two.
  const Customer* parent = nullptr;
  const Customer* other_parent = nullptr;

  /// All of them, null where there is none.
  [[nodiscard]] std::array<const Customer*, 4> members() const noexcept {
    return {partner, parent, other_parent, child};
  }
};
[[nodiscard]] Family family_of(const CoreBankingPlan& block, const Customer& customer) noexcept;

}  // namespace bankseed
