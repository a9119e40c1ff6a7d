#include "sink/files/table_files.hpp"

#include <fmt/format.h>

namespace bankseed {

TableFiles::TableFiles(OutputDirectory& directory, const FileLayout& layout, TableId table)
    : directory_(directory), layout_(layout), table_(table_info(table)) {
  begin_file(0);
}

void TableFiles::write(const EncodedPart& part) {
  if (must_begin_another(part)) {
    end_file();
    begin_file(part.file);
  }
  framing_->add(files_.back()->size(), part.rows, part.chunks);
  write_bytes(part.bytes.view());
  records_.back().rows += part.rows;
}

void TableFiles::end() {
  end_file();
}

bool TableFiles::must_begin_another(const EncodedPart& part) const {
  if (part.file != number_) return true;
  return layout_.bytes_per_file != 0 && records_.back().rows != 0 &&
         files_.back()->size() + part.bytes.size() > layout_.bytes_per_file;
}

std::string TableFiles::next_path() const {
  const auto extension = file_extension(layout_.format, layout_.compression);
  const auto stem = fmt::format("{}/{}", name_of(table_.database), table_.name);
  if (!layout_.in_parts) return fmt::format("{}.{}", stem, extension);
  return fmt::format("{}/part-{:05}.{}", stem, files_.size() + 1, extension);
}

void TableFiles::begin_file(std::uint64_t number) {
  const std::string path = next_path();
  files_.push_back(directory_.create(path));
  records_.push_back({.path = path,
                      .database = std::string(name_of(table_.database)),
                      .table = std::string(table_.name),
                      .rows = 0,
                      .bytes = 0,
                      .sha256 = {}});
  number_ = number;
  framing_.emplace(table_.columns, layout_.format, layout_.compression);
  sum_.emplace();
  Buffer header;
  framing_->begin(header);
  write_bytes(header.view());
}

void TableFiles::end_file() {
  Buffer trailer;
  framing_->end(trailer);
  write_bytes(trailer.view());
  files_.back()->complete();
  records_.back().bytes = files_.back()->size();
  records_.back().sha256 = sum_->hex();
}

void TableFiles::write_bytes(std::string_view bytes) {
  files_.back()->write(bytes);
  sum_->add(bytes);
}

}  // namespace bankseed
