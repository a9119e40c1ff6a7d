#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "bank_rows.hpp"

namespace bankseed::testing {

inline constexpr std::array<std::uint64_t, 11> kSizes = {1,   2,   7,    40,   120, 121,
                                                         500, 999, 1000, 1200, 2750};

template <class Check>
void for_many_banks(const Check& check) {
  for (const std::uint64_t customers : kSizes) {
    const std::uint64_t seeds = customers == 1200 ? 20 : 3;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
      CAPTURE(customers, seed);
      check(WholeBank(bank_options(customers, seed)), customers);
    }
  }
}

/// What the checks look up; the rows live as long as the bank.
struct LoanLookup {
  explicit LoanLookup(const RowSet& rows) {
    for (const auto& row : rows.of<EmployeesRow>())
      employees[row.employee_id] = &row;
    for (const auto& row : rows.of<CustomerProfilesRow>())
      profiles[row.customer_id] = &row;
    for (const auto& row : rows.of<AccountsRow>())
      accounts[row.account_id] = &row;
    for (const auto& row : rows.of<LoanApplicationsRow>())
      applications[row.application_id] = &row;
    for (const auto& row : rows.of<LoansRow>()) {
      loans[row.loan_id] = &row;
      loan_of[row.application_id].push_back(&row);
    }
    for (const auto& row : rows.of<RepaymentScheduleRow>())
      schedules[row.loan_id].push_back(&row);
    for (const auto& row : rows.of<RiskAssessmentsRow>()) {
      if (row.application_id) assessments[*row.application_id].push_back(&row);
      if (row.loan_id) reassessments[*row.loan_id].push_back(&row);
    }
  }
  std::map<EmployeeId, const EmployeesRow*> employees;
  std::map<CustomerId, const CustomerProfilesRow*> profiles;
  std::map<AccountId, const AccountsRow*> accounts;
  std::map<ApplicationId, const LoanApplicationsRow*> applications;
  std::map<LoanId, const LoansRow*> loans;
  std::map<ApplicationId, std::vector<const LoansRow*>> loan_of;
  std::map<LoanId, std::vector<const RepaymentScheduleRow*>> schedules;
  std::map<ApplicationId, std::vector<const RiskAssessmentsRow*>> assessments;
  std::map<LoanId, std::vector<const RiskAssessmentsRow*>> reassessments;
};

template <class Row, class Get>
std::map<std::string, std::uint64_t> count_by(const std::vector<Row>& rows, const Get& get) {
  std::map<std::string, std::uint64_t> counts;
  for (const Row& row : rows)
    ++counts[std::string(get(row))];
  return counts;
}

using Wanted = std::vector<std::pair<std::string, std::uint64_t>>;
inline void check_shares(const std::map<std::string, std::uint64_t>& counts, const Wanted& wanted) {
  std::uint64_t total = 0;
  for (const auto& [value, count] : counts)
    total += count;
  std::uint64_t known = 0;
  for (const auto& [value, basis_points] : wanted) {
    const auto found = counts.find(value);
    const std::uint64_t count = found == counts.end() ? 0 : found->second;
    known += count;
    CAPTURE(value, count, total);
    CHECK(is_share(count, total, basis_points));
  }
  CHECK(known == total);
}

inline bool has_role(const LoanLookup& lookup, EmployeeId id, std::string_view role, Date day) {
  const auto found = lookup.employees.find(id);
  if (found == lookup.employees.end()) return false;
  const EmployeesRow& row = *found->second;
  return row.role == role && row.hire_date < day &&
         (!row.termination_date || *row.termination_date >= day);
}

}  // namespace bankseed::testing
