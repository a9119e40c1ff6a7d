#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <stop_token>

#include "core/part.hpp"
#include "pipeline/pipeline.hpp"

namespace bankseed {

/// Tables that belong to no customer and that rows of all customers refer to: with several servers
/// each has all of their rows, so that what refers to them finds them.
[[nodiscard]] TableSet tables_on_every_server();

/// What of the bank a run makes: one shard of all tables; or, where it is one of the shards `here`
/// that a server has, of the tables on every server its share among those.
class Spread {
 public:
  explicit Spread(Part shard, std::optional<ShardRange> here = {});

  /// The part of the table's blocks.
  [[nodiscard]] Part of(TableId table) const {
    return shared_tables()[index_of(table)] ? shared_ : shard_;
  }
  [[nodiscard]] Part shard() const noexcept { return shard_; }
  /// That of the tables on every server.
  [[nodiscard]] Part shared() const noexcept { return shared_; }
  /// Tables of which a run makes another part; none by one server.
  [[nodiscard]] const TableSet& shared_tables() const noexcept { return shared_tables_; }
  [[nodiscard]] std::uint64_t row_count(const RowSource& source, TableId table) const;

 private:
  Part shard_;
  Part shared_;
  TableSet shared_tables_;
};

/// A pipeline for each part of a spread; as one.
class SpreadPipelines {
 public:
  SpreadPipelines(const RowSource& source,
                  const Sinks& sinks,
                  PipelineOptions options,
                  const Spread& spread,
                  Progress& progress,
                  const std::stop_token& stop);

  void run_step(const TableSet& tables, Part part);
  [[nodiscard]] std::uint64_t row_count(TableId table, Part part) const;
  [[nodiscard]] std::array<TableDigest, kRowTypeCount> digests() const;

 private:
  Spread spread_;
  Pipeline pipeline_;
  std::optional<Pipeline> shared_;
};

}  // namespace bankseed
