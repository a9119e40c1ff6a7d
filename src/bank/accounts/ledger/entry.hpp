#pragma once

#include <cstdint>
#include <optional>

#include "bank/accounts/ledger/scheduled_payments.hpp"
#include "bank/accounts/ledger/transaction_kind.hpp"
#include "corpus/corpus.hpp"
#include "corpus/texts/statements.hpp"

namespace bankseed {

/// What an account pays by direct debit. Who takes another loan or a card elsewhere pays for it
/// from the account here, so none of these is a product of this bank.
enum class Debit : std::uint8_t {
  kRent,
  kMortgage,
  kCard,
  kInsurance,
  kAutoLoan,
  kEducation,
  kMembership,
  kBrokerage
};

/// One transaction on the way to its row.
struct LedgerEntry {
  Timestamp at;
  TransactionKind kind{};
  bool incoming = false;
  bool by_staff = false;                        ///< TXN4: processed_by.
  bool round = false;                           ///< A round amount, where it is a transfer.
  std::uint32_t leg = 0;                        ///< Index of the Leg of an internal transfer.
  const ScheduledPayment* scheduled = nullptr;  ///< Of an installment or premium.
  std::optional<Date> day{};                ///< Where it comes on a day of its own (payees.hpp).
  const corpus::Merchant* payee = nullptr;  ///< Whom a regular payment goes to.
  std::optional<corpus::Fee> fee{};         ///< What a fee is for, when that is decided.
  bool charged = false;                     ///< A fee is for this.
  Debit debit = Debit::kCard;               ///< What a direct debit is for.
  Money amount;
  Money balance_after;
  std::uint64_t amount_draw = 0;
  std::uint64_t text_draw = 0;
};

}  // namespace bankseed
