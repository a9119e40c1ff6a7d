#pragma once

#include <string>
#include <vector>

#include "sink/postgres/checks/obstacles.hpp"
#include "sink/postgres/load/load_state.hpp"

namespace bankseed {

// A bank that is loaded by shards is one run, begun by LoadStage::kPrepare and ended by
// LoadStage::kFinish. A shard has parts of its own in it: with p parts each, those of shard i are i
// * p to i * p + p - 1 of every table. What it costs does not depend on how many others there are.

/// A run by shards in this database that has not come to its end: no other load may follow. The
/// database has bookkeeping.
[[nodiscard]] Obstacle run_by_shards(Connection& connection);

/// To prepare: makes the load an attempt more of the same run that was prepared earlier, wholly or
/// in some databases. Returns what the user should know.
///
/// Throws DatabaseError with ExitCode::kUsage when what was prepared is another bank.
[[nodiscard]] std::vector<std::string> adopt_prepared_run(LoadState& load);

/// Connects to load one shard, and takes over what an earlier attempt has loaded of it. Returns
/// what the user should know.
///
/// Throws DatabaseError: when no run of the same bank and as many shards was prepared, with
/// ExitCode::kUsage; when another loads the shard and does not come to its end.
[[nodiscard]] std::vector<std::string> open_shard(LoadState& load);

/// Connects to end a run of which all shards are there. Returns what the user should know.
///
/// Throws DatabaseError: when shards are missing, or no run of the same bank was prepared, with
/// ExitCode::kUsage; when somebody has changed its tables.
[[nodiscard]] std::vector<std::string> open_to_finish(LoadState& load);

/// Which shards of the run are loaded in this database, by their numbers.
[[nodiscard]] std::vector<bool> loaded_shards(Connection& connection, const RunStatus& run);

}  // namespace bankseed
