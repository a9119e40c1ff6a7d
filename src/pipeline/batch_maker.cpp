#include "pipeline/batch_maker.hpp"

#include <algorithm>

namespace bankseed {

BatchMaker::BatchMaker(const RowSource& source,
                       const PipelineOptions& options,
                       BatchRecyclers& batches)
    : source_(source),
      options_(options),
      recyclers_(batches),
      wide_(tables_with_wide_keys(source)),
      batches_(source.block_count(), options),
      compressor_(options.compression) {}

void BatchMaker::make(const TableSet& tables, BatchOutput& out) {
  open_.fill({});  // Nothing is open, unless a batch before has failed.
  const std::uint64_t end = batches_.first_block(out.number + 1);
  for (std::uint64_t block = batches_.first_block(out.number); block < end; ++block) {
    rows_.clear();
    source_.generate(block, tables, rows_);
    for (std::size_t i = 0; i < kRowTypeCount; ++i) {
      if (tables[i]) append_block(block, TableId{static_cast<std::uint16_t>(i)}, out);
    }
  }
  for (std::size_t i = 0; i < kRowTypeCount; ++i)
    finish_part(TableId{static_cast<std::uint16_t>(i)});
}

void BatchMaker::append_block(std::uint64_t block, TableId table, BatchOutput& out) {
  const std::size_t count = rows_.row_count(table);
  if (count == 0) return;
  if (options_.digest) digest(rows_, table, out.digests[index_of(table)]);
  const std::uint64_t rows_per_file = options_.rows_per_file;
  if (rows_per_file == 0) return append_range(table, {.first = 0, .count = count}, 0, out);
  const std::uint64_t before =
      source_.rows_before(table, block) - source_.rows_before(table, batches_.first_block(0));
  for (std::size_t first = 0; first < count;) {
    const std::uint64_t file = (before + first) / rows_per_file;
    const std::uint64_t room = (file + 1) * rows_per_file - (before + first);
    const std::size_t taken = std::min<std::uint64_t>(room, count - first);
    append_range(table, {.first = first, .count = taken}, file, out);
    first += taken;
  }
}

void BatchMaker::append_range(TableId table, RowRange range, std::uint64_t file, BatchOutput& out) {
  OpenPart& open = open_[index_of(table)];
  if (open.batch != nullptr && open.part().file != file) finish_part(table);
  if (open.batch == nullptr) open_part(table, file, out);
  encoders_[index_of(table)]->append(rows_, range, open.part());
  open.part().rows += range.count;
}

Format BatchMaker::format_of(TableId table) const {
  const bool is_wide = options_.format == Format::kPgBinary && wide_[index_of(table)];
  return is_wide ? Format::kPgBinaryWide : options_.format;
}

void BatchMaker::open_part(TableId table, std::uint64_t file, BatchOutput& out) {
  const std::size_t store = index_of(store_of(table));
  auto& batch = out.batches[store];
  if (batch == nullptr) {
    batch = &recyclers_[store].take();
    batch->clear();
    batch->batch().sequence = out.number;
  }
  auto& encoder = encoders_[index_of(table)];
  if (!encoder) encoder = make_part_encoder(table, format_of(table), options_.compression);
  batch->add_part(table).file = file;
  open_[index_of(table)] = {.batch = &batch->batch(), .index = batch->batch().parts.size() - 1};
}

void BatchMaker::finish_part(TableId table) {
  OpenPart& open = open_[index_of(table)];
  if (open.batch == nullptr) return;
  encoders_[index_of(table)]->finish(compressor_, open.part());
  open = {};
}

}  // namespace bankseed
