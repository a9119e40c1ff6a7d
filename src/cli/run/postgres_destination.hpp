#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "cli/run/destination.hpp"
#include "sink/postgres/load/load.hpp"
#include "sink/private_cluster.hpp"

namespace bankseed {

/// To PostgreSQL: the servers that are configured, or the private cluster, which is started.
class PostgresDestination final : public Destination {
 public:
  /// Nothing for `connections`: the private cluster, of `server_binaries`. Either is waited for as
  /// `patience` says.
  PostgresDestination(const std::optional<ConnectionSettings>& connections,
                      const std::filesystem::path& server_binaries,
                      Patience patience,
                      LoadOptions options);

  [[nodiscard]] std::vector<TableSet> steps() const override { return loader_->steps(); }
  [[nodiscard]] std::uint64_t parts() const override { return loader_->parts(); }
  [[nodiscard]] TableSet written(Part part) const override { return loader_->written(part); }
  [[nodiscard]] Sinks sinks() override { return loader_->sinks(); }
  [[nodiscard]] std::string description() const override;
  [[nodiscard]] StageNames stage_names() const override {
    const bool is_last = stage_ == LoadStage::kWhole || stage_ == LoadStage::kFinish;
    return {.prepare = "tables", .finish = is_last ? "keys" : ""};
  }
  std::vector<std::string> prepare() override;
  void finish(const std::function<void(const std::string&)>& tell) override;
  std::vector<std::string> abort() noexcept override { return loader_->abort(); }
  void interrupt() noexcept override { loader_->interrupt(); }
  [[nodiscard]] bool has_changed() const noexcept override { return loader_->has_changed(); }
  [[nodiscard]] std::vector<NextStep> next_steps() const override;

  /// The databases that hold the rows.
  [[nodiscard]] const ConnectionSettings& connections() const noexcept { return connections_; }

 private:
  std::optional<PrivateCluster> cluster_;  ///< When it is the private one.
  std::vector<std::string> notes_;
  ConnectionSettings connections_;
  LoadStage stage_;
  std::unique_ptr<PostgresLoader> loader_;
};

}  // namespace bankseed
