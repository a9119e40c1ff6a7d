#include "sink/files/table_files.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bankseed/core/check.hpp"
#include "bankseed/core/error.hpp"

namespace bankseed {
namespace {

/// Empty for datasets.
std::string database_of(TableId table) {
  return is_dataset(table) ? "" : std::string(name_of(table_info(table).database));
}

bool is_csv(Format format) {
  return format == Format::kCsv || excel_separator(format);
}

/// Whether rows stand in lines, so that a file may end after any of them.
bool can_be_cut(const FileLayout& layout) {
  return layout.compression == Compression::kNone &&
         (is_csv(layout.format) || layout.format == Format::kJsonLines);
}

}  // namespace

std::string file_path(const FileLayout& layout, TableId table, std::uint64_t number) {
  const auto extension = file_extension(layout.format, layout.compression);
  const std::string database = database_of(table);
  const std::string folder = database.empty() ? "" : database + "/";
  const auto stem = folder + std::string(row_type_info(table).name);
  if (!layout.in_parts) return fmt::format("{}.{}", stem, extension);
  return fmt::format("{}/part-{:05}.{}", stem, number, extension);
}

TableFiles::TableFiles(OutputDirectory& directory, const FileLayout& layout, TableId table)
    : directory_(directory), layout_(layout), table_(table) {
  begin_file(0);
}

TableFiles::TableFiles(OutputDirectory& directory,
                       const FileLayout& layout,
                       TableId table,
                       const TableFilesState& state)
    : directory_(directory),
      layout_(layout),
      table_(table),
      records_(state.records),
      number_(state.number) {
  framing_.emplace(row_type_info(table_).columns, layout_.format, layout_.compression);
  framing_->restore(state.framing);
  if (layout_.checksums) sum_.emplace();
  for (std::size_t i = 0; i < records_.size(); ++i) {
    Sha256 sum;
    file_ = directory_.go_on_with(records_[i].path, records_[i].bytes,
                                  [&sum](std::string_view bytes) { sum.add(bytes); });
    if (sum.hex_so_far() != records_[i].sha256) {
      throw Error("somebody has changed what was written of " + records_[i].path);
    }
    if (layout_.checksums) sum_ = std::move(sum);
  }
  records_.back().bytes = 0;
  records_.back().sha256.clear();
}

TableFilesState TableFiles::state() const {
  file_->sync();
  TableFilesState state = {.records = records_, .number = number_, .framing = framing_->state()};
  state.records.back().bytes = file_->size();
  if (sum_) state.records.back().sha256 = sum_->hex_so_far();
  return state;
}

void TableFiles::write(const EncodedPart& part) {
  if (must_begin_another(part)) {
    end_file();
    begin_file(part.file);
  }
  Buffer before;
  framing_->add(file_->size(), part, before);
  write_bytes(before.view());
  Piece rest = {part.bytes.view(), part.rows};
  while (!rest.bytes.empty()) {
    const Piece piece = piece_of(rest);
    if (piece.rows == 0) {  // Nothing more goes into this file.
      end_file();
      begin_file(part.file);
      continue;
    }
    write_bytes(piece.bytes);
    records_.back().rows += piece.rows;
    rest.bytes.remove_prefix(piece.bytes.size());
    rest.rows -= piece.rows;
  }
  check_size(part);
}

void TableFiles::end() {
  end_file();
}

bool TableFiles::must_begin_another(const EncodedPart& part) const {
  if (part.file != number_ || framing_->parts_remembered() >= layout_.row_groups_per_file)
    return true;
  return layout_.bytes_per_file != 0 && records_.back().rows != 0 &&
         file_->size() + part.bytes.size() + trailer_size() > layout_.bytes_per_file;
}

std::uint64_t TableFiles::trailer_size() const {
  // Far more than what Parquet's footer says of one column of a row group.
  constexpr std::uint64_t kColumnBytesMax = 512;
  Buffer trailer;
  framing_->end(trailer);
  const bool grows = layout_.format == Format::kParquet;
  return trailer.size() + (grows ? kColumnBytesMax * row_type_info(table_).columns.size() : 0);
}

TableFiles::Piece TableFiles::piece_of(Piece rest) const {
  if (layout_.bytes_per_file == 0 || !can_be_cut(layout_) ||
      file_->size() + rest.bytes.size() <= layout_.bytes_per_file)
    return rest;
  const std::uint64_t room =
      layout_.bytes_per_file - std::min(layout_.bytes_per_file, file_->size());
  Piece piece;
  bool is_quoted = false;
  for (std::size_t at = 0; at < room; ++at) {
    if (is_csv(layout_.format) && rest.bytes[at] == '"') is_quoted = !is_quoted;
    if (rest.bytes[at] != '\n' || is_quoted) continue;
    piece = {rest.bytes.substr(0, at + 1), piece.rows + 1};
  }
  if (piece.rows == 0 && records_.back().rows == 0) refuse_size(file_->size() + room);
  return piece;
}

void TableFiles::check_size(const EncodedPart& part) const {
  if (layout_.bytes_per_file == 0 || can_be_cut(layout_)) return;
  const std::uint64_t size = file_->size() + trailer_size();
  // Later parts may be larger by a little: who is refused is refused at the beginning.
  const bool is_first = records_.size() == 1 && records_.back().rows == part.rows;
  const std::uint64_t least = is_first ? size + size / 4 : size;
  if (least > layout_.bytes_per_file) refuse_size(least);
}

void TableFiles::refuse_size(std::uint64_t least) const {
  throw Error(fmt::format("--bytes-per-file {} is too small: {} takes {} bytes with as few rows as "
                          "can be; allow that, or say --rows-per-file",
                          layout_.bytes_per_file, records_.back().path, least),
              ExitCode::kUsage);
}

void TableFiles::begin_file(std::uint64_t number) {
  BANKSEED_CHECK(layout_.in_parts || records_.empty());
  const std::string path = file_path(layout_, table_, records_.size() + 1);
  file_ = directory_.create(path);
  records_.push_back({.path = path,
                      .database = database_of(table_),
                      .table = std::string(row_type_info(table_).name),
                      .rows = 0,
                      .bytes = 0,
                      .sha256 = {}});
  number_ = number;
  framing_.emplace(row_type_info(table_).columns, layout_.format, layout_.compression);
  if (layout_.checksums) sum_.emplace();
  Buffer header;
  framing_->begin(header);
  write_bytes(header.view());
}

void TableFiles::end_file() {
  Buffer trailer;
  framing_->end(trailer);
  write_bytes(trailer.view());
  file_->complete();
  records_.back().bytes = file_->size();
  if (sum_) records_.back().sha256 = sum_->hex();
}

void TableFiles::write_bytes(std::string_view bytes) {
  file_->write(bytes);
  if (sum_) sum_->add(bytes);
}

}  // namespace bankseed
