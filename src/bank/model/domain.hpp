#pragma once

#include "bank/model/block.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {

/// Some tables of the bank and the pure functions that make their rows. Bank asks every domain; a
/// new one is a room with a function that returns this, and an entry of domains().
struct Domain {
  TableSet tables;

  /// Rows of `table` in the blocks before `block`, in O(1); `block` may be the number of blocks.
  std::uint64_t (*rows_before)(const BankModel& model,
                               TableId table,
                               std::uint64_t block) = nullptr;

  /// Appends the rows of the wanted tables that belong to the block, in id order within each table.
  void (*append)(Block& block, const TableSet& tables, RowSet& out) = nullptr;
};

template <class Row>
[[nodiscard]] bool wants(const TableSet& tables) {
  return tables[index_of(kTableId<Row>)];
}

}  // namespace bankseed
