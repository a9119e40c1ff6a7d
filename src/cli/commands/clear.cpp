#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bankseed/core/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/output.hpp"
#include "cli/run/signals.hpp"
#include "sink/postgres/load/bank_state.hpp"

namespace bankseed {
namespace {

struct ClearOptions {
  ConnectionFlags server;
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

void run_clear(const ClearOptions& options) {
  const ConnectionSettings connections = existing_connections(options.server, false);
  if (!options.is_confirmed) {
    throw UsageError((options.drops ? "this would drop all that bankseed has made in "
                                    : "this would empty all tables of the bank in ") +
                     description_of(connections) + "; say --confirm to do it");
  }
  StopBySignal stop;
  if (options.drops) {
    const Dropped dropped = drop_bank(connections, options.cascade, stop.interrupter());
    write_output(dropped_text(dropped));
    if (!dropped.failures.empty())
      throw Error(fmt::format("{}", fmt::join(dropped.failures, "\n  ")));
    return;
  }
  const TableSet emptied = clear_bank(connections, options.cascade, stop.interrupter());
  write_output(emptied.none() ? "all tables were empty already\n"
                              : fmt::format("emptied {} tables\n", emptied.count()));
}

void run_repair(const ConnectionFlags& flags) {
  StopBySignal stop;
  const Repair repair = repair_bank(existing_connections(flags, false), stop.interrupter());
  std::string text;
  for (const std::string& note : repair.notes)
    text += note + "\n";
  write_output(text.empty() ? "nothing to repair\n" : text);
  if (!repair.failures.empty()) throw Error(fmt::format("{}", fmt::join(repair.failures, "\n  ")));
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
  const auto flags = std::make_shared<ConnectionFlags>();
  add_server_options(*command, *flags);
  command->callback([&invocation, flags] { invocation.run = [flags] { run_repair(*flags); }; });
}

}  // namespace bankseed
