#include "cli/run/shards/different_servers.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "sink/postgres/connection.hpp"
#include "sink/postgres/load/load_state.hpp"
#include "sink/postgres/parallel.hpp"

namespace bankseed {
namespace {

/// By its maintenance database, which is there before any load; where that is not for this user, by
/// the first of the six.
Connection open_any(const DatabaseAddress& address, Interrupter* interrupter) {
  // It does not exist, or whoever connects has no right to, as a password or pg_hba.conf says.
  constexpr std::array<std::string_view, 3> kOfDatabase = {"3D000", "42501", "28000"};
  try {
    return Connection::open(maintenance_of(address), interrupter);
  } catch (const DatabaseError& error) {
    const auto& state = error.where().sqlstate;
    if (std::find(kOfDatabase.begin(), kOfDatabase.end(), state) == kOfDatabase.end()) throw;
  }
  return Connection::open(address, interrupter);
}

/// What no other server has: the moment of its start, to the microsecond, which tells apart copies
/// of one cluster; and the number that initdb has given it, unless its owner keeps that from us.
std::string identity_of(const MappedServer& server, Interrupter* interrupter) {
  Connection connection = open_any(server.connections.front(), interrupter);
  const auto may_ask = connection.execute(
      "SELECT pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')");
  std::string identity = connection.server();
  if (may_ask.flag(0, 0)) {
    const auto found =
        connection.execute("SELECT system_identifier FROM pg_catalog.pg_control_system()");
    identity += fmt::format(" {}", found.text(0, 0));
  }
  return identity;
}

}  // namespace

void require_different_servers(const std::vector<MappedServer>& servers, Interrupter* interrupter) {
  if (servers.size() < 2) return;
  std::vector<std::string> identities(servers.size());
  run_in_parallel(servers.size(), [&](std::size_t i) {
    identities[i] = naming(servers[i], [&] { return identity_of(servers[i], interrupter); });
  });
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < servers.size(); ++i) {
    const auto [before, is_new] = known.emplace(identities[i], i);
    if (is_new) continue;
    throw UsageError(
        fmt::format("{} is {}, by another name: one and the same cluster answers; nothing was "
                    "changed; give one "
                    "of them both ranges",
                    servers[i].name, servers[before->second].name));
  }
}

}  // namespace bankseed
