#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/run/postgres_destination.hpp"
#include "cli/run/shards/server_map.hpp"
#include "sink/postgres/interrupter.hpp"

namespace bankseed {

/// All servers of a map, to be prepared or finished: no rows come. What is said names the server.
class ServersDestination final : public Destination {
 public:
  /// `options` are those of each server, but for the shards that it has.
  ServersDestination(const ServerMap& map, Patience patience, const LoadOptions& options);

  [[nodiscard]] std::vector<TableSet> steps() const override { return {}; }
  [[nodiscard]] Sinks sinks() override { return servers_.front()->sinks(); }
  [[nodiscard]] std::string description() const override;
  [[nodiscard]] StageNames stage_names() const override { return servers_.front()->stage_names(); }
  /// One server after the other: what does not fit the first is not begun at the others.
  std::vector<std::string> prepare() override;
  /// All at once: each has work of its own.
  void finish(const std::function<void(const std::string&)>& tell) override;
  std::vector<std::string> abort() noexcept override;
  [[nodiscard]] bool has_changed() const noexcept override;
  void interrupt() noexcept override;
  [[nodiscard]] std::vector<NextStep> next_steps() const override;

 private:
  std::vector<MappedServer> mapped_;
  bool is_finish_;
  Interrupter interrupter_;
  std::vector<std::unique_ptr<PostgresDestination>> servers_;
};

}  // namespace bankseed
