#pragma once

#include <span>

#include "bank/model/block.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {

/// Some tables of the bank and the pure functions that make their rows. Bank asks every domain;
/// a new one is a file with a function that returns this, and a line in kDomains.
struct Domain {
  TableSet tables;

  /// Rows of `table` in the blocks before `block`, in O(1); `block` may be the number of blocks.
  std::uint64_t (*rows_before)(const BankModel& model,
                               TableId table,
                               std::uint64_t block) = nullptr;

  /// Appends the rows of the wanted tables that belong to the block, in id order within each table.
  void (*append)(Block& block, const TableSet& tables, RowSet& out) = nullptr;

  /// Tables whose rows of the block, in `out`, the rows are made from; only datasets have any.
  TableSet inputs{};
};

/// The set of the tables of some row types.
template <class... Rows>
[[nodiscard]] TableSet tables_of_rows() {
  TableSet tables;
  (tables.set(index_of(kTableId<Rows>)), ...);
  return tables;
}
template <class Row>
[[nodiscard]] bool wants(const TableSet& tables) {
  return tables[index_of(kTableId<Row>)];
}

/// Rows of a table or dataset in the blocks before `block`, by its domain.
[[nodiscard]] std::uint64_t rows_before(const BankModel& model, TableId table, std::uint64_t block);

/// Appends the block's rows of the tables, by all domains. Of inputs that are not among them only
/// the text stays.
void append_tables(Block& block, const TableSet& tables, RowSet& out);

/// A domain's input: the block's rows, which come last in `out`.
template <class Row>
[[nodiscard]] std::span<const Row> rows_of_block(const Block& block, const RowSet& out) {
  const std::uint64_t number = block.core_banking().quotas.block;
  return std::span(out.of<Row>())
      .last(rows_before(block.model(), kTableId<Row>, number + 1) -
            rows_before(block.model(), kTableId<Row>, number));
}

/// Counts of all blocks before `block`, which may be the number of blocks.
[[nodiscard]] CoreCounts counts_before(const BankModel& model, std::uint64_t block);

}  // namespace bankseed
