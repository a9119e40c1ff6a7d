#pragma once

#include <array>
#include <cstdint>

#include "bankseed/bank/bank.hpp"
#include "cli/run/shards/spread.hpp"

namespace bankseed {

/// Bytes of some rows in each place that they can go to.
struct Sizes {
  std::uint64_t csv = 0;
  std::uint64_t jsonl = 0;
  std::uint64_t parquet = 0;
  std::uint64_t database = 0;  ///< Pages of a table and its indexes, freshly loaded.

  Sizes& operator+=(const Sizes& other) noexcept;
};

/// Rows of the tables of the databases.
using RowsOfTables = std::array<std::uint64_t, kTableCount>;

/// How many rows each table of the bank, or of what is made of it, has: exactly, unless it is a
/// snapshot, of which a few blocks are made and stand for the others.
[[nodiscard]] RowsOfTables estimate_rows(const Bank& bank, const Spread& spread = Spread({}));

/// What each table of the bank will take: `table_rows`, its rows, times the bytes of a row. These
/// are measured: a few blocks of this very bank, as many as make some 100,000 rows, are made and
/// written in each format. A database's follow from how PostgreSQL lays out the same rows and their
/// keys in pages. Left out is what no table has: the catalogue of a database, some 8 MB, and the
/// server's log (WAL).
[[nodiscard]] std::array<Sizes, kTableCount> estimate_sizes(const Bank& bank,
                                                            const RowsOfTables& table_rows);

}  // namespace bankseed
