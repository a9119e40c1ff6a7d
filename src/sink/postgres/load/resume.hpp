#pragma once

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

}  // namespace bankseed
