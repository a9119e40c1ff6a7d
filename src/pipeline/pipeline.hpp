#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <stop_token>

#include "bankseed/rows/row_source.hpp"
#include "core/part.hpp"
#include "encode/part_encoder.hpp"
#include "pipeline/progress.hpp"
#include "pipeline/sink_writers.hpp"

namespace bankseed {

/// Threads that a number of jobs means: so many; 0 is one a core.
[[nodiscard]] std::size_t job_count(std::size_t jobs);

struct PipelineOptions {
  /// Threads that generate and encode; more than there are cores is taken literally. 0: one a core.
  std::size_t jobs = 0;
  /// Batches between the source and the queues, of a block or several (part_encoder.hpp); bounds
  /// the memory together with queue_capacity. 0: two for each job, and two; fewer where they are
  /// large.
  std::size_t batches_in_flight_max = 0;
  /// Batches that wait for each store's writer.
  std::size_t queue_capacity = 4;
  /// Of kPgBinary those that the bank's own size makes wide are kPgBinaryWide.
  Format format = Format::kPgBinary;
  Compression compression = Compression::kNone;
  /// Only this part of the bank's blocks is made, a shard: as if there were no others, but with the
  /// ids that its rows have in the whole. It depends on the blocks alone, not on the format.
  Part shard{};
  /// Rows after which the next of a table's files begins (EncodedPart::file), counted from the
  /// first of the shard. 0: one file.
  std::uint64_t rows_per_file = 0;
  /// Computes the digest of every table beside encoding it.
  bool digest = false;
};

/// Moves a bank into sinks, one for each store: blocks are generated and encoded in parallel, put
/// back into order, and written by one thread for each store. What a sink is given depends on
/// neither the number of jobs nor any other option but the format.
class Pipeline {
 public:
  /// Everything that is passed by reference is borrowed for the pipeline's lifetime.
  Pipeline(const RowSource& source,
           const Sinks& sinks,
           const PipelineOptions& options,
           Progress& progress,
           std::stop_token stop);
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;
  Pipeline(Pipeline&&) = delete;
  Pipeline& operator=(Pipeline&&) = delete;
  ~Pipeline();

  /// Writes the rows of `tables` that are in this part of the shard; returns when every sink has
  /// ended the step (the barrier between phases). A part is some batches that follow each other, so
  /// that bytes do not depend on how many parts there are. Throws the first failure of any thread,
  /// or Interrupted when a stop was asked for, after all sinks were cancelled and all threads have
  /// ended; no further step may be run then.
  void run_step(const TableSet& tables, Part part = {});

  /// How many rows of a table run_step() writes in a part; O(1).
  [[nodiscard]] std::uint64_t row_count(TableId table, Part part = {}) const;

  /// Digests of the tables written so far; of no rows unless PipelineOptions::digest is set.
  [[nodiscard]] const std::array<TableDigest, kRowTypeCount>& digests() const noexcept;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace bankseed
