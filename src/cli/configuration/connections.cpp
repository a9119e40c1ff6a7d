#include "cli/configuration/connections.hpp"

#include <algorithm>

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

ConnectionSettings existing_connections(const ConnectionFlags& flags) {
  const Configuration configuration = read_configuration({flags.file, {}});
  if (const auto configured = resolve_connections(flags.urls, configuration.urls))
    return with_patience(*configured, flags.patience);
  const PrivateCluster cluster = PrivateCluster::of_this_user();
  if (cluster.status().state == PrivateCluster::State::kRunning)
    return with_patience(cluster.connections(), flags.patience);
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
    const bool is_plain = !escaped.empty() && escaped.find_first_of(" \t\n") == std::string::npos;
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

bool has_any(const DatabaseUrls& urls) {
  return !urls.all.empty() || std::any_of(urls.each.begin(), urls.each.end(),
                                          [](const std::string& url) { return !url.empty(); });
}

std::string connection_options_text(const DatabaseUrls& urls, const DatabaseUrls& config_file) {
  if (!has_any(urls)) return "";
  const auto connections = resolve_connections(urls, config_file);
  std::string text;
  const DatabaseAddress* common = nullptr;
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const DatabaseAddress& address = (*connections)[i];
    if (urls.each[i].empty()) {
      common = &address;
      continue;
    }
    text += " " + url_flag(static_cast<Database>(i)) + " " +
            shell_word(connection_string(address, address.name));
  }
  if (common == nullptr || urls.all.empty()) return text;
  return text + " --url " + shell_word(connection_string(*common, common->maintenance_name));
}

}  // namespace bankseed
