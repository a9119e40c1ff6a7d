#pragma once

#include <array>

#include "bankseed/encode/buffer.hpp"
#include "bankseed/encode/digest.hpp"
#include "bankseed/rows/row_set.hpp"

namespace bankseed {

/// How rows are written. A format is a header of templates like pg_text.hpp, an enumerator here,
/// and a line in src/encode/table_encoder.hpp.
enum class Format : std::uint8_t {
  kPgBinary,  ///< COPY ... WITH (FORMAT binary)
  kPgText,    ///< COPY's default text format
};
inline constexpr std::size_t kFormatCount = 2;

/// What stands before the first and after the last row of a stream; may be empty.
[[nodiscard]] std::string_view stream_header(Format format) noexcept;
[[nodiscard]] std::string_view stream_trailer(Format format) noexcept;

/// Appends all rows of `table` to `out`; returns how many.
std::size_t encode(const RowSet& rows, TableId table, Format format, Buffer& out);

/// Adds all rows of `table` to its digest.
void digest(const RowSet& rows, TableId table, TableDigest& out);

}  // namespace bankseed
