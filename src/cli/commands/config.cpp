#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.hpp"
#include "cli/configuration/configuration_text.hpp"
#include "cli/configuration/options.hpp"
#include "cli/output.hpp"

namespace bankseed {
namespace {

struct ConfigOptions {
  BankFlags bank;
  DatabaseUrls urls;
};

void run_config(const ConfigOptions& options) {
  const Configuration configuration = effective_configuration(options.bank);
  const auto connections = resolve_connections(options.urls, configuration.urls);
  write_output(configuration_text(configuration, connections));
  if (!configuration.is_as_of_today) return;
  std::cerr << "as_of is pinned to today, " << to_text(configuration.bank.as_of)
            << ": this file makes the same bank on any day; without the line, it is each day's\n";
}

}  // namespace

void add_config_command(CLI::App& program, Invocation& invocation) {
  auto* const command = program.add_subcommand(
      "config", "Print the whole effective configuration, to be edited and used with --config");
  const auto options = std::make_shared<ConfigOptions>();
  add_bank_options(*command, options->bank);
  add_connection_options(*command, options->urls);
  command->footer(
      "Examples:\n"
      "  bankseed config > bank.toml\n"
      "  bankseed config --seed 7 --as-of 2025-12-31 --set accounts.holders=80\n");
  command->callback(
      [&invocation, options] { invocation.run = [options] { run_config(*options); }; });
}

}  // namespace bankseed
