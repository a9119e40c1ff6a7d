#include "bank/domains.hpp"

#include <array>

#include "bank/accounts/accounts.hpp"
#include "bank/compliance/compliance.hpp"
#include "bank/employees/employees.hpp"
#include "bank/engagement/engagement.hpp"
#include "bank/insurance/insurance.hpp"
#include "bank/loans/loans.hpp"

namespace bankseed {
namespace {

constexpr std::array kDomains = {kEmployeesDomain, kAssignmentsDomain, kCustomersDomain,
                                 kAccountsDomain,  kEngagementDomain,  kLoansDomain,
                                 kInsuranceDomain, kComplianceDomain};

/// By table. One that no domain makes, or two, does not compile.
constexpr std::array<RowsBefore, kTableCount> kRowsBefore = [] {
  std::array<RowsBefore, kTableCount> result{};
  for (const Domain& domain : kDomains) {
    for (const CountedTable& table : domain.tables) {
      if (result[index_of(table.table)] != nullptr) throw "a table is in two domains";
      result[index_of(table.table)] = table.rows_before;
    }
  }
  for (const RowsBefore rows_before : result) {
    if (rows_before == nullptr) throw "a table is in no domain";
  }
  return result;
}();

}  // namespace

std::uint64_t rows_before(const BankModel& model, TableId table, std::uint64_t block) {
  return kRowsBefore[index_of(table)](model, block);
}

void append_tables(Block& block, const TableSet& tables, RowSet& out) {
  for (const Domain& domain : kDomains) {
    TableSet wanted;
    for (const CountedTable& table : domain.tables)
      wanted.set(index_of(table.table), tables[index_of(table.table)]);
    if (wanted.any()) domain.append(block, wanted, out);
  }
}

}  // namespace bankseed
