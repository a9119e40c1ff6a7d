#pragma once

#include "bank/history/lives.hpp"
#include "bankseed/rows/changes.hpp"

namespace bankseed {

/// Tables whose finished rows of a block the lives of these tables' rows are told from, beside
/// themselves.
[[nodiscard]] TableSet inputs_of_lives(const TableSet& tables);

/// Makes of the finished rows of `tables`, from the `first` of each on, which are the block's, what
/// they were at 00:00 of `day`: those that had begun, each with the values that it had (HIS1).
/// Inputs of their lives are there, and stay as they are unless they are among `tables`.
void keep_seen_on(
    Block& block, Date day, const TableSet& tables, const RowCounts& first, RowSet& rows);

/// Of the finished rows of `tables` in out.finished, which are the block's, the changes in the
/// window (ChangeSource). Inputs of their lives are there.
void tell_changes(Block& block, const TableSet& tables, const ChangeWindow& window, ChangeSet& out);

// What happens to a row after its beginning, by table: makes life.first() what the row was like
// then, and tells the changes. A table that has a column that changes, and none of these, does not
// compile.
void tell(Lives& lives, const EmployeesRow& row, Life<EmployeesRow>& life);
void tell(Lives& lives, const DepartmentsRow& row, Life<DepartmentsRow>& life);
void tell(Lives& lives, const EmployeeTrainingRow& row, Life<EmployeeTrainingRow>& life);
void tell(Lives& lives, const EmployeeAssignmentsRow& row, Life<EmployeeAssignmentsRow>& life);
void tell(Lives& lives, const CustomerProfilesRow& row, Life<CustomerProfilesRow>& life);
void tell(Lives& lives, const InteractionsRow& row, Life<InteractionsRow>& life);
void tell(Lives& lives, const ComplaintsRow& row, Life<ComplaintsRow>& life);
void tell(Lives& lives, const AccountsRow& row, Life<AccountsRow>& life);
void tell(Lives& lives, const LoanApplicationsRow& row, Life<LoanApplicationsRow>& life);
void tell(Lives& lives, const LoansRow& row, Life<LoansRow>& life);
void tell(Lives& lives, const RepaymentScheduleRow& row, Life<RepaymentScheduleRow>& life);
void tell(Lives& lives, const PoliciesRow& row, Life<PoliciesRow>& life);
void tell(Lives& lives, const ClaimsRow& row, Life<ClaimsRow>& life);
void tell(Lives& lives, const PremiumPaymentsRow& row, Life<PremiumPaymentsRow>& life);
void tell(Lives& lives, const KycRecordsRow& row, Life<KycRecordsRow>& life);
void tell(Lives& lives, const AmlChecksRow& row, Life<AmlChecksRow>& life);
void tell(Lives& lives,
          const SuspiciousActivityReportsRow& row,
          Life<SuspiciousActivityReportsRow>& life);
void tell(Lives& lives, const RegulatoryReportsRow& row, Life<RegulatoryReportsRow>& life);
void tell(Lives& lives, const RuleViolationsRow& row, Life<RuleViolationsRow>& life);
void tell(Lives& lives, const CustomerRecord& row, Life<CustomerRecord>& life);
void tell(Lives& lives, const AccountRecord& row, Life<AccountRecord>& life);
void tell(Lives& lives, const LoanRecord& row, Life<LoanRecord>& life);
void tell(Lives& lives, const CreditCardRecord& row, Life<CreditCardRecord>& life);
void tell(Lives& lives, const BranchRecord& row, Life<BranchRecord>& life);
void tell(Lives& lives, const InvestmentRecord& row, Life<InvestmentRecord>& life);

namespace detail {
template <class Row>
consteval bool has_changes() {
  for (const ColumnDef& column : Table<Row>::kColumns.defs) {
    if (!column.changes.empty()) return true;
  }
  return false;
}
}  // namespace detail

template <class Row>
std::span<const Version<Row>> Lives::of(const Row& row) {
  Life<Row>& life = std::get<Life<Row>>(lives_);
  life.begin(begin_of_row(row), row);
  if constexpr (detail::has_changes<Row>()) tell(*this, row, life);
  empty_what_comes_later(row, life, Table<Row>::kColumns);
  life.end(row);
  return life.versions();
}

}  // namespace bankseed
