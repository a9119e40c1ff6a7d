#pragma once

#include <cstdint>
#include <vector>

#include "bank/accounts/plan.hpp"

namespace bankseed {

/// Decides about the customers of a block, one by one.
class CustomerBuilder {
 public:
  /// Refers to both, which must outlive it.
  CustomerBuilder(const BankModel& model, const BlockQuotas& quotas);

  [[nodiscard]] const CustomerCell& cell_of(const Customer& customer) const {
    return cells_[customer.rank];
  }

  /// The `local`-th customer of the block.
  [[nodiscard]] Customer make(std::uint64_t local) const;

 private:
  void find_private_bankers();
  void place_in_time(Customer& customer, std::uint64_t ordinal) const;
  /// On as_of, of any customer of the block.
  [[nodiscard]] std::int32_t age_days(std::uint64_t ordinal) const;
  [[nodiscard]] std::size_t agent_cell(const Customer& customer) const;

  const BankModel& model_;
  const BlockQuotas& quotas_;
  // Images of permutations.
  std::vector<std::uint64_t> ranks_;
  std::vector<Household> households_;
  std::vector<std::uint64_t> segments_;
  std::vector<std::uint64_t> closed_agents_;
  std::vector<std::uint64_t> other_agents_;
  std::vector<CustomerCell> cells_;  // By rank.
  std::vector<std::int32_t> ages_;   // In days, of all customers of the block.
  EnumTable<Segment, RiskRating, std::uint64_t> risk_cells_;
  std::vector<KycStatus> kyc_;              // By rank.
  std::vector<std::uint64_t> agent_cells_;  // Of closed customers, then of the others.
};

}  // namespace bankseed
