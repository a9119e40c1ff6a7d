#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bankseed/schema/table.hpp"

namespace bankseed {

/// Connection strings as somebody gave them: libpq URIs (postgresql://...) or "key=value ...".
/// They may hold passwords: never print them.
struct DatabaseUrls {
  std::string all;                               ///< One server for all six; empty when not given.
  std::array<std::string, kDatabaseCount> each;  ///< By Database; empty when not given.
};

/// Name of the environment variable that says where one database is: BANKSEED_ACCOUNTS_DB_URL.
[[nodiscard]] std::string url_variable(Database database);

/// What BANKSEED_URL and the six BANKSEED_<NAME>_DB_URL say. Throws UsageError for one that is set
/// and empty.
[[nodiscard]] DatabaseUrls urls_from_environment();

/// How long to wait for a server before a command gives up.
struct Patience {
  std::chrono::milliseconds silence{60'000};  ///< While it says nothing and is not seen to work.
  std::chrono::milliseconds lock{30'000};     ///< While somebody else holds a lock.
  unsigned retries = 3;                       ///< Of what may pass: no free session, a deadlock.
};

/// Where one of the six databases is, and how long it is waited for. Holds a password when the
/// connection string had one.
struct DatabaseAddress {
  Database database{};
  std::string name;              ///< Of the database on its server.
  std::string maintenance_name;  ///< Database from which a missing one is looked for and created.
  /// libpq keywords and values without dbname; what is absent comes from the PG* variables,
  /// service files and ~/.pgpass, through libpq.
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string origin;  ///< Who said so: "--url", "BANKSEED_URL", "the environment (PGHOST)", ...
  std::string named_by = "with --url";  ///< How to name another server.
  Patience patience;
  bool only_reads = false;  ///< Nothing will be changed there: whoever reads needs fewer rights.

  /// "customer_db on db.example.com:5432 as alice", without the password.
  [[nodiscard]] std::string describe() const;
  /// A value that `parameters` state, or empty.
  [[nodiscard]] std::string_view parameter(std::string_view keyword) const noexcept;
};

/// Where the six databases are, in the order of Database.
using ConnectionSettings = std::array<DatabaseAddress, kDatabaseCount>;

/// The same addresses, waited for so long.
[[nodiscard]] ConnectionSettings with_patience(ConnectionSettings settings, Patience patience);

/// Decides where the six databases are; nothing when no server is configured at all, and the
/// private cluster serves.
///
/// For each database the first of these that is given counts: its own URL among the flags, the
/// flags' URL for all, its own environment variable, BANKSEED_URL, the environment of libpq, its
/// own URL in the configuration file, the file's URL for all. The environment of libpq counts as a
/// configured server when it says *where* one is: PGHOST, PGHOSTADDR, PGPORT or PGSERVICE. The
/// other PG* variables (PGUSER, PGPASSWORD, PGSSLMODE, ...) complete whatever server is chosen.
///
/// With one URL for all, the databases have their logical names and the URL's own database is the
/// one from which missing ones are created ("postgres" when it names none). With a URL of its own,
/// a database has the name that stands there, or its logical name.
///
/// Throws UsageError when a connection string cannot be read, or when some databases are configured
/// and others are not. No message repeats any part of a connection string.
[[nodiscard]] std::optional<ConnectionSettings> resolve_connections(
    const DatabaseUrls& flags, const DatabaseUrls& config_file);

}  // namespace bankseed
