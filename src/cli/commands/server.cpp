#include <cerrno>
#include <csignal>
#include <memory>
#include <system_error>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "bankseed/core/error.hpp"
#include "cli/commands/commands.hpp"
#include "cli/configuration/database_name.hpp"
#include "cli/configuration/options.hpp"
#include "cli/output.hpp"
#include "sink/private_cluster.hpp"

namespace bankseed {
namespace {

std::string psql_hint(const PrivateCluster& cluster) {
  return "look at it:  " + cluster.psql_line(Database::kAccounts) + "\n";
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
          cluster.log_file().string(), psql_hint(cluster)));
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

void run_psql(const std::string& name, const std::vector<std::string>& further_words) {
  const Database database = name.empty() ? Database::kAccounts : parse_database(name);
  std::vector<std::string> words = running_cluster().psql_command(database);
  words.insert(words.end(), further_words.begin(), further_words.end());
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  std::signal(SIGPIPE, SIG_DFL);
  ::execvp(pointers[0], pointers.data());
  throw Error("cannot run " + words[0] + ": " + std::generic_category().message(errno));
}

CLI::App* add(CLI::App& server,
              Invocation& invocation,
              const std::string& name,
              const std::string& description,
              const std::function<void()>& run) {
  auto* const command = server.add_subcommand(name, description);
  command->callback([&invocation, run] { invocation.run = run; });
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
  const auto name = std::make_shared<std::string>();
  add(*server, invocation, "url", "Print the URLs of the databases, or of one", [name] {
    run_url(*name);
  })->add_option("DATABASE", *name, "accounts_db and the like");
  auto* const psql = add(*server, invocation, "psql", "Open a psql session",
                         [name, &invocation] { run_psql(*name, invocation.further_words); });
  psql->add_option("DATABASE", *name, "accounts_db (the default) and the like");
  psql->prefix_command();
  psql->footer("Further words are psql's:\n  bankseed server psql loans_db -c '\\dt'\n");
  psql->parse_complete_callback([&invocation] { invocation.takes_further_words = true; });
  server->footer(
      "The cluster is in ${XDG_DATA_HOME:-~/.local/share}/bankseed. Commands that need a\n"
      "server use it when no other is configured, and 'bankseed generate' starts it then.\n"
      "It is made of the newest PostgreSQL that is installed, from 13 on, or of the one in\n"
      "the directory that BANKSEED_PG_BINDIR, or connection.pg_bindir of a configuration\n"
      "file, names.\n");
}

}  // namespace bankseed
