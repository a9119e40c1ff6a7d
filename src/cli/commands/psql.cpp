#include <cstdlib>
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.hpp"
#include "cli/configuration/connections.hpp"
#include "cli/configuration/database_name.hpp"
#include "cli/run/become.hpp"
#include "sink/private_cluster.hpp"

namespace bankseed {
namespace {

struct PsqlOptions {
  ConnectionFlags server;
  std::string database;
};

/// The words of psql with which it finds the database.
std::vector<std::string> psql_command(const DatabaseAddress& address) {
  if (address.origin == PrivateCluster::kOrigin)
    return PrivateCluster::of_this_user().psql_command(address.database);
  // Not among its words, where everybody on the machine could read it.
  const std::string password(address.parameter("password"));
  if (!password.empty()) ::setenv("PGPASSWORD", password.c_str(), 1);
  return {"psql", connection_string(address, address.name)};
}

void run_psql(const PsqlOptions& options, std::vector<std::string> further_words) {
  const Database database = psql_database(options.database, further_words);
  const ConnectionSettings connections = existing_connections(options.server);
  std::vector<std::string> words = psql_command(connections[static_cast<std::size_t>(database)]);
  words.insert(words.end(), further_words.begin(), further_words.end());
  become(std::move(words));
}

}  // namespace

void add_psql_command(CLI::App& program, Invocation& invocation) {
  auto* const command = program.add_subcommand(
      "psql", "Open a psql session with one of the databases, wherever they are configured to be");
  const auto options = std::make_shared<PsqlOptions>();
  add_psql_database(*command, options->database);
  command->footer(
      "Further words are psql's.\n"
      "\n"
      "Examples:\n"
      "  bankseed psql accounts_db\n"
      "  bankseed psql -c 'SELECT count(*) FROM accounts'\n"
      "  bankseed psql --url postgresql://me@db.host loans_db -c '\\dt'\n");
  command->parse_complete_callback([&invocation] { invocation.takes_further_words = true; });
  add_server_options(*command, options->server);
  command->callback([&invocation, options] {
    invocation.run = [&invocation, options] { run_psql(*options, invocation.further_words); };
  });
}

}  // namespace bankseed
