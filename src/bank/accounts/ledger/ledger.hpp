#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "bank/accounts/activity.hpp"
#include "bank/accounts/income.hpp"
#include "bank/accounts/ledger/internal_transfers.hpp"
#include "bank/accounts/ledger/payees.hpp"
#include "bank/accounts/ledger/time_slots.hpp"
#include "bank/accounts/ledger/transaction_kind.hpp"
#include "bank/accounts/ledger/typologies/typologies.hpp"
#include "bank/accounts/plan.hpp"
#include "bankseed/core/arena.hpp"
#include "bankseed/rows/accounts.hpp"

namespace bankseed {

/// The transactions of one account, in order of time, with exact balances (TXN1 to TXN8).
class Ledger {
 public:
  /// All outlive it. `pays`, by customer of the block: what a payday pays at as_of.
  Ledger(const BankModel& model,
         const CoreBankingPlan& block,
         const ScheduledPayments& payments,
         std::span<const Money> pays);

  /// Makes the entries of an account; they stay valid until the next call.
  const std::vector<LedgerEntry>& entries_of(const Account& account);

  /// Balance after the account's last transaction: accounts.balance. Of the last entries_of().
  [[nodiscard]] Money final_balance() const noexcept { return final_balance_; }

  /// Text of one of the last entries_of().
  [[nodiscard]] std::string_view description(const LedgerEntry& entry, Arena& arena) const {
    return text_of(entry, arena);
  }

  /// Who booked it, where somebody did (TXN4).
  [[nodiscard]] std::optional<EmployeeId> processed_by(const LedgerEntry& entry) const;

  /// The block's accounts with a transaction above 10,000 (TXN7), in order, each once; found
  /// without making entries.
  [[nodiscard]] std::vector<std::uint32_t> accounts_with_large_transfers() const;
  /// The block's accounts that were charged a fee about on this day or later, likewise.
  [[nodiscard]] std::vector<std::uint32_t> accounts_with_fees(Date since) const;
  /// The block's cases of money laundering.
  [[nodiscard]] const TypologyCases& cases() const noexcept { return cases_; }

  /// Appends the rows of the last entries_of().
  void append_rows(const Account& account, Arena& arena, std::vector<TransactionsRow>& out) const;

 private:
  /// Those with a transaction of the cell of type_cells_, on about this day or later.
  [[nodiscard]] std::vector<std::uint32_t> accounts_with(std::size_t cell, Date since) const;
  /// What a salary or pension that comes in as this entry is.
  [[nodiscard]] std::int64_t salary_of(const LedgerEntry& entry) const;
  [[nodiscard]] Payees::Holder holder_of(const Account& account) const;
  void draw_base(const Account& account);
  void order(const Account& account);
  void limit_repeated_credits();
  void fit_income(std::int64_t balance_max);
  void compute_balances_backwards(const Account& account);
  /// The entry with this index among the account's that are no internal transfers.
  [[nodiscard]] LedgerEntry draw_scheduled(const Account& account,
                                           const ScheduledPayment& payment,
                                           std::uint64_t index) const;
  [[nodiscard]] LedgerEntry draw_entry(const Account& account,
                                       std::uint64_t rank,
                                       std::uint64_t index);
  /// Sets the moments of the entries from this one on, which draw_entry() made.
  void place_in_time(const Account& account, std::size_t first);
  [[nodiscard]] TransactionKind deposit_kind(const Account& account,
                                             bool by_staff,
                                             std::uint64_t uniform) const;
  [[nodiscard]] TransactionKind withdrawal_kind(const Account& account,
                                                bool by_staff,
                                                std::uint64_t uniform) const;
  [[nodiscard]] bool plan_reserves(std::int64_t limit);
  [[nodiscard]] std::int64_t least_inflow(const LedgerEntry& entry) const;
  [[nodiscard]] std::int64_t most_outflow(const LedgerEntry& entry) const;
  void set_inflow(LedgerEntry& entry, std::int64_t available) const;
  /// A bill of so many cents, more for who earns more, in the range of withdrawals.
  [[nodiscard]] std::int64_t direct_debit(std::int64_t cents, const Range& withdrawals) const;
  /// At least so many cents, which may be negative.
  void set_outflow(LedgerEntry& entry, bool above_usual, std::int64_t least) const;
  void set_transfer(LedgerEntry& entry, std::int64_t available, bool above_usual) const;
  [[nodiscard]] std::string_view text_of(const LedgerEntry& entry, Arena& arena) const;
  /// Of the owner's accounts the one with this number, if it is one of these.
  [[nodiscard]] const Account* own_account(std::uint64_t number) const;
  [[nodiscard]] std::string_view transfer_text(const LedgerEntry& entry, Arena& arena) const;

  /// What holds for all transactions of an account.
  struct Habits {
    const Customer* owner = nullptr;
    Segment segment{};
    AccountType type{};
    std::int64_t salary_cents = 0;  ///< Of a payday, or half a pension, at as_of.
    std::optional<IncomeHistory> income{};
    const corpus::Employer* employer = nullptr;
    const corpus::Place* place = nullptr;
    std::string_view currency;
    BranchCode branch;
  };

  const BankModel& model_;
  const CoreBankingPlan& block_;
  const ScheduledPayments& payments_;
  std::span<const Money> pays_;
  const ActivityTraits& traits_;
  InternalTransfers internal_;
  TransactionRanks ranks_;
  std::array<std::uint64_t, 6> type_cells_{};
  std::uint64_t staff_count_;
  TypologyCases cases_;
  Habits habits_;
  Payees payees_;
  TimeSlots slots_;
  std::vector<std::uint64_t> account_ranks_;
  /// The two draws of the moments of draw_entry()'s entries.
  std::vector<std::pair<std::uint64_t, std::uint64_t>> moment_draws_;
  std::vector<LedgerEntry> entries_;
  std::vector<Leg> legs_;
  std::vector<std::int64_t> reserves_;
  Money final_balance_;
};

/// Writes an account number as it stands in accounts.account_number.
std::string_view account_number_text(Arena& arena, std::uint64_t number);

}  // namespace bankseed
