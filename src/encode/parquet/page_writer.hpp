#pragma once

#include <cstdint>
#include <span>

#include "encode/compressor.hpp"
#include "encode/parquet/column_chunk.hpp"

namespace bankseed::parquet {

/// How the values of a page are written; numbers as in parquet.thrift.
enum class Encoding : std::uint8_t { kPlain = 0, kRle = 3, kRleDictionary = 8 };

/// Which values of an optional column are there, one byte a row; nothing for a required column.
using Presence = std::span<const std::uint8_t>;

/// Writes the pages of a row group, column after column: fill body(), then end the page.
class PageWriter {
 public:
  /// Appends to `out`; both are borrowed.
  PageWriter(Compressor& compressor, Buffer& out)
      : compressor_(compressor), out_(out), group_begin_(out.size()) {}

  /// A column begins.
  void begin_chunk();
  /// What the current page holds, to be appended to.
  [[nodiscard]] Buffer& body() noexcept { return body_; }
  void end_dictionary_page(std::size_t entries);
  void end_data_page(std::size_t values, Encoding encoding);
  /// The column has ended; offsets count from where the row group begins.
  [[nodiscard]] ColumnChunk end_chunk();

 private:
  void store_page(std::string_view compressed);

  Compressor& compressor_;
  Buffer& out_;
  std::size_t group_begin_;
  Buffer body_;
  Buffer header_;
  Buffer compressed_;
  ColumnChunk chunk_;
};

/// Some rows of a chunk that make a page, and their values.
struct PageRange {
  std::size_t first_row = 0;
  std::size_t rows = 0;
  std::size_t first_value = 0;
  std::size_t values = 0;
};

/// Cuts a chunk into pages.
class PageRanges {
 public:
  PageRanges(std::size_t rows, Presence presence) : rows_(rows), presence_(presence) {}
  /// The next page's rows; of none at the end.
  [[nodiscard]] PageRange next();

 private:
  std::size_t rows_;
  Presence presence_;
  PageRange last_;
};

/// Appends which rows of a page are there, when that is a question.
void append_levels(Buffer& body, Presence presence, const PageRange& range);

}  // namespace bankseed::parquet
