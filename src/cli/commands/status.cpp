#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "bankseed/rows/catalog.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/configuration/values.hpp"
#include "cli/output.hpp"
#include "cli/report/text_table.hpp"
#include "cli/run/signals.hpp"
#include "sink/postgres/load/bank_state.hpp"

namespace bankseed {
namespace {

/// What a person should know of a database beside its last run.
std::string remark(const DatabaseStatus& status) {
  if (!status.exists) return "is not there";
  if (status.is_locked) return "being loaded";
  if (status.taken_down > 0) {
    return fmt::format("{} constraints and indexes missing: run 'bankseed repair'",
                       status.taken_down);
  }
  if (!status.shortcomings.empty()) return "not complete, see below";
  return status.run ? "" : "never loaded by bankseed";
}

std::string database_section(const BankStatus& status) {
  TextTable table(
      {{"database"}, {"last run"}, {"seed"}, {"as of"}, {"algorithm"}, {"began"}, {"remark"}});
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const DatabaseStatus& database = status.databases[i];
    const RunStatus run = database.run.value_or(RunStatus{});
    table.add_row({std::string(kDatabaseNames[i]), run.state,
                   database.run ? std::to_string(run.seed) : "", run.as_of,
                   database.run ? std::to_string(run.algorithm_version) : "", run.started_at,
                   remark(database)});
  }
  return table.text();
}

std::string table_section(const BankStatus& status) {
  TextTable table({{"database"}, {"table"}, {"rows", Align::kRight}});
  std::uint64_t rows = 0;
  for (std::size_t database = 0; database < kDatabaseCount; ++database) {
    for (std::size_t i = 0; i < kTableCount; ++i) {
      if (kCatalog[i].database != static_cast<Database>(database)) continue;
      rows += status.rows[i];
      table.add_row({std::string(kDatabaseNames[database]), std::string(kCatalog[i].name),
                     status.existing[i] ? grouped(status.rows[i]) : "no table"});
    }
  }
  table.add_rule();
  table.add_row({"all", "", grouped(rows)});
  return table.text();
}

/// What is missing, a line each.
std::string shortcoming_section(const BankStatus& status) {
  std::string text;
  for (const DatabaseStatus& database : status.databases) {
    for (const std::string& shortcoming : database.shortcomings)
      text += shortcoming + "\n";
  }
  return text.empty() ? "" : "\n" + text;
}

void run_status(const ConnectionFlags& flags) {
  const ConnectionSettings connections = existing_connections(flags);
  StopBySignal stop;
  const BankStatus status = bank_status(connections, stop.interrupter());
  write_output(description_of(connections) + "\n\n" + database_section(status) + "\n" +
               table_section(status) + shortcoming_section(status));
}

}  // namespace

void add_status_command(CLI::App& program, Invocation& invocation) {
  auto* const command =
      program.add_subcommand("status", "Say what is loaded: rows in each table, the last run");
  const auto flags = std::make_shared<ConnectionFlags>();
  add_server_options(*command, *flags);
  command->callback([&invocation, flags] { invocation.run = [flags] { run_status(*flags); }; });
}

}  // namespace bankseed
