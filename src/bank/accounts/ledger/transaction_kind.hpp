#pragma once

#include <cstdint>

#include "bank/model/rhythm.hpp"
#include "bankseed/core/enums.hpp"
#include "bankseed/rows/values.hpp"

namespace bankseed {

/// What kind of movement a transaction is; finer than its type (TXN2), coarser than its text.
enum class TransactionKind : std::uint8_t {
  kPayroll,
  kPension,  ///< Once a month, of who no longer works.
  kCredit,   ///< By machine, at the time of a payroll or of interest, and neither.
  kDeposit,
  kCashDeposit,
  kStructuredDeposit,  ///< Cash, just below the reporting threshold (typologies/structuring.hpp).
  kInterest,
  kPurchase,
  kDirectDebit,    ///< A card's bill, or from a savings account: another amount each time.
  kStandingDebit,  ///< Rent and the like: every month the same (payees.hpp).
  kCashMachine,
  kTellerWithdrawal,
  kTransfer,
  kLargeTransfer,  ///< A wire: when these are taken, at the counter, too.
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
  TransactionType type;
  AmountRule amount;
  Activity activity;  ///< When it happens, unless staff books it at the counter (TXN4).
};

inline constexpr EnumArray<TransactionKind, TransactionTraits> kTransactionTraits = {{{
    {TransactionKind::kPayroll, TransactionType::kDeposit, AmountRule::kInflow, Activity::kPayroll},
    {TransactionKind::kPension, TransactionType::kDeposit, AmountRule::kInflow,
     Activity::kDirectDebit},
    {TransactionKind::kCredit, TransactionType::kDeposit, AmountRule::kInflow, Activity::kTransfer},
    {TransactionKind::kDeposit, TransactionType::kDeposit, AmountRule::kInflow,
     Activity::kTransfer},
    {TransactionKind::kCashDeposit, TransactionType::kDeposit, AmountRule::kInflow,
     Activity::kPurchase},
    {TransactionKind::kStructuredDeposit, TransactionType::kDeposit, AmountRule::kGivenInflow,
     Activity::kPurchase},
    {TransactionKind::kInterest, TransactionType::kDeposit, AmountRule::kInflow,
     Activity::kStatement},
    {TransactionKind::kPurchase, TransactionType::kWithdrawal, AmountRule::kOutflow,
     Activity::kPurchase},
    {TransactionKind::kDirectDebit, TransactionType::kWithdrawal, AmountRule::kOutflow,
     Activity::kDirectDebit},
    {TransactionKind::kStandingDebit, TransactionType::kWithdrawal, AmountRule::kGiven,
     Activity::kDirectDebit},
    {TransactionKind::kCashMachine, TransactionType::kWithdrawal, AmountRule::kOutflow,
     Activity::kPurchase},
    {TransactionKind::kTellerWithdrawal, TransactionType::kWithdrawal, AmountRule::kOutflow,
     Activity::kTransfer},
    {TransactionKind::kTransfer, TransactionType::kTransfer, AmountRule::kEitherWay,
     Activity::kTransfer},
    {TransactionKind::kLargeTransfer, TransactionType::kTransfer, AmountRule::kEitherWay,
     Activity::kWire},
    {TransactionKind::kInternalTransfer, TransactionType::kTransfer, AmountRule::kGiven,
     Activity::kTransfer},
    {TransactionKind::kPayment, TransactionType::kPayment, AmountRule::kOutflow,
     Activity::kTransfer},
    {TransactionKind::kInstallment, TransactionType::kPayment, AmountRule::kGiven,
     Activity::kDirectDebit},
    {TransactionKind::kPremium, TransactionType::kPayment, AmountRule::kGiven,
     Activity::kDirectDebit},
    {TransactionKind::kFee, TransactionType::kFee, AmountRule::kOutflow, Activity::kStatement},
}}};
static_assert(
    [] {
      for (const TransactionKind kind : kAll<TransactionKind>) {
        if (kTransactionTraits[kind].kind != kind) return false;
      }
      return true;
    }(),
    "a kind of transaction has no traits, or they stand out of order");

[[nodiscard]] constexpr bool is_inflow(TransactionKind kind) noexcept {
  const AmountRule rule = kTransactionTraits[kind].amount;
  return rule == AmountRule::kInflow || rule == AmountRule::kGivenInflow;
}

[[nodiscard]] constexpr bool is_income(TransactionKind kind) noexcept {
  return kind == TransactionKind::kPayroll || kind == TransactionKind::kPension;
}

[[nodiscard]] constexpr Activity activity_of(TransactionKind kind, bool by_staff) noexcept {
  const Activity activity = kTransactionTraits[kind].activity;
  return by_staff && activity != Activity::kWire ? Activity::kBranch : activity;
}

}  // namespace bankseed
