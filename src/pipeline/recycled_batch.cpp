#include "pipeline/recycled_batch.hpp"

#include <utility>

namespace bankseed {

std::size_t RecycledBatch::size() const noexcept {
  std::size_t size = 0;
  for (const EncodedPart& part : batch_.parts)
    size += part.bytes.size();
  return size;
}

void RecycledBatch::clear() {
  // From the back, so that the next batch, with the same tables in the same order, gives each table
  // the buffer that has already grown to its size.
  while (!batch_.parts.empty())
    drop_last_part();
}

EncodedPart& RecycledBatch::add_part(TableId table) {
  EncodedPart& part = batch_.parts.emplace_back();
  part.table = table;
  if (!idle_buffers_.empty()) {
    part.bytes = std::move(idle_buffers_.back());
    idle_buffers_.pop_back();
  }
  return part;
}

void RecycledBatch::drop_last_part() {
  Buffer& buffer = batch_.parts.back().bytes;
  buffer.clear();
  idle_buffers_.push_back(std::move(buffer));
  batch_.parts.pop_back();
}

}  // namespace bankseed
