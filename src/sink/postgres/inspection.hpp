#pragma once

#include <string>
#include <vector>

#include "bankseed/rows/tables.hpp"
#include "sink/postgres/connection.hpp"

namespace bankseed {

/// A column as a server has it.
struct ColumnState {
  std::string name;
  std::string type;       ///< As SQL writes it: character varying(50).
  std::string base_type;  ///< PostgreSQL's own name of it, of a domain that of its base: varchar.
  int modifier = -1;      ///< Length or precision, as pg_attribute.atttypmod holds it.
  bool not_null = false;
  bool has_default = false;  ///< Also when it is an identity column.
  bool generated = false;    ///< Computed by the server: nothing may be loaded into it.
};

/// A table of the catalog as a server has it.
struct TableState {
  bool exists = false;
  char kind = ' ';  ///< pg_class.relkind: r is a table, p a partitioned one, v a view, ...
  std::string owner;
  bool is_owner = false;           ///< The user is the owner or a member of that role.
  bool owner_is_almighty = false;  ///< The owner is a superuser: nobody is to become a member.
  bool can_insert = false;
  bool can_truncate = false;
  bool row_security = false;  ///< Row-level security applies to the user.
  bool has_rows = false;
  std::vector<ColumnState> columns;
  TableSet parents;            ///< Other tables of the catalog that it refers to.
  bool is_referenced = false;  ///< Another table refers to it, of the catalog or not.
  std::vector<std::string> outside_children;  ///< Tables beside the catalog that refer to it.
};

/// What else counts about a database.
struct DatabaseState {
  bool may_create_tables = false;       ///< CREATE on schema public.
  bool may_create_schemas = false;      ///< CREATE on the database.
  bool has_bookkeeping = false;         ///< Schema bankseed is there.
  bool bookkeeping_is_current = false;  ///< And is of this version.
};

/// The table of this database that an answer names. Throws DatabaseError when there is none: a wire
/// that nothing protects may have changed what comes by it.
[[nodiscard]] TableId table_called(const Connection& connection, std::string_view name);

/// Reads what stands in a database; fills the entries of `tables` (all of the catalog) that belong
/// to it.
[[nodiscard]] DatabaseState inspect(Connection& connection, std::vector<TableState>& tables);

/// The same of a database in which a load is at work, as far as its locks let anybody look: of the
/// tables, which there are.
DatabaseState inspect_locked(Connection& connection, std::vector<TableState>& tables);

/// Why rows of the catalog's table cannot be loaded into what the server has, one sentence each.
///
/// Binary COPY needs the exact type (integer, bigint, boolean, date, timestamp, also as the base of
/// a domain). varchar may be longer than described or without limit or text; numeric may have more
/// digits before and after the point. Columns may come in another order, and further ones may stand
/// there when they are nullable, have a default or are computed. A serial column need not have a
/// sequence. What may be NULL in the bank must not be NOT NULL in the table.
[[nodiscard]] std::vector<std::string> misfits(const TableInfo& info, const TableState& state);

/// Rows of a table, at most `limit`.
[[nodiscard]] std::uint64_t count_rows(Connection& connection,
                                       TableId table,
                                       std::uint64_t limit = 0);

}  // namespace bankseed
