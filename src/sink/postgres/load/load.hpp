#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bankseed/core/error.hpp"
#include "bankseed/rows/tables.hpp"
#include "sink/connection_settings.hpp"
#include "sink/sink.hpp"

namespace bankseed {

/// What bankseed.runs keeps about a run.
struct RunDescription {
  std::uint64_t seed = 0;
  std::string as_of;          ///< 2026-11-20
  std::string configuration;  ///< The whole effective configuration, as TOML.
  std::uint32_t algorithm_version = 0;
  std::string program_version;
};

/// And what it keeps about how the run goes.
struct RunStatus : RunDescription {
  std::string run_id;
  std::string state;       ///< loading, complete or failed.
  std::string started_at;  ///< In the time zone of the session.
  std::string ended_at;    ///< Empty when it has not ended.
  bool truncates = false;
  bool keeps_constraints = false;
  std::uint64_t parts = 1;
  std::uint64_t shards = 0;  ///< By which it is loaded; 0: as a whole.
  ShardRange here;           ///< Of these, those that this server has; by one server: all.
};

/// A bank by shards cannot be ended yet; nothing was changed.
class ShardsMissing : public DatabaseError {
 public:
  /// Which of all are loaded, or belong to another server.
  explicit ShardsMissing(std::vector<bool> loaded);
  [[nodiscard]] const std::vector<bool>& loaded() const noexcept { return loaded_; }

 private:
  std::vector<bool> loaded_;
};

/// What is done of a load: all of it; or, where a bank is loaded by shards, one step of three.
enum class LoadStage : std::uint8_t {
  kWhole,
  kPrepare,  ///< Databases, bare tables and the record of a run.
  kShard,    ///< The rows of a shard, while others load others.
  kFinish,   ///< When all are there: keys, indexes, sequences, statistics.
};

struct LoadOptions {
  TableSet tables;                ///< Those that rows come for. The others are made and stay empty.
  TableSet wide_keys{};           ///< tables_with_wide_keys() of the bank.
  std::uint64_t rows = 0;         ///< That will come; 0 where that is not known.
  bool truncate = false;          ///< Empty tables that hold rows; refuse them otherwise.
  bool cascade = false;           ///< Also where that touches rows of others.
  bool keep_constraints = false;  ///< Load with keys, foreign keys and indexes in place.
  bool views = false;             ///< Make the bank's views, too, when all is loaded.
  std::uint64_t parts = 1;  ///< Into which each table (of a shard) is cut, each a transaction.
  LoadStage stage = LoadStage::kWhole;
  /// Of a bank that is loaded by shards: which this is. To prepare, only how many there are counts,
  /// and to finish nothing.
  Part shard{};
  /// Of a bank that is loaded by shards into several servers: those of this one. Nothing: all; to
  /// finish, as the run says.
  std::optional<ShardRange> here{};
  unsigned jobs = 0;        ///< Connections that build indexes at once; 0: as many as cores.
  bool own_server = false;  ///< The private cluster: autovacuum is off while rows are loaded.
  std::string letters{};    ///< That rows may hold, beyond ASCII.
  RunDescription run;
  /// Go on with a run that has not come to its end, and leave what is loaded when this one does not
  /// either. Says what of such a run's description is another, a phrase each; nothing: it is the
  /// same bank. Empty: do not go on, and undo what is left of others and of this run. By shards a
  /// bank is always gone on with.
  std::function<std::vector<std::string>(const RunDescription&)> resume{};
  /// Told whom the load waits for, on any thread but on one at a time.
  std::function<void(const std::string&)> on_wait{};
};

/// How far finish() is. `what` names what has just been done: "accounts_db.transactions".
struct FinishProgress {
  std::size_t steps_done = 0;
  std::size_t steps_total = 0;
  std::string what;
};

class Builders;
struct LoadState;

/// The life of one load into six databases: prepare(), then for each of steps(), and for each part
/// of it, the six sinks' begin() ... end() with what is not written(), then finish(); or abort(),
/// which makes everything as it was before.
///
/// Each part of a table is loaded in one transaction, the first of which makes (or empties) it and
/// fills it by COPY FREEZE, with the record of its rows in bankseed.parts: what is recorded is
/// there, so that a load can go on where another was killed. Constraints and indexes of tables that
/// were there are written down in bankseed.taken_down in the transaction that drops them, and
/// struck out in the transactions that restore them, so that a crash at any moment can be repaired:
/// by the next run, or by repair_bank(). While a load lasts, an advisory lock in each database
/// keeps others out.
class PostgresLoader {
 public:
  PostgresLoader(const ConnectionSettings& settings, LoadOptions options);
  ~PostgresLoader();
  PostgresLoader(const PostgresLoader&) = delete;
  PostgresLoader& operator=(const PostgresLoader&) = delete;
  PostgresLoader(PostgresLoader&&) = delete;
  PostgresLoader& operator=(PostgresLoader&&) = delete;

  /// Connects, looks at what is there, and refuses what does not fit: an unreachable server, tables
  /// that differ from their description (all differences in one error, a line each), a missing
  /// privilege, tables that hold rows, a run to go on with that is of another bank. Until here
  /// nothing has changed, except that what a crashed run left was repaired. Then creates missing
  /// databases and takes constraints and indexes down. Returns what the user should know, one
  /// sentence each.
  std::vector<std::string> prepare();

  /// The tables of each step, in order; rows of a step are committed before the next one begins.
  /// One step per phase; with keep_constraints more, so that no table comes before one that it
  /// refers to.
  [[nodiscard]] std::vector<TableSet> steps() const;

  /// How many parts each step has, after prepare(): of a run that is gone on with, its own.
  [[nodiscard]] std::uint64_t parts() const noexcept;
  /// The tables of which an earlier attempt has loaded this part, after prepare().
  [[nodiscard]] TableSet written(Part part) const noexcept;

  /// The six databases' sinks; owned by the loader.
  [[nodiscard]] Sinks sinks();

  /// Builds keys, indexes and foreign keys (biggest tables first, on several connections), sets
  /// sequences, writes comments on new tables, runs VACUUM (ANALYZE), makes views, and marks the
  /// run complete.
  /// `progress` is called from several threads, one at a time.
  void finish(const std::function<void(const FinishProgress&)>& progress = {});

  /// With LoadOptions::resume leaves what is loaded, to be gone on with. Otherwise makes the
  /// databases as they were before prepare(): tables that this run made are dropped,
  /// constraints and indexes restored. Tables that this run loaded are empty afterwards, also where
  /// `truncate` had removed older rows; in that case all tables are. Databases that were created
  /// stay. Call it after a failure anywhere, when no sink is in use any more. Returns what could
  /// not be done, and what is worth knowing, one sentence each.
  [[nodiscard]] std::vector<std::string> abort() noexcept;

  /// Stops what the servers are doing for this load; whoever waits for it gets Interrupted. May be
  /// called on any thread, not in a signal handler.
  void interrupt() noexcept;

  /// True as soon as a server may have been changed by this load.
  [[nodiscard]] bool has_changed() const noexcept;

  /// Rows loaded so far into a table.
  [[nodiscard]] std::uint64_t rows(TableId table) const;

 private:
  std::vector<std::string> try_to_prepare();

  std::unique_ptr<LoadState> state_;
  std::unique_ptr<Builders> builders_;
  std::array<std::unique_ptr<Sink>, kDatabaseCount> sinks_;
};

}  // namespace bankseed
