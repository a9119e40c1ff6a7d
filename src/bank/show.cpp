#include "bank/show.hpp"

#include <algorithm>
#include <vector>

#include "bankseed/rows/row_set.hpp"

namespace bankseed {
namespace {

/// The keys of one customer's own rows, by which other rows refer to them.
struct CustomerKeys {
  CustomerId customer;
  std::vector<AccountId> accounts;
  std::vector<ApplicationId> applications;
  std::vector<LoanId> loans;
  std::vector<PolicyId> policies;
  std::vector<AnyId> entities;  ///< What an audit row or a violation can be about.

  [[nodiscard]] bool owns(AccountId account) const { return has(accounts, account); }
  [[nodiscard]] bool owns(ApplicationId application) const {
    return has(applications, application);
  }
  [[nodiscard]] bool owns(LoanId loan) const { return has(loans, loan); }
  [[nodiscard]] bool owns(PolicyId policy) const { return has(policies, policy); }
  [[nodiscard]] bool is_entity(const AnyId& id) const { return has(entities, id); }

 private:
  template <class Key>
  [[nodiscard]] static bool has(const std::vector<Key>& keys, Key key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  }
};

template <class Row, class... Rows>
consteval bool is_one_of(RowTypes<Rows...> /*types*/) {
  return (std::is_same_v<Row, Rows> || ...);
}
/// Rows about the bank, not about a customer of it.
using AboutNobody = RowTypes<EmployeesRow,
                             DepartmentsRow,
                             PerformanceReviewsRow,
                             TrainingProgramsRow,
                             EmployeeTrainingRow,
                             CampaignsRow,
                             RegulatoryReportsRow,
                             ComplianceRulesRow>;

// Whether a row is about the customer. A table that has none of these columns, no overload and no
// place in AboutNobody does not compile.
template <class Row>
bool is_about(const Row& row, const CustomerKeys& keys) {
  if constexpr (requires { row.customer_id; }) {
    return row.customer_id == keys.customer;
  } else if constexpr (requires { row.policy_id; }) {
    return keys.owns(row.policy_id);
  } else if constexpr (requires { row.loan_id; }) {
    return keys.owns(row.loan_id);
  } else if constexpr (requires { row.account_id; }) {
    return keys.owns(row.account_id);
  } else {
    static_assert(is_one_of<Row>(AboutNobody{}), "whom is a row of this table about?");
    return false;
  }
}
bool is_about(const AccountRelationshipsRow& row, const CustomerKeys& keys) {
  return keys.owns(row.primary_account_id) || keys.owns(row.related_account_id);
}
bool is_about(const RiskAssessmentsRow& row, const CustomerKeys& keys) {
  return (row.loan_id && keys.owns(*row.loan_id)) ||
         (row.application_id && keys.owns(*row.application_id));
}
bool is_about(const AuditTrailsRow& row, const CustomerKeys& keys) {
  return keys.is_entity(row.entity_id);
}
bool is_about(const RuleViolationsRow& row, const CustomerKeys& keys) {
  return keys.is_entity(row.entity_id);
}
bool is_about(const EmployeeAssignmentsRow& row, const CustomerKeys& keys) {
  return row.related_entity_id == AnyId(keys.customer);
}

}  // namespace

void keep_rows_about(CustomerId customer, RowSet& rows) {
  CustomerKeys keys{.customer = customer,
                    .accounts = {},
                    .applications = {},
                    .loans = {},
                    .policies = {},
                    .entities = {customer}};
  for (const AccountsRow& row : rows.of<AccountsRow>()) {
    if (row.customer_id == customer) keys.accounts.push_back(row.account_id);
  }
  for (const LoanApplicationsRow& row : rows.of<LoanApplicationsRow>()) {
    if (row.customer_id == customer) keys.applications.push_back(row.application_id);
  }
  for (const LoansRow& row : rows.of<LoansRow>()) {
    if (row.customer_id == customer) keys.loans.push_back(row.loan_id);
  }
  for (const PoliciesRow& row : rows.of<PoliciesRow>()) {
    if (row.customer_id == customer) keys.policies.push_back(row.policy_id);
  }
  keys.entities.insert(keys.entities.end(), keys.accounts.begin(), keys.accounts.end());
  keys.entities.insert(keys.entities.end(), keys.loans.begin(), keys.loans.end());
  keys.entities.insert(keys.entities.end(), keys.policies.begin(), keys.policies.end());
  for (const TransactionsRow& row : rows.of<TransactionsRow>()) {
    if (keys.owns(row.account_id)) keys.entities.emplace_back(row.transaction_id);
  }
  for_each_table([&]<class Row>() {
    std::erase_if(rows.of<Row>(), [&keys](const Row& row) { return !is_about(row, keys); });
  });
}

}  // namespace bankseed
