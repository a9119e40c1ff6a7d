#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "sink/connection_settings.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's name.
class App;
}  // namespace CLI

namespace bankseed {

/// Where the commands that work on loaded databases find them.
struct ConnectionFlags {
  DatabaseUrls urls;
  Patience patience;
  std::optional<std::filesystem::path> file;  ///< The configuration file, as --config names it.
};

/// --url and the like, --timeout and the like, and --config.
void add_server_options(CLI::App& command, ConnectionFlags& flags);

/// The six databases: those that are configured, or those of the private cluster. Throws UsageError
/// when nothing is configured and the cluster is not running; starts nothing. Whoever changes
/// something there says so, for errors to tell which rights are missing.
[[nodiscard]] ConnectionSettings existing_connections(const ConnectionFlags& flags,
                                                      bool only_reads = true);

/// Keywords and values of an address as libpq takes them, without passwords; `name` is the
/// database.
[[nodiscard]] std::string connection_string(const DatabaseAddress& address, std::string_view name);

/// Where the six databases are, in as few words as possible, without passwords.
[[nodiscard]] std::string description_of(const ConnectionSettings& connections);

/// The options that lead there again from wherever they are pasted, whatever the environment says
/// there, without passwords, each after a space: --url and the like, or --config `file` for what
/// that configuration file says. Nothing for the private cluster.
[[nodiscard]] std::string connection_options_text(
    const std::optional<ConnectionSettings>& connections,
    const std::optional<std::filesystem::path>& file);

/// The address with what libpq takes from the environment of this program about where the server
/// is: another program may have another one.
[[nodiscard]] DatabaseAddress without_environment(DatabaseAddress address);

/// The flag that says where a database is: --accounts-url.
[[nodiscard]] std::string url_flag(Database database);

}  // namespace bankseed
