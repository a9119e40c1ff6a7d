#include "sink/postgres/load/load_state.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sink/postgres/load/bookkeeping.hpp"
#include "sink/postgres/parallel.hpp"

namespace bankseed {

void LoadState::connect_and_lock() {
  run_in_parallel(kDatabaseCount, [this](std::size_t i) {
    DatabaseSession& session = sessions[i];
    try {
      session.control = Connection::open(session.address, &interrupter);
    } catch (const DatabaseError& error) {
      if (error.where().sqlstate != "3D000") throw;
      return;
    }
    lock_database(*session.control);
    session.state = inspect(*session.control, tables);
  });
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
  for (const std::string& run : runs) {
    bool anything_loaded = false;
    for (DatabaseSession& session : sessions) {
      if (!session.control || !session.state.has_bookkeeping) continue;
      anything_loaded |= has_loaded(*session.control, run);
    }
    for_each_open([&](DatabaseSession& session) {
      if (session.state.has_bookkeeping) undo_run(*session.control, run, anything_loaded);
    });
    notes.push_back(fmt::format("undid run {}, which had not come to its end{}", run,
                                anything_loaded ? ": what it loaded was removed" : ""));
  }
  if (!runs.empty()) {
    for_each_open(
        [this](DatabaseSession& session) { session.state = inspect(*session.control, tables); });
  }
  return notes;
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
}

bool LoadState::is_freezable(TableId table) const {
  const TableState& state = tables[index_of(table)];
  if (made[index_of(table)]) return !options.keep_constraints;
  if (state.kind != 'r' || !state.can_truncate || !state.outside_children.empty()) return false;
  return !options.keep_constraints || !state.is_referenced;
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
