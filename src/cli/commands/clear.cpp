#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bankseed/core/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/output.hpp"
#include "cli/run/shards/different_servers.hpp"
#include "cli/run/shards/server_map.hpp"
#include "cli/run/signals.hpp"
#include "sink/postgres/load/bank_state.hpp"

namespace bankseed {
namespace {

struct ClearOptions {
  ConnectionFlags server;
  std::optional<ServerMap> map;
  bool is_confirmed = false;
  bool cascade = false;
  bool drops = false;  ///< What bankseed has made goes, too.
};

std::string dropped_text(const Dropped& dropped) {
  std::string text;
  if (dropped.tables > 0) text += fmt::format("dropped {} tables\n", dropped.tables);
  if (dropped.emptied > 0)
    text += fmt::format("emptied {} tables that somebody else has made\n", dropped.emptied);
  if (!dropped.databases.empty())
    text += fmt::format("dropped the databases {}\n", fmt::join(dropped.databases, ", "));
  for (const std::string& note : dropped.notes)
    text += note + "\n";
  return text.empty() && dropped.failures.empty() ? "there is nothing of bankseed\n" : text;
}

/// Says what was done.
std::string clear(const ClearOptions& options,
                  const ConnectionSettings& connections,
                  Interrupter* interrupter) {
  if (options.drops) {
    const Dropped dropped = drop_bank(connections, options.cascade, interrupter);
    if (dropped.failures.empty()) return dropped_text(dropped);
    write_output(dropped_text(dropped));
    throw Error(fmt::format("{}", fmt::join(dropped.failures, "\n  ")));
  }
  const TableSet emptied = clear_bank(connections, options.cascade, interrupter);
  return emptied.none() ? "all tables were empty already\n"
                        : fmt::format("emptied {} tables\n", emptied.count());
}

void run_clear(const ClearOptions& options) {
  const auto servers = servers_of(options.map, options.server, false);
  if (!options.is_confirmed) {
    throw UsageError((options.drops ? "this would drop all that bankseed has made in "
                                    : "this would empty all tables of the bank in ") +
                     (options.map ? "the six databases of each of the " + options.map->description()
                                  : description_of(servers.front().connections)) +
                     "; say --confirm to do it");
  }
  StopBySignal stop;
  require_different_servers(servers, stop.interrupter());
  for (const MappedServer& server : servers) {
    const std::string text =
        naming(server, [&] { return clear(options, server.connections, stop.interrupter()); });
    write_output((server.name.empty() ? "" : server.name + "\n") + text);
  }
}

struct RepairOptions {
  ConnectionFlags server;
  std::optional<ServerMap> map;
};

void run_repair(const RepairOptions& options) {
  StopBySignal stop;
  std::string text;
  std::vector<std::string> failures;
  const auto servers = servers_of(options.map, options.server, false);
  require_different_servers(servers, stop.interrupter());
  for (const MappedServer& server : servers) {
    const Repair repair =
        naming(server, [&] { return repair_bank(server.connections, stop.interrupter()); });
    for (const std::string& note : repair.notes)
      text += of_server(server, note) + "\n";
    for (const std::string& failure : repair.failures)
      failures.push_back(of_server(server, failure));
  }
  write_output(text.empty() ? "nothing to repair\n" : text);
  if (!failures.empty()) throw Error(fmt::format("{}", fmt::join(failures, "\n  ")));
}

}  // namespace

void add_clear_command(CLI::App& program, Invocation& invocation) {
  auto* const command = program.add_subcommand(
      "clear",
      "Empty the tables of all six databases; tables and constraints stay, but with --drop");
  const auto options = std::make_shared<ClearOptions>();
  command->add_flag("--confirm", options->is_confirmed, "Really do it")
      ->disable_flag_override()
      ->group("Clearing");
  command
      ->add_flag(
          "--cascade", options->cascade,
          "Also where that deletes or changes rows of tables that are not the bank's, or sets "
          "off their triggers; without it that is refused")
      ->disable_flag_override()
      ->group("Clearing");
  command
      ->add_flag("--drop", options->drops,
                 "Also drop the tables, the schema bankseed and the databases that bankseed has "
                 "made, as its bookkeeping says; databases with anything else in them stay")
      ->disable_flag_override()
      ->group("Clearing");
  add_server_map_option(*command, options->map, "On the servers of this map, one after the other",
                        "Connection");
  add_server_options(*command, options->server);
  command->footer(
      "Examples:\n"
      "  bankseed clear --confirm\n"
      "  bankseed clear --drop --confirm --url postgresql://me@db.host\n");
  command->callback(
      [&invocation, options] { invocation.run = [options] { run_clear(*options); }; });
}

void add_repair_command(CLI::App& program, Invocation& invocation) {
  auto* const command = program.add_subcommand(
      "repair",
      "Undo loads that were killed: what they loaded is removed, constraints and indexes that they "
      "took down come back (the next load does the same by itself)");
  command->footer(
      "Example:\n"
      "  bankseed repair --url postgresql://me@db.host\n");
  const auto options = std::make_shared<RepairOptions>();
  add_server_map_option(*command, options->map, "On the servers of this map, one after the other",
                        "Connection");
  add_server_options(*command, options->server);
  command->callback(
      [&invocation, options] { invocation.run = [options] { run_repair(*options); }; });
}

}  // namespace bankseed
