#include "sink/postgres/load/rebuild.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bankseed/rows/catalog.hpp"
#include "schema/ddl.hpp"
#include "sink/postgres/inspection.hpp"

namespace bankseed {
namespace {

/// A key of a new table as an index and the constraint made of it: builds of several indexes of one
/// table then run side by side, which ALTER TABLE ... PRIMARY KEY (...) would not let them.
Rebuild key_rebuild(TableId table,
                    const std::string& name,
                    std::string_view kind,
                    const std::string& columns) {
  const auto table_name = qualified_name(table_info(table));
  Rebuild rebuild;
  rebuild.table = table;
  rebuild.name = name;
  rebuild.index_sql =
      fmt::format("CREATE UNIQUE INDEX {} ON {} ({})", quote_identifier(name), table_name, columns);
  rebuild.attach_sql = fmt::format("ALTER TABLE {} ADD CONSTRAINT {} {} USING INDEX {}", table_name,
                                   quote_identifier(name), kind, quote_identifier(name));
  return rebuild;
}

std::string primary_key_of(const TableInfo& table) {
  std::string columns;
  for (const ColumnDef& column : table.columns) {
    if (!column.primary_key) continue;
    columns += fmt::format("{}{}", columns.empty() ? "" : ", ", quote_identifier(column.name));
  }
  return columns;
}

Rebuild foreign_key_rebuild(TableId table, const NamedStatement& statement) {
  Rebuild rebuild;
  rebuild.table = table;
  rebuild.is_foreign_key = true;
  rebuild.name = statement.name;
  rebuild.attach_sql = statement.sql + " NOT VALID";
  rebuild.validate_sql =
      fmt::format("ALTER TABLE {} VALIDATE CONSTRAINT {}", qualified_name(table_info(table)),
                  quote_identifier(statement.name));
  return rebuild;
}

std::string numbers(TableSet tables, Database database) {
  std::string list;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!tables[i] || kCatalog[i].database != database) continue;
    list += fmt::format("{}{}::regclass", list.empty() ? "" : ", ",
                        quote_literal(qualified_name(kCatalog[i])));
  }
  return list;
}

// Everything of the tables' constraints and indexes that is to be taken down. Parameters: {0} the
// tables whose foreign keys go, {1} the tables whose keys and indexes go. An index is kept when
// anything depends on it (or on its constraint) that is not one of the foreign keys that go.
constexpr const char* kQuery = R"sql(
WITH gone AS (
  SELECT oid FROM pg_constraint
  WHERE contype = 'f' AND conrelid IN ({0}) AND conparentid = 0 AND coninhcount = 0
)
SELECT t.relname, 'f', f.conname, '', pg_get_constraintdef(f.oid), f.convalidated,
       f.condeferrable, f.condeferred, obj_description(f.oid, 'pg_constraint'), NULL, false, false,
       ''
FROM pg_constraint f JOIN pg_class t ON t.oid = f.conrelid
WHERE f.oid IN (SELECT oid FROM gone)
UNION ALL
SELECT t.relname, coalesce(c.contype::text, 'i'), i.relname, pg_get_indexdef(i.oid), '', true,
       coalesce(c.condeferrable, false), coalesce(c.condeferred, false),
       obj_description(c.oid, 'pg_constraint'), obj_description(i.oid, 'pg_class'),
       x.indisclustered, x.indisreplident, coalesce(s.spcname, '')
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
LEFT JOIN pg_constraint c ON c.conindid = i.oid AND c.conrelid = t.oid AND c.contype <> 'f'
LEFT JOIN pg_tablespace s ON s.oid = i.reltablespace
WHERE x.indrelid IN ({1}) AND t.relkind = 'r' AND i.relkind = 'i' AND NOT i.relispartition
  AND x.indisvalid AND coalesce(c.contype::text, 'i') IN ('p', 'u', 'i')
  AND NOT EXISTS (
    SELECT FROM pg_depend d
    WHERE ((d.refclassid = 'pg_class'::regclass AND d.refobjid = i.oid)
        OR (d.refclassid = 'pg_constraint'::regclass AND d.refobjid = c.oid))
      AND d.deptype NOT IN ('i', 'P', 'S')
      AND NOT (d.classid = 'pg_constraint'::regclass AND d.objid IN (SELECT oid FROM gone)))
ORDER BY 1, 3
)sql";

/// The position of the query's columns.
enum Field : std::size_t {
  kTable,
  kKind,
  kName,
  kIndexDefinition,
  kDefinition,
  kIsValidated,
  kIsDeferrable,
  kIsDeferred,
  kConstraintComment,
  kIndexComment,
  kIsClustered,
  kIsReplicaIdentity,
  kTablespace
};

std::string constraint_comment(const QueryResult& found, std::size_t row) {
  if (found.is_null(row, kConstraintComment)) return {};
  return fmt::format("; COMMENT ON CONSTRAINT {} ON public.{} IS {}",
                     quote_identifier(found.text(row, kName)),
                     quote_identifier(found.text(row, kTable)),
                     quote_literal(found.text(row, kConstraintComment)));
}

void fill_foreign_key(const QueryResult& found, std::size_t row, Rebuild& rebuild) {
  const auto alter =
      fmt::format("ALTER TABLE public.{}", quote_identifier(found.text(row, kTable)));
  const auto name = quote_identifier(found.text(row, kName));
  const bool is_valid = found.flag(row, kIsValidated);
  // The definition of one that was never validated says so itself.
  rebuild.attach_sql =
      fmt::format("{} ADD CONSTRAINT {} {}{}{}", alter, name, found.text(row, kDefinition),
                  is_valid ? " NOT VALID" : "", constraint_comment(found, row));
  if (is_valid) rebuild.validate_sql = fmt::format("{} VALIDATE CONSTRAINT {}", alter, name);
}

void fill_index(const QueryResult& found, std::size_t row, Rebuild& rebuild) {
  const auto alter =
      fmt::format("ALTER TABLE public.{}", quote_identifier(found.text(row, kTable)));
  const auto name = quote_identifier(found.text(row, kName));
  std::string& index = rebuild.index_sql;
  if (const auto tablespace = found.text(row, kTablespace); !tablespace.empty()) {
    index = fmt::format("SET LOCAL default_tablespace = {}; ", quote_identifier(tablespace));
  }
  index += found.text(row, kIndexDefinition);
  if (!found.text(row, kTablespace).empty()) index += "; RESET default_tablespace";
  if (!found.is_null(row, kIndexComment)) {
    index += fmt::format("; COMMENT ON INDEX public.{} IS {}", name,
                         quote_literal(found.text(row, kIndexComment)));
  }
  std::string& attach = rebuild.attach_sql;
  const auto kind = found.text(row, kKind);
  if (kind != "i") {
    attach = fmt::format("{} ADD CONSTRAINT {} {} USING INDEX {}{}{}{}", alter, name,
                         kind == "p" ? "PRIMARY KEY" : "UNIQUE", name,
                         found.flag(row, kIsDeferrable) ? " DEFERRABLE" : "",
                         found.flag(row, kIsDeferred) ? " INITIALLY DEFERRED" : "",
                         constraint_comment(found, row));
  }
  const auto append = [&attach](std::string_view sql) {
    attach += fmt::format("{}{}", attach.empty() ? "" : "; ", sql);
  };
  if (found.flag(row, kIsClustered)) append(fmt::format("{} CLUSTER ON {}", alter, name));
  if (found.flag(row, kIsReplicaIdentity)) {
    append(fmt::format("{} REPLICA IDENTITY USING INDEX {}", alter, name));
  }
}

std::string noted(const Rebuild& rebuild, const std::string& sql, std::string_view part) {
  if (sql.empty()) return {};
  if (rebuild.record == 0) return sql + ";\n";
  return fmt::format("{};\nUPDATE bankseed.taken_down SET {} = '' WHERE record = {};\n", sql, part,
                     rebuild.record);
}

}  // namespace

std::vector<Rebuild> rebuilds_of_new(TableId table) {
  const TableInfo& info = table_info(table);
  std::vector<Rebuild> rebuilds;
  const auto keys = key_statements(info);
  rebuilds.push_back(key_rebuild(table, keys.front().name, "PRIMARY KEY", primary_key_of(info)));
  std::size_t next_key = 1;
  for (const ColumnDef& column : info.columns) {
    if (!column.unique) continue;
    rebuilds.push_back(
        key_rebuild(table, keys[next_key++].name, "UNIQUE", quote_identifier(column.name)));
  }
  for (const NamedStatement& statement : index_statements(info)) {
    rebuilds.push_back({0, table, false, statement.name, statement.sql, "", ""});
  }
  for (const NamedStatement& statement : foreign_key_statements(info)) {
    rebuilds.push_back(foreign_key_rebuild(table, statement));
  }
  return rebuilds;
}

TakeDown plan_take_down(Connection& connection, TableSet existing, TableSet loaded) {
  TakeDown plan;
  const Database database = connection.address().database;
  const auto all = numbers(existing, database);
  if (all.empty()) return plan;
  const auto some = numbers(loaded & existing, database);
  // With an empty search path the definitions name everything with its schema.
  const auto found = connection.execute(
      fmt::format("SET search_path = ''; {}",
                  fmt::format(fmt::runtime(kQuery), all, some.empty() ? "0::regclass" : some)));
  static_cast<void>(connection.execute("SET search_path = public"));
  std::string indexes;
  std::string constraints;
  std::string foreign_keys;
  for (std::size_t i = 0; i < found.size(); ++i) {
    Rebuild rebuild;
    rebuild.table = table_called(connection, found.text(i, kTable));
    rebuild.name = found.text(i, kName);
    rebuild.is_foreign_key = found.text(i, kKind) == "f";
    const auto name = quote_identifier(rebuild.name);
    const auto drop = fmt::format("ALTER TABLE public.{} DROP CONSTRAINT {};\n",
                                  quote_identifier(found.text(i, kTable)), name);
    const auto kind = found.text(i, kKind);
    if (rebuild.is_foreign_key) {
      fill_foreign_key(found, i, rebuild);
      foreign_keys += drop;
    } else {
      fill_index(found, i, rebuild);
      if (kind == "i") {
        indexes += fmt::format("DROP INDEX public.{};\n", name);
      } else {
        constraints += drop;
      }
    }
    plan.rebuilds.push_back(std::move(rebuild));
  }
  // The order of the records is the order in which they can be restored.
  std::stable_partition(plan.rebuilds.begin(), plan.rebuilds.end(),
                        [](const Rebuild& rebuild) { return !rebuild.is_foreign_key; });
  plan.drop_sql = foreign_keys + constraints + indexes;
  return plan;
}

std::string record_sql(const TakeDown& plan, std::string_view run_id) {
  if (plan.rebuilds.empty()) return {};
  std::string sql =
      "INSERT INTO bankseed.taken_down (record, run_id, table_name, name, is_foreign_key, "
      "index_sql, "
      "attach_sql, validate_sql) SELECT coalesce((SELECT max(record) FROM bankseed.taken_down), 0) "
      "+ "
      "v.n, v.run_id, v.table_name, v.name, v.is_foreign_key, v.index_sql, v.attach_sql, "
      "v.validate_sql FROM (VALUES ";
  std::size_t count = 0;
  for (const Rebuild& rebuild : plan.rebuilds) {
    ++count;
    sql += fmt::format("{}({}, {}, {}, {}, {}, {}, {}, {})", count == 1 ? "" : ",\n", count,
                       quote_literal(run_id), quote_literal(table_info(rebuild.table).name),
                       quote_literal(rebuild.name), rebuild.is_foreign_key,
                       quote_literal(rebuild.index_sql), quote_literal(rebuild.attach_sql),
                       quote_literal(rebuild.validate_sql));
  }
  return sql +
         ") AS v (n, run_id, table_name, name, is_foreign_key, index_sql, attach_sql, "
         "validate_sql);\n";
}

std::vector<Rebuild> recorded_rebuilds(Connection& connection) {
  const auto found = connection.execute(
      "SELECT record, table_name, is_foreign_key, name, index_sql, attach_sql, validate_sql "
      "FROM bankseed.taken_down ORDER BY record");
  std::vector<Rebuild> rebuilds;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto table =
        find_table(fmt::format("{}.{}", name_of(connection.address().database), found.text(i, 1)));
    if (!table) continue;
    rebuilds.push_back({found.number(i, 0), *table, found.flag(i, 2), std::string(found.text(i, 3)),
                        std::string(found.text(i, 4)), std::string(found.text(i, 5)),
                        std::string(found.text(i, 6))});
  }
  return rebuilds;
}

void leave_out_done(Connection& connection, std::vector<Rebuild>& rebuilds) {
  if (rebuilds.empty()) return;
  std::string wanted;
  for (std::size_t i = 0; i < rebuilds.size(); ++i) {
    wanted += fmt::format("{}({}, {}, {})", i == 0 ? "" : ", ", i,
                          quote_literal(qualified_name(table_info(rebuilds[i].table))),
                          quote_literal(rebuilds[i].name));
  }
  const auto found = connection.execute(
      fmt::format("SELECT w.relation IS NULL, EXISTS (SELECT FROM pg_index i JOIN pg_class k ON "
                  "k.oid = i.indexrelid WHERE i.indrelid = w.relation AND k.relname = w.name AND "
                  "i.indisvalid), c.oid IS NOT NULL, coalesce(c.convalidated, false) "
                  "FROM (SELECT v.n, to_regclass(v.path), v.name FROM (VALUES {}) AS v (n, path, "
                  "name)) AS w (n, relation, name) LEFT JOIN pg_constraint c ON c.conrelid = "
                  "w.relation AND c.conname = w.name ORDER BY w.n",
                  wanted));
  for (std::size_t i = 0; i < rebuilds.size(); ++i) {
    Rebuild& rebuild = rebuilds[i];
    const bool is_gone = found.flag(i, 0);
    const bool is_constraint = rebuild.attach_sql.find("ADD CONSTRAINT") != std::string::npos;
    const bool has_index = found.flag(i, 1) || found.flag(i, 2);
    if (is_gone || has_index) rebuild.index_sql.clear();
    if (is_gone || found.flag(i, 2) || (has_index && !is_constraint)) rebuild.attach_sql.clear();
    if (is_gone || found.flag(i, 3)) rebuild.validate_sql.clear();
  }
}

std::string build_index_sql(const Rebuild& rebuild) {
  return noted(rebuild, rebuild.index_sql, "index_sql");
}

std::string attach_sql(const Rebuild& rebuild) {
  return noted(rebuild, rebuild.attach_sql, "attach_sql");
}

std::string validate_sql(const Rebuild& rebuild) {
  return noted(rebuild, rebuild.validate_sql, "validate_sql");
}

}  // namespace bankseed
