#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <stop_token>

#include "encode/part_encoder.hpp"
#include "pipeline/progress.hpp"
#include "pipeline/sink_writers.hpp"

namespace bankseed {

/// Where rows come from: a bank, cut into blocks that can be made in any order on any thread.
class BlockSource {
 public:
  BlockSource() = default;
  BlockSource(const BlockSource&) = delete;
  BlockSource& operator=(const BlockSource&) = delete;
  BlockSource(BlockSource&&) = delete;
  BlockSource& operator=(BlockSource&&) = delete;
  virtual ~BlockSource() = default;

  [[nodiscard]] virtual std::uint64_t block_count() const noexcept = 0;
  /// Rows of `table` in the blocks before `block`; known without making any.
  [[nodiscard]] virtual std::uint64_t rows_before(TableId table, std::uint64_t block) const = 0;
  /// Appends every row of `tables` that belongs to `block`. Called from many threads at a time.
  virtual void generate(std::uint64_t block, const TableSet& tables, RowSet& out) const = 0;
};

struct PipelineOptions {
  /// Threads that generate and encode; more than there are cores is taken literally. 0: one a core.
  std::size_t jobs = 0;
  /// Batches between the source and the queues, of a block or several (part_encoder.hpp); bounds
  /// the memory together with queue_capacity. 0: two for each job, and two.
  std::size_t batches_in_flight_max = 0;
  /// Batches that wait for each database's writer.
  std::size_t queue_capacity = 4;
  Format format = Format::kPgBinary;
  Compression compression = Compression::kNone;
  /// Rows after which the next of a table's files begins (EncodedPart::file). 0: one file.
  std::uint64_t rows_per_file = 0;
  /// Computes the digest of every table beside encoding it.
  bool digest = false;
};

/// Moves a bank into six sinks: blocks are generated and encoded in parallel, put back into order,
/// and written by one thread for each database. What a sink is given depends on neither the number
/// of jobs nor any other option but the format.
class Pipeline {
 public:
  /// Everything that is passed by reference is borrowed for the pipeline's lifetime.
  Pipeline(const BlockSource& source,
           Sinks sinks,
           const PipelineOptions& options,
           Progress& progress,
           std::stop_token stop);
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;
  Pipeline(Pipeline&&) = delete;
  Pipeline& operator=(Pipeline&&) = delete;
  ~Pipeline();

  /// Writes all rows of `tables`; returns when every sink has ended the step (the barrier between
  /// phases). Throws the first failure of any thread, or Interrupted when a stop was asked for,
  /// after all sinks were cancelled and all threads have ended; no further step may be run then.
  void run_step(const TableSet& tables);

  /// Digests of the tables written so far; of no rows unless PipelineOptions::digest is set.
  [[nodiscard]] const std::array<TableDigest, kTableCount>& digests() const noexcept;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace bankseed
