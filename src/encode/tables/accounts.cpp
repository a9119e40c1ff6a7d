#include "encode/tables/table_encoder.hpp"

namespace bankseed {

template const TableEncoders& table_encoders<store_of(Database::kAccounts)>();

}  // namespace bankseed
