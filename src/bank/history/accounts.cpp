// What changes about accounts.

#include "bank/history/history.hpp"

namespace bankseed {
namespace {

/// Nothing has moved on an account for so long when it is frozen (TXN4).
constexpr std::int64_t kFrozenDays = 14;

/// Before the first transaction, which is `row`: of a transfer only the ledger knows the direction.
Money opening_balance(const Lives& lives, const Account& account, const TransactionsRow& row) {
  bool incoming = row.transaction_type == text_of(TransactionType::kDeposit);
  if (row.transaction_type == text_of(TransactionType::kTransfer))
    incoming = lives.block().ledger().entries_of(account).front().incoming;
  return {row.balance_after.cents +
          (incoming ? -row.transaction_amount.cents : row.transaction_amount.cents)};
}

}  // namespace

void tell(Lives& lives, const AccountsRow& row, Life<AccountsRow>& life) {
  const Account& account = lives.account(row.account_id);
  AccountsRow& first = life.first();
  first.account_status = text_of(AccountStatus::kActive);
  first.closed_date.reset();
  const auto moved = lives.transactions_of(account);
  const auto wanted = std::partition_point(
      moved.begin(), moved.end(),
      [&](const TransactionsRow& entry) { return entry.transaction_date < lives.since(); });
  if (wanted != moved.begin()) {
    AccountsRow then = first;
    then.balance = std::prev(wanted)->balance_after;
    life.begin(std::prev(wanted)->transaction_date, then);
  } else if (!moved.empty()) {
    first.balance = opening_balance(lives, account, moved.front());
  }
  std::for_each(wanted, moved.end(), [&life](const TransactionsRow& entry) {
    life.change(entry.transaction_date,
                [&entry](AccountsRow& now) { now.balance = entry.balance_after; });
  });
  if (account.status == AccountStatus::kActive) return;
  // Nothing moves on it any more.
  Timestamp ended = account.window.last;
  if (account.status == AccountStatus::kFrozen) ended.micros += kFrozenDays * kMicrosPerDay;
  life.change(ended, [&row](AccountsRow& now) {
    now.account_status = row.account_status;
    now.closed_date = row.closed_date;
  });
}

}  // namespace bankseed
