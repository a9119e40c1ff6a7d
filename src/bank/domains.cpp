#include "bank/domains.hpp"

#include <array>

#include "bank/accounts/accounts.hpp"
#include "bank/compliance/compliance.hpp"
#include "bank/datasets/datasets.hpp"
#include "bank/employees/employees.hpp"
#include "bank/engagement/engagement.hpp"
#include "bank/history/history.hpp"
#include "bank/insurance/insurance.hpp"
#include "bank/loans/loans.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {
namespace {

constexpr std::array kDomains = {
    kEmployeesDomain, kAssignmentsDomain, kCustomersDomain, kAccountsDomain, kEngagementDomain,
    kLoansDomain, kInsuranceDomain, kComplianceDomain,
    // The datasets, which are made from what comes before.
    kCustomerRecords, kAccountRecords, kTransactionRecords, kLoanRecords, kCreditCardRecords,
    kBranchRecords, kComplianceRecords, kInvestmentRecords, kDigitalActivityRecords};

/// By table. One that no domain makes, or two, does not compile.
constexpr std::array<RowsBefore, kRowTypeCount> kRowsBefore = [] {
  std::array<RowsBefore, kRowTypeCount> result{};
  std::array<bool, kRowTypeCount> is_made{};
  for (const Domain& domain : kDomains) {
    for (const CountedTable& table : domain.tables) {
      if (is_made[index_of(table.table)]) throw "a table is in two domains";
      is_made[index_of(table.table)] = true;
      result[index_of(table.table)] = table.rows_before;
    }
  }
  for (const bool is_table_made : is_made) {
    if (!is_table_made) throw "a table is in no domain";
  }
  return result;
}();

/// Those of the tables that the domain makes.
TableSet wanted_of(const Domain& domain, const TableSet& tables) {
  TableSet wanted;
  for (const CountedTable& table : domain.tables)
    wanted.set(index_of(table.table), tables[index_of(table.table)]);
  return wanted;
}

/// Appends the block's finished rows of the tables, and of those that they are made from; returns
/// which are there now.
TableSet append_finished(Block& block, const TableSet& tables, RowSet& out) {
  TableSet made = tables;
  for (const Domain& domain : kDomains) {
    if (!wanted_of(domain, tables).any()) continue;
    for (const TableId input : domain.inputs)
      made.set(index_of(input));
  }
  for (const Domain& domain : kDomains) {
    const TableSet wanted = wanted_of(domain, made);
    if (wanted.any()) domain.append(block, wanted, out);
  }
  return made;
}

}  // namespace

std::uint64_t rows_before(const BankModel& model, TableId table, std::uint64_t block) {
  return kRowsBefore[index_of(table)](model, block);
}

void append_tables(Block& block, const TableSet& tables, RowSet& out) {
  const BankOptions& options = block.model().options;
  const RowCounts first = row_counts(out);
  const TableSet inputs = options.is_snapshot() ? inputs_of_lives(tables) : TableSet{};
  const TableSet made = append_finished(block, tables | inputs, out);
  if (options.is_snapshot()) keep_seen_on(block, options.day_seen(), tables, first, out);
  for (std::size_t i = 0; i < kRowTypeCount; ++i) {
    if (made[i] && !tables[i]) out.truncate(TableId{static_cast<std::uint16_t>(i)}, first[i]);
  }
}

void append_changes(Block& block,
                    const TableSet& tables,
                    const ChangeWindow& window,
                    ChangeSet& out) {
  append_finished(block, tables | inputs_of_lives(tables), out.finished);
  tell_changes(block, tables, window, out);
}

}  // namespace bankseed
