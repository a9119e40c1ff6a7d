#include "bank/history/history.hpp"

#include <algorithm>
#include <utility>

namespace bankseed {
namespace {

/// A table, and those that its rows' lives are told from.
struct Inputs {
  TableId table;
  std::vector<TableId> from;
};

const std::vector<Inputs>& all_inputs() {
  static const std::vector<Inputs> inputs = {
      {kTableId<CustomerProfilesRow>, {kTableId<KycRecordsRow>}},
      {kTableId<AccountsRow>, {kTableId<TransactionsRow>}},
      {kTableId<LoansRow>, {kTableId<RepaymentScheduleRow>}},
      {kTableId<AmlChecksRow>, {kTableId<SuspiciousActivityReportsRow>}},
      {kTableId<CustomerRecord>, {kTableId<CustomerProfilesRow>, kTableId<KycRecordsRow>}},
      {kTableId<AccountRecord>, {kTableId<AccountsRow>, kTableId<TransactionsRow>}},
      {kTableId<LoanRecord>, {kTableId<LoansRow>, kTableId<RepaymentScheduleRow>}}};
  return inputs;
}

/// The rows as they were then; those that were not there are left out.
template <class Row>
void keep_versions(Lives& lives, Timestamp moment, std::size_t first, std::vector<Row>& rows) {
  if constexpr (!detail::has_changes<Row>()) {
    const auto gone =
        std::remove_if(rows.begin() + static_cast<std::ptrdiff_t>(first), rows.end(),
                       [&](const Row& row) { return !lives.begins_before(row, moment); });
    rows.erase(gone, rows.end());
    return;
  }
  std::vector<Row> kept;
  for (std::size_t i = first; i < rows.size(); ++i) {
    const Row* seen = nullptr;
    for (const Version<Row>& version : lives.of(rows[i])) {
      if (version.from >= moment) break;
      seen = &version.row;
    }
    if (seen != nullptr) kept.push_back(*seen);
  }
  rows.resize(first);
  rows.insert(rows.end(), kept.begin(), kept.end());
}

}  // namespace

TableSet inputs_of_lives(const TableSet& tables) {
  TableSet result;
  for (const Inputs& inputs : all_inputs()) {
    if (!tables[index_of(inputs.table)]) continue;
    for (const TableId table : inputs.from)
      result.set(index_of(table));
  }
  return result;
}

void keep_seen_on(
    Block& block, Date day, const TableSet& tables, const RowCounts& first, RowSet& rows) {
  Lives lives(block, rows, first);
  lives.begin_at(start_of(day));
  const auto keep = [&]<class Row>() {
    if (tables[index_of(kTableId<Row>)])
      keep_versions(lives, start_of(day), first[index_of(kTableId<Row>)], rows.of<Row>());
  };
  // No table after one that its lives are told from: the datasets come first, and the catalog has
  // each table before those that it needs.
  for_each_row_type([&]<class Row>() {
    if constexpr (is_dataset(kTableId<Row>)) keep.template operator()<Row>();
  });
  for_each_table(keep);
}

}  // namespace bankseed
