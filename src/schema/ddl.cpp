#include "bankseed/schema/ddl.hpp"

#include <fmt/format.h>

#include "bankseed/core/check.hpp"

namespace bankseed {

std::string sql_type(const ColumnDef& column) {
  switch (column.kind) {
    case Kind::kBool: return "boolean";
    case Kind::kInteger: return "integer";
    case Kind::kSerial: return "serial";
    case Kind::kBigSerial: return "bigserial";
    case Kind::kMoney: return fmt::format("numeric({},2)", column.precision);
    case Kind::kFraction: return "numeric(5,4)";
    case Kind::kDate: return "date";
    case Kind::kTimestamp: return "timestamp";
    case Kind::kText:
    case Kind::kId: return column.length == 0 ? "text" : fmt::format("varchar({})", column.length);
  }
  BANKSEED_FAIL("unknown Kind");
}

}  // namespace bankseed
