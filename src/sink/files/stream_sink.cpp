#include "sink/files/stream_sink.hpp"

#include <utility>

#include "bankseed/core/check.hpp"

namespace bankseed {

StreamSink::StreamSink(Take take, Format format, Compression compression)
    : take_(std::move(take)), format_(format), compression_(compression) {}

void StreamSink::begin(TableSet tables, Part part) {
  BANKSEED_CHECK(tables.count() == 1 && part.count == 1);
  for (std::size_t i = 0; i < kRowTypeCount; ++i) {
    if (!tables[i]) continue;
    const TableId table{static_cast<std::uint16_t>(i)};
    framing_.emplace(row_type_info(table).columns, format_, compression_);
  }
  Buffer header;
  framing_->begin(header);
  give(header.view());
}

void StreamSink::write(EncodedBatch& batch) {
  for (const EncodedPart& part : batch.parts) {
    Buffer before;
    framing_->add(size_, part, before);
    give(before.view());
    give(part.bytes.view());
  }
}

void StreamSink::end() {
  Buffer trailer;
  framing_->end(trailer);
  give(trailer.view());
}

void StreamSink::give(std::string_view bytes) {
  take_(bytes);
  size_ += bytes.size();
}

}  // namespace bankseed
