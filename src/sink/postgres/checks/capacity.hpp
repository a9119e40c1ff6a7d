#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sink/postgres/load/load_state.hpp"

namespace bankseed {

/// Room for sessions: on a server, for a role, in a database.
struct SessionRoom {
  std::string of;          ///< "the server of accounts_db, loans_db", "role me", "loans_db"
  std::size_t needed = 0;  ///< By the load, at once.
  std::size_t free = 0;    ///< Those that the load has already count as free.
  std::size_t ours = 0;    ///< Those are.
  std::size_t most = 0;    ///< Free when nobody else is there.
  std::string limit;       ///< "max_connections = 100, 3 of them reserved"
  std::string advice;      ///< How there would be more.
};

/// Where the number of sessions is limited, as far as the servers know of it: not in the pool of a
/// pooler.
[[nodiscard]] std::vector<SessionRoom> session_rooms(LoadState& load);

/// How many sessions there are with any database beside those that the load needs.
[[nodiscard]] std::size_t sessions_beside(const LoadState& load,
                                          const std::vector<SessionRoom>& rooms);

/// How many sessions the load may have with any database, beside those that it has; at least one.
[[nodiscard]] std::size_t spare_sessions(LoadState& load);

/// Opens as many sessions as the load will have with each database behind a pooler, and closes them
/// again. Returns why there are not so many, a sentence for each.
[[nodiscard]] std::vector<std::string> try_pools(LoadState& load);

}  // namespace bankseed
