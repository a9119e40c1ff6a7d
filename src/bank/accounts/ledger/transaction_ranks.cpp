#include "bank/accounts/ledger/transaction_ranks.hpp"

namespace bankseed {

TransactionRanks::TransactionRanks(const BankModel& model,
                                   const CoreBankingPlan& block,
                                   const ScheduledPayments& payments)
    : block_(block),
      payments_(payments),
      order_(model.permutation(
          Stream::kTransactionType,
          block.quotas.block,
          block.quotas.counts.transactions - block.quotas.counts.legs - payments.size())) {}

std::uint64_t TransactionRanks::first_of(std::size_t account) const noexcept {
  return block_.accounts[account].first_base - payments_.before(account);
}

std::uint64_t TransactionRanks::count_of(std::size_t account) const noexcept {
  return block_.accounts[account].base_count - payments_.of_account(account).size();
}

std::uint64_t TransactionRanks::rank(std::size_t account, std::uint64_t index) const noexcept {
  return order_(first_of(account) + index);
}

std::size_t TransactionRanks::account_of(std::uint64_t rank) const noexcept {
  const std::uint64_t place = order_.inverse(rank);
  std::size_t low = 0;  // The last account that begins at or before the place.
  for (std::size_t high = block_.accounts.size(); high - low > 1;) {
    const std::size_t middle = low + (high - low) / 2;
    (first_of(middle) <= place ? low : high) = middle;
  }
  return low;
}

}  // namespace bankseed
