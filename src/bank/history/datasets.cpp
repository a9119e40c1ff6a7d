// What changes in the datasets: mostly what changes in the rows of the databases that they say in
// other words.

#include "bank/history/history.hpp"

namespace bankseed {

void tell(Lives& lives, const CustomerRecord& row, Life<CustomerRecord>& life) {
  const auto& profile = lives.row_of<&CustomerProfilesRow::customer_id>(row.customer_id);
  life.first().updated_at = row.created_at;
  for (const Version<CustomerProfilesRow>& version : lives.of(profile)) {
    life.change(version.from,
                [&version](CustomerRecord& now) { now.updated_at = version.row.updated_at; });
  }
}

void tell(Lives& lives, const AccountRecord& row, Life<AccountRecord>& life) {
  const auto& account = lives.row_of<&AccountsRow::account_id>(row.account_id);
  const auto versions = lives.of(account);
  AccountRecord now = row;
  now.balance = versions.front().row.balance;
  now.updated_at = versions.front().from;
  life.begin(versions.front().from, now);
  for (const Version<AccountsRow>& version : versions.subspan(1)) {
    const bool says_so = version.row.balance != now.balance || version.row.closed_date;
    now.balance = version.row.balance;
    if (says_so) now.updated_at = version.from;
    life.change(version.from, [&now](AccountRecord& record) { record = now; });
  }
}

void tell(Lives& lives, const LoanRecord& row, Life<LoanRecord>& life) {
  const auto& loan = lives.row_of<&LoansRow::loan_id>(row.loan_id);
  const std::string_view active = text_of(LoanRecordStatus::kActive);
  life.first().loan_status = active;
  for (const Version<LoansRow>& version : lives.of(loan)) {
    const bool ended = version.row.loan_status != text_of(LoanStatus::kActive);
    life.change(version.from,
                [&](LoanRecord& now) { now.loan_status = ended ? row.loan_status : active; });
  }
}

void tell(Lives& /*lives*/, const CreditCardRecord& row, Life<CreditCardRecord>& life) {
  life.first().updated_at = row.created_at;
  life.first().current_balance = {};
  life.change(row.updated_at, [&row](CreditCardRecord& now) { now = row; });
}

void tell(Lives& /*lives*/, const BranchRecord& row, Life<BranchRecord>& life) {
  life.first().updated_at = row.created_at;
  life.change(row.updated_at, [&row](BranchRecord& now) { now = row; });
}

void tell(Lives& lives, const InvestmentRecord& row, Life<InvestmentRecord>& life) {
  if (row.status != text_of(InvestmentStatus::kClosed)) return;
  LifeDraws draws = lives.draws(row);
  const Account& account = lives.account(row.account_id);
  const Date last = account.closed.value_or(add_days(lives.as_of(), -1));
  Date sold{static_cast<std::int32_t>(
      draws.between(row.purchase_date.days, std::max(row.purchase_date.days, last.days)))};
  if (account.closed) sold = last;
  if (row.maturity_date) sold = std::min(*row.maturity_date, last);
  life.first().status = text_of(InvestmentStatus::kActive);
  life.change(draws.in_office_hours(sold),
              [&row](InvestmentRecord& now) { now.status = row.status; });
}

}  // namespace bankseed
