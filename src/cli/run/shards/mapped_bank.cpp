#include "cli/run/shards/mapped_bank.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bankseed/core/error.hpp"
#include "bankseed/rows/catalog.hpp"
#include "cli/configuration/configuration.hpp"
#include "cli/run/shards/different_servers.hpp"
#include "cli/run/shards/loaded_rows.hpp"
#include "cli/run/shards/spread.hpp"
#include "schema/ddl.hpp"
#include "sink/postgres/load/bank_state.hpp"
#include "sink/postgres/load/bookkeeping.hpp"
#include "sink/postgres/load/completeness.hpp"
#include "sink/postgres/load/load_state.hpp"
#include "sink/postgres/parallel.hpp"

namespace bankseed {
namespace {

constexpr std::string_view kPrefix = "bankseed_verify_";

const DatabaseAddress& accounts_of(const MappedServer& server) {
  return server.connections[static_cast<std::size_t>(Database::kAccounts)];
}

/// The run whose rows the server has, when these are the shards that the map says.
RunStatus run_of(const MappedServer& server, std::uint64_t shards, Interrupter* interrupter) {
  const auto run =
      naming(server, [&] { return last_complete_run(accounts_of(server), interrupter); });
  if (!run) {
    throw UsageError(of_server(
        server,
        "no complete bank is recorded there; load it, and end with 'bankseed generate --finish'"));
  }
  if (run->shards != shards || run->here != server.shards) {
    const std::string found = run->shards == 0
                                  ? "a whole bank"
                                  : fmt::format("{} of {}", to_text(run->here), run->shards);
    throw UsageError(fmt::format("{}: it has {}, and the map says {} of {}", server.name, found,
                                 to_text(server.shards), shards));
  }
  return *run;
}

RecordedBank recorded_by(const std::vector<MappedServer>& servers, Interrupter* interrupter) {
  const std::uint64_t shards = servers.back().shards.last;
  RecordedBank recorded;
  for (const MappedServer& server : servers) {
    const RunStatus run = run_of(server, shards, interrupter);
    if (!recorded.options) {
      recorded = read_recorded_bank(server.connections, interrupter);
      require_options(recorded, server.name + ": which rows belong there is not known");
      continue;
    }
    const auto found = differences(run, *recorded.options);
    if (found.empty()) continue;
    throw UsageError(fmt::format("{} has another bank than {}: {}", server.name,
                                 servers.front().name, fmt::join(found, ", ")));
  }
  return recorded;
}

/// States the users, and how the databases sort texts: all alike.
TextOrder settle(std::vector<MappedServer>& servers, Interrupter* interrupter) {
  std::vector<std::array<TextOrder, kDatabaseCount>> orders(servers.size());
  run_in_parallel(servers.size(), [&](std::size_t i) {
    naming(servers[i], [&] {
      for (std::size_t j = 0; j < kDatabaseCount; ++j) {
        DatabaseAddress& address = servers[i].connections[j];
        Connection connection = Connection::open(address, interrupter);
        orders[i][j] = TextOrder::of(connection);
        address = without_environment(std::move(address));
        if (address.parameter("user").empty())
          address.parameters.emplace_back("user", connection.user());
      }
    });
  });
  const TextOrder& first = orders.front()[static_cast<std::size_t>(Database::kAccounts)];
  for (std::size_t i = 0; i < servers.size(); ++i) {
    for (std::size_t j = 0; j < kDatabaseCount; ++j) {
      if (orders[i][j].agrees_with(first)) continue;
      throw UsageError(fmt::format(
          "{} sorts texts of {} as {}, and accounts_db of {} as {}: as one bank they have to sort "
          "alike",
          servers[i].name, kDatabaseNames[j], orders[i][j].collate, servers.front().name,
          first.collate));
    }
  }
  return first;
}

/// Only a superuser makes postgres_fdw, and it is a package of its own on some systems.
[[noreturn]] void refuse_without_fdw(const DatabaseError& error) {
  throw DatabaseError(
      fmt::format("{}; all servers are seen as one by postgres_fdw (of the package "
                  "postgresql-contrib) in databases made for the time, which takes a superuser: on "
                  "the first server of the map, or where --url says",
                  error.what()),
      error.where(), ExitCode::kUsage);
}

void try_to_drop(Connection& maintenance, std::string_view name) {
  try {
    static_cast<void>(maintenance.execute("DROP DATABASE IF EXISTS " + quote_identifier(name)));
  } catch (const DatabaseError&) {
    // Somebody looks into it: the next verification will.
  }
}

/// Databases of verifications that were killed: with such a name, and nobody's session in them.
void drop_leftovers(Connection& maintenance) {
  const auto left = maintenance.execute(
      fmt::format("SELECT datname FROM pg_database d WHERE datname ~ "
                  "'^{}[0-9]{{8}}T[0-9]{{6}}Z-[0-9a-f]{{8}}_({})$' AND NOT EXISTS (SELECT FROM "
                  "pg_stat_activity a WHERE a.datid = d.oid)",
                  kPrefix, fmt::join(kDatabaseNames, "|")));
  for (std::size_t i = 0; i < left.size(); ++i)
    try_to_drop(maintenance, left.text(i, 0));
}

/// Rows of one database that are on another server than their keys say, a sentence a table.
std::vector<std::string> strays_of(const Coordinator& coordinator,
                                   std::size_t server,
                                   Database database,
                                   Interrupter* interrupter) {
  constexpr std::size_t kNamed = 5;
  std::vector<std::string> found;
  const auto& address =
      coordinator.servers()[server].connections[static_cast<std::size_t>(database)];
  Connection connection = Connection::open(address, interrupter);
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableId table{static_cast<std::uint16_t>(i)};
    if (kCatalog[i].database != database) continue;
    const auto sql = coordinator.strays_sql(table, server);
    if (!sql) continue;
    const auto rows =
        connection.execute(fmt::format("{} LIMIT {}", *sql, kNamed + 1), kCatalog[i].name);
    if (rows.size() == 0) continue;
    std::string names;
    for (std::size_t row = 0; row < std::min(rows.size(), kNamed); ++row) {
      names += fmt::format("{}{} (of {})", row == 0 ? "" : ", ", rows.text(row, 0),
                           rows.is_null(row, 1) ? "nobody" : rows.text(row, 1));
    }
    found.push_back(fmt::format("rows of {}.{} belong on another server: {}{}", name_of(database),
                                kCatalog[i].name, names, rows.size() > kNamed ? ", ..." : ""));
  }
  return found;
}

/// The tables that every server has, of one of them.
TableDigests digests_of_shared(const MappedServer& server, Interrupter* interrupter) {
  TableDigests digests;
  for (const DatabaseAddress& address : server.connections)
    digest_database(address, tables_on_every_server(), interrupter, digests);
  return digests;
}

/// What is found on a server alone, or keeps from looking.
std::vector<std::string> shortcomings_of(const Coordinator& coordinator,
                                         std::size_t server,
                                         Interrupter* interrupter) {
  Completeness found = completeness_of(coordinator.servers()[server].connections, interrupter);
  std::vector<std::string> all = std::move(found.shortcomings);
  std::move(found.unknown.begin(), found.unknown.end(), std::back_inserter(all));
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    auto strays = strays_of(coordinator, server, static_cast<Database>(i), interrupter);
    std::move(strays.begin(), strays.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace

MappedRecord read_mapped_record(const ServerMap& map, Patience patience, Interrupter* interrupter) {
  std::vector<MappedServer> servers =
      servers_of(map, {.urls = {}, .patience = patience, .file = {}});
  require_different_servers(servers, interrupter);
  RecordedBank recorded = recorded_by(servers, interrupter);
  TextOrder order = settle(servers, interrupter);
  const Bank bank(*recorded.options);
  return {std::move(recorded), Coordinator(std::move(servers), bank, std::move(order))};
}

CoordinatorDatabases::CoordinatorDatabases(const Coordinator& coordinator,
                                           const ConnectionSettings& where,
                                           Interrupter* interrupter)
    : coordinator_(coordinator),
      interrupter_(interrupter),
      connections_(where),
      sessions_(kDatabaseCount) {
  const std::string id = new_run_id();
  for (DatabaseAddress& address : connections_)
    address.name = fmt::format("{}{}_{}", kPrefix, id, name_of(address.database));
  Connection maintenance = Connection::open(maintenance_of(where.front()), interrupter);
  // From here until there are sessions in the databases nobody else takes them for leftovers.
  static_cast<void>(
      maintenance.execute("SELECT pg_advisory_lock(hashtext('bankseed verify --server-map'))"));
  drop_leftovers(maintenance);
  try {
    for (const DatabaseAddress& address : connections_)
      static_cast<void>(maintenance.execute(coordinator.create_database_sql(address.name)));
    run_in_parallel(kDatabaseCount, [this](std::size_t i) { make(i); });
  } catch (...) {
    drop();
    throw;
  }
}

CoordinatorDatabases::~CoordinatorDatabases() {
  drop();
}

void CoordinatorDatabases::make(std::size_t database) {
  Connection& session =
      sessions_[database].emplace(Connection::open(connections_[database], interrupter_));
  try {
    // Whatever the server writes into its log, these statements hold passwords.
    static_cast<void>(
        session.execute("SET log_statement TO none; SET log_min_duration_statement TO -1; SET "
                        "log_min_error_statement TO panic; CREATE EXTENSION postgres_fdw"));
  } catch (const DatabaseError& error) {
    refuse_without_fdw(error);
  }
  static_cast<void>(session.execute(
      coordinator_.script(static_cast<Database>(database), Coordinator::Passwords::kStated)));
  if (TextOrder::of(session).agrees_with(coordinator_.order())) return;
  throw UsageError(
      fmt::format("{} cannot have a database that sorts texts as the servers of the map do, {}",
                  connections_[database].describe(), coordinator_.order().collate));
}

void CoordinatorDatabases::drop() noexcept {
  for (auto& session : sessions_)
    session.reset();
  try {
    // What has been interrupted is cleaned up all the same.
    Connection maintenance = Connection::open(maintenance_of(connections_.front()));
    for (const DatabaseAddress& address : connections_)
      try_to_drop(maintenance, address.name);
  } catch (const std::exception&) {
    // The next verification will.
  }
}

std::vector<std::string> shortcomings_of(const Coordinator& coordinator, Interrupter* interrupter) {
  const auto& servers = coordinator.servers();
  std::vector<std::vector<std::string>> each(servers.size());
  std::vector<TableDigests> digests(servers.size());
  run_in_parallel(servers.size(), [&](std::size_t i) {
    try {
      naming(servers[i], [&] {
        each[i] = shortcomings_of(coordinator, i, interrupter);
        digests[i] = digests_of_shared(servers[i], interrupter);
      });
    } catch (const DatabaseError& error) {
      // What could not be looked at is neither right nor wrong.
      throw DatabaseError(error.what(), error.where(), ExitCode::kUsage);
    }
  });
  std::vector<std::string> all;
  for (std::size_t i = 0; i < servers.size(); ++i) {
    for (std::size_t table = 0; table < kTableCount; ++table) {
      if (digests[i][table] == digests[0][table]) continue;
      each[i].push_back(fmt::format("{}.{}, which every server has, is not that of {}",
                                    name_of(kCatalog[table].database), kCatalog[table].name,
                                    servers[0].name));
    }
    for (const std::string& text : each[i])
      all.push_back(of_server(servers[i], text));
  }
  return all;
}

}  // namespace bankseed
