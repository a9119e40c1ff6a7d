#pragma once

#include <cstdint>
#include <vector>

#include "bank/accounts/ledger/scheduled_payments.hpp"

namespace bankseed {

/// Ranks the transactions of a block whose type is not decided otherwise (they are neither internal
/// transfers nor scheduled payments): quotas cut the ranks, and a permutation spreads them over the
/// accounts (TXN2). Where a salary comes in on every payday (activity.hpp), the first ranks are the
/// salaries, account by account. All three must outlive it.
class TransactionRanks {
 public:
  TransactionRanks(const BankModel& model,
                   const CoreBankingPlan& block,
                   const ScheduledPayments& payments,
                   std::uint64_t deposits);

  [[nodiscard]] std::uint64_t size() const noexcept { return salaries() + order_.size(); }
  /// So many of the first ranks are salaries.
  [[nodiscard]] std::uint64_t salaries() const noexcept { return salaries_before_.back(); }
  /// How many of the account's transactions are ranked; the account stands in the block.
  [[nodiscard]] std::uint64_t count_of(std::size_t account) const noexcept;
  /// Sets `ranks` to theirs, in order.
  void find_ranks(std::size_t account, std::vector<std::uint64_t>& ranks) const;
  /// Index of the account that has the transaction of this rank, and about when: an account's
  /// ranked transactions come in their order, spread over its time.
  struct Place {
    std::size_t account = 0;
    Date about;
  };
  [[nodiscard]] Place place_of(std::uint64_t rank) const noexcept;

 private:
  /// Ranked transactions of the accounts before that are no salaries.
  [[nodiscard]] std::uint64_t first_of(std::size_t account) const noexcept;
  [[nodiscard]] std::uint64_t salaries_of(std::size_t account) const noexcept {
    return salaries_before_[account + 1] - salaries_before_[account];
  }

  const CoreBankingPlan& block_;
  const ScheduledPayments& payments_;
  std::vector<std::uint64_t> salaries_before_;  ///< Of an account; one more than there are.
  Permutation order_;                           ///< Of those that are no salaries.
};

}  // namespace bankseed
