#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sink/postgres/load/load_state.hpp"

namespace bankseed {

/// Makes the load an attempt more of the run that has not come to its end, or, where there is none,
/// of the last one, when that is of the same bank and complete. All databases are open and locked.
/// Nothing changes on the servers. What the run has recorded counts when it is there: the rows of
/// its tables are counted. Returns what the user should know, a sentence each; nothing when there
/// is no such run, and the load is the first attempt.
///
/// Throws DatabaseError, with ExitCode::kUsage when the run is of another bank, and when it cannot
/// be gone on with: there are several, it was being undone, somebody has changed its tables.
[[nodiscard]] std::vector<std::string> adopt_earlier_run(LoadState& load);

// What it does that, and loading by shards, too, is made of. All databases are open and locked.

/// The run that has not come to its end; nothing when every run has. Throws DatabaseError with
/// ExitCode::kUsage when it cannot be gone on with.
[[nodiscard]] std::optional<RunStatus> find_unfinished_run(LoadState& load);

/// The last run, when it is complete in all databases.
[[nodiscard]] std::optional<RunStatus> find_complete_run(LoadState& load);

/// In what the run is of another bank, or of other shards, a phrase each.
[[nodiscard]] std::vector<std::string> differences_from(const LoadState& load,
                                                        const RunStatus& run);

/// Throws DatabaseError with ExitCode::kUsage when there is any such difference.
void refuse_other_bank(const LoadState& load, const RunStatus& run);

/// Makes the load an attempt more of the run.
void adopt(LoadState& load, const RunStatus& run);

/// Takes over what that run has loaded. Throws DatabaseError when it is not there any more.
void adopt_parts(LoadState& load);

/// Of how many tables all parts are loaded: those of the shard, where there is one.
[[nodiscard]] std::size_t loaded_tables(const LoadState& load);

}  // namespace bankseed
