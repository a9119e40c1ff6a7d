#include "sink/postgres/checks/pooler.hpp"

#include <mutex>
#include <set>
#include <string>

#include <fmt/format.h>

namespace bankseed {
namespace {

/// PgBouncer hands out the session that came back last, others the one that has waited longest, or
/// any: of one session that is asked once and another that is asked twice, some share, or change,
/// theirs in either case, and by the fourth time in any.
constexpr int kRounds = 4;

struct KnownPools {
  std::mutex mutex;
  std::set<std::string> places;
};

KnownPools& known_pools() {
  static KnownPools pools;
  return pools;
}

[[noreturn]] void refuse(const DatabaseAddress& address) {
  const std::string name(name_of(address.database));
  throw DatabaseError(
      fmt::format("{} ({}): between us and the server is a pooler that changes the session with "
                  "each transaction (PgBouncer's pool_mode = transaction or statement), in which "
                  "locks and settings of ours would reach others; nothing was changed; connect to "
                  "the server itself, or to a pool in session mode",
                  address.describe(), address.origin),
      {"", name, ""}, ExitCode::kUsage);
}

}  // namespace

void refuse_changed_session(const Connection& connection, int process) {
  if (process != connection.process()) refuse(connection.address());
}

void refuse_changing_sessions(Connection& one, Connection& other) {
  if (one.process() == other.process()) refuse(one.address());
  for (int round = 0; round < kRounds; ++round) {
    for (Connection* const connection : {&one, &other, &other}) {
      const auto answer = connection->execute("SELECT pg_backend_pid()");
      refuse_changed_session(*connection, static_cast<int>(answer.number(0, 0)));
    }
  }
}

bool is_known_to_keep_sessions(const DatabaseAddress& address) {
  const std::lock_guard lock(known_pools().mutex);
  return known_pools().places.contains(address.describe());
}

void note_that_sessions_are_kept(const DatabaseAddress& address) {
  const std::lock_guard lock(known_pools().mutex);
  known_pools().places.insert(address.describe());
}

}  // namespace bankseed
