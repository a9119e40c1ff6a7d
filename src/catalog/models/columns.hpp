#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bankseed/rows/catalog.hpp"

namespace bankseed::catalog {

// What the files about tables ask of the description, beside what it says itself.

/// What a column of a table refers to.
struct Reference {
  TableId child{};
  ColumnDef column;
  TableId parent{};
  ColumnDef parent_column;
  bool is_enforced = false;  ///< By a foreign key.
  /// Every value that is there is one of the parent's: the column holds nothing else, no ids of
  /// other tables and no words.
  bool is_strict = false;
};

/// The references of a table's columns, in their order.
[[nodiscard]] std::vector<Reference> references_of(TableId table);
/// Whether a reference leads into another database.
[[nodiscard]] bool crosses_databases(const Reference& reference) noexcept;

/// The tables of a database, in the catalog's order.
[[nodiscard]] std::vector<TableId> tables_in(Database database);
[[nodiscard]] Database database_at(std::size_t index) noexcept;

/// "accounts_db.customers"
[[nodiscard]] std::string full_name(TableId table);

/// Names of the columns that are the primary key.
[[nodiscard]] std::vector<std::string_view> key_of(const RowTypeInfo& table);
/// Whether no two rows have the same value of the column.
[[nodiscard]] bool is_unique(const RowTypeInfo& table, const ColumnDef& column);

/// How the ids of a column are written, as a regular expression of the whole value, without
/// anchors: "CUST[0-9]{8,}"; empty where it holds no ids, or ids of several kinds.
[[nodiscard]] std::string id_pattern(TableId table, std::string_view column);

}  // namespace bankseed::catalog
