#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "bankseed/rows/catalog.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/output.hpp"
#include "cli/report/report.hpp"
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

void digest_database(const DatabaseAddress& address,
                     Interrupter* interrupter,
                     TableDigests& digests) {
  Connection connection = Connection::open(address, interrupter);
  refuse_while_loading(connection);
  // As the encoder writes: what COPY prints depends on the session.
  connection.execute("SET datestyle TO 'ISO'");
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableInfo& table = kCatalog[i];
    if (table.database != address.database) continue;
    const std::string name = qualified_name(table);
    if (connection.execute("SELECT to_regclass(" + quote_literal(name) + ")").is_null(0, 0))
      continue;
    CopyOut rows(connection, select_rows(table), table.name);
    while (const auto line = rows.next())
      digests[i].add(*line);
  }
}

void run_digest(const ConnectionFlags& flags) {
  TableDigests digests;
  StopBySignal stop;
  const ConnectionSettings connections = existing_connections(flags);
  for (const DatabaseAddress& address : connections)
    digest_database(address, stop.interrupter(), digests);
  // What is there has a digest all the same.
  for (const std::string& shortcoming :
       completeness_of(connections, stop.interrupter()).shortcomings)
    std::cerr << "not complete: " << shortcoming << '\n';
  write_output(digest_text(digests));
}

}  // namespace

void add_digest_command(CLI::App& program, Invocation& invocation) {
  auto* const command = program.add_subcommand(
      "digest", "Print a digest of every table's rows, whatever their order");
  const auto flags = std::make_shared<ConnectionFlags>();
  add_server_options(*command, *flags);
  command->footer(
      "The output is that of 'bankseed generate --digest' for the same bank.\n"
      "\n"
      "Example:\n"
      "  bankseed digest > there\n"
      "  bankseed generate --to null --seed 7 --digest --quiet | diff - there\n");
  command->callback([&invocation, flags] { invocation.run = [flags] { run_digest(*flags); }; });
}

}  // namespace bankseed
