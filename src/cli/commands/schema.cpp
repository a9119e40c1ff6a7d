#include <memory>

#include <CLI/CLI.hpp>

#include "bankseed/rows/catalog.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/database_name.hpp"
#include "cli/output.hpp"
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

}  // namespace

void add_schema_command(CLI::App& program, Invocation& invocation) {
  auto* const schema = program.add_subcommand("schema", "Print what the tables look like");
  schema->require_subcommand(1);
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
  ddl->callback([&invocation, names, with_views] {
    invocation.run = [names, with_views] { run_ddl(*names, *with_views); };
  });
}

}  // namespace bankseed
