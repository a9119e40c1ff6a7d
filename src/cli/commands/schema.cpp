#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "bankseed/core/error.hpp"
#include "bankseed/rows/catalog.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/database_name.hpp"
#include "cli/configuration/options.hpp"
#include "cli/output.hpp"
#include "cli/run/shards/mapped_bank.hpp"
#include "cli/run/shards/server_map.hpp"
#include "cli/run/signals.hpp"
#include "rows/views.hpp"
#include "schema/ddl.hpp"

namespace bankseed {
namespace {

void run_ddl(const std::vector<std::string>& names, bool with_views) {
  std::vector<Database> databases;
  databases.reserve(kDatabaseCount);
  for (const std::string& name : names)
    databases.push_back(parse_database(name));
  for (std::size_t i = 0; i < kDatabaseCount && names.empty(); ++i)
    databases.push_back(static_cast<Database>(i));
  std::string script;
  for (const Database database : databases) {
    const std::string name(name_of(database));
    script += script.empty() ? "" : "\n";
    // psql goes from database to database; the script of one is for whatever it is connected to.
    if (databases.size() > 1) script += "\\connect " + name + "\n\n";
    script += database_script(kCatalog, database);
    for (const ViewInfo& view : all_views()) {
      if (!with_views || view.database != database) continue;
      for (const std::string& statement : view_statements(view))
        script += statement + ";\n";
    }
  }
  write_output(script);
}

struct CoordinatorOptions {
  std::optional<ServerMap> map;
  Patience patience;
};

void run_coordinator(const CoordinatorOptions& options) {
  if (!options.map) throw UsageError("schema coordinator needs --server-map FILE");
  StopBySignal stop;
  const MappedRecord record =
      read_mapped_record(*options.map, options.patience, stop.interrupter());
  std::string script;
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    script += fmt::format(
        "{}{};\n\\connect {}\n\n{}", i == 0 ? "" : "\n",
        record.coordinator.create_database_sql(kDatabaseNames[i]), kDatabaseNames[i],
        record.coordinator.script(static_cast<Database>(i), Coordinator::Passwords::kPlaceholders));
  }
  write_output(script);
}

void add_coordinator_command(CLI::App& schema, Invocation& invocation) {
  auto* const command = schema.add_subcommand(
      "coordinator",
      "Print the SQL that makes one bank of the servers of a map, on one more server, by "
      "postgres_fdw");
  const auto options = std::make_shared<CoordinatorOptions>();
  add_server_map_option(*command, options->map, "Which shards are on which server", "Connection");
  add_patience_options(*command, options->patience);
  command->footer(
      "Tables are partitioned by the keys that tell the server, and refer to each\n"
      "server by the map's own URL. Passwords are not printed: where a URL has one,\n"
      "psql is given it as password_1 and so on, by the number of the server. A\n"
      "superuser runs it, for whom it is made.\n"
      "\n"
      "Example:\n"
      "  bankseed schema coordinator --server-map map.toml > one.sql\n"
      "  psql -h db0 -d postgres -v ON_ERROR_STOP=1 -v password_1=... -f one.sql\n");
  command->callback(
      [&invocation, options] { invocation.run = [options] { run_coordinator(*options); }; });
}

}  // namespace

void add_schema_command(CLI::App& program, Invocation& invocation) {
  auto* const schema = program.add_subcommand("schema", "Print what the tables look like");
  schema->require_subcommand(1);
  schema->footer(
      "Example:\n"
      "  bankseed schema ddl\n");
  auto* const ddl = schema->add_subcommand(
      "ddl", "Print the SQL that makes the tables of all six databases, or of those named");
  const auto names = std::make_shared<std::vector<std::string>>();
  const auto with_views = std::make_shared<bool>(false);
  ddl->add_option("DATABASE", *names, "accounts_db and the like; all six when none is named");
  ddl->add_flag("--views", *with_views, "And the views that 'bankseed generate --views' makes")
      ->disable_flag_override();
  ddl->footer(
      "Example:\n"
      "  bankseed schema ddl accounts_db | psql -d accounts_db\n");
  add_coordinator_command(*schema, invocation);
  ddl->callback([&invocation, names, with_views] {
    invocation.run = [names, with_views] { run_ddl(*names, *with_views); };
  });
}

}  // namespace bankseed
