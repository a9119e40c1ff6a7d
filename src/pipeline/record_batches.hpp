#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "bankseed/rows/row_source.hpp"
#include "core/part.hpp"
#include "encode/arrow/c_data.hpp"

namespace bankseed {

/// What is read of one table.
struct RecordBatchOptions {
  TableId table{};
  std::vector<std::size_t> columns;  ///< By their numbers, in this order, each at most once.
  Part shard{};                      ///< Of the bank's blocks, as PipelineOptions::shard.
  std::size_t jobs = 0;              ///< Threads that make rows. 0: one a core.
};

/// The rows of a table as Arrow record batches, in order, made ahead of the reader by several
/// threads; memory is bounded by a few batches, of some 65,000 rows each. How rows are cut into
/// batches is a function of the table, the bank and the shard. For one reader at a time.
class RecordBatches {
 public:
  RecordBatches(std::shared_ptr<const RowSource> source, RecordBatchOptions options);
  RecordBatches(const RecordBatches&) = delete;
  RecordBatches& operator=(const RecordBatches&) = delete;
  RecordBatches(RecordBatches&&) = delete;
  RecordBatches& operator=(RecordBatches&&) = delete;
  /// Waits for what is being made, which takes no longer than a batch.
  ~RecordBatches();

  [[nodiscard]] const RecordBatchOptions& options() const noexcept;

  /// The next batch, which is the caller's to release; false at the end. Waits for it. Throws what
  /// went wrong in making it; then there are no more.
  [[nodiscard]] bool next(ArrowArray& out);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// The same as a stream of Arrow's C interface, which is the caller's to release through its
/// member.
void export_stream(std::unique_ptr<RecordBatches> batches, ArrowArrayStream& out);

}  // namespace bankseed
