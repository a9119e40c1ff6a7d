#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/configuration/connections.hpp"
#include "cli/run/recorded_bank.hpp"
#include "cli/run/shards/coordinator.hpp"
#include "cli/run/shards/server_map.hpp"
#include "sink/postgres/connection.hpp"

namespace bankseed {

/// What the servers of a map say of the bank that they hold together.
struct MappedRecord {
  RecordedBank recorded;  ///< With options.
  Coordinator coordinator;
};

/// Asks the servers of the map. Throws UsageError where a server has no complete bank, or not the
/// shards that the map says; where they are of different banks, or sort texts differently.
[[nodiscard]] MappedRecord read_mapped_record(const ServerMap& map,
                                              Patience patience,
                                              Interrupter* interrupter);

/// Six databases of a coordinator for as long as it lives. What one that was killed has left goes
/// with the next one.
class CoordinatorDatabases {
 public:
  /// On the server of `where`, whose user is a superuser there: only those make postgres_fdw.
  CoordinatorDatabases(const Coordinator& coordinator,
                       const ConnectionSettings& where,
                       Interrupter* interrupter);
  CoordinatorDatabases(const CoordinatorDatabases&) = delete;
  CoordinatorDatabases& operator=(const CoordinatorDatabases&) = delete;
  CoordinatorDatabases(CoordinatorDatabases&&) = delete;
  CoordinatorDatabases& operator=(CoordinatorDatabases&&) = delete;
  ~CoordinatorDatabases();

  [[nodiscard]] const ConnectionSettings& connections() const noexcept { return connections_; }

 private:
  void make(std::size_t database);
  void drop() noexcept;

  const Coordinator& coordinator_;
  Interrupter* interrupter_;
  ConnectionSettings connections_;
  /// By which others see that a database is in use.
  std::vector<std::optional<Connection>> sessions_;
};

/// What looking at the bank as one does not show: keys and indexes of each server, rows that are on
/// another server than they should be, and tables that every server has and that are not the same.
/// A sentence each; also where something could not be looked at.
[[nodiscard]] std::vector<std::string> shortcomings_of(const Coordinator& coordinator,
                                                       Interrupter* interrupter);

}  // namespace bankseed
