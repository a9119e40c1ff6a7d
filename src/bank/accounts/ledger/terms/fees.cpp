#include "bank/accounts/ledger/terms/fees.hpp"

#include <algorithm>

#include "bankseed/core/calendar.hpp"
#include "core/random.hpp"

namespace bankseed {
namespace {

using corpus::Fee;

/// Above this balance nobody has just overdrawn an account, or had an item returned.
constexpr std::int64_t kOverdraftCents = 250'00;
/// So far from a fee, in entries, its cause is looked for.
constexpr std::size_t kReach = 40;
/// A fee is booked so many seconds after its cause: beyond what either is moved by to be alone in
/// its second, and within what the rhythm keeps free at the end of a window.
constexpr std::uint64_t kDelayMin = 10;
constexpr std::uint64_t kDelayMax = 60;
/// Of the fees that nobody books at the counter, so many in a hundred are a machine's, where the
/// account has such a withdrawal.
constexpr std::uint64_t kMachinePercent = 45;

/// The nearest entry of this kind that no fee is for.
LedgerEntry* find_cause(std::span<LedgerEntry> entries, std::size_t fee, TransactionKind kind) {
  const auto fits = [&](std::size_t i) { return entries[i].kind == kind && !entries[i].charged; };
  for (std::size_t away = 1; away <= kReach; ++away) {
    if (away <= fee && fits(fee - away)) return &entries[fee - away];
    if (fee + away < entries.size() && fits(fee + away)) return &entries[fee + away];
  }
  return nullptr;
}

void set_cause(LedgerEntry& fee, Fee what, LedgerEntry& cause) {
  fee.fee = what;
  cause.charged = true;
  const auto seconds =
      static_cast<std::int64_t>(kDelayMin + scale_to(fee.text_draw, kDelayMax - kDelayMin));
  fee.at = {cause.at.micros + seconds * kMicrosPerSecond};
}

}  // namespace

bool cause_fees(std::span<LedgerEntry> entries, AccountType type, bool foreign_currency) {
  bool moved = false;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    LedgerEntry& entry = entries[i];
    if (entry.kind != TransactionKind::kFee) continue;
    LedgerEntry* const wire = find_cause(entries, i, TransactionKind::kLargeTransfer);
    if (wire != nullptr) {
      set_cause(entry, foreign_currency ? Fee::kForeignWire : Fee::kWire, *wire);
      moved = true;
      continue;
    }
    const std::uint64_t draw = scale_to(entry.amount_draw, 100);
    if (entry.by_staff) {
      const bool checks = type == AccountType::kChecking;
      entry.fee = checks && draw < 50 ? Fee::kStoppedPayment : Fee::kBankCheck;
      continue;
    }
    if (draw >= kMachinePercent) continue;
    if (LedgerEntry* const machine = find_cause(entries, i, TransactionKind::kCashMachine)) {
      set_cause(entry, Fee::kForeignMachine, *machine);
      moved = true;
    }
  }
  return moved;
}

void settle_fee(LedgerEntry& entry) {
  if (entry.fee) return;
  const bool even = entry.text_draw % 2 == 0;
  if (entry.balance_after.cents <= kOverdraftCents) {
    entry.fee = even ? Fee::kOverdraft : Fee::kReturnedItem;
  } else {
    entry.fee = entry.text_draw % 4 == 0 ? Fee::kPaperStatement : Fee::kMaintenance;
  }
}

}  // namespace bankseed
