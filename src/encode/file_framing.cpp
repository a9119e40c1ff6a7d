#include "encode/file_framing.hpp"

#include "bankseed/core/check.hpp"
#include "encode/formats/csv.hpp"
#include "encode/formats/json.hpp"

namespace bankseed {

FileFraming::FileFraming(std::span<const ColumnDef> columns, Format format, Compression compression)
    : columns_(columns), format_(format), compression_(compression) {
  if (format == Format::kParquet) footer_.emplace(columns, compression);
}

void FileFraming::begin(Buffer& out) const {
  if (format_ == Format::kParquet) out.append(parquet::kMagic);
  if (format_ == Format::kJson) put("[", out);
  const auto separator = excel_separator(format_);
  if (format_ != Format::kCsv && !separator) return;
  Buffer header;
  if (separator) {
    excel_csv::append_header(header, columns_, *separator);
  } else {
    csv::append_header(header, columns_);
  }
  put(header.view(), out);
}

void FileFraming::add(std::uint64_t offset, const EncodedPart& part, Buffer& out) {
  if (footer_) footer_->add(offset, part.rows, part.chunks);
  if (format_ == Format::kJson) put(is_empty_ ? "\n" : json::kSeparator, out);
  is_empty_ = false;
}

void FileFraming::end(Buffer& out) const {
  if (footer_) footer_->append_to(out);
  if (format_ == Format::kJson) put("\n]\n", out);
}

FileFraming::State FileFraming::state() const {
  return {.is_empty = is_empty_, .footer = footer_ ? footer_->state() : parquet::Footer::State()};
}

void FileFraming::restore(const State& state) {
  is_empty_ = state.is_empty;
  if (footer_) footer_->restore(state.footer);
}

void FileFraming::put(std::string_view text, Buffer& out) const {
  Compressor(compression_).append(text, out);
}

std::optional<excel_csv::Separator> excel_separator(Format format) noexcept {
  if (format == Format::kExcelCsv) return excel_csv::Separator::kComma;
  if (format == Format::kExcelCsvSemicolon) return excel_csv::Separator::kSemicolon;
  return std::nullopt;
}

std::string_view file_extension(Format format, Compression compression) noexcept {
  const bool compressed = compression != Compression::kNone;
  switch (format) {
    case Format::kExcelCsv:
    case Format::kExcelCsvSemicolon:
    case Format::kCsv: return compressed ? "csv.zst" : "csv";
    case Format::kJsonLines: return compressed ? "jsonl.zst" : "jsonl";
    case Format::kJson: return compressed ? "json.zst" : "json";
    case Format::kParquet: return "parquet";
    case Format::kPgBinary:
    case Format::kPgBinaryWide:
    case Format::kPgText:
    case Format::kCaptureJson: break;
  }
  BANKSEED_FAIL("not a format of files");
}

}  // namespace bankseed
