#include "encode/tables/table_encoder.hpp"

namespace bankseed {

template const TableEncoders& table_encoders<Database::kEmployees>();

}  // namespace bankseed
