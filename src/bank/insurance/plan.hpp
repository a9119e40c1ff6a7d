#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "bank/accounts/plan.hpp"
#include "bank/insurance/quotas.hpp"

namespace bankseed {

/// A policy before it has an id: what the quotas say of it, when it ran, and whose it is.
struct PolicyDraft {
  std::uint64_t key = 0;  ///< Among the policies of the bank, in the order of the quotas.
  PolicyType type{};
  PolicyStatus status{};
  PremiumFrequency frequency{};
  std::uint32_t years = 0;  ///< Full years in force.
  std::uint32_t payments = 0;
  Date start;
  Date end;  ///< Of an ended policy: the last day of cover; of an active one the day before as_of.
  bool linked = false;
  std::uint32_t owner = 0;
  std::optional<std::uint32_t> account;
};

/// The policies of a block: as many of each kind as `counts` says, each within the time in which
/// its owner was a customer and its linked account was open. In a bank of a single block, a policy
/// that fits nobody is shortened and pays fewer premiums; a block of a larger bank has hundreds of
/// customers to choose from.
[[nodiscard]] std::vector<PolicyDraft> draft_policies(const BankModel& model,
                                                      const CoreBankingPlan& block,
                                                      const InsuranceCounts& before,
                                                      const InsuranceCounts& counts);

}  // namespace bankseed
