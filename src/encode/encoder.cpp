#include "encode/encoder.hpp"

#include "bankseed/core/check.hpp"
#include "encode/tables/table_encoder.hpp"

namespace bankseed {

namespace {

bool is_pg_binary(Format format) noexcept {
  return format == Format::kPgBinary || format == Format::kPgBinaryWide;
}

}  // namespace

std::string_view stream_header(Format format) noexcept {
  return is_pg_binary(format) ? pg_binary::kHeader : std::string_view{};
}

std::string_view stream_trailer(Format format) noexcept {
  return is_pg_binary(format) ? pg_binary::kTrailer : std::string_view{};
}

std::size_t encode(const RowSet& rows, TableId table, Format format, Buffer& out) {
  const std::size_t count = rows.row_count(table);
  encode(rows, table, {.first = 0, .count = count}, format, out);
  return count;
}

void encode(const RowSet& rows, TableId table, RowRange range, Format format, Buffer& out) {
  BANKSEED_CHECK(static_cast<std::size_t>(format) < kRowFormatCount);
  encoder_of(table).append[static_cast<std::size_t>(format)](rows, range, out);
}

void digest(const RowSet& rows, TableId table, TableDigest& out) {
  encoder_of(table).digest(rows, out);
}

}  // namespace bankseed
