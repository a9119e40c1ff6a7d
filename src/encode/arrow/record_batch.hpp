#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "bankseed/rows/row_set.hpp"
#include "encode/arrow/c_data.hpp"

namespace bankseed::arrow {

/// Rows of one table as the columns of one record batch. For one thread and one batch.
class RecordBatch {
 public:
  RecordBatch() = default;
  RecordBatch(const RecordBatch&) = delete;
  RecordBatch& operator=(const RecordBatch&) = delete;
  RecordBatch(RecordBatch&&) = delete;
  RecordBatch& operator=(RecordBatch&&) = delete;
  virtual ~RecordBatch() = default;

  /// Takes all rows that the set has of the table; they and their text need not outlive the call.
  virtual void append(const RowSet& rows) = 0;
  /// Makes the batch, of all rows that were taken. `out` is the caller's, and is to be released
  /// through its member.
  virtual void finish(ArrowArray& out) = 0;
};

/// Begins a batch of a table or dataset, with these columns in this order, each at most once.
[[nodiscard]] std::unique_ptr<RecordBatch> make_record_batch(TableId table,
                                                             std::span<const std::size_t> columns);

}  // namespace bankseed::arrow
