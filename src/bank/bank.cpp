#include "bankseed/bank/bank.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bankseed/bank/domains.hpp"
#include "bankseed/core/check.hpp"
#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

template <class... Rows>
TableSet set_of() {
  TableSet tables;
  (tables.set(index_of(kTableId<Rows>)), ...);
  return tables;
}

/// A serial column counts to 2^31 - 1.
constexpr std::uint64_t kSerialMax = 2'147'483'647;

void check_options(const BankOptions& options) {
  if (options.customers == 0) throw UsageError("a bank needs at least one customer");
  if (options.employees > kSerialMax || options.customers > 10'000'000'000)
    throw UsageError("at most 10,000,000,000 customers and 2,147,483,647 employees are possible");
}

/// What the blocks' accounts can bear must be what the quotas ask for: blocks of a bank of several
/// know their place without asking the others.
void check_settings(const World& world) {
  const std::uint64_t blocks = std::min<std::uint64_t>(world.blocks.count(), 64);
  for (std::uint64_t i = 0; i < blocks && world.blocks.count() > 1; ++i) {
    const BlockLayout layout = world.layout(i);
    const CoreCounts counts = world.quotas.counts_of(layout.customers.last) - layout.before;
    if (layout.counts.transactions != counts.transactions || layout.counts.legs != counts.legs) {
      throw UsageError(fmt::format(
          "transactions.count = {} per 1,200 customers does not go with {} accounts of {} to {} "
          "transactions each; change transactions.count, transactions.per_account or the accounts",
          world.options.settings.transactions.count.per_1200,
          world.totals.accounts * kVolumeCustomers / world.totals.customers,
          world.options.settings.transactions.per_account.low,
          world.options.settings.transactions.per_account.high));
    }
  }
}

}  // namespace

Bank::Bank(const BankOptions& options) {
  check_options(options);
  world_ = std::make_unique<const World>(options);
  check_settings(*world_);
}

Bank::~Bank() = default;

const BankOptions& Bank::options() const noexcept {
  return world_->options;
}

std::uint64_t Bank::block_count() const noexcept {
  return world_->blocks.count();
}

std::uint64_t Bank::rows_before(TableId table, std::uint64_t block) const {
  BANKSEED_CHECK(block <= block_count());
  const Roster& roster = world_->roster;
  const std::uint64_t employees =
      world_->blocks.part(roster.size(), 0).first +
      (block == block_count() ? roster.size() : world_->blocks.part(roster.size(), block).first);
  const bool any_employee = employees < roster.size();
  const CoreCounts counts = block == block_count() ? world_->totals : world_->layout(block).before;
  if (table == kTableId<EmployeesRow>) return employees;
  if (table == kTableId<DepartmentsRow>) return block == 0 ? 0 : kDepartmentCount;
  if (table == kTableId<PerformanceReviewsRow>)
    return any_employee ? roster[employees].first_review : roster.review_count();
  if (table == kTableId<TrainingProgramsRow>)
    return block == 0 ? 0 : world_->options.settings.training.programs;
  if (table == kTableId<EmployeeTrainingRow>)
    return any_employee ? roster[employees].first_training : roster.training_count();
  if (table == kTableId<EmployeeAssignmentsRow>) return counts.portfolios + counts.branch_coverage;
  if (table == kTableId<CustomersRow> || table == kTableId<CustomerProfilesRow>)
    return counts.customers;
  if (table == kTableId<AccountsRow>) return counts.accounts;
  if (table == kTableId<TransactionsRow>) return counts.transactions;
  if (table == kTableId<AccountRelationshipsRow>) return counts.relationships;
  return 0;
}

void Bank::generate(std::uint64_t block, const TableSet& tables, RowSet& out) const {
  BANKSEED_CHECK(block < block_count());
  static const TableSet kEmployeeTables =
      set_of<EmployeesRow, DepartmentsRow, PerformanceReviewsRow, TrainingProgramsRow,
             EmployeeTrainingRow>();
  static const TableSet kCustomerTables = set_of<CustomersRow, CustomerProfilesRow>();
  if ((tables & kEmployeeTables).any()) append_employees(*world_, block, tables, out);
  if ((tables & ~kEmployeeTables).none()) return;
  const BlockData data(*world_, block);
  if (tables[index_of(kTableId<EmployeeAssignmentsRow>)]) append_assignments(*world_, data, out);
  if ((tables & kCustomerTables).any()) append_customers(*world_, data, tables, out);
  append_accounts(*world_, data, tables, out);
}

}  // namespace bankseed
