#include "encode/part_encoder.hpp"

#include "encode/file_framing.hpp"
#include "encode/tables/table_encoder.hpp"

namespace bankseed {
namespace {

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

/// Lines of CSV, rewritten for Excel.
class ExcelLines final : public PartEncoder {
 public:
  ExcelLines(TableId table, excel_csv::Separator separator, Compression compression)
      : table_(table), separator_(separator), compressed_(compression != Compression::kNone) {}

  void append(const RowSet& rows, RowRange range, EncodedPart& part) override {
    lines_.clear();
    encode(rows, table_, range, Format::kCsv, lines_);
    excel_csv::append_lines(compressed_ ? plain_ : part.bytes, lines_.view(),
                            row_type_info(table_).columns, separator_);
  }
  void finish(Compressor& compressor, EncodedPart& part) override {
    if (!compressed_) return;
    compressor.append(plain_.view(), part.bytes);
    plain_.clear();
  }

 private:
  TableId table_;
  excel_csv::Separator separator_;
  bool compressed_;
  Buffer lines_;
  Buffer plain_;
};

constexpr std::uint64_t kBlocksPerFrame = 4;
constexpr std::uint64_t kBlocksPerRowGroup = 16;

}  // namespace

std::unique_ptr<PartEncoder> make_part_encoder(TableId table,
                                               Format format,
                                               Compression compression) {
  if (format == Format::kParquet) return encoder_of(table).make_row_groups();
  if (const auto separator = excel_separator(format))
    return std::make_unique<ExcelLines>(table, *separator, compression);
  return std::make_unique<RowByRow>(table, format, compression);
}

std::uint64_t blocks_per_part(Format format, Compression compression) noexcept {
  if (format == Format::kParquet) return kBlocksPerRowGroup;
  return compression == Compression::kNone ? 1 : kBlocksPerFrame;
}

}  // namespace bankseed
