#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sink/postgres/connection.hpp"
#include "sink/postgres/inspection.hpp"
#include "sink/postgres/load/load.hpp"

namespace bankseed {

// The schema `bankseed` in each database: runs (who loaded what), parts (which parts of which
// tables a run has made and loaded), taken_down (what a load has dropped and not yet restored), and
// made_database, where the database itself was made by a run.

/// A name for a run that no other has; the same in all six databases.
[[nodiscard]] std::string new_run_id();

/// Makes the schema and its tables where they are missing.
[[nodiscard]] std::string create_bookkeeping_sql();

/// Makes those of an earlier version like these: an order of runs, keys by which a published row is
/// known, parts.
[[nodiscard]] std::string upgrade_bookkeeping_sql();

/// Makes bookkeeping that is otherwise like these fit for runs by shards.
[[nodiscard]] std::string add_shards_sql();

/// Records, in a database that the run has just made, that it has. A copy of the database, which
/// has another oid, does not pass for it.
[[nodiscard]] std::string insert_made_database_sql(std::string_view run_id);
/// Whether a run has made this database.
[[nodiscard]] bool is_made_database(Connection& connection);
/// The tables of this database that runs have made, and not undone.
[[nodiscard]] TableSet made_tables(Connection& connection);
/// Drops the bookkeeping; the schema stays where there is something else in it. What a user called
/// bankseed makes without a schema lands there, as in the private cluster.
[[nodiscard]] std::string drop_bookkeeping_sql();

[[nodiscard]] std::string insert_run_sql(std::string_view run_id, const LoadOptions& options);
[[nodiscard]] std::string end_run_sql(std::string_view run_id, std::string_view state);

/// The last run for which the SQL `condition` on bankseed.runs is true.
[[nodiscard]] std::optional<RunStatus> find_run(Connection& connection, std::string_view condition);

/// How a part of a table stands in a run. The record of rows is committed with them.
struct PartRecord {
  TableId table{};
  std::uint64_t part = 0;  ///< Counted over all shards.
  bool is_loaded = false;  ///< Its rows are in the table. Otherwise of no part: the bare table.
  bool is_made = false;    ///< The run made the table.
  std::uint64_t rows = 0;
};
[[nodiscard]] std::string insert_part_sql(std::string_view run_id, const PartRecord& record);

/// What the parts are called in this database, where an earlier version may have been the last.
[[nodiscard]] std::string_view parts_relation(Connection& connection);

/// The server processes that have the lock: one, or several that share it.
[[nodiscard]] std::vector<int> lock_holders(Connection& connection);

/// Keeps other loads out of the database for as long as the connection lives. Throws DatabaseError
/// that names the process which has it.
void lock_database(Connection& connection);

/// The same, but for others that load shards of the same bank, too.
void share_database(Connection& connection);

/// The same, and waits as long as the address's patience with locks lasts.
void wait_for_lock(Connection& connection);

/// Keeps out others that load the same shard, for as long as the connection lives. Waits for one
/// that does, and for what is left of one that did, as long as the address's patience with locks
/// lasts. Throws DatabaseError that names the process which has it.
void claim_shard(Connection& connection, Part shard);

/// What a transaction with rows of a shard begins with, so that claim_shard() waits for its end.
[[nodiscard]] std::string mark_rows_of_shard_sql(Part shard);

/// Lets others in again. The end of the connection would, too, but only a moment after it.
void unlock_database(Connection& connection);

/// True when another session holds the lock.
[[nodiscard]] bool is_locked(Connection& connection);

/// Throws DatabaseError with ExitCode::kUsage where one has: what a load has not come to the end of
/// is no bank yet.
void refuse_while_loading(Connection& connection);

/// Runs that began and never ended: their program crashed, when the database is not locked.
[[nodiscard]] std::vector<std::string> unfinished_runs(Connection& connection);

/// True when the run has committed rows of any table of this database.
[[nodiscard]] bool has_loaded(Connection& connection, std::string_view run_id);

/// SQL that empties tables: TRUNCATE, and DELETE in an order that foreign keys allow for those of
/// emptied_by_delete(). Empty when there are none.
[[nodiscard]] std::string empty_tables_sql(TableSet tables, const std::vector<TableState>& states);

/// Sets the sequences behind the serial columns of `tables`: the next value follows the largest
/// one. What other tables take numbers from, too, is never set back.
void set_sequences(Connection& connection, TableSet tables);

}  // namespace bankseed
