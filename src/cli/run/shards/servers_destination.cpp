#include "cli/run/shards/servers_destination.hpp"

#include <algorithm>
#include <mutex>

#include "cli/run/shards/different_servers.hpp"
#include "sink/postgres/parallel.hpp"

namespace bankseed {

ServersDestination::ServersDestination(const ServerMap& map,
                                       Patience patience,
                                       const LoadOptions& options)
    : mapped_(map.servers()), is_finish_(options.stage == LoadStage::kFinish) {
  for (MappedServer& server : mapped_) {
    server.connections = with_patience(server.connections, patience);
    LoadOptions for_server = options;
    for_server.here = server.shards;
    servers_.push_back(std::make_unique<PostgresDestination>(
        server.connections, std::filesystem::path(), patience, std::move(for_server)));
  }
}

std::string ServersDestination::description() const {
  std::string text;
  for (const auto& server : servers_)
    text += (text.empty() ? "" : "; ") + server->description();
  return text;
}

std::vector<std::string> ServersDestination::prepare() {
  require_different_servers(mapped_, &interrupter_);
  std::vector<std::string> notes;
  std::vector<bool> loaded;  // Where shards are missing: which are not.
  const auto prepare_one = [&](std::size_t i) {
    try {
      for (const std::string& note : servers_[i]->prepare())
        notes.push_back(of_server(mapped_[i], note));
    } catch (const ShardsMissing& error) {
      loaded.resize(error.loaded().size(), true);
      for (std::size_t shard = 0; shard < loaded.size(); ++shard)
        loaded[shard] = loaded[shard] && error.loaded()[shard];
    }
  };
  for (std::size_t i = 0; i < servers_.size(); ++i)
    naming(mapped_[i], [&] { prepare_one(i); });
  if (!loaded.empty()) {
    throw DatabaseError(with_map(mapped_.front(), ShardsMissing(std::move(loaded)).what()),
                        {"", "", ""}, ExitCode::kUsage);
  }
  return notes;
}

void ServersDestination::finish(const std::function<void(const std::string&)>& tell) {
  std::mutex mutex;
  run_in_parallel(servers_.size(), [&](std::size_t i) {
    naming(mapped_[i], [&] {
      servers_[i]->finish([&](const std::string& text) {
        const std::lock_guard lock(mutex);
        tell(of_server(mapped_[i], text));
      });
    });
  });
}

std::vector<std::string> ServersDestination::abort() noexcept {
  std::vector<std::string> notes;
  for (std::size_t i = 0; i < servers_.size(); ++i) {
    for (const std::string& note : servers_[i]->abort())
      notes.push_back(of_server(mapped_[i], note));
  }
  return notes;
}

std::vector<Destination::NextStep> ServersDestination::next_steps() const {
  if (!is_finish_) return {};
  return {{"verify", "proof of every rule, of all servers as one bank"},
          {"status", "the rows of every table"},
          {"digest", "of all servers together"}};
}

bool ServersDestination::has_changed() const noexcept {
  return std::any_of(servers_.begin(), servers_.end(),
                     [](const auto& server) { return server->has_changed(); });
}

void ServersDestination::interrupt() noexcept {
  interrupter_.interrupt();
  for (const auto& server : servers_)
    server->interrupt();
}

}  // namespace bankseed
