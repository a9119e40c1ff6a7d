#include "encode/tables/table_encoder.hpp"

namespace bankseed {

template const TableEncoders& table_encoders<kDatasetStore>();

}  // namespace bankseed
