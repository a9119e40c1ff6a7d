#include "cli/run/shards/servers_destination.hpp"

#include <algorithm>
#include <mutex>

#include "sink/postgres/parallel.hpp"

namespace bankseed {
ServersDestination::ServersDestination(const ServerMap& map,
                                       Patience patience,
                                       const LoadOptions& options) {
  for (const MappedServer& server : map.servers()) {
    LoadOptions of_server = options;
    of_server.here = server.shards;
    names_.push_back(server.name);
    servers_.push_back(std::make_unique<PostgresDestination>(
        server.connections, std::filesystem::path(), patience, std::move(of_server)));
  }
}

std::string ServersDestination::description() const {
  std::string text;
  for (const auto& server : servers_)
    text += (text.empty() ? "" : "; ") + server->description();
  return text;
}

std::vector<std::string> ServersDestination::prepare() {
  std::vector<std::string> notes;
  for (std::size_t i = 0; i < servers_.size(); ++i) {
    for (const std::string& note : naming(names_[i], [&] { return servers_[i]->prepare(); }))
      notes.push_back(names_[i] + ": " + note);
  }
  return notes;
}

void ServersDestination::finish(const std::function<void(const std::string&)>& tell) {
  std::mutex mutex;
  run_in_parallel(servers_.size(), [&](std::size_t i) {
    naming(names_[i], [&] {
      servers_[i]->finish([&](const std::string& text) {
        const std::lock_guard lock(mutex);
        tell(names_[i] + ": " + text);
      });
    });
  });
}

std::vector<std::string> ServersDestination::abort() noexcept {
  std::vector<std::string> notes;
  for (std::size_t i = 0; i < servers_.size(); ++i) {
    for (const std::string& note : servers_[i]->abort())
      notes.push_back(names_[i] + ": " + note);
  }
  return notes;
}

bool ServersDestination::has_changed() const noexcept {
  return std::any_of(servers_.begin(), servers_.end(),
                     [](const auto& server) { return server->has_changed(); });
}

void ServersDestination::interrupt() noexcept {
  for (const auto& server : servers_)
    server->interrupt();
}

}  // namespace bankseed
