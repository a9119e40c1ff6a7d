#include "sink/postgres/load/load_state.hpp"

#include <algorithm>
#include <iterator>
#include <mutex>

#include <fmt/format.h>

#include "schema/ddl.hpp"
#include "sink/postgres/checks/bystanders.hpp"
#include "sink/postgres/load/bookkeeping.hpp"
#include "sink/postgres/load/undo.hpp"
#include "sink/postgres/parallel.hpp"

namespace bankseed {

DatabaseAddress maintenance_of(const DatabaseAddress& address) {
  auto maintenance = address;
  maintenance.name = address.maintenance_name;
  return maintenance;
}

void LoadState::connect() {
  run_in_parallel(kDatabaseCount, [this](std::size_t i) {
    DatabaseSession& session = sessions[i];
    // Of one that is known not to be there a pooler would think for long.
    if (session.control || creator[i]) return;
    try {
      session.control = Connection::open(session.address, &interrupter);
    } catch (const DatabaseError& error) {
      if (error.where().sqlstate != "3D000") throw;
    }
  });
}

void LoadState::connect_and_lock() {
  connect();
  lock_all();
  for_each_open([this](DatabaseSession& session) {
    // Whether there are rows it takes long to say where others load them.
    session.state =
        is_shard() ? inspect_locked(*session.control, tables) : inspect(*session.control, tables);
  });
}

void LoadState::connect_to_creator_of(std::size_t database) {
  const auto maintenance = maintenance_of(sessions[database].address);
  const auto same = std::find_if(creating.begin(), creating.end(), [&](const auto& other) {
    return other.address().parameters == maintenance.parameters &&
           other.address().name == maintenance.name;
  });
  creator[database] = static_cast<std::size_t>(same - creating.begin());
  if (same != creating.end()) return;
  // By another way it may be the same place, and nobody waits for a lock of their own.
  auto connection = Connection::open(maintenance, &interrupter);
  const auto known = std::find_if(creating.begin(), creating.end(), [&](const auto& other) {
    return other.server() == connection.server() && other.address().name == maintenance.name;
  });
  creator[database] = static_cast<std::size_t>(known - creating.begin());
  if (known == creating.end()) creating.push_back(std::move(connection));
}

void LoadState::connect_to_create() {
  connect();
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    if (!sessions[i].control) connect_to_creator_of(i);
  }
  // Where there is nothing yet, whoever is the first to have these locks makes it; who comes later
  // waits until that is done, and then hears who is at work.
  for (Connection& connection : creating)
    wait_for_lock(connection);
  // What somebody else has made meanwhile.
  std::array<bool, kDatabaseCount> is_there{};
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    if (sessions[i].control) continue;
    const auto found = creating[*creator[i]].execute(
        fmt::format("SELECT FROM pg_catalog.pg_database WHERE datname = {}",
                    quote_literal(sessions[i].address.name)));
    is_there[i] = found.size() != 0;
  }
  run_in_parallel(kDatabaseCount, [&](std::size_t i) {
    if (is_there[i]) connect_to_created(i);
  });
}

void LoadState::connect_to_created(std::size_t database) {
  DatabaseAddress address = sessions[database].address;
  const bool is_pooled = creator[database] && creating[*creator[database]].is_pooled();
  if (is_pooled && address.parameter("connect_timeout").empty()) {
    // PgBouncer has just found no such database, and looks again only after its
    // server_login_retry, which is 15 s unless somebody has set it.
    address.parameters.emplace_back("connect_timeout", "20");
    interrupter.tell("the pooler looks for new databases again within 15 s: waiting for that");
  }
  sessions[database].control = Connection::open(address, &interrupter);
}

void LoadState::end_creating() noexcept {
  creating.clear();
  creator = {};
}

Connection* LoadState::connection_for(std::size_t database) {
  if (sessions[database].control) return &*sessions[database].control;
  return creator[database] ? &creating[*creator[database]] : nullptr;
}

void LoadState::lock_all() {
  // One database after the other, always in this order: of two loads the one that has the first
  // gets the others, too.
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    if (!sessions[i].control) continue;
    const auto holders = lock_holders(*sessions[i].control);
    for (std::size_t j = 0; j < i; ++j) {
      if (!sessions[j].control || sessions[j].control->server() != sessions[i].control->server() ||
          std::find(holders.begin(), holders.end(), sessions[j].control->process()) ==
              holders.end())
        continue;
      throw DatabaseError(
          fmt::format("{} and {} are one and the same database ({}); each of the six needs its own",
                      name_of(sessions[j].address.database), name_of(sessions[i].address.database),
                      sessions[i].address.describe()),
          {"", std::string(name_of(sessions[i].address.database)), ""}, ExitCode::kUsage);
    }
    if (!is_shard()) {
      lock_database(*sessions[i].control);
      continue;
    }
    share_database(*sessions[i].control);
    claim_shard(*sessions[i].control, options.shard);
  }
}

std::vector<std::string> LoadState::repair_leftovers() {
  std::vector<std::string> runs;
  for (DatabaseSession& session : sessions) {
    if (!session.control || !session.state.has_bookkeeping) continue;
    for (std::string& run : unfinished_runs(*session.control)) {
      if (std::find(runs.begin(), runs.end(), run) == runs.end()) runs.push_back(std::move(run));
    }
  }
  std::vector<std::string> notes;
  notes.reserve(runs.size());
  for (const std::string& run : runs)
    notes.push_back(repair_run(run));
  if (!runs.empty()) {
    for_each_open(
        [this](DatabaseSession& session) { session.state = inspect(*session.control, tables); });
  }
  return notes;
}

std::string LoadState::repair_run(const std::string& run) {
  for_each_open([](DatabaseSession& session) {
    if (!session.state.has_bookkeeping || session.state.bookkeeping_is_current) return;
    static_cast<void>(session.control->execute(upgrade_bookkeeping_sql()));
  });
  bool anything_loaded = false;
  for (DatabaseSession& session : sessions) {
    if (!session.control || !session.state.has_bookkeeping) continue;
    anything_loaded |= has_loaded(*session.control, run);
  }
  has_changed = true;
  Undone all;
  std::mutex mutex;
  for_each_open([&](DatabaseSession& session) {
    if (!session.state.has_bookkeeping) return;
    const Undone undone = undo_run(*session.control, run, anything_loaded);
    const std::lock_guard lock(mutex);
    all.dropped += undone.dropped;
    all.emptied += undone.emptied;
    all.replaced += undone.replaced;
    all.restored += undone.restored;
    failures.insert(failures.end(), undone.failures.begin(), undone.failures.end());
  });
  auto note = fmt::format("undid run {}, which had not come to its end", run);
  std::string separator = ": ";
  const auto add = [&](std::size_t count, std::string_view what) {
    if (count == 0) return;
    note += separator + fmt::format(fmt::runtime(what), count);
    separator = ", ";
  };
  add(all.dropped, "dropped {} tables that it had made");
  add(all.emptied, "emptied {} tables that it had loaded");
  add(all.replaced, "emptied {} tables of the bank that it was replacing");
  add(all.restored, "put back {} keys and indexes");
  return note;
}

std::vector<std::string> LoadState::touched_beside() {
  std::array<std::vector<std::string>, kDatabaseCount> found;
  for_each_open([&](DatabaseSession& session) {
    const Database database = session.address.database;
    TableSet full;
    for (std::size_t i = 0; i < kTableCount; ++i)
      full[i] = is_in_the_way(i) && kCatalog[i].database == database;
    if (full.none()) return;
    auto& touched = found[static_cast<std::size_t>(database)];
    touched = rows_of_others(*session.control, full, tables);
    for (std::string& trigger : triggers_of_others(*session.control, full, tables))
      touched.push_back(std::move(trigger));
    for (std::string& what : touched)
      what = fmt::format("{}: {}", name_of(database), what);
  });
  std::vector<std::string> all;
  for (auto& touched : found)
    std::move(touched.begin(), touched.end(), std::back_inserter(all));
  return all;
}

void LoadState::plan_take_downs() {
  if (options.keep_constraints) return;
  for_each_open([this](DatabaseSession& session) {
    if (session.has_begun) return;
    TableSet existing;
    for (std::size_t i = 0; i < kTableCount; ++i)
      existing[i] = tables[i].kind == 'r';
    session.take_down = plan_take_down(*session.control, existing, options.tables);
  });
}

void LoadState::for_each_open(const std::function<void(DatabaseSession&)>& work) {
  run_in_parallel(kDatabaseCount, [this, &work](std::size_t i) {
    if (sessions[i].control) work(sessions[i]);
  });
}

void LoadState::set_autovacuum(bool on) {
  if (!options.own_server) return;
  Connection& connection = *sessions.front().control;
  static_cast<void>(connection.execute(on ? "ALTER SYSTEM RESET autovacuum"
                                          : "ALTER SYSTEM SET autovacuum = off"));
  static_cast<void>(connection.execute("SELECT pg_reload_conf()"));
}

void LoadState::close_sessions() noexcept {
  try {
    for_each_open([](DatabaseSession& session) { unlock_database(*session.control); });
  } catch (const std::exception&) {
    // A broken session loses its lock all the same, when the server notices.
  }
  for (DatabaseSession& session : sessions)
    session.control.reset();
  end_creating();
}

bool LoadState::is_freezable(TableId table) const {
  const TableState& state = tables[index_of(table)];
  if (made[index_of(table)]) return !options.keep_constraints;
  if (state.kind != 'r' || !state.can_truncate || !state.outside_children.empty()) return false;
  return !options.keep_constraints || !state.is_referenced;
}

bool LoadState::is_complete() const noexcept {
  return std::all_of(sessions.begin(), sessions.end(),
                     [](const auto& session) { return session.is_complete; });
}

TableSet LoadState::parents_of(TableId table) const {
  TableSet parents = tables[index_of(table)].parents;
  const TableInfo& info = table_info(table);
  for (const ColumnDef& column : info.columns) {
    if (column.references.empty()) continue;
    const auto parent =
        find_column(fmt::format("{}.{}", name_of(info.database), column.references));
    if (parent && parent->table != table) parents.set(index_of(parent->table));
  }
  return parents;
}

}  // namespace bankseed
