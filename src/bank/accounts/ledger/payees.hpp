#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "bank/accounts/income.hpp"
#include "bank/accounts/ledger/entry.hpp"
#include "bank/accounts/plan.hpp"
#include "bankseed/core/calendar.hpp"

namespace bankseed {

/// Where a customer shops and pays bills, and what of an account's movements comes on a day of its
/// own: salaries on paydays and pensions; a bill of each biller, the rent and what else is debited,
/// the gym's fee once a month.
class Payees {
 public:
  explicit Payees(const BankModel& model) : model_(model) {}

  /// Whose account it is, and what it is used for.
  struct Holder {
    std::uint64_t customer = 0;             ///< Ordinal.
    std::int64_t salary_cents = 0;          ///< Of a payday; 0 where none comes in.
    const IncomeHistory* income = nullptr;  ///< Where one comes in.
    bool household = false;      ///< Of the customer's accounts, rent and loans are paid from it.
    bool mortgage_here = false;  ///< Pays a mortgage of this bank; no rent then, and no other.
    bool auto_loan_here = false;
  };
  /// Turns to an account.
  void reset(const Account& account, const Holder& holder);

  /// Gives the entries that come regularly their day, their payee and the draw of their amount, as
  /// many as there are days. What would be a salary and finds no payday is another credit.
  void settle(std::span<LedgerEntry> entries);

  /// The shop of a card purchase with this draw: mostly one of the few where the customer goes.
  [[nodiscard]] const corpus::Merchant& shop(std::uint64_t draw) const;
  /// The biller of a payment with this draw that comes on no day of its own.
  [[nodiscard]] const corpus::Merchant& biller(std::uint64_t draw) const;

 private:
  /// What comes once a month.
  struct Monthly {
    std::int32_t day = 0;  ///< Of the month; that every month has.
    const corpus::Merchant* payee = nullptr;
    std::uint64_t amount_draw = 0;
    std::optional<Debit> debit{};   ///< Comes on a working day then.
    std::optional<Money> amount{};  ///< Of a debit that is the same every month.
  };

  void settle_salaries(std::span<LedgerEntry> entries);
  void settle_bills(std::span<LedgerEntry> entries);
  void settle_debits(std::span<LedgerEntry> entries);
  void settle_gym(std::span<LedgerEntry> entries);
  void add_debit(Debit debit, std::uint64_t n, std::optional<Money> amount);
  void add_housing();
  /// So many cents, or the nearest that a withdrawal may be (TXN3).
  [[nodiscard]] Money within_withdrawals(std::int64_t cents) const;
  /// Makes the entries of found_ those of monthly_, one after the other: the first come every
  /// month, the last as often as there is room. Where there is not one entry a month, they are
  /// some of one of them. Returns the indexes of those for which there was no month left.
  std::span<const std::uint32_t> deal(std::span<LedgerEntry> entries);
  /// How often its day falls into the window, without the window's first and last day.
  [[nodiscard]] std::uint32_t months_of(const Monthly& monthly) const;
  /// Spreads the entries with these indexes evenly over its months.
  void spread(std::span<LedgerEntry> entries,
              std::span<const std::uint32_t> chosen,
              const Monthly& monthly) const;
  /// Sets found_ to the indexes of the entries of this kind that staff has not booked.
  void find(std::span<const LedgerEntry> entries, TransactionKind kind);
  [[nodiscard]] Date first_due(std::int32_t day) const;

  const BankModel& model_;
  const Account* account_ = nullptr;
  Holder holder_;
  Date first_{};                     ///< Day after the window's first.
  YearMonthDay first_civil_{};       ///< The same.
  Date last_{};                      ///< The window's last day: no longer.
  std::uint64_t habit_ = 0;          ///< Of the customer.
  std::uint64_t account_habit_ = 0;  ///< Of the account.
  std::vector<std::uint32_t> found_;
  std::vector<Monthly> monthly_;
};

}  // namespace bankseed
