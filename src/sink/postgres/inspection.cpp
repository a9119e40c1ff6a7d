#include "sink/postgres/inspection.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bankseed/rows/catalog.hpp"
#include "schema/ddl.hpp"

namespace bankseed {
namespace {

/// 'employees', 'departments', ...
std::string table_names(Database database) {
  std::string names;
  for (const TableInfo& table : kCatalog) {
    if (table.database != database) continue;
    names += fmt::format("{}'{}'", names.empty() ? "" : ", ", table.name);
  }
  return names;
}

/// True when there are any.
bool read_tables(Connection& connection, std::vector<TableState>& tables) {
  const Database database = connection.address().database;
  const auto found = connection.execute(
      fmt::format("SELECT c.relname, c.relkind, pg_catalog.pg_get_userbyid(c.relowner), "
                  "pg_catalog.pg_has_role(c.relowner, 'USAGE'), "
                  "pg_catalog.has_table_privilege(c.oid, 'INSERT'), "
                  "pg_catalog.has_table_privilege(c.oid, 'TRUNCATE'), "
                  "pg_catalog.row_security_active(c.oid), "
                  "(SELECT rolsuper FROM pg_catalog.pg_roles WHERE oid = c.relowner) "
                  "FROM pg_catalog.pg_class c WHERE c.relnamespace = 'public'::regnamespace "
                  "AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relname IN ({})",
                  table_names(database)));
  for (std::size_t i = 0; i < found.size(); ++i) {
    TableState& state = tables[index_of(table_called(connection, found.text(i, 0)))];
    state.exists = true;
    state.kind = found.text(i, 1).empty() ? ' ' : found.text(i, 1).front();
    state.owner = found.text(i, 2);
    state.is_owner = found.flag(i, 3);
    state.can_insert = found.flag(i, 4);
    state.can_truncate = found.flag(i, 5);
    state.row_security = found.flag(i, 6);
    state.owner_is_almighty = found.flag(i, 7);
  }
  return found.size() != 0;
}

void read_columns(Connection& connection, std::vector<TableState>& tables) {
  const Database database = connection.address().database;
  const auto found = connection.execute(fmt::format(
      "SELECT c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), "
      "coalesce(b.typname, t.typname), "
      "CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END, "
      "a.attnotnull OR t.typnotnull, a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT "
      "NULL, "
      "a.attgenerated <> '' "
      "FROM pg_catalog.pg_class c "
      "JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT "
      "a.attisdropped "
      "JOIN pg_catalog.pg_type t ON t.oid = a.atttypid "
      "LEFT JOIN pg_catalog.pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype "
      "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') "
      "AND c.relname IN ({}) ORDER BY a.attnum",
      table_names(database)));
  for (std::size_t i = 0; i < found.size(); ++i) {
    ColumnState column;
    column.name = found.text(i, 1);
    column.type = found.text(i, 2);
    column.base_type = found.text(i, 3);
    column.modifier = static_cast<int>(found.number(i, 4));
    column.not_null = found.flag(i, 5);
    column.has_default = found.flag(i, 6);
    column.generated = found.flag(i, 7);
    tables[index_of(table_called(connection, found.text(i, 0)))].columns.push_back(
        std::move(column));
  }
}

void read_references(Connection& connection, std::vector<TableState>& tables) {
  const Database database = connection.address().database;
  const auto names = table_names(database);
  const auto found = connection.execute(fmt::format(
      "SELECT c.relname, c.relnamespace = 'public'::regnamespace AND c.relname IN ({0}), "
      "p.relname, p.relnamespace = 'public'::regnamespace AND p.relname IN ({0}), "
      "c.relnamespace::regnamespace::text || '.' || c.relname "
      "FROM pg_catalog.pg_constraint f JOIN pg_catalog.pg_class c ON c.oid = f.conrelid "
      "JOIN pg_catalog.pg_class p ON p.oid = f.confrelid "
      "WHERE f.contype = 'f' AND f.conrelid <> f.confrelid",
      names));
  for (std::size_t i = 0; i < found.size(); ++i) {
    const bool child_is_ours = found.flag(i, 1);
    if (!found.flag(i, 3)) continue;
    const TableId parent = table_called(connection, found.text(i, 2));
    tables[index_of(parent)].is_referenced = true;
    if (child_is_ours) {
      tables[index_of(table_called(connection, found.text(i, 0)))].parents.set(index_of(parent));
    } else {
      tables[index_of(parent)].outside_children.emplace_back(found.text(i, 4));
    }
  }
}

void read_occupation(Connection& connection, std::vector<TableState>& tables) {
  std::string sql;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const bool is_table = tables[i].kind == 'r' || tables[i].kind == 'p';
    if (kCatalog[i].database != connection.address().database || !is_table) continue;
    sql += fmt::format("{}SELECT {}, EXISTS (SELECT FROM {})", sql.empty() ? "" : " UNION ALL ", i,
                       qualified_name(kCatalog[i]));
  }
  if (sql.empty()) return;
  const auto found = connection.execute(sql);
  for (std::size_t i = 0; i < found.size(); ++i) {
    tables[found.index(i, 0, kTableCount)].has_rows = found.flag(i, 1);
  }
}

constexpr int kVarlenaHeader = 4;  // Part of every type modifier of varchar and numeric.

bool fits_text(const ColumnDef& column, const ColumnState& state) {
  if (state.base_type == "text" || state.base_type == "citext") return true;
  if (state.base_type != "varchar") return false;
  if (state.modifier < 0) return true;
  return column.length != 0 && state.modifier - kVarlenaHeader >= column.length;
}

bool fits_numeric(int digits, int scale, const ColumnState& state) {
  if (state.base_type != "numeric") return false;
  if (state.modifier < 0) return true;
  constexpr int kScaleMask = 0x7FF;
  const int their_digits = (state.modifier - kVarlenaHeader) >> 16;
  const int their_scale = (state.modifier - kVarlenaHeader) & kScaleMask;
  return their_scale >= scale && their_digits - their_scale >= digits - scale;
}

bool fits(const ColumnDef& column, const ColumnState& state) {
  constexpr int kMicroseconds = 6;
  switch (column.kind) {
    case Kind::kBool: return state.base_type == "bool";
    case Kind::kInteger:
    case Kind::kSerial: return state.base_type == "int4";
    case Kind::kBigSerial: return state.base_type == "int8";
    case Kind::kMoney: return fits_numeric(column.precision, 2, state);
    case Kind::kFraction: return fits_numeric(5, 4, state);
    case Kind::kDate: return state.base_type == "date";
    case Kind::kTimestamp:
      return state.base_type == "timestamp" &&
             (state.modifier < 0 || state.modifier >= kMicroseconds);
    case Kind::kText:
    case Kind::kId: return fits_text(column, state);
  }
  return false;
}

void add_column_misfits(const ColumnDef& column,
                        const std::string& path,
                        const TableState& state,
                        std::vector<std::string>& out) {
  const auto found =
      std::find_if(state.columns.begin(), state.columns.end(),
                   [&column](const ColumnState& other) { return other.name == column.name; });
  if (found == state.columns.end()) {
    out.push_back(fmt::format("{} is missing ({})", path, stored_type(column)));
  } else if (found->generated) {
    out.push_back(fmt::format("{} is computed by the server and cannot be loaded", path));
  } else if (!fits(column, *found)) {
    out.push_back(fmt::format("{} is {}, needed is {}", path, found->type, stored_type(column)));
  } else if (found->not_null && column.nullable) {
    out.push_back(fmt::format("{} is NOT NULL, but the bank has rows without it", path));
  }
}

void forget_tables(const Connection& connection, std::vector<TableState>& tables) {
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (kCatalog[i].database == connection.address().database) tables[i] = TableState();
  }
}

DatabaseState read_state(Connection& connection) {
  const auto found = connection.execute(
      "SELECT pg_catalog.has_schema_privilege(n.oid, 'CREATE'), "
      "pg_catalog.has_database_privilege(current_database(), 'CREATE'), "
      "to_regclass('bankseed.taken_down') IS NOT NULL, to_regclass('bankseed.parts') "
      "IS NOT NULL "
      "FROM (SELECT to_regnamespace('public')::oid) AS n (oid)");
  DatabaseState state;
  state.may_create_tables = found.flag(0, 0);
  state.may_create_schemas = found.flag(0, 1);
  state.has_bookkeeping = found.flag(0, 2);
  state.bookkeeping_is_current = found.flag(0, 3);
  if (found.is_null(0, 0)) {
    throw DatabaseError(
        fmt::format("{} has no schema public; run CREATE SCHEMA public in {}",
                    name_of(connection.address().database), connection.address().name),
        {"3F000", std::string(name_of(connection.address().database)), ""});
  }
  return state;
}

}  // namespace

TableId table_called(const Connection& connection, std::string_view name) {
  const std::string database(name_of(connection.address().database));
  if (const auto table = find_table(fmt::format("{}.{}", database, name))) return *table;
  throw DatabaseError(
      fmt::format("{}: the server speaks of a table '{}', which nobody has asked for", database,
                  name),
      {"", database, ""});
}

DatabaseState inspect_locked(Connection& connection, std::vector<TableState>& tables) {
  forget_tables(connection, tables);
  const DatabaseState state = read_state(connection);
  static_cast<void>(read_tables(connection, tables));
  return state;
}

DatabaseState inspect(Connection& connection, std::vector<TableState>& tables) {
  forget_tables(connection, tables);
  const DatabaseState state = read_state(connection);
  if (!read_tables(connection, tables)) return state;
  read_columns(connection, tables);
  read_references(connection, tables);
  read_occupation(connection, tables);
  return state;
}

std::vector<std::string> misfits(const TableInfo& info, const TableState& state) {
  std::vector<std::string> out;
  if (!state.exists) return out;
  const auto name = fmt::format("{}.{}", name_of(info.database), info.name);
  if (state.kind != 'r' && state.kind != 'p') {
    out.push_back(fmt::format("{} is not a table but a {}", name,
                              state.kind == 'f' ? "foreign table" : "view"));
    return out;
  }
  if (state.row_security) {
    out.push_back(fmt::format("{} has row-level security for this user, which COPY refuses", name));
  }
  for (const ColumnDef& column : info.columns) {
    add_column_misfits(column, fmt::format("{}.{}", name, column.name), state, out);
  }
  for (const ColumnState& column : state.columns) {
    const bool known = std::any_of(
        info.columns.begin(), info.columns.end(),
        [&column](const ColumnDef& described) { return described.name == column.name; });
    if (!known && column.not_null && !column.has_default && !column.generated) {
      out.push_back(
          fmt::format("{}.{} is NOT NULL without a default, and the bank has no such column", name,
                      column.name));
    }
  }
  return out;
}

std::uint64_t count_rows(Connection& connection, TableId table, std::uint64_t limit) {
  const auto name = qualified_name(table_info(table));
  const auto sql =
      limit == 0 ? fmt::format("SELECT count(*) FROM {}", name)
                 : fmt::format("SELECT count(*) FROM (SELECT FROM {} LIMIT {}) AS t", name, limit);
  return static_cast<std::uint64_t>(connection.execute(sql, table_info(table).name).number(0, 0));
}

}  // namespace bankseed
