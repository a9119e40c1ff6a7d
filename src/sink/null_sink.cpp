#include "sink/null_sink.hpp"

namespace bankseed {

void NullSink::begin(TableSet /*tables*/, Part /*part*/) {}

void NullSink::write(EncodedBatch& batch) {
  for (const EncodedPart& part : batch.parts) {
    rows_[index_of(part.table)] += part.rows;
    bytes_ += part.bytes.size();
  }
}

void NullSink::end() {}

void NullSink::cancel() noexcept {}

}  // namespace bankseed
