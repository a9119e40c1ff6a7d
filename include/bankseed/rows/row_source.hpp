#pragma once

#include <cstdint>

#include "bankseed/rows/tables.hpp"

namespace bankseed {

class RowSet;

/// Where rows come from: a bank, cut into blocks that can be made in any order on any thread.
class RowSource {
 public:
  RowSource() = default;
  RowSource(const RowSource&) = delete;
  RowSource& operator=(const RowSource&) = delete;
  RowSource(RowSource&&) = delete;
  RowSource& operator=(RowSource&&) = delete;
  virtual ~RowSource() = default;

  [[nodiscard]] virtual std::uint64_t block_count() const noexcept = 0;
  /// Rows of a table or dataset in the blocks before `block`; known without making any. At least
  /// so many as are made: a bank seen on a day before leaves out what came later.
  [[nodiscard]] virtual std::uint64_t rows_before(TableId table, std::uint64_t block) const = 0;
  /// Appends every row of `tables` that belongs to `block`. Called from many threads at a time.
  virtual void generate(std::uint64_t block, const TableSet& tables, RowSet& out) const = 0;
};

/// Tables with a serial key of more rows than four bytes number: in PostgreSQL it is a bigserial.
[[nodiscard]] TableSet tables_with_wide_keys(const RowSource& source);

}  // namespace bankseed
