#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bankseed/rows/catalog.hpp"
#include "pipeline/pipeline.hpp"
#include "sink/null_sink.hpp"
#include "sink/postgres/load/loader.hpp"
#include "sink/private_cluster.hpp"

namespace bankseed {

/// Where a run puts its rows, from the first look at it to the last touch. Members throw Error.
class Destination {
 public:
  Destination() = default;
  Destination(const Destination&) = delete;
  Destination& operator=(const Destination&) = delete;
  Destination(Destination&&) = delete;
  Destination& operator=(Destination&&) = delete;
  virtual ~Destination() = default;

  /// What prepare() and finish() are called in the report; empty for those that do nothing.
  struct StageNames {
    std::string prepare;
    std::string finish;
  };
  [[nodiscard]] virtual StageNames stage_names() const = 0;
  /// Makes everything ready for rows; returns what the user should know, a sentence each.
  virtual std::vector<std::string> prepare() = 0;
  /// The tables of each step, in order.
  [[nodiscard]] virtual std::vector<TableSet> steps() const = 0;
  /// What the rows are to be made into.
  [[nodiscard]] virtual PipelineOptions pipeline_options() const { return {}; }
  /// One for each database; the target's own.
  [[nodiscard]] virtual std::array<Sink*, kDatabaseCount> sinks() = 0;
  /// Does what is left to do when all rows are there. `tell` is called, on any thread but on one at
  /// a time, with a few words on how far it is.
  virtual void finish(const std::function<void(const std::string&)>& tell) = 0;
  /// After a failure: makes everything as it was; returns what the user should know.
  virtual std::vector<std::string> abort() noexcept = 0;
  /// Cuts short whatever is going on. Called on any thread.
  virtual void interrupt() noexcept = 0;

  /// The databases that hold the rows; nothing when none do.
  [[nodiscard]] virtual const ConnectionSettings* connections() const noexcept = 0;
  /// Where the rows go, without passwords.
  [[nodiscard]] virtual std::string description() const = 0;
  /// What the user may want to do with the rows, lines to print at the end; may be empty.
  [[nodiscard]] virtual std::string epilogue() const = 0;
};

/// To nowhere: what generating costs alone.
class NullTarget final : public Destination {
 public:
  explicit NullTarget(const TableSet& tables) : tables_(tables) {}
  [[nodiscard]] StageNames stage_names() const override { return {}; }
  std::vector<std::string> prepare() override { return {}; }
  [[nodiscard]] std::vector<TableSet> steps() const override;
  [[nodiscard]] std::array<Sink*, kDatabaseCount> sinks() override;
  void finish(const std::function<void(const std::string&)>& /*tell*/) override {}
  std::vector<std::string> abort() noexcept override { return {}; }
  void interrupt() noexcept override {}
  [[nodiscard]] const ConnectionSettings* connections() const noexcept override { return nullptr; }
  [[nodiscard]] std::string description() const override { return "nowhere (--to null)"; }
  [[nodiscard]] std::string epilogue() const override { return ""; }

 private:
  TableSet tables_;
  std::array<NullSink, kDatabaseCount> sinks_;
};

/// To PostgreSQL: the servers that are configured, or the private cluster, which is started.
class PostgresTarget final : public Destination {
 public:
  /// Nothing for `connections`: the private cluster.
  PostgresTarget(const std::optional<ConnectionSettings>& connections, LoadOptions options);
  [[nodiscard]] StageNames stage_names() const override {
    return {.prepare = "databases and tables", .finish = "keys, indexes, statistics"};
  }
  std::vector<std::string> prepare() override;
  [[nodiscard]] std::vector<TableSet> steps() const override { return loader_->steps(); }
  [[nodiscard]] std::array<Sink*, kDatabaseCount> sinks() override { return loader_->sinks(); }
  void finish(const std::function<void(const std::string&)>& tell) override;
  std::vector<std::string> abort() noexcept override { return loader_->abort(); }
  void interrupt() noexcept override { loader_->interrupt(); }
  [[nodiscard]] const ConnectionSettings* connections() const noexcept override {
    return &connections_;
  }
  [[nodiscard]] std::string description() const override;
  [[nodiscard]] std::string epilogue() const override;

 private:
  std::optional<PrivateCluster> cluster_;  ///< When it is the private one.
  std::vector<std::string> notes_;
  ConnectionSettings connections_;
  std::unique_ptr<PostgresLoader> loader_;
};

}  // namespace bankseed
