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

/// Builds what loaded tables lack, on connections of its own: while rows of others are still
/// loaded on as few as leave the COPYs a processor, afterwards on as many as there are processors;
/// the largest table first.
///
/// In each database first the indexes; when all of its tables are loaded and have theirs, what is
/// made of them (constraints, foreign keys not yet checked, comments) in one transaction; then the
/// checks of foreign keys and VACUUM (ANALYZE). So no task waits for a lock of another. Of a small
/// bank all of that is one transaction and one VACUUM in the database's own session.
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
  /// this returns; when all tables of a small bank's database are loaded, the builders'. Nothing is
  /// built yet where no further session is to be had.
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
  void finish_small();
  void finish_large();
  void build_small(DatabaseSession& session);
  void guarded(const std::function<void()>& work) noexcept;
  void work_off();
  /// Waits for the next task; nothing when none will come.
  [[nodiscard]] std::optional<Turn> next();
  void end(const Task& task);
  void count_step(std::string what);

  LoadState& load_;
  std::atomic<bool> has_failed_{false};
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  // All of these under the mutex.
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
