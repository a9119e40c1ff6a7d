#pragma once

#include <span>

#include "bank/model/domain.hpp"
#include "bankseed/rows/changes.hpp"

namespace bankseed {

/// Rows of a table or dataset in the blocks before `block`, which may be the number of blocks; in
/// O(1).
[[nodiscard]] std::uint64_t rows_before(const BankModel& model, TableId table, std::uint64_t block);

/// Appends the block's rows of the tables, by all domains. Of inputs that are not among them only
/// the text stays.
void append_tables(Block& block, const TableSet& tables, RowSet& out);

/// ChangeSource::changes() of the block.
void append_changes(Block& block,
                    const TableSet& tables,
                    const ChangeWindow& window,
                    ChangeSet& out);

/// A domain's input: the block's rows, which come last in `out`.
template <class Row>
[[nodiscard]] std::span<const Row> rows_of_block(const Block& block, const RowSet& out) {
  const std::uint64_t number = block.core_banking().quotas.block;
  return std::span(out.of<Row>())
      .last(rows_before(block.model(), kTableId<Row>, number + 1) -
            rows_before(block.model(), kTableId<Row>, number));
}

}  // namespace bankseed
