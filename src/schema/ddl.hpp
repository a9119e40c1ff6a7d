#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bankseed/schema/table.hpp"

namespace bankseed {

// The tables as SQL, derived from their descriptions. Statements carry no semicolon and no newline
// at the end, name tables with their schema, and are the same for the same description.

/// The schema in which the bank's tables live.
inline constexpr std::string_view kSchemaName = "public";

/// An SQL identifier, in double quotes where it needs them.
[[nodiscard]] std::string quote_identifier(std::string_view name);
/// An SQL string constant.
[[nodiscard]] std::string quote_literal(std::string_view text);
/// public.customers
[[nodiscard]] std::string qualified_name(const TableInfo& table);

/// SQL type of a column, as CREATE TABLE takes it: varchar(50), numeric(15,2), serial, ...
[[nodiscard]] std::string sql_type(const ColumnDef& column);
/// The type of its values: integer for serial, bigint for bigserial, else the same.
[[nodiscard]] std::string stored_type(const ColumnDef& column);
/// The column's comment, with its values and the references that no key enforces.
[[nodiscard]] std::string comment_text(const ColumnDef& column);

/// CREATE TABLE with types, NOT NULL, defaults and checks but without keys, to be loaded bare.
[[nodiscard]] std::string create_table(const TableInfo& table);

/// A constraint or an index, and the statement that makes it.
struct NamedStatement {
  std::string
      name;  ///< As PostgreSQL itself would call an inline declaration; idx_... for indexes.
  std::string sql;
};
/// The primary key, and unique keys.
[[nodiscard]] std::vector<NamedStatement> key_statements(const TableInfo& table);
/// Foreign keys; the tables referred to must have their keys.
[[nodiscard]] std::vector<NamedStatement> foreign_key_statements(const TableInfo& table);
/// Secondary indexes.
[[nodiscard]] std::vector<NamedStatement> index_statements(const TableInfo& table);
/// COMMENT ON the table and each of its columns.
[[nodiscard]] std::vector<std::string> comment_statements(const TableInfo& table);

/// Everything that makes one database's tables, in an order that works, as a script: each statement
/// ends in a semicolon and a newline. `tables` may hold other databases' tables too.
[[nodiscard]] std::string database_script(std::span<const TableInfo> tables, Database database);

}  // namespace bankseed
