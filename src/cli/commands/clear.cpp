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
};

void run_clear(const ClearOptions& options) {
  const ConnectionSettings connections = existing_connections(options.server);
  if (!options.is_confirmed) {
    throw UsageError("this would empty all tables of the bank in " + description_of(connections) +
                     "; say --confirm to do it");
  }
  StopBySignal stop;
  const TableSet emptied = clear_bank(connections, options.cascade, stop.interrupter());
  write_output(emptied.none() ? "all tables were empty already\n"
                              : fmt::format("emptied {} tables\n", emptied.count()));
}

void run_repair(const ConnectionFlags& flags) {
  StopBySignal stop;
  const Repair repair = repair_bank(existing_connections(flags), stop.interrupter());
  std::string text;
  for (const std::string& note : repair.notes)
    text += note + "\n";
  write_output(text.empty() ? "nothing to repair\n" : text);
  if (!repair.failures.empty()) throw Error(fmt::format("{}", fmt::join(repair.failures, "\n  ")));
}

}  // namespace

void add_clear_command(CLI::App& program, Invocation& invocation) {
  auto* const command = program.add_subcommand(
      "clear", "Empty the tables of all six databases; tables and constraints stay");
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
  add_server_options(*command, options->server);
  command->callback(
      [&invocation, options] { invocation.run = [options] { run_clear(*options); }; });
}

void add_repair_command(CLI::App& program, Invocation& invocation) {
  auto* const command = program.add_subcommand(
      "repair",
      "Undo loads that were killed: what they loaded is removed, constraints and indexes that they "
      "took down come back (the next load does the same by itself)");
  const auto flags = std::make_shared<ConnectionFlags>();
  add_server_options(*command, *flags);
  command->callback([&invocation, flags] { invocation.run = [flags] { run_repair(*flags); }; });
}

}  // namespace bankseed
