#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sink/postgres/connection.hpp"
#include "sink/postgres/inspection.hpp"
#include "sink/postgres/load/load.hpp"
#include "sink/postgres/load/rebuild.hpp"

namespace bankseed {

/// One of the six databases during a load.
struct DatabaseSession {
  DatabaseAddress address;
  std::optional<Connection> control;  ///< Holds the lock; empty while the database does not exist.
  DatabaseState state;
  bool is_created = false;   ///< By this load.
  bool has_begun = false;    ///< The run is in its bankseed.runs.
  bool is_complete = false;  ///< There it has come to its end, in an earlier attempt.
  TakeDown take_down;        ///< What it plans to take down.
};

/// The database from which one that is missing is looked for and created.
[[nodiscard]] DatabaseAddress maintenance_of(const DatabaseAddress& address);

/// What the parts of a load share. The sinks use different entries of `rows` and read the rest.
struct LoadState {
  LoadState() : interrupter(own_interrupter_) {}
  /// Works on the connections of others' group, who can stop it; `shared` outlives it.
  explicit LoadState(Interrupter& shared) : interrupter(shared) {}
  LoadState(const LoadState&) = delete;
  LoadState& operator=(const LoadState&) = delete;
  LoadState(LoadState&&) = delete;
  LoadState& operator=(LoadState&&) = delete;
  ~LoadState() { close_sessions(); }

  /// Opens a session with each existing database, locks it and looks at it; those that do not exist
  /// stay empty. Throws DatabaseError when another is at work in one. For a shard the lock is
  /// shared, another one is of the shard, and nobody looks for rows.
  void connect_and_lock();
  /// Before that, for who wants to create what does not exist: keeps others from doing so at the
  /// same time, on every server where something is missing, until end_creating().
  void connect_to_create();
  /// A session from which a database that does not exist would be created.
  void connect_to_creator_of(std::size_t database);
  /// Opens a session with a database that did not exist, and does now.
  void connect_to_created(std::size_t database);
  void end_creating() noexcept;
  /// The session with a database, or where it does not exist, with the one that it will be created
  /// from; null when there is neither.
  [[nodiscard]] Connection* connection_for(std::size_t database);
  /// What is to be taken down, in each database.
  void plan_take_downs();
  /// Calls work(session) for each session that is open, each on a thread of its own.
  void for_each_open(const std::function<void(DatabaseSession&)>& work);
  /// Undoes runs whose programs have crashed. Returns a sentence per run, and adds to `failures`.
  std::vector<std::string> repair_leftovers();
  /// Whether a table of the catalog holds rows that are not of this run.
  [[nodiscard]] bool is_in_the_way(std::size_t table) const {
    return tables[table].has_rows && parts_loaded[table] == 0;
  }
  /// What is not the bank's and would go, or change, when all such tables are emptied.
  [[nodiscard]] std::vector<std::string> touched_beside();
  /// Turns the autovacuum of a server of ours off or on; that of others stays.
  void set_autovacuum(bool on);
  /// Unlocks the databases, so that whoever comes next finds them so, and ends the sessions.
  void close_sessions() noexcept;

  /// True when the statements cost more than the rows: these are few enough to be kept for a
  /// moment, and one session and one transaction for each database load them, and build what they
  /// lack.
  [[nodiscard]] bool is_small() const noexcept {
    constexpr std::uint64_t kSmallBankRows = 300'000;
    return options.rows > 0 && options.rows < kSmallBankRows;
  }
  /// A table of the catalog as this load makes it.
  [[nodiscard]] const TableInfo& info(std::size_t table) const noexcept {
    return table_info(TableId{static_cast<std::uint16_t>(table)}, options.wide_keys[table]);
  }
  [[nodiscard]] bool is_shard() const noexcept { return options.stage == LoadStage::kShard; }
  /// True when each table that is loaded has a session of its own.
  [[nodiscard]] bool has_sessions_for_tables() const noexcept {
    return !is_small() && (is_shard() || options.stage == LoadStage::kWhole);
  }
  /// True when the table may be emptied by TRUNCATE, and filled by COPY FREEZE, on its own.
  [[nodiscard]] bool is_freezable(TableId table) const;
  /// Tables that refer to each other, by keys in place or described, directly.
  [[nodiscard]] TableSet parents_of(TableId table) const;
  /// True when an earlier attempt has come to its end everywhere.
  [[nodiscard]] bool is_complete() const noexcept;

  LoadOptions options;
  std::string run_id;
  Interrupter& interrupter;
  std::array<DatabaseSession, kDatabaseCount> sessions;
  std::vector<TableState> tables = std::vector<TableState>(kTableCount);  ///< Before the load.
  TableSet made;                      ///< Tables that this load makes, or has made.
  bool is_resumed = false;            ///< It goes on with an earlier attempt.
  std::vector<std::string> failures;  ///< What could not be put back, a sentence each.
  /// Sessions from which databases are created, one for each place; `creator` is that of each
  /// database that does not exist.
  std::vector<Connection> creating;
  std::array<std::optional<std::size_t>, kDatabaseCount> creator;
  bool has_changed = false;         ///< It may have changed a server.
  std::size_t sessions_beside = 0;  ///< That it may have beside those that it needs.
  std::array<std::uint64_t, kTableCount> rows{};
  /// Parts of each table that an earlier attempt has loaded, the first ones.
  std::array<std::uint64_t, kTableCount> parts_loaded{};
  std::array<bool, kTableCount> made_before{};  ///< Tables that it has made.

 private:
  void connect();
  void lock_all();
  std::string repair_run(const std::string& run);

  Interrupter own_interrupter_;
};

}  // namespace bankseed
