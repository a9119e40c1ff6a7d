#pragma once

#include <array>

#include "bankseed/rows/row_set.hpp"
#include "encode/buffer.hpp"
#include "encode/digest.hpp"

namespace bankseed {

/// How rows are written. A format is a header of templates like formats/pg_text.hpp, an enumerator
/// here, and a line in tables/table_encoder.hpp.
enum class Format : std::uint8_t {
  kPgBinary,           ///< COPY ... WITH (FORMAT binary)
  kPgBinaryWide,       ///< Likewise, into a table whose serial is a bigserial.
  kPgText,             ///< COPY's default text format
  kCsv,                ///< csv.hpp
  kJsonLines,          ///< json.hpp, an object a line
  kJson,               ///< json.hpp, one array, an object a line
  kCaptureJson,        ///< capture_json.hpp, an object after the other
  kParquet,            ///< parquet/row_group.hpp; not written row by row
  kExcelCsv,           ///< formats/excel_csv.hpp, made of CSV's lines
  kExcelCsvSemicolon,  ///< Likewise, where a comma stands between units and decimals.
};
/// Formats that are written row by row; they come first.
inline constexpr std::size_t kRowFormatCount = 7;

/// Some of the rows that a RowSet holds of a table.
struct RowRange {
  std::size_t first = 0;
  std::size_t count = 0;
};

/// What stands before the first and after the last row of a stream; may be empty.
[[nodiscard]] std::string_view stream_header(Format format) noexcept;
[[nodiscard]] std::string_view stream_trailer(Format format) noexcept;

/// Appends all rows of `table` to `out`, in a format that is written row by row; returns how many.
std::size_t encode(const RowSet& rows, TableId table, Format format, Buffer& out);
/// Appends some of them.
void encode(const RowSet& rows, TableId table, RowRange range, Format format, Buffer& out);

/// Adds all rows of `table` to its digest.
void digest(const RowSet& rows, TableId table, TableDigest& out);

}  // namespace bankseed
