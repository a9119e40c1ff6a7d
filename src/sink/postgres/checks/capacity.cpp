#include "sink/postgres/checks/capacity.hpp"

#include <algorithm>
#include <limits>
#include <mutex>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bankseed/rows/catalog.hpp"
#include "schema/ddl.hpp"

namespace bankseed {
namespace {

using Databases = std::vector<Database>;

constexpr int kOldestVersion = 130'000;  // Of which sessions say whose workers they are.

/// One session each holds the lock and the transactions of the run. Beside these, first one each
/// makes the databases that are missing, and one knows that they are; then one for each table of a
/// phase takes its rows, unless these are few.
std::size_t sessions_needed(const LoadState& load, const Databases& databases) {
  const auto missing = static_cast<std::size_t>(
      std::count_if(databases.begin(), databases.end(), [&load](Database database) {
        return !load.sessions[static_cast<std::size_t>(database)].control;
      }));
  std::size_t beside = missing == 0 ? 0 : missing + 1;
  for (std::size_t phase = 0; phase < kPhaseCount && load.has_sessions_for_tables(); ++phase) {
    std::size_t tables = 0;
    for (const Database database : databases) {
      tables += (load.options.tables & tables_of(static_cast<Phase>(phase)) & tables_of(database))
                    .count();
    }
    beside = std::max(beside, tables);
  }
  return databases.size() + beside;
}

std::string names_of(const Databases& databases) {
  if (databases.size() == kDatabaseCount) return "the six databases";
  std::string names;
  for (const Database database : databases)
    names += (names.empty() ? "" : ", ") + std::string(name_of(database));
  return names;
}

// Sessions of others are seen by everybody; what they are is not. Workers of the server's own have
// no user, or a leader.
constexpr const char* kRooms = R"sql(
WITH sessions AS (
  SELECT * FROM pg_catalog.pg_stat_activity
  WHERE datid IS NOT NULL AND usesysid IS NOT NULL AND leader_pid IS NULL
    AND backend_type IS DISTINCT FROM 'walsender'
), me AS (
  SELECT * FROM pg_catalog.pg_roles WHERE rolname = session_user
)
SELECT current_setting('max_connections')::int,
       CASE WHEN rolsuper THEN 0 ELSE current_setting('superuser_reserved_connections')::int +
         CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname =
                'pg_use_reserved_connections' AND pg_catalog.pg_has_role(oid, 'USAGE')) THEN 0
              ELSE coalesce(current_setting('reserved_connections', true), '0')::int END END,
       (SELECT count(*) FROM sessions),
       CASE WHEN rolsuper THEN -1 ELSE rolconnlimit END, rolname,
       (SELECT count(*) FROM sessions s WHERE s.usename = rolname),
       CASE WHEN rolsuper THEN -1 ELSE datconnlimit END,
       (SELECT count(*) FROM sessions s WHERE s.datname = current_database())
FROM me, pg_catalog.pg_database WHERE datname = current_database()
)sql";

std::size_t left_of(std::int64_t limit, std::int64_t used, std::size_t ours) {
  return static_cast<std::size_t>(
      std::max<std::int64_t>(0, limit - used + static_cast<std::int64_t>(ours)));
}

/// The databases of one server.
struct Server {
  Databases databases;
  std::size_t ours = 0;  ///< Sessions that this load has there.
  Connection* connection = nullptr;
};

std::vector<Server> servers_of(LoadState& load) {
  std::vector<Server> servers;
  const auto server_of = [&servers](Connection& connection) -> Server& {
    for (Server& server : servers) {
      if (server.connection->server() == connection.server()) return server;
    }
    return servers.emplace_back(Server{{}, 0, &connection});
  };
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    Connection* const connection = load.connection_for(i);
    if (connection == nullptr || connection->is_pooled()) continue;
    server_of(*connection).databases.push_back(static_cast<Database>(i));
  }
  for (DatabaseSession& session : load.sessions) {
    if (session.control && !session.control->is_pooled()) ++server_of(*session.control).ours;
  }
  for (Connection& creating : load.creating) {
    if (!creating.is_pooled()) ++server_of(creating).ours;
  }
  return servers;
}

}  // namespace

std::vector<SessionRoom> session_rooms(LoadState& load) {
  std::vector<SessionRoom> rooms;
  for (const Server& server : servers_of(load)) {
    if (server.connection->server_version() < kOldestVersion) continue;
    const auto found = server.connection->execute(kRooms);
    if (found.size() == 0) continue;
    const auto number = [&found](std::size_t column) { return found.number(0, column); };
    const auto needed = sessions_needed(load, server.databases);
    rooms.push_back({fmt::format("the server of {}", names_of(server.databases)), needed,
                     left_of(number(0) - number(1), number(2), server.ours), server.ours,
                     left_of(number(0) - number(1), 0, 0),
                     number(1) == 0 ? fmt::format("max_connections = {}", number(0))
                                    : fmt::format("max_connections = {}, {} of them reserved",
                                                  number(0), number(1)),
                     "end sessions of others, or raise max_connections"});
    const auto role = quote_identifier(found.text(0, 4));
    if (number(3) >= 0) {
      rooms.push_back(
          {fmt::format("role {} on the server of {}", found.text(0, 4), names_of(server.databases)),
           needed, left_of(number(3), number(5), server.ours), server.ours,
           left_of(number(3), 0, 0), fmt::format("CONNECTION LIMIT {}", number(3)),
           fmt::format("run ALTER ROLE {} CONNECTION LIMIT -1", role)});
    }
  }
  for (DatabaseSession& session : load.sessions) {
    if (!session.control || session.control->is_pooled()) continue;
    const auto found = session.control->execute(kRooms);
    if (found.size() == 0 || found.number(0, 6) < 0) continue;
    rooms.push_back({std::string(name_of(session.address.database)),
                     sessions_needed(load, {session.address.database}),
                     left_of(found.number(0, 6), found.number(0, 7), 1), 1,
                     left_of(found.number(0, 6), 0, 0),
                     fmt::format("CONNECTION LIMIT {}", found.number(0, 6)),
                     fmt::format("run ALTER DATABASE {} CONNECTION LIMIT -1",
                                 quote_identifier(session.address.name))});
  }
  return rooms;
}

std::size_t sessions_beside(const LoadState& load, const std::vector<SessionRoom>& rooms) {
  std::size_t beside = std::numeric_limits<std::size_t>::max();
  for (const SessionRoom& room : rooms)
    beside = std::min(beside, room.free - std::min(room.free, room.needed));
  // A pool does not say how large it is.
  const bool is_pooled = std::any_of(
      load.sessions.begin(), load.sessions.end(),
      [](const auto& session) { return session.control && session.control->is_pooled(); });
  return is_pooled || rooms.empty() ? 0 : beside;
}

std::size_t spare_sessions(LoadState& load) {
  std::size_t spare = std::numeric_limits<std::size_t>::max();
  for (const SessionRoom& room : session_rooms(load))
    spare = std::min(spare, room.free - std::min(room.free, room.ours));
  for (const DatabaseSession& session : load.sessions) {
    if (session.control && session.control->is_pooled())
      spare = std::min(spare, sessions_needed(load, {session.address.database}) - 1);
  }
  return std::max<std::size_t>(spare, 1);
}

std::vector<std::string> try_pools(LoadState& load) {
  std::mutex mutex;
  std::vector<std::string> complaints;
  load.for_each_open([&](DatabaseSession& session) {
    if (!session.control->is_pooled()) return;
    const auto needed = sessions_needed(load, {session.address.database});
    try {
      static_cast<void>(Connection::open_several(session.address, needed - 1, &load.interrupter));
    } catch (const DatabaseError& error) {
      const std::lock_guard lock(mutex);
      complaints.push_back(fmt::format(
          "the pooler of {} has no {} sessions for it; raise PgBouncer's pool_size (and "
          "max_db_connections, max_user_connections, where they are set): {}",
          name_of(session.address.database), needed, error.what()));
    }
  });
  std::sort(complaints.begin(), complaints.end());
  return complaints;
}

}  // namespace bankseed
