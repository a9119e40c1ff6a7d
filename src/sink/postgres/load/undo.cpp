#include "sink/postgres/load/undo.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "schema/ddl.hpp"
#include "sink/postgres/checks/bystanders.hpp"
#include "sink/postgres/checks/own_views.hpp"
#include "sink/postgres/inspection.hpp"
#include "sink/postgres/load/bookkeeping.hpp"
#include "sink/postgres/load/rebuild.hpp"

namespace bankseed {
namespace {

/// The SQL in bankseed.taken_down runs with the rights of whoever repairs: nobody else may have
/// written it who has not all rights already.
void refuse_strangers(Connection& connection) {
  const auto found = connection.execute(
      "SELECT DISTINCT r.rolname FROM pg_roles r WHERE NOT r.rolsuper AND r.rolname <> "
      "current_user "
      "AND (r.oid = (SELECT nspowner FROM pg_namespace WHERE nspname = 'bankseed') OR r.oid IN "
      "(SELECT relowner FROM pg_class WHERE oid = 'bankseed.taken_down'::regclass) OR r.oid IN "
      "(SELECT a.grantee FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = "
      "'bankseed.taken_down'::regclass AND a.privilege_type IN ('INSERT', 'UPDATE', 'TRIGGER')))");
  if (found.size() == 0) return;
  const std::string name(name_of(connection.address().database));
  throw DatabaseError(
      fmt::format(
          "{}: the SQL in bankseed.taken_down may be that of {}, and would run with the "
          "rights of {}; nothing was repaired in it; run 'bankseed repair' as {}, or look at "
          "it and give the schema bankseed to {}",
          name, found.text(0, 0), connection.user(), found.text(0, 0), connection.user()),
      {"42501", name, ""});
}

struct Plan {
  TableSet made;
  TableSet loaded;
  TableSet to_empty;
  std::vector<TableState> states = std::vector<TableState>(kTableCount);
};

Plan plan_of(Connection& connection, std::string_view run_id, bool anything_loaded) {
  const Database database = connection.address().database;
  const auto records = connection.execute(
      fmt::format("SELECT table_name, made_by_run, state = 'loaded' FROM bankseed.parts WHERE "
                  "run_id = {} AND state <> 'undone'",
                  quote_literal(run_id)));
  Plan plan;
  static_cast<void>(inspect(connection, plan.states));
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto table = find_table(fmt::format("{}.{}", name_of(database), records.text(i, 0)));
    if (!table || !plan.states[index_of(*table)].exists) continue;
    plan.made[index_of(*table)] = plan.made[index_of(*table)] || records.flag(i, 1);
    plan.loaded[index_of(*table)] = plan.loaded[index_of(*table)] || records.flag(i, 2);
  }
  for (std::size_t i = 0; i < kTableCount; ++i) {
    plan.to_empty[i] = anything_loaded && kCatalog[i].database == database &&
                       plan.states[i].exists && plan.states[i].has_rows && !plan.made[i];
  }
  return plan;
}

/// Emptying works on all tables at once, or foreign keys would be in the way.
std::string remove_sql(const Plan& plan, Database database) {
  std::string sql;
  std::string dropped;
  TableSet all;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (plan.made[i])
      dropped += (dropped.empty() ? "DROP TABLE " : ", ") + qualified_name(kCatalog[i]);
    all[i] = plan.states[i].exists && !plan.made[i] && kCatalog[i].database == database;
  }
  if (!dropped.empty()) sql += dropped + ";\n";
  return plan.to_empty.any() ? sql + empty_tables_sql(all, plan.states) : sql;
}

std::string end_sql(std::string_view run_id) {
  return fmt::format("UPDATE bankseed.parts SET state = 'undone' WHERE run_id = {};\n",
                     quote_literal(run_id)) +
         end_run_sql(run_id, "failed");
}

std::string strike_out_sql(const Rebuild& rebuild) {
  return fmt::format("DELETE FROM bankseed.taken_down WHERE record = {};\n", rebuild.record);
}

/// One after the other, in the transaction that is open; what fails is passed over.
void restore_singly(Connection& connection, std::vector<Rebuild> rebuilds, Undone& undone) {
  // What somebody has put back already, or dropped the table of.
  leave_out_done(connection, rebuilds);
  std::erase_if(rebuilds, [&](const Rebuild& rebuild) {
    if (!rebuild.is_done()) return false;
    static_cast<void>(connection.execute(strike_out_sql(rebuild)));
    return true;
  });
  std::vector<bool> failed(rebuilds.size());
  for (const auto part : {build_index_sql, attach_sql, validate_sql}) {
    for (std::size_t i = 0; i < rebuilds.size(); ++i) {
      const auto sql = part(rebuilds[i]);
      if (sql.empty() || failed[i]) continue;
      static_cast<void>(connection.execute("SAVEPOINT one"));
      try {
        static_cast<void>(connection.execute(sql + "RELEASE one"));
      } catch (const DatabaseError& error) {
        if (!connection.is_alive()) throw;
        static_cast<void>(connection.execute("ROLLBACK TO one; RELEASE one"));
        failed[i] = true;
        undone.failures.push_back(
            fmt::format("could not put back {} of {}.{} ({}): {}; put that right and run 'bankseed "
                        "repair' again, or do without: {}",
                        rebuilds[i].name, name_of(connection.address().database),
                        table_info(rebuilds[i].table).name, sql.substr(0, sql.find(";\n")),
                        error.what(), strike_out_sql(rebuilds[i])));
        undone.failures.back().erase(undone.failures.back().find_last_not_of(";\n") + 1);
      }
    }
  }
  for (std::size_t i = 0; i < rebuilds.size(); ++i) {
    if (failed[i]) continue;
    ++undone.restored;
    static_cast<void>(connection.execute(strike_out_sql(rebuilds[i])));
  }
}

/// Records that no table of the catalog has any more, as everything else is done.
std::string rest_sql() {
  return "DELETE FROM bankseed.taken_down WHERE index_sql = '' AND attach_sql = '' AND "
         "validate_sql = '';\n";
}

}  // namespace

Undone undo_run(Connection& connection, std::string_view run_id, bool anything_loaded) {
  const Plan plan = plan_of(connection, run_id, anything_loaded);
  const Database database = connection.address().database;
  const auto rebuilds = recorded_rebuilds(connection);
  if (!rebuilds.empty()) refuse_strangers(connection);
  if (plan.to_empty.any()) {
    const auto others = rows_of_others(connection, plan.to_empty, plan.states);
    if (!others.empty()) {
      throw DatabaseError(
          fmt::format(
              "{}: nothing was undone in it, because rows that are not the bank's would go: "
              "{}; remove them first",
              name_of(database), fmt::join(others, ", ")),
          {"23503", std::string(name_of(database)), ""});
    }
  }
  Undone undone;
  undone.dropped = plan.made.count();
  undone.emptied = (plan.to_empty & plan.loaded).count();
  undone.replaced = (plan.to_empty & ~plan.loaded).count();
  const auto begin =
      "BEGIN;\n" + drop_views_sql(connection, plan.made) + remove_sql(plan, database);
  const auto end = rest_sql() + end_sql(run_id) + "COMMIT";
  std::string restore;
  for (const auto part : {build_index_sql, attach_sql, validate_sql}) {
    for (const Rebuild& rebuild : rebuilds)
      restore += part(rebuild);
  }
  try {
    static_cast<void>(connection.execute(begin + restore + end));
    undone.restored = rebuilds.size();
  } catch (const DatabaseError&) {
    if (!connection.is_alive()) throw;
    static_cast<void>(connection.execute("ROLLBACK"));
    static_cast<void>(connection.execute(begin));
    restore_singly(connection, rebuilds, undone);
    static_cast<void>(connection.execute(end));
  }
  return undone;
}

}  // namespace bankseed
