#include "sink/files/file_sink.hpp"

#include "encode/part_encoder.hpp"
#include "sink/files/table_files.hpp"

namespace bankseed {

bool exceeds_one_file(const FileLayout& layout, std::uint64_t block_count) noexcept {
  return layout.format == Format::kParquet &&
         block_count >
             layout.row_groups_per_file * blocks_per_part(layout.format, layout.compression);
}

FileSink::FileSink(OutputDirectory& directory, const FileLayout& layout)
    : directory_(directory), layout_(layout), tables_(kRowTypeCount) {}

FileSink::~FileSink() = default;

void FileSink::begin(TableSet tables, Part part) {
  part_ = part;
  if (!part.is_first()) return;
  for (std::size_t i = 0; i < kRowTypeCount; ++i) {
    if (!tables[i]) continue;
    tables_[i] =
        std::make_unique<TableFiles>(directory_, layout_, TableId{static_cast<std::uint16_t>(i)});
  }
}

void FileSink::write(EncodedBatch& batch) {
  for (const EncodedPart& part : batch.parts)
    tables_[index_of(part.table)]->write(part);
}

void FileSink::end() {
  if (!part_.is_last()) return;
  for (const auto& table : tables_) {
    if (table) table->end();
  }
}

void FileSink::cancel() noexcept {
  for (auto& table : tables_)
    table.reset();
}

std::vector<TableFilesState> FileSink::states() const {
  std::vector<TableFilesState> states;
  for (const auto& table : tables_) {
    if (table) states.push_back(table->state());
  }
  return states;
}

void FileSink::restore(TableId table, const TableFilesState& state) {
  tables_[index_of(table)] = std::make_unique<TableFiles>(directory_, layout_, table, state);
}

std::vector<FileRecord> FileSink::records() const {
  std::vector<FileRecord> records;
  for (const auto& table : tables_) {
    if (table) records.insert(records.end(), table->records().begin(), table->records().end());
  }
  return records;
}

}  // namespace bankseed
