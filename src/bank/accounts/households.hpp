#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "bank/accounts/plan.hpp"

namespace bankseed {

/// The customers who live at one address (CUS5), by ordinal: a head alone; a couple, with or
/// without a grown child; a parent with a grown child. All of one block.
struct Household {
  std::uint64_t head = 0;
  std::optional<std::uint64_t> partner;
  std::optional<std::uint64_t> child;
};

/// Of the customer with this ordinal. A closed form: needs nothing of the block but its size.
[[nodiscard]] Household household_of(const BankModel& model, std::uint64_t customer) noexcept;

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
[[nodiscard]] Family family_of(const BankModel& model,
                               const CoreBankingPlan& block,
                               const Customer& customer) noexcept;

}  // namespace bankseed
