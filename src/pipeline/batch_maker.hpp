#pragma once

#include <array>
#include <memory>

#include "encode/part_encoder.hpp"
#include "pipeline/pipeline.hpp"

namespace bankseed {

/// Some blocks that follow each other, encoded: at most one batch for each store.
struct BatchOutput {
  std::uint64_t number = 0;
  std::array<RecycledBatch*, kStoreCount> batches{};
  std::array<TableDigest, kRowTypeCount> digests;
};

/// How many blocks make a batch, and how many batches make a bank, or the shard of it that the
/// options name.
class Batches {
 public:
  Batches(std::uint64_t block_count, const PipelineOptions& options)
      : first_block_(options.shard.first(block_count)),
        last_block_(options.shard.last(block_count)),
        blocks_per_batch_(blocks_per_part(options.format, options.compression)) {}

  [[nodiscard]] std::uint64_t count() const noexcept {
    return (last_block_ - first_block_ + blocks_per_batch_ - 1) / blocks_per_batch_;
  }
  [[nodiscard]] std::uint64_t first_block(std::uint64_t batch) const noexcept {
    return std::min(first_block_ + batch * blocks_per_batch_, last_block_);
  }

 private:
  std::uint64_t first_block_;
  std::uint64_t last_block_;  // The first that is not in it.
  std::uint64_t blocks_per_batch_;
};

/// What one thread makes batches with: rows, then bytes. Its memory is kept from batch to batch.
class BatchMaker {
 public:
  /// Everything that is passed by reference is borrowed.
  BatchMaker(const RowSource& source, const PipelineOptions& options, BatchRecyclers& batches);

  /// Makes the batch `out.number` of `tables`.
  void make(const TableSet& tables, BatchOutput& out);

 private:
  /// The part of a table that is being added to.
  struct OpenPart {
    EncodedBatch* batch = nullptr;
    std::size_t index = 0;
    [[nodiscard]] EncodedPart& part() const { return batch->parts[index]; }
  };

  void append_block(std::uint64_t block, TableId table, BatchOutput& out);
  void append_range(TableId table, RowRange range, std::uint64_t file, BatchOutput& out);
  [[nodiscard]] Format format_of(TableId table) const;
  void open_part(TableId table, std::uint64_t file, BatchOutput& out);
  void finish_part(TableId table);

  const RowSource& source_;
  const PipelineOptions& options_;
  BatchRecyclers& recyclers_;
  TableSet wide_;
  Batches batches_;
  RowSet rows_;
  Compressor compressor_;
  std::array<std::unique_ptr<PartEncoder>, kRowTypeCount> encoders_;
  std::array<OpenPart, kRowTypeCount> open_;
};

}  // namespace bankseed
