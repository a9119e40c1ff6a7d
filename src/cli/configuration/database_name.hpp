#pragma once

#include <string>

#include "bankseed/schema/table.hpp"

namespace bankseed {

/// The database called accounts_db and the like. Throws UsageError, with the nearest name, when
/// there is none.
[[nodiscard]] Database parse_database(const std::string& text);

}  // namespace bankseed
