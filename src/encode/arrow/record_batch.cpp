#include "encode/arrow/record_batch.hpp"

#include "encode/tables/table_encoder.hpp"

namespace bankseed::arrow {

std::unique_ptr<RecordBatch> make_record_batch(TableId table,
                                               std::span<const std::size_t> columns) {
  return encoder_of(table).make_record_batch(columns);
}

}  // namespace bankseed::arrow
