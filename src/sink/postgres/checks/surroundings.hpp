#pragma once

#include <cstdint>
#include <vector>

#include "sink/postgres/checks/examination.hpp"
#include "sink/postgres/connection.hpp"
#include "sink/postgres/inspection.hpp"

namespace bankseed {

// What a load does not mind, and people may: each looks at one session's database or server, and
// says what is there.

/// Triggers, rules and event triggers that the load's statements set off, and rules that they do
/// not.
[[nodiscard]] std::vector<Finding> reactions_to_a_load(Connection& connection,
                                                       const std::vector<TableState>& tables);

/// Publications and subscriptions of the bank's tables, and logical replication of the database.
[[nodiscard]] std::vector<Finding> replication_of(Connection& connection,
                                                  const std::vector<TableState>& tables);

/// Locks that others have on the bank's tables.
[[nodiscard]] std::vector<Finding> locks_of_others(Connection& connection,
                                                   const std::vector<TableState>& tables);

/// Limits that the role, the database or the server sets, and whether a session can lift them.
[[nodiscard]] std::vector<Finding> limits_of(Connection& connection);

/// Encodings in which letters are not what they are elsewhere.
[[nodiscard]] std::vector<Finding> encoding_of(Connection& connection);

/// Settings of the server that make a load of so many bytes slower than it could be.
[[nodiscard]] std::vector<Finding> speed_of(Connection& connection, std::uint64_t bytes);

/// Free space, where the server's disk is this machine's.
[[nodiscard]] std::vector<Finding> space_for(Connection& connection, std::uint64_t bytes);

}  // namespace bankseed
