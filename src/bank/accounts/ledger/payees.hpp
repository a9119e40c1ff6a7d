#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "bank/accounts/ledger/entry.hpp"
#include "bank/accounts/plan.hpp"

namespace bankseed {

/// Where a customer shops and pays bills, and what of an account's movements comes on a day of its
/// own: salaries on paydays, a bill of each biller once a month, the gym's fee.
class Payees {
 public:
  explicit Payees(const BankModel& model) : model_(model) {}

  /// Turns to an account; `customer` is the ordinal of its owner.
  void reset(const Account& account, std::uint64_t customer);

  /// Gives the entries that come regularly their day, their payee and the draw of their amount, as
  /// many as there are days. What would be a salary and finds no payday is another credit.
  void settle(std::span<LedgerEntry> entries);

  /// The shop of a card purchase with this draw: mostly one of the few where the customer goes.
  [[nodiscard]] const corpus::Merchant& shop(std::uint64_t draw) const;
  /// The biller of a payment with this draw that comes on no day of its own.
  [[nodiscard]] const corpus::Merchant& biller(std::uint64_t draw) const;

 private:
  void settle_salaries(std::span<LedgerEntry> entries);
  void settle_bills(std::span<LedgerEntry> entries);
  void settle_gym(std::span<LedgerEntry> entries);
  /// How often this day of the month falls into the window, without its first and its last day.
  [[nodiscard]] std::uint32_t months_with(std::int32_t day) const;
  /// Spreads the entries with these indexes evenly over the months that have this day.
  void spread(std::span<LedgerEntry> entries,
              std::span<const std::uint32_t> chosen,
              const corpus::Merchant& payee,
              std::uint64_t amount_draw,
              std::int32_t day) const;
  /// Sets found_ to the indexes of the entries of this kind that staff has not booked.
  void find(std::span<const LedgerEntry> entries, TransactionKind kind);
  [[nodiscard]] Date first_due(std::int32_t day) const;

  const BankModel& model_;
  const Account* account_ = nullptr;
  Date first_{};  ///< Day after the window's first.
  Date last_{};   ///< The window's last day: no longer.
  std::uint64_t habit_ = 0;
  std::vector<std::uint32_t> found_;
};

}  // namespace bankseed
