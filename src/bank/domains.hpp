#pragma once

#include "bank/model/domain.hpp"

namespace bankseed {

/// Rows of `table` in the blocks before `block`, which may be the number of blocks; in O(1).
[[nodiscard]] std::uint64_t rows_before(const BankModel& model, TableId table, std::uint64_t block);

/// Appends the block's rows of the tables, by all domains.
void append_tables(Block& block, const TableSet& tables, RowSet& out);

}  // namespace bankseed
