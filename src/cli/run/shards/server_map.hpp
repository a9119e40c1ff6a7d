#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bankseed/core/error.hpp"
#include "cli/configuration/connections.hpp"
#include "core/part.hpp"
#include "sink/connection_settings.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's name.
class App;
}  // namespace CLI

namespace bankseed {

/// A server that has six databases of its own, and the shards of the bank that go there.
struct MappedServer {
  ShardRange shards;
  ConnectionSettings connections;  ///< May hold a password: never print it.
  std::string name;                ///< "server 2 of map.toml"; empty where there is no map.
  std::string option;              ///< Of commands for all of them; like `name`.
};

/// Which shards of a bank go to which server: a TOML file with a table [[servers]] for each, of
/// shards = [first, last] and url = a connection string.
class ServerMap {
 public:
  /// Throws UsageError, with file and line, when the file says something else, and when shards are
  /// on two servers or, from 0 to the last one, on none.
  [[nodiscard]] static ServerMap read(const std::filesystem::path& file);
  /// The same of its text; `origin` is what errors call it.
  [[nodiscard]] static ServerMap parse(const std::string& text, const std::string& origin);

  /// In the order of their shards.
  [[nodiscard]] const std::vector<MappedServer>& servers() const noexcept { return servers_; }
  [[nodiscard]] std::uint64_t shard_count() const noexcept { return servers_.back().shards.last; }
  /// Throws UsageError when the bank is to have another number of shards.
  void check_count(std::uint64_t shards) const;
  /// The server that a shard goes to.
  [[nodiscard]] const MappedServer& server_of(std::uint64_t shard) const;
  /// "3 servers of map.toml".
  [[nodiscard]] std::string description() const;
  /// As an option of a command, after a space.
  [[nodiscard]] std::string option_text() const;

 private:
  std::string origin_;
  std::vector<MappedServer> servers_;
};

/// The text, in which commands that it advises, like 'bankseed repair', are told of the map.
[[nodiscard]] std::string with_map(const MappedServer& server, std::string text);

/// What is said of a server, with its name before it, and with_map().
[[nodiscard]] std::string of_server(const MappedServer& server, const std::string& text);

/// Does what belongs to a server of a map; its errors name it.
template <class Work>
auto naming(const MappedServer& server, const Work& work) {
  try {
    return work();
  } catch (const DatabaseError& error) {
    const std::string text = error.what();
    // Of one that has no name it is always there.
    const bool is_named = text.find(server.name) != std::string::npos;
    throw DatabaseError(is_named ? with_map(server, text) : of_server(server, text), error.where(),
                        error.exit_code());
  }
}

/// --server-map.
void add_server_map_option(CLI::App& command,
                           std::optional<ServerMap>& map,
                           const std::string& help,
                           const std::string& group);

/// The servers that a command works on: those of the map, or else the one that is configured, or
/// runs, which has no name. Throws UsageError for a map and --url.
[[nodiscard]] std::vector<MappedServer> servers_of(const std::optional<ServerMap>& map,
                                                   const ConnectionFlags& flags,
                                                   bool only_reads = true);

/// Throws UsageError where options say where databases are, beside the map that does.
void refuse_urls_beside_map(const DatabaseUrls& urls);

}  // namespace bankseed
