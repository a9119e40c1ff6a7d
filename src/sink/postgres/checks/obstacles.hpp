#pragma once

#include <string>
#include <vector>

#include "bankseed/core/error.hpp"
#include "sink/postgres/checks/capacity.hpp"
#include "sink/postgres/load/load_state.hpp"

namespace bankseed {

/// Why a load cannot be, of one kind: what generate refuses before it changes anything, and what
/// doctor names.
struct Obstacle {
  std::string summary;                  ///< What all of it has in common.
  std::vector<std::string> complaints;  ///< With what to do; none where nothing is in the way.
  std::string sqlstate;
  ExitCode exit_code = ExitCode::kFailed;
};

/// Throws DatabaseError that says all of it, when there is any: on one line for one complaint, else
/// a line each.
void refuse(const Obstacle& obstacle);

// Each looks at a load whose databases are connected and inspected, and changes nothing. Of the
// databases that are not there yet it looks at what makes them.

/// Fewer sessions are free than the load has at once, on a server, for the role, in a database or
/// in the pool of a pooler.
[[nodiscard]] Obstacle missing_sessions(LoadState& load, const std::vector<SessionRoom>& rooms);

/// Waits a while until there are as many: those who have them now may be gone in a moment. Throws
/// DatabaseError when there are still fewer.
void wait_for_room(LoadState& load);

/// A standby, or a database or role that is set to be read only.
[[nodiscard]] Obstacle databases_not_to_be_written(LoadState& load);

/// Databases in an encoding that has not all letters of the rows.
[[nodiscard]] Obstacle unfit_encodings(LoadState& load);

/// Tables that are not as the bank's rows need them.
[[nodiscard]] Obstacle misfits_of(const LoadState& load);

/// Everything that the load needs and the user may not do. What the load takes down is planned.
[[nodiscard]] Obstacle missing_privileges(LoadState& load);

/// Rows that are there and are not to be replaced.
[[nodiscard]] Obstacle rows_in_the_way(LoadState& load);

/// What bears the names of the views that are to be made.
[[nodiscard]] Obstacle views_in_the_way(LoadState& load);

/// What is not the bank's and would go, or change, with the rows that are replaced.
[[nodiscard]] Obstacle what_is_touched_beside(LoadState& load);

}  // namespace bankseed
