#include <iostream>
#include <memory>
#include <optional>
#include <vector>

#include <CLI/CLI.hpp>

#include "bankseed/rows/catalog.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/output.hpp"
#include "cli/report/report.hpp"
#include "cli/run/shards/different_servers.hpp"
#include "cli/run/shards/loaded_rows.hpp"
#include "cli/run/shards/server_map.hpp"
#include "cli/run/shards/spread.hpp"
#include "cli/run/signals.hpp"
#include "sink/postgres/load/completeness.hpp"

namespace bankseed {
namespace {

struct DigestOptions {
  ConnectionFlags server;
  std::optional<ServerMap> map;
};

void run_digest(const DigestOptions& options) {
  TableDigests digests;
  StopBySignal stop;
  TableSet tables = all_tables();
  const auto servers = servers_of(options.map, options.server);
  require_different_servers(servers, stop.interrupter());
  for (const MappedServer& server : servers) {
    for (const DatabaseAddress& address : server.connections)
      digest_database(address, tables, stop.interrupter(), digests);
    // What is there has a digest all the same.
    for (const std::string& shortcoming :
         completeness_of(server.connections, stop.interrupter()).shortcomings)
      std::cerr << "not complete: " << of_server(server, shortcoming) << '\n';
    // What each of them has is counted on the first server.
    tables = all_tables() & ~tables_on_every_server();
  }
  write_output(digest_text(digests));
}

}  // namespace

void add_digest_command(CLI::App& program, Invocation& invocation) {
  auto* const command = program.add_subcommand(
      "digest", "Print a digest of every table's rows, whatever their order");
  const auto options = std::make_shared<DigestOptions>();
  add_server_map_option(*command, options->map, "Of a bank on the servers of this map, as of one",
                        "Connection");
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
