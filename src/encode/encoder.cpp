#include "encode/encoder.hpp"

#include "bankseed/core/check.hpp"
#include "encode/tables/table_encoder.hpp"

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

/// Lines or tuples: each row by itself.
class RowByRow final : public PartEncoder {
 public:
  RowByRow(TableId table, Format format, Compression compression)
      : table_(table), format_(format), compressed_(compression != Compression::kNone) {}

  void append(const RowSet& rows, RowRange range, EncodedPart& part) override {
    encode(rows, table_, range, format_, compressed_ ? plain_ : part.bytes);
  }
  void finish(Compressor& compressor, EncodedPart& part) override {
    if (!compressed_) return;
    compressor.append(plain_.view(), part.bytes);
    plain_.clear();
  }

 private:
  TableId table_;
  Format format_;
  bool compressed_;
  Buffer plain_;
};

constexpr std::uint64_t kBlocksPerFrame = 4;
constexpr std::uint64_t kBlocksPerRowGroup = 16;

}  // namespace

std::unique_ptr<PartEncoder> make_part_encoder(TableId table,
                                               Format format,
                                               Compression compression) {
  if (format == Format::kParquet) return encoder_of(table).make_row_groups();
  return std::make_unique<RowByRow>(table, format, compression);
}

std::uint64_t blocks_per_part(Format format, Compression compression) noexcept {
  if (format == Format::kParquet) return kBlocksPerRowGroup;
  return compression == Compression::kNone ? 1 : kBlocksPerFrame;
}

std::string_view stream_header(Format format) noexcept {
  return format == Format::kPgBinary ? pg_binary::kHeader : std::string_view{};
}

std::string_view stream_trailer(Format format) noexcept {
  return format == Format::kPgBinary ? pg_binary::kTrailer : std::string_view{};
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
