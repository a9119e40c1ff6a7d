#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "bank/model/block.hpp"
#include "bankseed/rows/row_source.hpp"

namespace bankseed {

/// Rows of a table in the blocks before `block`, which may be the number of blocks; in O(1).
using RowsBefore = std::uint64_t (*)(const BankModel& model, std::uint64_t block);

/// A table, and how many rows it has.
struct CountedTable {
  TableId table;
  RowsBefore rows_before;
};

/// Some tables of the bank and the pure functions that make their rows. Each room has one or two,
/// as constants in its own header; bank.cpp lists them, and does not compile until every table is
/// in exactly one.
struct Domain {
  std::span<const CountedTable> tables;

  /// Appends the rows of the wanted tables that belong to the block, in id order within each table.
  void (*append)(Block& block, const TableSet& tables, RowSet& out);

  /// Tables whose rows of the block, in `out`, the rows are made from; only datasets have any.
  std::span<const TableId> inputs{};
};

/// Counts of all blocks before `block`, which may be the number of blocks. Defined for every count
/// struct by the room that it belongs to.
template <class Counts>
[[nodiscard]] Counts counts_before(const BankModel& model, std::uint64_t block);

/// The table of `Row`, which has as many rows as `kCount` says: a member of a count struct, data or
/// function.
template <class Row, auto kCount>
[[nodiscard]] consteval CountedTable counted() {
  return {kTableId<Row>, [](const BankModel& model, std::uint64_t block) -> std::uint64_t {
            using Counts = typename MemberTraits<decltype(kCount)>::Row;
            return std::invoke(kCount, counts_before<Counts>(model, block));
          }};
}

/// The table of `Row`, whose rows are all in the first block: so many whatever the customers (E3).
template <class Row, std::uint64_t kCount>
[[nodiscard]] consteval CountedTable fixed() {
  return {kTableId<Row>, [](const BankModel& /*model*/, std::uint64_t block) -> std::uint64_t {
            return block == 0 ? 0 : kCount;
          }};
}

template <class Row>
[[nodiscard]] bool wants(const TableSet& tables) {
  return tables[index_of(kTableId<Row>)];
}

}  // namespace bankseed
