#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "sink/postgres/load/load_state.hpp"

namespace bankseed {

/// Below this many rows in all, the statements cost more than the rows: one transaction for each
/// database makes everything, when all is loaded.
inline constexpr std::uint64_t kSmallBankRows = 300'000;

/// What tables of one database still lack, keys and indexes before foreign keys.
[[nodiscard]] std::vector<Rebuild> rebuilds_of(const LoadState& load,
                                               DatabaseSession& session,
                                               TableSet tables);

/// Makes constraints of the indexes of `rebuilds`, foreign keys that are not yet checked, and
/// comments on the database's new tables.
[[nodiscard]] std::string attach_all_sql(const LoadState& load,
                                         Database database,
                                         const std::vector<Rebuild>& rebuilds);

/// Builds what loaded tables lack, on connections of its own: while rows of others are still
/// loaded on as few as leave the COPYs a processor, afterwards on as many as there are processors;
/// the largest table first.
///
/// In each database first the indexes; when all of its tables are loaded and have theirs, what is
/// made of them (constraints, foreign keys not yet checked, comments) in one transaction; then the
/// checks of foreign keys and VACUUM (ANALYZE). So no task waits for a lock of another.
class Builders {
 public:
  /// `load` outlives the builders.
  explicit Builders(LoadState& load) : load_(load) {}
  Builders(const Builders&) = delete;
  Builders& operator=(const Builders&) = delete;
  Builders(Builders&&) = delete;
  Builders& operator=(Builders&&) = delete;
  ~Builders() { stop(); }

  /// All rows of the tables are committed; `session` is of their database, and the caller's until
  /// this returns. Nothing is built as long as what is loaded is little, or where no session is to
  /// be had.
  void loaded(DatabaseSession& session, TableSet tables);

  /// Throws what building has failed with, if it has. Any thread, at any time.
  void check() const;

  /// Builds all that is left, once everything is loaded. `progress` is called from several threads,
  /// one at a time.
  void finish(const std::function<void(const FinishProgress&)>& progress);

  /// Gives up what is being built. The sessions of the load are interrupted.
  void stop() noexcept;

 private:
  struct Task {
    Database database{};
    std::string_view table;               ///< That errors name.
    std::uint64_t rows = 0;               ///< By which the tasks are ordered.
    std::vector<std::string> statements;  ///< Each sent on its own.
  };
  enum class Stage : std::uint8_t { kIndexes, kConstraints, kChecks };
  /// What there is to do in one database.
  struct Site {
    TableSet tables_loaded;
    TableSet tables;                ///< Of which it is known what they lack.
    std::vector<Rebuild> rebuilds;  ///< Of these.
    Stage stage = Stage::kIndexes;
    std::size_t tasks_left = 0;  ///< Of this stage, waiting or at work.
  };
  /// Whether a task may have parallel workers of the server's own.
  struct Turn {
    Task task;
    bool is_last = false;
  };

  [[nodiscard]] Site& site_of(const DatabaseSession& session) {
    return sites_[static_cast<std::size_t>(session.address.database)];
  }
  /// Takes in what tables lack.
  void plan(DatabaseSession& session, TableSet tables);
  [[nodiscard]] Task task_of(TableId table, std::vector<std::string> statements) const;
  [[nodiscard]] std::vector<Task> tasks_of(Database database, Stage stage) const;
  void add_tasks(Site& site, std::vector<Task> tasks);
  /// Goes on to the stages of which all that stands before them is done.
  void advance(Database database);
  [[nodiscard]] std::size_t steps_left() const;
  void start_workers(std::size_t count);
  void work() noexcept;
  void work_off();
  /// Waits for the next task; nothing when none will come.
  [[nodiscard]] std::optional<Turn> next();
  void end(const Task& task);

  LoadState& load_;
  std::atomic<bool> has_failed_{false};
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  // All of these under the mutex.
  std::uint64_t rows_loaded_ = 0;
  std::array<Site, kDatabaseCount> sites_;
  std::vector<Task> waiting_;
  std::size_t at_work_ = 0;
  std::size_t workers_max_ = 0;
  bool is_finishing_ = false;
  bool is_stopped_ = false;
  std::exception_ptr failure_;
  FinishProgress progress_;
  std::function<void(const FinishProgress&)> tell_;
  std::vector<std::thread> threads_;  ///< Used by who calls finish() and stop(), and to start.
};

}  // namespace bankseed
