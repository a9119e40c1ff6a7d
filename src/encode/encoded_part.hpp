#pragma once

#include <cstdint>
#include <vector>

#include "bankseed/rows/tables.hpp"
#include "encode/buffer.hpp"
#include "encode/parquet/column_chunk.hpp"

namespace bankseed {

/// Encoded rows of one table that stand together: COPY tuples, lines, or a Parquet row group.
struct EncodedPart {
  TableId table{};
  std::uint64_t rows = 0;
  Buffer bytes;
  std::uint64_t file = 0;  ///< Which of the table's files the rows go to, from 0; never decreasing.
  std::vector<parquet::ColumnChunk> chunks;  ///< Where the columns of a row group are; else empty.
};

}  // namespace bankseed
