#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "schema/ddl.hpp"
#include "sink/postgres/checks/obstacles.hpp"
#include "sink/postgres/checks/retry.hpp"
#include "sink/postgres/load/bookkeeping.hpp"
#include "sink/postgres/load/load_state.hpp"
#include "sink/postgres/load/parts/resume.hpp"
#include "sink/postgres/load/parts/shards.hpp"
#include "sink/postgres/parallel.hpp"
#include "sink/private_cluster.hpp"

namespace bankseed {
namespace {

/// Empties all and takes it back: with tables beside the catalog that refer to ours, only the
/// server can say whether that may be.
void try_to_empty(LoadState& load) {
  bool is_blocked = false;
  for (std::size_t i = 0; i < kTableCount; ++i)
    is_blocked |= load.is_in_the_way(i) && !load.tables[i].outside_children.empty();
  if (!is_blocked) return;
  load.for_each_open([&load](DatabaseSession& session) {
    TableSet all;
    for (std::size_t i = 0; i < kTableCount; ++i) {
      all[i] = load.tables[i].exists && kCatalog[i].database == session.address.database;
    }
    static_cast<void>(
        session.control->execute("BEGIN;\n" + empty_tables_sql(all, load.tables) + "ROLLBACK"));
  });
}

void create_database(Connection& maintenance, const DatabaseAddress& address) {
  const auto name = quote_identifier(address.name);
  try {
    // template0 is never in use by others, and UTF-8 goes with the C locale and every UTF-8 locale.
    static_cast<void>(maintenance.execute(
        fmt::format("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0", name)));
  } catch (const DatabaseError& error) {
    // Somebody else was faster, or is at it.
    if (error.where().sqlstate == "42P04" || error.where().sqlstate == "23505") return;
    if (error.where().sqlstate != "22023") throw;
    static_cast<void>(maintenance.execute(fmt::format("CREATE DATABASE {}", name)));
  }
}

/// Each on a connection of its own: copying the template is the server's work, and takes a core.
void create_missing_databases(LoadState& load) {
  run_in_parallel(kDatabaseCount, [&load](std::size_t i) {
    DatabaseSession& session = load.sessions[i];
    if (session.control) return;
    auto maintenance = Connection::open(maintenance_of(session.address), &load.interrupter);
    create_database(maintenance, session.address);
    session.is_created = true;
    load.connect_to_created(i);
    lock_database(*session.control);
    session.state = inspect(*session.control, load.tables);
  });
}

/// New tables of a database: bare, or everything of them, to be loaded with constraints in place.
std::string make_tables_sql(const LoadState& load, Database database) {
  std::vector<TableInfo> infos;
  std::string sql;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!load.made[i] || kCatalog[i].database != database) continue;
    infos.push_back(load.info(i));
    if (!load.options.keep_constraints) sql += create_table(load.info(i)) + ";\n";
    sql += insert_part_sql(load.run_id,
                           {.table = TableId{static_cast<std::uint16_t>(i)}, .is_made = true});
  }
  return load.options.keep_constraints ? database_script(infos, database) + sql : sql;
}

/// True when tables are made and emptied before rows come.
bool has_tables_first(const LoadState& load) {
  return load.options.keep_constraints || load.options.stage == LoadStage::kPrepare;
}

/// One transaction per database, and one round trip: bookkeeping, the run, and what goes down. It
/// is committed when those of all databases have got so far.
void begin_run(LoadState& load, DatabaseSession& session) {
  std::string sql = "BEGIN;\n";
  if (!session.state.has_bookkeeping) {
    sql += create_bookkeeping_sql();
  } else if (!session.state.bookkeeping_is_current) {
    sql += upgrade_bookkeeping_sql();
  } else if (load.options.stage == LoadStage::kPrepare) {
    sql += add_shards_sql();
  }
  if ((session.is_created || session.address.origin == PrivateCluster::kOrigin) &&
      !session.state.has_bookkeeping)
    sql += insert_made_database_sql(load.run_id);
  sql += insert_run_sql(load.run_id, load.options);
  sql += record_sql(session.take_down, load.run_id) + session.take_down.drop_sql;
  if (has_tables_first(load)) {
    TableSet full;
    for (std::size_t i = 0; i < kTableCount; ++i) {
      full[i] = load.tables[i].exists && kCatalog[i].database == session.address.database;
    }
    if (load.options.truncate) sql += empty_tables_sql(full, load.tables);
    sql += make_tables_sql(load, session.address.database);
  }
  static_cast<void>(session.control->execute(sql));
}

/// In the databases that do not have the run yet.
void begin_run(LoadState& load) {
  const auto of_new = [&load](const std::function<void(DatabaseSession&)>& work) {
    load.for_each_open([&work](DatabaseSession& session) {
      if (!session.has_begun) work(session);
    });
  };
  of_new([&load](DatabaseSession& session) { begin_run(load, session); });
  of_new([](DatabaseSession& session) {
    session.has_begun = true;
    static_cast<void>(session.control->execute("COMMIT"));
  });
}

/// Those are made that are not there, and of a run that is gone on with those that it has made.
void add_missing_tables(LoadState& load) {
  for (std::size_t i = 0; i < kTableCount; ++i)
    load.made[i] = load.made_before[i] || !load.tables[i].exists;
}

/// What is there of runs that have not come to their end is gone on with, or undone. Returns what
/// the user should know.
std::vector<std::string> take_over_earlier_runs(LoadState& load) {
  const bool is_whole = load.options.stage == LoadStage::kWhole;
  std::vector<std::string> notes;
  if (is_whole) {
    for (DatabaseSession& session : load.sessions) {
      if (session.control && session.state.has_bookkeeping) refuse(run_by_shards(*session.control));
    }
    if (load.options.resume) notes = adopt_earlier_run(load);
  } else {
    notes = adopt_prepared_run(load);
  }
  if (load.is_resumed) return notes;
  if (is_whole && load.options.resume)
    notes.emplace_back("there is no run to go on with: this one begins");
  for (std::string& note : load.repair_leftovers())
    notes.push_back(std::move(note));
  if (load.failures.empty()) return notes;
  throw DatabaseError(
      fmt::format("an earlier load is not undone: {}", fmt::join(load.failures, "\n  ")),
      {"", "", ""});
}

/// Whether the run is in so many databases, at least.
bool has_begun(const LoadState& load, std::ptrdiff_t databases) {
  return std::count_if(load.sessions.begin(), load.sessions.end(),
                       [](const auto& session) { return session.has_begun; }) >= databases;
}

}  // namespace

std::vector<std::string> PostgresLoader::prepare() {
  LoadState& load = *state_;
  Retries retries(load.sessions.front().address.patience.retries, &load.interrupter);
  while (true) {
    try {
      return try_to_prepare();
    } catch (const DatabaseError& error) {
      // Until a run has begun somewhere, everything goes with the sessions.
      if (has_begun(load, 1)) throw;
      load.close_sessions();
      retries.after_working(error);
    }
  }
}

std::vector<std::string> PostgresLoader::try_to_prepare() {
  LoadState& load = *state_;
  if (load.is_shard()) return open_shard(load);
  if (load.options.stage == LoadStage::kFinish) return open_to_finish(load);
  load.connect_to_create();
  load.connect_and_lock();
  wait_for_room(load);
  refuse(databases_not_to_be_written(load));
  refuse(unfit_encodings(load));
  refuse(misfits_of(load));
  auto notes = take_over_earlier_runs(load);
  if (load.is_complete()) {
    refuse(views_in_the_way(load));
    return notes;
  }
  if (load.options.stage == LoadStage::kPrepare && has_begun(load, kDatabaseCount)) return notes;
  add_missing_tables(load);
  load.plan_take_downs();
  refuse(missing_privileges(load));
  refuse(rows_in_the_way(load));
  refuse(views_in_the_way(load));
  refuse(what_is_touched_beside(load));
  try_to_empty(load);
  load.has_changed = true;
  create_missing_databases(load);
  load.end_creating();
  add_missing_tables(load);  // A new database may hold tables of its template.
  begin_run(load);
  if (load.options.stage == LoadStage::kWhole) load.set_autovacuum(false);
  std::vector<std::string_view> created;
  for (const DatabaseSession& session : load.sessions) {
    if (session.is_created) created.push_back(name_of(session.address.database));
  }
  if (created.size() == kDatabaseCount) {
    notes.emplace_back("created the six databases");
  } else if (!created.empty()) {
    notes.push_back(fmt::format("created databases: {}", fmt::join(created, ", ")));
  }
  return notes;
}

}  // namespace bankseed
