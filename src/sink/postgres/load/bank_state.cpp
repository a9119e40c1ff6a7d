#include "sink/postgres/load/bank_state.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "schema/ddl.hpp"
#include "sink/postgres/checks/own_views.hpp"
#include "sink/postgres/checks/retry.hpp"
#include "sink/postgres/load/bookkeeping.hpp"
#include "sink/postgres/load/completeness.hpp"
#include "sink/postgres/load/load_state.hpp"
#include "sink/postgres/load/parts/shards.hpp"
#include "sink/postgres/parallel.hpp"

namespace bankseed {
namespace {

bool has_bookkeeping(Connection& connection) {
  return connection.execute("SELECT to_regclass('bankseed.taken_down') IS NOT NULL").flag(0, 0);
}

void read_bookkeeping(Connection& connection, DatabaseStatus& status) {
  if (!has_bookkeeping(connection)) return;
  status.run = find_run(connection, "true");
  if (status.run && status.run->shards > 0 && status.run->state == "loading")
    status.shards = loaded_shards(connection, *status.run);
  status.taken_down = static_cast<std::size_t>(
      connection.execute("SELECT count(*) FROM bankseed.taken_down").number(0, 0));
}

/// While a load is at work its tables are locked: what it has committed stands in the bookkeeping.
void read_recorded_rows(Connection& connection,
                        const DatabaseStatus& of_database,
                        BankStatus& status) {
  if (!of_database.run) return;
  const auto found = connection.execute(
      fmt::format("SELECT table_name, sum(rows)::bigint FROM {} WHERE run_id = {} AND state = "
                  "'loaded' GROUP BY table_name",
                  parts_relation(connection), quote_literal(of_database.run->run_id)));
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto table =
        find_table(fmt::format("{}.{}", name_of(connection.address().database), found.text(i, 0)));
    if (table) status.rows[index_of(*table)] = static_cast<std::uint64_t>(found.number(i, 1));
  }
}

/// Those that all databases have which are not complete.
std::vector<bool> shards_of(const BankStatus& status) {
  std::vector<bool> shards;
  for (const DatabaseStatus& database : status.databases)
    shards.resize(std::max(shards.size(), database.shards.size()), true);
  for (const DatabaseStatus& database : status.databases) {
    const bool is_complete = database.run && database.run->state == "complete";
    for (std::size_t i = 0; i < shards.size(); ++i) {
      const bool is_here = i < database.shards.size() && database.shards[i];
      shards[i] = shards[i] && (is_complete || is_here);
    }
  }
  return shards;
}

void fill_addresses(LoadState& load, const ConnectionSettings& settings) {
  for (std::size_t i = 0; i < kDatabaseCount; ++i)
    load.sessions[i].address = settings[i];
}

}  // namespace

BankStatus bank_status(const ConnectionSettings& settings, Interrupter* interrupter) {
  BankStatus status;
  std::vector<TableState> tables(kTableCount);
  run_in_parallel(kDatabaseCount, [&](std::size_t i) {
    DatabaseStatus& of_database = status.databases[i];
    of_database.description = settings[i].describe();
    std::optional<Connection> connection;
    try {
      connection = Connection::open(settings[i], interrupter);
    } catch (const DatabaseError& error) {
      if (error.where().sqlstate != "3D000") throw;
      return;
    }
    of_database.exists = true;
    of_database.is_locked = is_locked(*connection);
    if (of_database.is_locked) {
      static_cast<void>(inspect_locked(*connection, tables));
      read_bookkeeping(*connection, of_database);
      read_recorded_rows(*connection, of_database, status);
      return;
    }
    static_cast<void>(inspect(*connection, tables));
    read_bookkeeping(*connection, of_database);
    of_database.shortcomings = shortcomings(*connection);
    bool has_rows = false;
    for (std::size_t j = 0; j < kTableCount; ++j) {
      if (tables[j].has_rows && kCatalog[j].database == settings[i].database) {
        status.rows[j] = count_rows(*connection, TableId{static_cast<std::uint16_t>(j)});
        has_rows = true;
      }
    }
    // A run that failed before it changed anything, or was undone, has left those of another.
    if (has_rows && of_database.run && of_database.run->state == "failed")
      of_database.loaded = find_run(*connection, "state = 'complete'");
  });
  for (std::size_t i = 0; i < kTableCount; ++i)
    status.existing[i] = tables[i].exists;
  status.shards = shards_of(status);
  for (const DatabaseStatus& database : status.databases) {
    if (!database.shards.empty()) status.here = database.run->here;
  }
  return status;
}

TableSet tables_with_rows(const ConnectionSettings& settings, Interrupter* interrupter) {
  std::vector<TableState> tables(kTableCount);
  run_in_parallel(kDatabaseCount, [&](std::size_t i) {
    Connection connection = Connection::open(settings[i], interrupter);
    static_cast<void>(inspect(connection, tables));
  });
  TableSet found;
  for (std::size_t i = 0; i < kTableCount; ++i)
    found[i] = tables[i].has_rows;
  return found;
}

std::optional<RunStatus> last_complete_run(const DatabaseAddress& address,
                                           Interrupter* interrupter) {
  Connection connection = Connection::open(address, interrupter);
  refuse_while_loading(connection);
  if (!has_bookkeeping(connection)) return std::nullopt;
  return find_run(connection, "state = 'complete'");
}

namespace {

/// Sessions with locks, nothing left of earlier loads, and nothing of others that would be touched.
void open_to_clear(LoadState& load, const ConnectionSettings& settings, bool cascade) {
  fill_addresses(load, settings);
  load.connect_and_lock();
  static_cast<void>(load.repair_leftovers());
  if (!load.failures.empty()) {
    throw DatabaseError(
        fmt::format("an earlier load is not undone: {}", fmt::join(load.failures, "\n  ")),
        {"", "", ""});
  }
  const auto touched = cascade ? std::vector<std::string>() : load.touched_beside();
  if (!touched.empty()) {
    throw DatabaseError(
        fmt::format("this would touch what is not the bank's, and nothing was changed; --cascade "
                    "does it knowingly:\n  {}",
                    fmt::join(touched, "\n  ")),
        {"23503", "", ""});
  }
}

TableSet try_to_clear(const ConnectionSettings& settings, bool cascade, Interrupter* interrupter) {
  Interrupter own;
  LoadState load(interrupter == nullptr ? own : *interrupter);
  open_to_clear(load, settings, cascade);
  TableSet emptied;
  for (std::size_t i = 0; i < kTableCount; ++i)
    emptied[i] = load.tables[i].has_rows;
  run_in_parallel(kDatabaseCount, [&](std::size_t i) {
    DatabaseSession& session = load.sessions[i];
    if (!session.control) return;
    TableSet existing;
    for (std::size_t j = 0; j < kTableCount; ++j) {
      existing[j] = load.tables[j].exists && kCatalog[j].database == session.address.database;
    }
    const auto sql = empty_tables_sql(existing, load.tables);
    if (sql.empty()) return;
    static_cast<void>(session.control->execute("BEGIN;\n" + sql));
    set_sequences(*session.control, existing);
  });
  // When all are empty, so that it is all or none.
  load.for_each_open(
      [](DatabaseSession& session) { static_cast<void>(session.control->execute("COMMIT")); });
  return emptied;
}

}  // namespace

TableSet clear_bank(const ConnectionSettings& settings, bool cascade, Interrupter* interrupter) {
  Retries retries(settings.front().patience.retries, interrupter);
  while (true) {
    try {
      return try_to_clear(settings, cascade, interrupter);
    } catch (const DatabaseError& error) {
      retries.after_working(error);
    }
  }
}

namespace {

/// Relations, functions, types and schemas that somebody has made here, up to five.
std::string others_in(Connection& connection) {
  const auto found = connection.execute(
      "WITH others AS (SELECT oid, nspname FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' "
      "AND "
      "nspname <> 'information_schema') SELECT string_agg(name, ', ') FROM (SELECT name FROM ("
      "SELECT format('%I.%I', nspname, relname) AS name FROM pg_catalog.pg_class JOIN others n ON "
      "relnamespace = n.oid UNION SELECT format('%I.%I', nspname, proname) FROM pg_catalog.pg_proc "
      "JOIN others n ON pronamespace = n.oid UNION SELECT format('%I.%I', nspname, typname) FROM "
      "pg_catalog.pg_type JOIN others n ON typnamespace = n.oid WHERE typtype IN ('d', 'e', 'r') "
      "UNION SELECT 'schema ' || nspname "
      "FROM others WHERE nspname <> 'public' UNION SELECT 'extension ' || extname FROM "
      "pg_catalog.pg_extension WHERE extname <> 'plpgsql') AS found ORDER BY name LIMIT 5) AS "
      "five");
  return found.is_null(0, 0) ? "" : std::string(found.text(0, 0));
}

/// In the transaction that it begins: drops what is ours and empties the rest.
void drop_in(LoadState& load, DatabaseSession& session, const TableSet& made) {
  TableSet rest;
  TableSet going;
  std::string dropped;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!load.tables[i].exists || kCatalog[i].database != session.address.database) continue;
    if (made[i]) {
      going.set(i);
      dropped += (dropped.empty() ? "DROP TABLE " : ", ") + qualified_name(kCatalog[i]);
    } else {
      rest.set(i);
    }
  }
  std::string sql = "BEGIN;\n" + drop_views_sql(*session.control, going) +
                    (dropped.empty() ? dropped : dropped + ";\n") +
                    empty_tables_sql(rest, load.tables);
  if (session.state.has_bookkeeping) sql += drop_bookkeeping_sql();
  static_cast<void>(session.control->execute(sql));
  set_sequences(*session.control, rest);
}

void drop_database(const DatabaseAddress& address, Interrupter& interrupter, Dropped& dropped) {
  try {
    auto maintenance = Connection::open(maintenance_of(address), &interrupter);
    static_cast<void>(
        maintenance.execute(fmt::format("DROP DATABASE {}", quote_identifier(address.name))));
    dropped.databases.emplace_back(name_of(address.database));
  } catch (const DatabaseError& error) {
    dropped.failures.push_back(
        fmt::format("{} is empty, and stays: {}; DROP DATABASE {} removes it",
                    name_of(address.database), error.what(), quote_identifier(address.name)));
  }
}

}  // namespace

Dropped drop_bank(const ConnectionSettings& settings, bool cascade, Interrupter* interrupter) {
  Interrupter own;
  LoadState load(interrupter == nullptr ? own : *interrupter);
  open_to_clear(load, settings, cascade);
  std::array<TableSet, kDatabaseCount> made;
  std::array<bool, kDatabaseCount> is_made{};
  std::array<std::string, kDatabaseCount> others;
  run_in_parallel(kDatabaseCount, [&](std::size_t i) {
    DatabaseSession& session = load.sessions[i];
    if (!session.control) return;
    if (session.state.has_bookkeeping) made[i] = made_tables(*session.control);
    is_made[i] = is_made_database(*session.control);
    drop_in(load, session, made[i]);
    others[i] = others_in(*session.control);
  });
  load.for_each_open(
      [](DatabaseSession& session) { static_cast<void>(session.control->execute("COMMIT")); });
  Dropped dropped;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const bool is_ours = made[static_cast<std::size_t>(kCatalog[i].database)][i];
    dropped.tables += load.tables[i].exists && is_ours ? 1U : 0U;
    dropped.emptied += load.tables[i].has_rows && !is_ours ? 1U : 0U;
  }
  load.close_sessions();
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    if (is_made[i] && others[i].empty()) {
      drop_database(settings[i], load.interrupter, dropped);
    } else if (is_made[i]) {
      dropped.notes.push_back(
          fmt::format("{} stays, for there is more in it: {}", kDatabaseNames[i], others[i]));
    }
  }
  return dropped;
}

Repair repair_bank(const ConnectionSettings& settings, Interrupter* interrupter) {
  Interrupter own;
  LoadState load(interrupter == nullptr ? own : *interrupter);
  fill_addresses(load, settings);
  load.connect_and_lock();
  auto notes = load.repair_leftovers();
  return {std::move(notes), std::move(load.failures)};
}

}  // namespace bankseed
