#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bankseed/core/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/database_name.hpp"
#include "cli/configuration/options.hpp"
#include "cli/output.hpp"
#include "cli/run/become.hpp"
#include "sink/cluster_data.hpp"
#include "sink/private_cluster.hpp"

namespace bankseed {
namespace {

std::string psql_hint(const PrivateCluster& cluster) {
  return "look at it:  " + cluster.psql_line(Database::kAccounts) + "\n";
}

/// What other clients ask for.
std::string connection_information(const PrivateCluster& cluster) {
  return fmt::format(
      "\nother clients, like DBeaver or pgAdmin:\n"
      "  host       127.0.0.1\n"
      "  port       {}\n"
      "  user       bankseed\n"
      "  password   the last word of {}, which only you can read\n"
      "  databases  {}\n",
      cluster.status().port, cluster.password_file().string(), fmt::join(kDatabaseNames, ", "));
}

void run_start(const std::optional<std::filesystem::path>& file) {
  PrivateCluster cluster =
      PrivateCluster::of_this_user(read_configuration({file, {}}).server_binaries);
  const auto started = cluster.start();
  const std::string_view what = started.created   ? "made and started"
                                : started.started ? "started"
                                                  : "is running already:";
  write_output(fmt::format("{} the private PostgreSQL cluster in {}, port {} of 127.0.0.1\n{}",
                           what, cluster.directory().string(), cluster.status().port,
                           psql_hint(cluster)));
}

void run_stop() {
  PrivateCluster cluster = PrivateCluster::of_this_user();
  const bool was_running = cluster.stop();
  write_output(
      fmt::format("{} the private PostgreSQL cluster in {}\n",
                  was_running ? "stopped" : "is not running:", cluster.directory().string()));
}

void run_server_status() {
  const PrivateCluster cluster = PrivateCluster::of_this_user();
  const auto status = cluster.status();
  const std::string directory = cluster.directory().string();
  switch (status.state) {
    case PrivateCluster::State::kAbsent:
      return write_output(fmt::format(
          "there is no private PostgreSQL cluster yet; it would be made in {}\n", directory));
    case PrivateCluster::State::kStopped:
      return write_output(fmt::format("stopped: the private cluster in {} (PostgreSQL {})\n",
                                      directory, status.major_version));
    case PrivateCluster::State::kRunning:
      return write_output(fmt::format(
          "running: the private cluster in {} (PostgreSQL {}), process {}, port {} of 127.0.0.1, "
          "log {}\n{}",
          directory, status.major_version, status.process_id, status.port,
          cluster.log_file().string(), psql_hint(cluster) + connection_information(cluster)));
  }
}

void run_remove(bool is_confirmed) {
  PrivateCluster cluster = PrivateCluster::of_this_user();
  const std::string directory = cluster.directory().string();
  if (!is_confirmed) {
    throw UsageError("this would remove the private PostgreSQL cluster in " + directory +
                     " with all that is in it; say --confirm to do it");
  }
  write_output(fmt::format("{} private PostgreSQL cluster in {}\n",
                           cluster.remove() ? "removed the" : "there is no", directory));
  const std::filesystem::path kept = cluster_template_folder();
  std::error_code none;
  if (std::filesystem::exists(kept, none)) {
    write_output(fmt::format("a fresh data directory, copied for the next one, stays in {}\n",
                             kept.string()));
  }
}

/// The cluster, which must be running.
PrivateCluster running_cluster() {
  PrivateCluster cluster = PrivateCluster::of_this_user();
  if (cluster.status().state != PrivateCluster::State::kRunning) {
    throw Error("the private cluster in " + cluster.directory().string() +
                " is not running; start it with 'bankseed server start'");
  }
  return cluster;
}

void run_url(const std::string& name) {
  const PrivateCluster cluster = running_cluster();
  if (!name.empty()) return write_output(cluster.url(parse_database(name)) + "\n");
  std::string text;
  for (std::size_t i = 0; i < kDatabaseCount; ++i)
    text += cluster.url(static_cast<Database>(i)) + "\n";
  write_output(text);
}

void run_psql(const std::string& name, std::vector<std::string> further_words) {
  const Database database = psql_database(name, further_words);
  std::vector<std::string> words = running_cluster().psql_command(database);
  words.insert(words.end(), further_words.begin(), further_words.end());
  become(std::move(words));
}

CLI::App* add(CLI::App& server,
              Invocation& invocation,
              const std::string& name,
              const std::string& description,
              const std::function<void()>& run) {
  auto* const command = server.add_subcommand(name, description);
  command->callback([&invocation, run] { invocation.run = run; });
  command->footer("Example:\n  bankseed server " + name + "\n");
  return command;
}

}  // namespace

void add_server_command(CLI::App& program, Invocation& invocation) {
  auto* const server =
      program.add_subcommand("server", "Start, stop and look into the private PostgreSQL cluster");
  server->require_subcommand(1);
  const auto file = std::make_shared<std::optional<std::filesystem::path>>();
  add_configuration_file_option(
      *add(*server, invocation, "start", "Make the cluster if there is none, and start it",
           [file] { run_start(*file); }),
      *file);
  add(*server, invocation, "stop", "End it; what is in it stays", run_stop);
  add(*server, invocation, "status", "Say where it is and whether it runs", run_server_status);
  const auto is_confirmed = std::make_shared<bool>(false);
  add(*server, invocation, "remove", "End it, and remove it with all that is in it",
      [is_confirmed] { run_remove(*is_confirmed); })
      ->add_flag("--confirm", *is_confirmed, "Really do it")
      ->disable_flag_override();
  const auto name = std::make_shared<std::string>();
  add(*server, invocation, "url", "Print the URLs of the databases, or of one", [name] {
    run_url(*name);
  })->add_option("DATABASE", *name, "accounts_db and the like");
  auto* const psql = add(*server, invocation, "psql", "Open a psql session",
                         [name, &invocation] { run_psql(*name, invocation.further_words); });
  add_psql_database(*psql, *name);
  psql->footer(
      "Further words are psql's.\n"
      "\n"
      "Examples:\n"
      "  bankseed server psql\n"
      "  bankseed server psql loans_db -c '\\dt'\n");
  psql->parse_complete_callback([&invocation] { invocation.takes_further_words = true; });
  server->footer(
      "The cluster is in ${XDG_DATA_HOME:-~/.local/share}/bankseed. Commands that need\n"
      "a server use it when no other is configured, and 'bankseed generate' starts it\n"
      "then.\n"
      "It is made of the newest PostgreSQL that is installed, from 13 on, or of the one\n"
      "in the directory that BANKSEED_PG_BINDIR, or connection.pg_bindir of a\n"
      "configuration file, names.\n"
      "\n"
      "Examples:\n"
      "  bankseed server status\n"
      "  bankseed server psql accounts_db\n"
      "  bankseed server remove --confirm\n");
}

}  // namespace bankseed
