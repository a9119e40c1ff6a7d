#include "cli/configuration/connections.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "bankseed/core/error.hpp"
#include "cli/configuration/configuration.hpp"
#include "cli/configuration/options.hpp"
#include "cli/configuration/values.hpp"
#include "sink/private_cluster.hpp"

namespace bankseed {

void add_server_options(CLI::App& command, ConnectionFlags& flags) {
  add_connection_options(command, flags.urls);
  add_patience_options(command, flags.patience);
  add_configuration_file_option(command, flags.file);
}

ConnectionSettings existing_connections(const ConnectionFlags& flags, bool only_reads) {
  const Configuration configuration = read_configuration({flags.file, {}});
  const auto ready = [&](const ConnectionSettings& found) {
    ConnectionSettings connections = with_patience(found, flags.patience);
    for (DatabaseAddress& address : connections)
      address.only_reads = only_reads;
    return connections;
  };
  if (const auto configured = resolve_connections(flags.urls, configuration.urls))
    return ready(*configured);
  const PrivateCluster cluster = PrivateCluster::of_this_user(configuration.server_binaries);
  if (cluster.status().state == PrivateCluster::State::kRunning)
    return ready(cluster.connections());
  throw UsageError("no server is configured, and the private cluster in " +
                   cluster.directory().string() +
                   " is not running; start it with 'bankseed server start', or name a server with "
                   "--url");
}

std::string connection_string(const DatabaseAddress& address, std::string_view name) {
  std::string text;
  const auto add = [&text](std::string_view keyword, std::string_view value) {
    std::string escaped;
    for (const char c : value) {
      if (c == '\'' || c == '\\') escaped += '\\';
      escaped += c;
    }
    const bool is_plain =
        !escaped.empty() && escaped.find_first_of(" \t\n\r\v\f") == std::string::npos;
    text += text.empty() ? "" : " ";
    text += std::string(keyword) + "=" + (is_plain ? escaped : "'" + escaped + "'");
  };
  for (const auto& [keyword, value] : address.parameters) {
    if (keyword != "password" && keyword != "sslpassword") add(keyword, value);
  }
  add("dbname", name);
  return text;
}

std::string description_of(const ConnectionSettings& connections) {
  // "accounts_db on host:5432 as me": the same server for all is said once.
  const auto server_of = [](const DatabaseAddress& address) {
    return address.describe().substr(address.name.size());
  };
  const bool is_one =
      std::all_of(connections.begin(), connections.end(), [&](const DatabaseAddress& address) {
        return server_of(address) == server_of(connections[0]) &&
               address.name == name_of(address.database);
      });
  if (is_one) return "the six databases" + server_of(connections[0]);
  std::string text;
  for (const DatabaseAddress& address : connections)
    text += (text.empty() ? "" : "; ") + address.describe();
  return text;
}

std::string url_flag(Database database) {
  const std::string_view name = name_of(database);
  return "--" + std::string(name.substr(0, name.find('_'))) + "-url";
}

DatabaseAddress without_environment(DatabaseAddress address) {
  constexpr std::array<std::pair<const char*, const char*>, 5> kVariables = {
      {{"service", "PGSERVICE"},
       {"host", "PGHOST"},
       {"hostaddr", "PGHOSTADDR"},
       {"port", "PGPORT"},
       {"user", "PGUSER"}}};
  for (const auto& [keyword, variable] : kVariables) {
    const char* const value = std::getenv(variable);
    // What stands in a service goes before the environment.
    if (value == nullptr || *value == '\0' || !address.parameter(keyword).empty() ||
        !address.parameter("service").empty())
      continue;
    address.parameters.emplace_back(keyword, value);
  }
  return address;
}

namespace {

constexpr std::string_view kConfigurationFile = "in the configuration file";

bool is_of_configuration_file(const DatabaseAddress& address) {
  return address.origin.ends_with(kConfigurationFile);
}

}  // namespace

std::string connection_options_text(const std::optional<ConnectionSettings>& connections,
                                    const std::optional<std::filesystem::path>& file) {
  if (!connections || connections->front().origin == PrivateCluster::kOrigin) return "";
  const DatabaseAddress first = without_environment(connections->front());
  bool is_one = true;
  std::string each;
  std::string configured;
  for (const DatabaseAddress& found : *connections) {
    const DatabaseAddress address = without_environment(found);
    is_one = is_one && address.parameters == first.parameters &&
             address.name == name_of(address.database) &&
             address.maintenance_name == first.maintenance_name &&
             !(file && is_of_configuration_file(address));
    if (file && is_of_configuration_file(address)) {
      configured = " --config " + shell_word(file->string());
    } else {
      each += " " + url_flag(address.database) + " " +
              shell_word(connection_string(address, address.name));
    }
  }
  if (is_one) return " --url " + shell_word(connection_string(first, first.maintenance_name));
  return configured + each;
}

}  // namespace bankseed
