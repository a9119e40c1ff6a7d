#include "sink/postgres/load/builders.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "schema/ddl.hpp"
#include "sink/postgres/checks/capacity.hpp"
#include "sink/postgres/parallel.hpp"

namespace bankseed {
namespace {

constexpr const char* kBuildMemory = "256MB";
constexpr std::size_t kWorkersMax = 16;  // A server takes 100 sessions, and not all are ours.

// What more work waits for comes before the largest table.
constexpr std::uint64_t kFirst = std::numeric_limits<std::uint64_t>::max();

std::size_t worker_count(const LoadState& load) {
  const std::size_t wanted =
      load.options.jobs != 0 ? load.options.jobs : std::thread::hardware_concurrency();
  return std::clamp<std::size_t>(wanted, 1, kWorkersMax);
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

/// What tables of one database still lack, keys and indexes before foreign keys.
std::vector<Rebuild> rebuilds_of(const LoadState& load, DatabaseSession& session, TableSet tables) {
  std::vector<Rebuild> rebuilds;
  if (load.options.keep_constraints) return rebuilds;
  if (load.is_resumed || !session.take_down.rebuilds.empty()) {
    rebuilds = recorded_rebuilds(*session.control);
    std::erase_if(rebuilds,
                  [&](const Rebuild& rebuild) { return !tables[index_of(rebuild.table)]; });
  }
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!load.made[i] || !tables[i] || kCatalog[i].database != session.address.database) continue;
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

/// Makes constraints of the indexes of `rebuilds`, foreign keys that are not yet checked, and
/// comments on the database's new tables.
std::string attach_all_sql(const LoadState& load,
                           Database database,
                           const std::vector<Rebuild>& rebuilds) {
  std::string sql;
  for (const Rebuild& rebuild : rebuilds)
    sql += attach_sql(rebuild);
  return load.options.keep_constraints ? sql : sql + comments_sql(load, database);
}

}  // namespace

void Builders::loaded(DatabaseSession& session, TableSet tables) {
  // With keys in place nothing is left to build but what has to come last.
  if (load_.options.keep_constraints) return;
  if (load_.is_small()) {
    Site& site = site_of(session);
    site.tables |= tables;
    if (site.tables != tables_of(session.address.database)) return;
    site.stage = Stage::kChecks;
    const std::lock_guard lock(mutex_);
    threads_.emplace_back(
        [this, &session] { guarded([this, &session] { build_small(session); }); });
    return;
  }
  if (load_.sessions_beside == 0) return;
  plan(session, tables);
  const std::size_t beside = std::max<std::size_t>(1, worker_count(load_) / 2);
  const std::lock_guard lock(mutex_);
  start_workers(std::min(beside, load_.sessions_beside));
}

void Builders::check() const {
  if (!has_failed_) return;
  const std::lock_guard lock(mutex_);
  std::rethrow_exception(failure_);
}

void Builders::finish(const std::function<void(const FinishProgress&)>& progress) {
  {
    const std::lock_guard lock(mutex_);
    tell_ = progress;
  }
  load_.is_small() ? finish_small() : finish_large();
  for (std::thread& thread : threads_)
    thread.join();
  threads_.clear();
  check();
}

void Builders::finish_small() {
  {
    const std::lock_guard lock(mutex_);
    progress_.steps_total = kDatabaseCount;
  }
  run_in_parallel(kDatabaseCount, [this](std::size_t i) {
    if (sites_[i].stage == Stage::kIndexes) build_small(load_.sessions[i]);
  });
}

void Builders::finish_large() {
  run_in_parallel(kDatabaseCount, [this](std::size_t i) {
    DatabaseSession& session = load_.sessions[i];
    plan(session, tables_of(session.address.database));
  });
  // Those that build already are not spare.
  const std::size_t spare = spare_sessions(load_) + threads_.size();
  {
    const std::lock_guard lock(mutex_);
    is_finishing_ = true;
    progress_.steps_total = progress_.steps_done + steps_left();
    start_workers(std::min(worker_count(load_), spare));
  }
  changed_.notify_all();
}

void Builders::build_small(DatabaseSession& session) {
  const Database database = session.address.database;
  const auto rebuilds = rebuilds_of(load_, session, tables_of(database));
  std::string sql = "BEGIN;\nSET LOCAL max_parallel_maintenance_workers = 0;\n";
  for (const Rebuild& rebuild : rebuilds)
    sql += build_index_sql(rebuild);
  sql += attach_all_sql(load_, database, rebuilds);
  for (const Rebuild& rebuild : rebuilds)
    sql += validate_sql(rebuild);
  static_cast<void>(session.control->execute(sql + "COMMIT"));
  const TableSet tables = load_.options.tables & tables_of(database);
  if (tables.any()) static_cast<void>(session.control->execute(vacuum_sql(tables)));
  const std::lock_guard lock(mutex_);
  count_step(std::string(name_of(database)));
}

void Builders::stop() noexcept {
  if (threads_.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
  }
  load_.interrupter.interrupt();
  changed_.notify_all();
  for (std::thread& thread : threads_)
    thread.join();
  threads_.clear();
}

void Builders::plan(DatabaseSession& session, TableSet tables) {
  Site& site = site_of(session);
  // Only who has the session adds to them.
  const TableSet added = tables & ~site.tables;
  std::vector<Rebuild> rebuilds = rebuilds_of(load_, session, added);
  {
    const std::lock_guard lock(mutex_);
    site.tables |= added;
    std::vector<Task> builds;
    for (Rebuild& rebuild : rebuilds) {
      if (!rebuild.index_sql.empty()) {
        builds.push_back(task_of(rebuild.table, {build_index_sql(rebuild)}));
      }
      site.rebuilds.push_back(std::move(rebuild));
    }
    add_tasks(site, std::move(builds));
    advance(session.address.database);
  }
  changed_.notify_all();
}

Builders::Task Builders::task_of(TableId table, std::vector<std::string> statements) const {
  const TableInfo& info = table_info(table);
  return {info.database, info.name, load_.rows[index_of(table)], std::move(statements)};
}

void Builders::add_tasks(Site& site, std::vector<Task> tasks) {
  site.tasks_left += tasks.size();
  std::move(tasks.begin(), tasks.end(), std::back_inserter(waiting_));
  std::stable_sort(waiting_.begin(), waiting_.end(),
                   [](const Task& a, const Task& b) { return a.rows < b.rows; });
}

void Builders::advance(Database database) {
  Site& site = sites_[static_cast<std::size_t>(database)];
  if (site.tables != tables_of(database)) return;
  while (site.tasks_left == 0 && site.stage != Stage::kChecks) {
    site.stage = site.stage == Stage::kIndexes ? Stage::kConstraints : Stage::kChecks;
    add_tasks(site, tasks_of(database, site.stage));
  }
}

std::size_t Builders::steps_left() const {
  std::size_t steps = 0;
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const auto database = static_cast<Database>(i);
    steps += sites_[i].tasks_left;
    if (sites_[i].stage < Stage::kConstraints) {
      steps += tasks_of(database, Stage::kConstraints).size();
    }
    if (sites_[i].stage < Stage::kChecks) steps += tasks_of(database, Stage::kChecks).size();
  }
  return steps;
}

std::vector<Builders::Task> Builders::tasks_of(Database database, Stage stage) const {
  const auto& rebuilds = sites_[static_cast<std::size_t>(database)].rebuilds;
  const TableSet tables = tables_of(database);
  std::vector<Task> tasks;
  if (stage == Stage::kConstraints) {
    auto sql = attach_all_sql(load_, database, rebuilds);
    if (!sql.empty()) tasks.push_back({database, "", kFirst, {"BEGIN;\n" + sql + "COMMIT"}});
    return tasks;
  }
  // One after the other: both lock the table.
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!tables[i]) continue;
    const TableId table{static_cast<std::uint16_t>(i)};
    std::vector<std::string> statements;
    for (const Rebuild& rebuild : rebuilds) {
      if (rebuild.table == table && !rebuild.validate_sql.empty()) {
        statements.push_back(validate_sql(rebuild));
      }
    }
    if (load_.options.tables[i]) {
      statements.push_back("VACUUM (ANALYZE) " + qualified_name(kCatalog[i]));
    }
    if (!statements.empty()) tasks.push_back(task_of(table, std::move(statements)));
  }
  return tasks;
}

void Builders::start_workers(std::size_t count) {
  workers_max_ = std::max(workers_max_, count);
  while (threads_.size() < count)
    threads_.emplace_back([this] { guarded([this] { work_off(); }); });
}

void Builders::guarded(const std::function<void()>& work) noexcept {
  try {
    work();
  } catch (...) {
    {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      has_failed_ = true;
    }
    changed_.notify_all();
  }
}

void Builders::work_off() {
  std::optional<Connection> connection;
  while (const auto turn = next()) {
    const Task& task = turn->task;
    if (!connection || connection->address().database != task.database) {
      const auto& session = load_.sessions[static_cast<std::size_t>(task.database)];
      connection = Connection::open(session.address, &load_.interrupter);
      static_cast<void>(
          connection->execute(fmt::format("SET maintenance_work_mem = '{}'", kBuildMemory)));
    }
    // The server's own parallel workers help only when nothing else wants the cores.
    static_cast<void>(connection->execute(
        fmt::format("SET max_parallel_maintenance_workers = {}", turn->is_last ? 2 : 0)));
    for (const std::string& statement : task.statements)
      static_cast<void>(connection->execute(statement, task.table));
    end(task);
  }
}

std::optional<Builders::Turn> Builders::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] {
    const bool is_done = is_finishing_ && at_work_ == 0;
    return is_stopped_ || has_failed_ || !waiting_.empty() || is_done;
  });
  if (is_stopped_ || has_failed_ || waiting_.empty()) return std::nullopt;
  Turn turn{std::move(waiting_.back()), false};
  waiting_.pop_back();
  ++at_work_;
  turn.is_last = is_finishing_ && waiting_.size() < workers_max_;
  return turn;
}

void Builders::end(const Task& task) {
  {
    const std::lock_guard lock(mutex_);
    --at_work_;
    --sites_[static_cast<std::size_t>(task.database)].tasks_left;
    advance(task.database);
    count_step(
        fmt::format("{}{}{}", name_of(task.database), task.table.empty() ? "" : ".", task.table));
  }
  changed_.notify_all();
}

void Builders::count_step(std::string what) {
  ++progress_.steps_done;
  progress_.what = std::move(what);
  if (tell_) tell_(progress_);
}

}  // namespace bankseed
