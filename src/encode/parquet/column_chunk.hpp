#pragma once

#include <cstdint>
#include <string>

namespace bankseed::parquet {

/// Where the values of one column of a row group are, and what a reader may know beforehand.
struct ColumnChunk {
  std::uint64_t value_count = 0;  ///< Missing ones included.
  std::uint64_t null_count = 0;
  std::uint64_t offset = 0;       ///< Of the first page, from the beginning of the row group.
  std::uint64_t data_offset = 0;  ///< Of the first page that is not the dictionary.
  std::uint64_t size = 0;         ///< Of all pages as they are stored, with their headers.
  std::uint64_t plain_size = 0;   ///< The same before compression.
  bool has_dictionary = false;
  bool has_bounds = false;  ///< Whether minimum and maximum are known.
  std::string minimum;      ///< As PLAIN writes it, a text without its length.
  std::string maximum;
};

}  // namespace bankseed::parquet
