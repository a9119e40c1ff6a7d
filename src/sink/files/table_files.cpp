#include "sink/files/table_files.hpp"

#include <fmt/format.h>

#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

/// Empty for datasets.
std::string database_of(TableId table) {
  return is_dataset(table) ? "" : std::string(name_of(table_info(table).database));
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

void TableFiles::write(const EncodedPart& part) {
  if (must_begin_another(part)) {
    end_file();
    begin_file(part.file);
  }
  Buffer before;
  framing_->add(file_->size(), part, before);
  write_bytes(before.view());
  write_bytes(part.bytes.view());
  records_.back().rows += part.rows;
}

void TableFiles::end() {
  end_file();
}

bool TableFiles::must_begin_another(const EncodedPart& part) const {
  if (part.file != number_ || framing_->parts_remembered() >= layout_.row_groups_per_file)
    return true;
  return layout_.bytes_per_file != 0 && records_.back().rows != 0 &&
         file_->size() + part.bytes.size() > layout_.bytes_per_file;
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
