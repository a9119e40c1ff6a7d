#pragma once

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "bank/insurance/timeline.hpp"
#include "bank/loans/timeline.hpp"

namespace bankseed {

/// A loan's installment or a policy's premium that its linked account pays: stands in the ledger as
/// a payment of the same amount on the same day.
struct ScheduledPayment {
  Date date;
  Money amount;
  std::variant<const Loan*, const Policy*> reason;
  std::int32_t installment = 0;  ///< Of a loan.
};

/// Those payments of a block's loans and policies for which its accounts' transactions have room.
/// A ledger with three transactions a year shows what three moments of the year were like, so of an
/// account's payments it has those that fall into its slots of time (TXN8), as long as their
/// amounts fit a payment's range (TXN3), their days lie inside the account's window (TXN4), and the
/// shares of TXN2 leave room. `block`, `loans` and `insurance` must outlive it.
class ScheduledPayments {
 public:
  ScheduledPayments(const BankModel& model,
                    const CoreBankingPlan& block,
                    const LoansData& loans,
                    const InsuranceData& insurance);

  /// Those of the account with this index, in order of days.
  [[nodiscard]] std::span<const ScheduledPayment> of_account(std::size_t account) const noexcept {
    return std::span(payments_).subspan(before_[account], before_[account + 1] - before_[account]);
  }
  /// Those of the accounts before the one with this index, which may be the number of accounts.
  [[nodiscard]] std::uint64_t before(std::size_t account) const noexcept {
    return before_[account];
  }
  [[nodiscard]] std::uint64_t size() const noexcept { return payments_.size(); }

 private:
  std::vector<ScheduledPayment> payments_;  // By account.
  std::vector<std::size_t> before_;         // One more than there are accounts.
};

}  // namespace bankseed
