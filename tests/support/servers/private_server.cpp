#include "support/servers/private_server.hpp"

#include <fmt/format.h>

#include "schema/ddl.hpp"

namespace bankseed::testing {

PrivateServer& PrivateServer::instance() {
  static PrivateServer server;
  return server;
}

PrivateServer::PrivateServer() : cluster_(directory_.path() / "cluster") {
  static_cast<void>(cluster_.start());
  // These tests drop and create many databases; none of them cuts the power. A lock that is not
  // given is an error, or a test would wait for itself.
  auto connection = Connection::open(maintenance());
  static_cast<void>(connection.execute("ALTER SYSTEM SET fsync = off"));
  static_cast<void>(connection.execute("ALTER SYSTEM SET lock_timeout = '20s'"));
  static_cast<void>(connection.execute("SELECT pg_reload_conf()"));
}

PrivateServer::~PrivateServer() {
  try {
    static_cast<void>(cluster_.stop());
  } catch (const Error&) {
    // The directory goes away with the server's files in any case.
  }
}

DatabaseAddress PrivateServer::maintenance() const {
  auto address = settings().front();
  address.name = address.maintenance_name;
  return address;
}

DatabaseAddress PrivateServer::by_network(Database database,
                                          const std::string& user,
                                          const std::string& password) const {
  auto address = settings()[static_cast<std::size_t>(database)];
  address.parameters = {{"host", "127.0.0.1"},
                        {"port", fmt::format("{}", cluster_.status().port)},
                        {"user", user},
                        {"password", password}};
  return address;
}

void PrivateServer::reset() const {
  auto connection = Connection::open(maintenance());
  for (const auto name : kDatabaseNames) {
    static_cast<void>(
        connection.execute(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)));
  }
  const auto roles =
      connection.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'test\\_%'");
  for (std::size_t i = 0; i < roles.size(); ++i) {
    const auto role = quote_identifier(roles.text(i, 0));
    static_cast<void>(connection.execute(fmt::format("DROP OWNED BY {0}; DROP ROLE {0}", role)));
  }
}

}  // namespace bankseed::testing
