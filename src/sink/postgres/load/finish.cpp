#include <algorithm>
#include <atomic>
#include <chrono>
#include <iterator>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "schema/ddl.hpp"
#include "sink/postgres/load/bookkeeping.hpp"
#include "sink/postgres/load/load_state.hpp"
#include "sink/postgres/parallel.hpp"

namespace bankseed {
namespace {

// Below this many rows in all, the statements cost more than the rows: one transaction per database
// makes everything. Above, builds are spread over connections.
constexpr std::uint64_t kSmallBankRows = 300'000;

constexpr const char* kBuildMemory = "256MB";
constexpr unsigned kWorkersMax = 16;  // A server takes 100 sessions, and not all are ours.

std::string path_of(TableId table) {
  return fmt::format("{}.{}", name_of(table_info(table).database), table_info(table).name);
}

/// A piece of work on one database: statements, each sent on its own.
struct Task {
  TableId table{};
  std::vector<std::string> statements;
};

/// Tells the caller how far it is, one thread at a time.
class Reporter {
 public:
  Reporter(const std::function<void(const FinishProgress&)>& callback, std::size_t total)
      : callback_(callback), total_(total) {}
  void done(const std::string& what) {
    const std::lock_guard lock(mutex_);
    ++done_;
    if (callback_) callback_({done_, total_, what});
  }

 private:
  const std::function<void(const FinishProgress&)>& callback_;
  std::size_t total_;
  std::mutex mutex_;
  std::size_t done_ = 0;
};

/// Does the tasks on several connections, those of the biggest tables first.
class Workers {
 public:
  Workers(LoadState& load, Reporter& reporter) : load_(load), reporter_(reporter) {
    count_ = load.options.jobs != 0 ? load.options.jobs : std::thread::hardware_concurrency();
    count_ = std::clamp(count_, 1U, kWorkersMax);
    connections_.resize(count_);
  }

  void run(std::vector<Task> tasks) {
    std::stable_sort(tasks.begin(), tasks.end(), [this](const Task& a, const Task& b) {
      return load_.rows[index_of(a.table)] > load_.rows[index_of(b.table)];
    });
    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    run_in_parallel(std::min<std::size_t>(count_, tasks.size()), [&](std::size_t worker) {
      for (std::size_t i = next++; i < tasks.size() && !failed; i = next++) {
        try {
          // The server's own parallel workers help only when nothing else wants the cores.
          do_task(worker, tasks[i], tasks.size() - i < count_);
        } catch (...) {
          failed = true;
          throw;
        }
      }
    });
  }

 private:
  void do_task(std::size_t worker, const Task& task, bool is_last) {
    const auto database = static_cast<std::size_t>(table_info(task.table).database);
    std::optional<Connection>& connection = connections_[worker];
    if (!connection || connection->address().database != table_info(task.table).database) {
      connection = Connection::open(load_.sessions[database].address, &load_.interrupter);
      static_cast<void>(
          connection->execute(fmt::format("SET maintenance_work_mem = '{}'", kBuildMemory)));
    }
    static_cast<void>(connection->execute(
        fmt::format("SET max_parallel_maintenance_workers = {}", is_last ? 2 : 0)));
    for (const std::string& statement : task.statements)
      static_cast<void>(connection->execute(statement, table_info(task.table).name));
    reporter_.done(path_of(task.table));
  }

  LoadState& load_;
  Reporter& reporter_;
  unsigned count_ = 1;
  std::vector<std::optional<Connection>> connections_;
};

/// New tables that no rows came for; and older rows in such tables, when all are to be emptied.
std::string other_tables_sql(const LoadState& load, Database database) {
  std::string sql;
  TableSet old;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (load.options.tables[i] || kCatalog[i].database != database) continue;
    if (load.made[i] && !load.tables[i].exists) {
      sql += create_table(kCatalog[i]) + ";\n";
      sql += insert_part_sql(load.run_id,
                             {.table = TableId{static_cast<std::uint16_t>(i)}, .is_made = true});
    }
    old[i] = load.tables[i].has_rows;
  }
  return sql + empty_tables_sql(old, load.tables);
}

/// What the tables of one database still lack, keys and indexes before foreign keys.
std::vector<Rebuild> rebuilds_of(LoadState& load, DatabaseSession& session) {
  std::vector<Rebuild> rebuilds;
  if (load.is_resumed || !session.take_down.rebuilds.empty()) {
    rebuilds = recorded_rebuilds(*session.control);
  }
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!load.made[i] || kCatalog[i].database != session.address.database) continue;
    for (Rebuild& rebuild : rebuilds_of_new(TableId{static_cast<std::uint16_t>(i)}))
      rebuilds.push_back(std::move(rebuild));
  }
  if (load.is_resumed) {
    leave_out_done(*session.control, rebuilds);
    std::erase_if(rebuilds, [](const Rebuild& rebuild) { return rebuild.is_done(); });
  }
  std::stable_partition(rebuilds.begin(), rebuilds.end(),
                        [](const Rebuild& rebuild) { return !rebuild.is_foreign_key; });
  return rebuilds;
}

std::string comments_sql(const LoadState& load, Database database) {
  std::string sql;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!load.made[i] || kCatalog[i].database != database) continue;
    for (const std::string& statement : comment_statements(kCatalog[i]))
      sql += statement + ";\n";
  }
  return sql;
}

/// VACUUM (ANALYZE) of a database's tables in one statement.
std::string vacuum_sql(TableSet tables) {
  std::string sql;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (tables[i]) {
      sql += fmt::format("{}{}", sql.empty() ? "VACUUM (ANALYZE) " : ", ",
                         qualified_name(kCatalog[i]));
    }
  }
  return sql;
}

std::string attach_all_sql(const LoadState& load,
                           Database database,
                           const std::vector<Rebuild>& rebuilds) {
  std::string sql;
  for (const Rebuild& rebuild : rebuilds)
    sql += attach_sql(rebuild);
  return load.options.keep_constraints ? sql : sql + comments_sql(load, database);
}

void build_small(LoadState& load, DatabaseSession& session, const std::vector<Rebuild>& rebuilds) {
  std::string sql = "BEGIN;\nSET LOCAL max_parallel_maintenance_workers = 0;\n";
  for (const Rebuild& rebuild : rebuilds)
    sql += build_index_sql(rebuild);
  sql += attach_all_sql(load, session.address.database, rebuilds);
  for (const Rebuild& rebuild : rebuilds)
    sql += validate_sql(rebuild);
  static_cast<void>(session.control->execute(sql + "COMMIT"));
  const TableSet tables = load.options.tables & tables_of(session.address.database);
  if (tables.any()) static_cast<void>(session.control->execute(vacuum_sql(tables)));
}

using RebuildsByDatabase = std::array<std::vector<Rebuild>, kDatabaseCount>;

/// Checks of foreign keys and the vacuum of a table, one after the other: both lock it.
std::vector<Task> last_tasks(const LoadState& load, const RebuildsByDatabase& rebuilds) {
  std::vector<Task> tasks;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableId table{static_cast<std::uint16_t>(i)};
    Task task{table, {}};
    for (const Rebuild& rebuild : rebuilds[static_cast<std::size_t>(kCatalog[i].database)]) {
      if (rebuild.table == table && !rebuild.validate_sql.empty()) {
        task.statements.push_back(validate_sql(rebuild));
      }
    }
    if (load.options.tables[i]) {
      task.statements.push_back("VACUUM (ANALYZE) " + qualified_name(kCatalog[i]));
    }
    if (!task.statements.empty()) tasks.push_back(std::move(task));
  }
  return tasks;
}

void build_large(LoadState& load,
                 const RebuildsByDatabase& rebuilds,
                 const std::function<void(const FinishProgress&)>& progress) {
  std::vector<Task> builds;
  for (const auto& of_database : rebuilds) {
    for (const Rebuild& rebuild : of_database) {
      if (!rebuild.index_sql.empty()) builds.push_back({rebuild.table, {build_index_sql(rebuild)}});
    }
  }
  auto checks = last_tasks(load, rebuilds);
  Reporter reporter(progress, builds.size() + checks.size());
  Workers workers(load, reporter);
  workers.run(std::move(builds));
  run_in_parallel(kDatabaseCount, [&](std::size_t i) {
    const auto sql = attach_all_sql(load, static_cast<Database>(i), rebuilds[i]);
    if (sql.empty()) return;
    static_cast<void>(load.sessions[i].control->execute("BEGIN;\n" + sql + "COMMIT"));
  });
  workers.run(std::move(checks));
}

}  // namespace

void PostgresLoader::finish(const std::function<void(const FinishProgress&)>& progress) {
  LoadState& load = *state_;
  if (load.is_complete()) return load.close_sessions();
  std::uint64_t rows = 0;
  for (const std::uint64_t of_table : load.rows)
    rows += of_table;
  const bool is_small = rows < kSmallBankRows;
  RebuildsByDatabase rebuilds;
  Reporter reporter(progress, kDatabaseCount);
  run_in_parallel(kDatabaseCount, [&](std::size_t i) {
    DatabaseSession& session = load.sessions[i];
    if (!load.options.keep_constraints) {
      const auto sql = other_tables_sql(load, session.address.database);
      if (!sql.empty()) static_cast<void>(session.control->execute("BEGIN;\n" + sql + "COMMIT"));
      rebuilds[i] = rebuilds_of(load, session);
    }
    if (!is_small) return;
    build_small(load, session, rebuilds[i]);
    reporter.done(std::string(name_of(session.address.database)));
  });
  if (!is_small) build_large(load, rebuilds, progress);
  run_in_parallel(kDatabaseCount, [&load](std::size_t i) {
    DatabaseSession& session = load.sessions[i];
    set_sequences(*session.control, tables_of(session.address.database));
  });
  // Until here a failure anywhere undoes the whole load.
  run_in_parallel(kDatabaseCount, [&load](std::size_t i) {
    if (load.sessions[i].is_complete) return;
    auto& connection = *load.sessions[i].control;
    std::string sql = "BEGIN;\n" + end_run_sql(load.run_id, "complete");
    if (!load.options.keep_constraints) sql += "DELETE FROM bankseed.taken_down;\n";
    static_cast<void>(connection.execute(sql + "COMMIT"));
  });
  load.set_autovacuum(true);
  load.close_sessions();
}

std::vector<std::string> PostgresLoader::abort() noexcept {
  for (const auto& sink : sinks_)
    sink->cancel();
  LoadState& load = *state_;
  std::vector<std::string> notes;
  try {
    // Who has pressed Ctrl-C waits for nobody's lock.
    constexpr std::chrono::milliseconds kPatience{5'000};
    constexpr std::chrono::milliseconds kImpatience{1'000};
    const auto patience = load.interrupter.interrupted() ? kImpatience : kPatience;
    load.interrupter.reset();
    for (DatabaseSession& session : load.sessions)
      session.address.patience.lock = std::min(session.address.patience.lock, patience);
    // The old sessions may be broken, or about to hear of an interruption that came late.
    for (DatabaseSession& session : load.sessions)
      session.control.reset();
    load.creating.reset();
    const bool has_begun = std::any_of(load.sessions.begin(), load.sessions.end(),
                                       [](const auto& session) { return session.has_begun; });
    if (has_begun && load.has_changed) {
      load.connect_and_lock();
      if (load.options.resume) {
        notes.emplace_back(
            "what is loaded stays: go on with 'bankseed generate --resume', or undo it with "
            "'bankseed repair'");
      } else {
        for (std::string& note : load.repair_leftovers())
          notes.push_back(std::move(note));
      }
      std::move(load.failures.begin(), load.failures.end(), std::back_inserter(notes));
      load.set_autovacuum(true);
    }
  } catch (const std::exception& error) {
    notes.emplace_back(
        fmt::format("could not undo all of the load: {}; when that is put right, run bankseed "
                    "repair, or go on with bankseed generate --resume",
                    error.what()));
  }
  std::string created;
  for (const DatabaseSession& session : load.sessions) {
    if (session.is_created) created += (created.empty() ? "" : ", ") + session.address.name;
  }
  if (!created.empty()) notes.push_back("databases that were created stay: " + created);
  load.close_sessions();
  return notes;
}

}  // namespace bankseed
