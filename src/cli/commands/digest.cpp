#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <vector>

#include <CLI/CLI.hpp>

#include "bankseed/core/error.hpp"
#include "bankseed/rows/catalog.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/output.hpp"
#include "cli/report/report.hpp"
#include "cli/run/shards/server_map.hpp"
#include "cli/run/shards/spread.hpp"
#include "cli/run/signals.hpp"
#include "schema/ddl.hpp"
#include "sink/postgres/copy_out.hpp"
#include "sink/postgres/load/bookkeeping.hpp"
#include "sink/postgres/load/completeness.hpp"

namespace bankseed {
namespace {

/// The table's rows with the columns that bankseed knows, in its order.
std::string select_rows(const TableInfo& table) {
  std::string columns;
  for (const ColumnDef& column : table.columns)
    columns += (columns.empty() ? "" : ", ") + quote_identifier(column.name);
  return "SELECT " + columns + " FROM " + qualified_name(table);
}

/// Adds the rows of the tables but for those that are left out.
void digest_database(const DatabaseAddress& address,
                     const TableSet& left_out,
                     Interrupter* interrupter,
                     TableDigests& digests) {
  Connection connection = Connection::open(address, interrupter);
  refuse_while_loading(connection);
  // As the encoder writes: what COPY prints depends on the session.
  connection.execute("SET datestyle TO 'ISO'");
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableInfo& table = kCatalog[i];
    if (table.database != address.database || left_out[i]) continue;
    const std::string name = qualified_name(table);
    if (connection.execute("SELECT to_regclass(" + quote_literal(name) + ")").is_null(0, 0))
      continue;
    CopyOut rows(connection, select_rows(table), table.name);
    while (const auto line = rows.next())
      digests[i].add(*line);
  }
}

struct DigestOptions {
  ConnectionFlags server;
  std::optional<ServerMap> map;
};

/// The servers that hold the bank: one, or those of the map.
std::vector<ConnectionSettings> servers_of(const DigestOptions& options) {
  if (!options.map) return {existing_connections(options.server)};
  const DatabaseUrls& urls = options.server.urls;
  const bool has_url =
      !urls.all.empty() || std::any_of(urls.each.begin(), urls.each.end(),
                                       [](const std::string& url) { return !url.empty(); });
  if (has_url)
    throw UsageError("--server-map says where the databases are; leave --url and the like out");
  std::vector<ConnectionSettings> servers;
  for (const MappedServer& server : options.map->servers())
    servers.push_back(with_patience(server.connections, options.server.patience));
  return servers;
}

void run_digest(const DigestOptions& options) {
  TableDigests digests;
  StopBySignal stop;
  TableSet counted;  // On the first server: what each of them has.
  for (const ConnectionSettings& connections : servers_of(options)) {
    for (const DatabaseAddress& address : connections)
      digest_database(address, counted, stop.interrupter(), digests);
    // What is there has a digest all the same.
    for (const std::string& shortcoming :
         completeness_of(connections, stop.interrupter()).shortcomings)
      std::cerr << "not complete: " << shortcoming << '\n';
    counted = tables_on_every_server();
  }
  write_output(digest_text(digests));
}

}  // namespace

void add_digest_command(CLI::App& program, Invocation& invocation) {
  auto* const command = program.add_subcommand(
      "digest", "Print a digest of every table's rows, whatever their order");
  const auto options = std::make_shared<DigestOptions>();
  command
      ->add_option_function<std::string>(
          "--server-map",
          [options](const std::string& path) { options->map = ServerMap::read(path); },
          "Of a bank on the servers of this map, as of one")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::Throw)
      ->group("Connection");
  add_server_options(*command, options->server);
  command->footer(
      "The output is that of 'bankseed generate --digest' for the same bank.\n"
      "\n"
      "Example:\n"
      "  bankseed digest > there\n"
      "  bankseed generate --to null --seed 7 --digest --quiet | diff - there\n");
  command->callback(
      [&invocation, options] { invocation.run = [options] { run_digest(*options); }; });
}

}  // namespace bankseed
