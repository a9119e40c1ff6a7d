#pragma once

#include <cstdint>

#include "bank/accounts/ledger/scheduled_payments.hpp"

namespace bankseed {

/// Ranks the transactions of a block whose type is not decided otherwise (they are neither internal
/// transfers nor scheduled payments): quotas cut the ranks, and a permutation spreads them over the
/// accounts (TXN2). All three must outlive it.
class TransactionRanks {
 public:
  TransactionRanks(const BankModel& model,
                   const CoreBankingPlan& block,
                   const ScheduledPayments& payments);

  [[nodiscard]] std::uint64_t size() const noexcept { return order_.size(); }
  /// How many of the account's transactions are ranked; the account stands in the block.
  [[nodiscard]] std::uint64_t count_of(std::size_t account) const noexcept;
  /// Rank of the `index`-th of them.
  [[nodiscard]] std::uint64_t rank(std::size_t account, std::uint64_t index) const noexcept;
  /// Index of the account that has the transaction of this rank.
  [[nodiscard]] std::size_t account_of(std::uint64_t rank) const noexcept;

 private:
  /// Ranked transactions of the accounts before.
  [[nodiscard]] std::uint64_t first_of(std::size_t account) const noexcept;

  const CoreBankingPlan& block_;
  const ScheduledPayments& payments_;
  Permutation order_;
};

}  // namespace bankseed
