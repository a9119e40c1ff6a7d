#include "bankseed/encode/encoder.hpp"

#include "bankseed/core/check.hpp"
#include "table_encoder.hpp"

namespace bankseed {
namespace {

const TableEncoder& encoder_of(TableId table) {
  const auto& encoders = [database = table_info(table).database]() -> const TableEncoders& {
    switch (database) {
      case Database::kEmployees: return table_encoders<Database::kEmployees>();
      case Database::kCustomer: return table_encoders<Database::kCustomer>();
      case Database::kAccounts: return table_encoders<Database::kAccounts>();
      case Database::kLoans: return table_encoders<Database::kLoans>();
      case Database::kInsurance: return table_encoders<Database::kInsurance>();
      case Database::kCompliance: return table_encoders<Database::kCompliance>();
    }
    BANKSEED_FAIL("unknown Database");
  }();
  return encoders[index_of(table)];
}

}  // namespace

std::string_view stream_header(Format format) noexcept {
  return format == Format::kPgBinary ? pg_binary::kHeader : std::string_view{};
}

std::string_view stream_trailer(Format format) noexcept {
  return format == Format::kPgBinary ? pg_binary::kTrailer : std::string_view{};
}

std::size_t encode(const RowSet& rows, TableId table, Format format, Buffer& out) {
  return encoder_of(table).append[static_cast<std::size_t>(format)](rows, out);
}

void digest(const RowSet& rows, TableId table, TableDigest& out) {
  encoder_of(table).digest(rows, out);
}

}  // namespace bankseed
