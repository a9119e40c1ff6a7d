#pragma once

#include <cstdint>
#include <string_view>

#include "bank/model/rhythm.hpp"
#include "bankseed/core/enums.hpp"

namespace bankseed {

/// What kind of movement a transaction is; finer than its type (TXN2), coarser than its text.
enum class TransactionKind : std::uint8_t {
  kPayroll,
  kCredit,  ///< By machine, at the time of a payroll or of interest, and neither.
  kDeposit,
  kCashDeposit,
  kStructuredDeposit,  ///< Cash, just below the reporting threshold (typologies/structuring.hpp).
  kInterest,
  kPurchase,
  kDirectDebit,
  kCashMachine,
  kTellerWithdrawal,
  kTransfer,
  kLargeTransfer,
  kInternalTransfer,
  kPayment,
  kInstallment,  ///< Of a loan of this bank (scheduled_payments.hpp).
  kPremium,      ///< Of a policy of this bank.
  kFee
};

/// How the amount of a transaction comes about, and with it whether money comes in or goes out.
enum class AmountRule : std::uint8_t {
  kInflow,       ///< Money comes in, as much as the balance before can bear.
  kOutflow,      ///< Money goes out.
  kEitherWay,    ///< In or out, whichever leads back to the usual balance.
  kGivenInflow,  ///< Comes in; who made the entry has set the amount.
  kGiven         ///< Who made the entry has set amount and direction.
};

/// What holds for every transaction of a kind. Its text is chosen in text.cpp.
struct TransactionTraits {
  TransactionKind kind;
  std::string_view type;  ///< transactions.transaction_type (TXN2).
  AmountRule amount;
  Activity activity;  ///< When it happens, unless staff books it at the counter (TXN4).
};

inline constexpr EnumArray<TransactionKind, TransactionTraits> kTransactionTraits = {{{
    {TransactionKind::kPayroll, "deposit", AmountRule::kInflow, Activity::kPayroll},
    {TransactionKind::kCredit, "deposit", AmountRule::kInflow, Activity::kTransfer},
    {TransactionKind::kDeposit, "deposit", AmountRule::kInflow, Activity::kTransfer},
    {TransactionKind::kCashDeposit, "deposit", AmountRule::kInflow, Activity::kPurchase},
    {TransactionKind::kStructuredDeposit, "deposit", AmountRule::kGivenInflow, Activity::kPurchase},
    {TransactionKind::kInterest, "deposit", AmountRule::kInflow, Activity::kStatement},
    {TransactionKind::kPurchase, "withdrawal", AmountRule::kOutflow, Activity::kPurchase},
    {TransactionKind::kDirectDebit, "withdrawal", AmountRule::kOutflow, Activity::kDirectDebit},
    {TransactionKind::kCashMachine, "withdrawal", AmountRule::kOutflow, Activity::kPurchase},
    {TransactionKind::kTellerWithdrawal, "withdrawal", AmountRule::kOutflow, Activity::kTransfer},
    {TransactionKind::kTransfer, "transfer", AmountRule::kEitherWay, Activity::kTransfer},
    {TransactionKind::kLargeTransfer, "transfer", AmountRule::kEitherWay, Activity::kTransfer},
    {TransactionKind::kInternalTransfer, "transfer", AmountRule::kGiven, Activity::kTransfer},
    {TransactionKind::kPayment, "payment", AmountRule::kOutflow, Activity::kTransfer},
    {TransactionKind::kInstallment, "payment", AmountRule::kGiven, Activity::kDirectDebit},
    {TransactionKind::kPremium, "payment", AmountRule::kGiven, Activity::kDirectDebit},
    {TransactionKind::kFee, "fee", AmountRule::kOutflow, Activity::kStatement},
}}};
static_assert(
    [] {
      for (const TransactionKind kind : kAll<TransactionKind>) {
        const TransactionTraits& traits = kTransactionTraits[kind];
        if (traits.kind != kind || traits.type.empty()) return false;
      }
      return true;
    }(),
    "a kind of transaction has no traits, or they stand out of order");

[[nodiscard]] constexpr bool is_inflow(TransactionKind kind) noexcept {
  const AmountRule rule = kTransactionTraits[kind].amount;
  return rule == AmountRule::kInflow || rule == AmountRule::kGivenInflow;
}

[[nodiscard]] constexpr Activity activity_of(TransactionKind kind, bool by_staff) noexcept {
  return by_staff ? Activity::kBranch : kTransactionTraits[kind].activity;
}

}  // namespace bankseed
