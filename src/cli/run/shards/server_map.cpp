#include "cli/run/shards/server_map.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <toml++/toml.h>

#include "bankseed/core/error.hpp"
#include "cli/configuration/values.hpp"

namespace bankseed {
namespace {

// Far above what anybody writes by hand.
constexpr std::size_t kBytesMax = 1 << 20;

std::string read_file(const std::filesystem::path& path) {
  std::error_code error;
  std::ifstream in(path, std::ios::binary);
  if (!in.is_open() || std::filesystem::is_directory(path, error))
    throw UsageError("--server-map: cannot read " + path.string());
  std::string text(kBytesMax + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kBytesMax)
    throw UsageError("--server-map: " + path.string() + " is larger than 1 MB");
  return text;
}

std::string place_of(const toml::node& node, const std::string& origin) {
  return fmt::format("{}:{}", origin, node.source().begin.line);
}

ShardRange range_of(const toml::table& server, const std::string& where) {
  const auto* const pair = server["shards"].as_array();
  const auto bound = [pair](std::size_t i) -> std::optional<std::int64_t> {
    return pair != nullptr && pair->size() == 2 ? pair->get(i)->value_exact<std::int64_t>()
                                                : std::nullopt;
  };
  const auto first = bound(0);
  const auto last = bound(1);
  if (first && last && *first >= 0 && *last >= *first &&
      *last < static_cast<std::int64_t>(kShardsMax))
    return {static_cast<std::uint64_t>(*first), static_cast<std::uint64_t>(*last) + 1};
  throw UsageError(fmt::format("{}: shards must be [first, last], like [0, 31], below {}", where,
                               grouped(kShardsMax)));
}

MappedServer server_of(const toml::table& server, const std::string& origin) {
  const std::string where = place_of(server, origin);
  for (const auto& [key, node] : server) {
    if (key != "shards" && key != "url") {
      throw UsageError(fmt::format("{}: a server has shards and url, and no {}",
                                   place_of(node, origin), key.str()));
    }
  }
  MappedServer result;
  result.shards = range_of(server, where);
  const auto url = server["url"].value_exact<std::string>();
  if (!url || url->empty()) throw UsageError(where + ": url must be a connection string in quotes");
  DatabaseUrls urls;
  urls.all = *url;
  result.connections = *resolve_connections(urls, {});
  return result;
}

/// Throws where a shard is on no server, or on two.
void check_ranges(const std::vector<MappedServer>& servers, const std::string& origin) {
  std::uint64_t next = 0;
  for (const MappedServer& server : servers) {
    const ShardRange shards = server.shards;
    if (shards.first > next) {
      throw UsageError(
          fmt::format("{}: no server has {}", origin, to_text(ShardRange{next, shards.first})));
    }
    if (shards.first < next) {
      throw UsageError(fmt::format("{}: two servers have {}", origin,
                                   to_text(ShardRange{shards.first, std::min(next, shards.last)})));
    }
    next = shards.last;
  }
}

/// Throws where two servers are one, as far as their addresses say so: each would empty what the
/// other has loaded.
void check_addresses(const std::vector<MappedServer>& servers, const std::string& origin) {
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < servers.size(); ++i) {
    const DatabaseAddress& address = servers[i].connections.front();
    const auto text =
        fmt::format("{} {} {} {} {}", address.parameter("service"), address.parameter("host"),
                    address.parameter("hostaddr"), address.parameter("port"), address.name);
    const auto [before, is_new] = known.emplace(text, i + 1);
    if (!is_new) {
      throw UsageError(fmt::format("{}: server {} is server {} again; give one of them both ranges",
                                   origin, i + 1, before->second));
    }
  }
}

}  // namespace

ServerMap ServerMap::parse(const std::string& text, const std::string& origin) {
  ServerMap map;
  map.origin_ = origin;
  toml::table document;
  try {
    document = toml::parse(text);
  } catch (const toml::parse_error& error) {
    throw UsageError(
        fmt::format("{}:{}: {}", origin, error.source().begin.line, error.description()));
  }
  const auto* const servers = document["servers"].as_array();
  const bool is_list = servers != nullptr && !servers->empty() && document.size() == 1 &&
                       std::all_of(servers->begin(), servers->end(),
                                   [](const toml::node& node) { return node.is_table(); });
  if (!is_list) {
    throw UsageError(origin +
                     ": a map of servers is a [[servers]] for each, with shards = [0, 31] and url "
                     "= \"postgresql://...\"");
  }
  for (const toml::node& server : *servers)
    map.servers_.push_back(bankseed::server_of(*server.as_table(), origin));
  std::sort(map.servers_.begin(), map.servers_.end(), [](const auto& left, const auto& right) {
    return left.shards.first < right.shards.first;
  });
  check_ranges(map.servers_, origin);
  check_addresses(map.servers_, origin);
  for (std::size_t i = 0; i < map.servers_.size(); ++i) {
    map.servers_[i].name = fmt::format("server {} of {}", i + 1, origin);
    map.servers_[i].option = map.option_text();
    for (DatabaseAddress& address : map.servers_[i].connections) {
      address.origin = map.servers_[i].name;
      address.named_by = "in " + origin;
    }
  }
  return map;
}

ServerMap ServerMap::read(const std::filesystem::path& file) {
  return parse(read_file(file), file.string());
}

void ServerMap::check_count(std::uint64_t shards) const {
  if (shards == shard_count()) return;
  if (shards < shard_count()) {
    throw UsageError(fmt::format("{}: the bank has {} shards, and servers have {}, too", origin_,
                                 shards, to_text(ShardRange{shards, shard_count()})));
  }
  throw UsageError(
      fmt::format("{}: no server has {}", origin_, to_text(ShardRange{shard_count(), shards})));
}

const MappedServer& ServerMap::server_of(std::uint64_t shard) const {
  return *std::find_if(servers_.begin(), servers_.end(), [shard](const MappedServer& server) {
    return server.shards.contains(shard);
  });
}

std::string ServerMap::description() const {
  return fmt::format("{} server{} of {}", servers_.size(), servers_.size() == 1 ? "" : "s",
                     origin_);
}

std::string ServerMap::option_text() const {
  return " --server-map " + shell_word(origin_);
}

void add_server_map_option(CLI::App& command,
                           std::optional<ServerMap>& map,
                           const std::string& help,
                           const std::string& group) {
  command
      .add_option_function<std::string>(
          "--server-map", [&map](const std::string& path) { map = ServerMap::read(path); }, help)
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::Throw)
      ->group(group);
}

std::string with_map(const MappedServer& server, std::string text) {
  constexpr std::string_view kBegin = "'bankseed ";
  for (auto at = text.find(kBegin); at != std::string::npos; at = text.find(kBegin, at + 1)) {
    const auto end = text.find('\'', at + 1);
    if (end == std::string::npos) break;
    const auto command = text.substr(at, end - at);
    // What goes on with a bank of one server, a whole one, goes by no map.
    if (command.find(" --server-map") == std::string::npos && !command.ends_with(" --resume"))
      text.insert(end, server.option);
  }
  return text;
}

std::string of_server(const MappedServer& server, const std::string& text) {
  return server.name.empty() ? text : server.name + ": " + with_map(server, text);
}

std::vector<MappedServer> servers_of(const std::optional<ServerMap>& map,
                                     const ConnectionFlags& flags,
                                     bool only_reads) {
  if (!map) {
    return {{.shards = {},
             .connections = existing_connections(flags, only_reads),
             .name = {},
             .option = {}}};
  }
  refuse_urls_beside_map(flags.urls);
  std::vector<MappedServer> servers = map->servers();
  for (MappedServer& server : servers) {
    server.connections = with_patience(server.connections, flags.patience);
    for (DatabaseAddress& address : server.connections)
      address.only_reads = only_reads;
  }
  return servers;
}

void refuse_urls_beside_map(const DatabaseUrls& urls) {
  const bool has_url =
      !urls.all.empty() || std::any_of(urls.each.begin(), urls.each.end(),
                                       [](const std::string& url) { return !url.empty(); });
  if (has_url)
    throw UsageError("--server-map says where the databases are; leave --url and the like out");
}

}  // namespace bankseed
