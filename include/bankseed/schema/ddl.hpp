#pragma once

#include <string>

#include "bankseed/schema/table.hpp"

namespace bankseed {

/// SQL type of a column, as CREATE TABLE takes it: varchar(50), numeric(15,2), serial, ...
[[nodiscard]] std::string sql_type(const ColumnDef& column);

}  // namespace bankseed
