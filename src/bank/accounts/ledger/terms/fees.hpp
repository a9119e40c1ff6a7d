#pragma once

#include <span>

#include "bank/accounts/ledger/entry.hpp"

namespace bankseed {

/// Gives the fees of an account, whose entries are in order of time, their causes (TXN10): one for
/// a wire goes to the nearest wire that has none, which is one that goes out then, and one for
/// another network's machine likewise; other fees have none, or wait for the balance. Entries that
/// moved are out of order afterwards; returns whether there are such.
bool cause_fees(std::span<LedgerEntry> entries, AccountType type, bool foreign_currency);

/// Decides what a fee is for that has no cause yet, from the balance after it.
void settle_fee(LedgerEntry& entry);

}  // namespace bankseed
