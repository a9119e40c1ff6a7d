#pragma once

#include <span>
#include <vector>

#include "bankseed/rows/tables.hpp"
#include "bankseed/schema/column.hpp"
#include "encode/arrow/c_data.hpp"

namespace bankseed::arrow {

/// Which columns of a table a record batch has, by their numbers, in this order.
using ColumnChoice = std::vector<std::size_t>;

/// All of them.
[[nodiscard]] ColumnChoice all_columns(TableId table);

/// Whether a column's values are so few, and known, that a batch has their numbers, and the texts
/// once: one_of() in the description of the table, at most as many as an int8 tells apart.
[[nodiscard]] constexpr bool has_dictionary(const ColumnDef& column) noexcept {
  constexpr std::size_t kMax = 127;
  return column.kind == Kind::kText && !column.values.empty() && column.values.size() <= kMax;
}

/// Describes record batches of the table: a struct with a child for each chosen column. What is
/// known of a column is its metadata: "comment", "references" or "external" ("table.column",
/// "database.table.column"), "primary_key" and "unique" ("true"), "sensitivity". `out` is the
/// caller's, and is to be released through its member.
void export_schema(TableId table, std::span<const std::size_t> columns, ArrowSchema& out);

}  // namespace bankseed::arrow
