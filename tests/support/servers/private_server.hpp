#pragma once

#include <string>

#include "sink/postgres/connection.hpp"
#include "sink/private_cluster.hpp"
#include "support/temporary_directory.hpp"

namespace bankseed::testing {

/// A PostgreSQL server for one test executable: made at the first call, ended with the program.
class PrivateServer {
 public:
  [[nodiscard]] static PrivateServer& instance();
  PrivateServer(const PrivateServer&) = delete;
  PrivateServer& operator=(const PrivateServer&) = delete;
  PrivateServer(PrivateServer&&) = delete;
  PrivateServer& operator=(PrivateServer&&) = delete;
  ~PrivateServer();

  /// The six databases, by the socket, as the superuser.
  [[nodiscard]] ConnectionSettings settings() const { return cluster_.connections(); }
  /// The database postgres, by the socket, as the superuser.
  [[nodiscard]] DatabaseAddress maintenance() const;
  /// A database by the loopback port, as `user` with `password`.
  [[nodiscard]] DatabaseAddress by_network(Database database,
                                           const std::string& user,
                                           const std::string& password) const;
  /// Drops the six databases (and their sessions) and all roles that tests made (test_...).
  void reset() const;
  [[nodiscard]] PrivateCluster& cluster() noexcept { return cluster_; }

 private:
  PrivateServer();
  TemporaryDirectory directory_;
  PrivateCluster cluster_;
};

}  // namespace bankseed::testing
