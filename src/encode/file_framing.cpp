#include "encode/file_framing.hpp"

#include "bankseed/core/check.hpp"
#include "encode/formats/csv.hpp"

namespace bankseed {

FileFraming::FileFraming(std::span<const ColumnDef> columns, Format format, Compression compression)
    : columns_(columns), format_(format), compression_(compression) {
  if (format == Format::kParquet) footer_.emplace(columns, compression);
}

void FileFraming::begin(Buffer& out) const {
  if (format_ == Format::kParquet) out.append(parquet::kMagic);
  if (format_ != Format::kCsv) return;
  Buffer header;
  csv::append_header(header, columns_);
  Compressor(compression_).append(header.view(), out);
}

void FileFraming::add(std::uint64_t offset,
                      std::uint64_t rows,
                      std::span<const parquet::ColumnChunk> chunks) {
  if (footer_) footer_->add(offset, rows, chunks);
}

void FileFraming::end(Buffer& out) const {
  if (footer_) footer_->append_to(out);
}

std::string_view file_extension(Format format, Compression compression) noexcept {
  const bool compressed = compression != Compression::kNone;
  switch (format) {
    case Format::kCsv: return compressed ? "csv.zst" : "csv";
    case Format::kJsonLines: return compressed ? "jsonl.zst" : "jsonl";
    case Format::kParquet: return "parquet";
    case Format::kPgBinary:
    case Format::kPgText: break;
  }
  BANKSEED_FAIL("not a format of files");
}

}  // namespace bankseed
