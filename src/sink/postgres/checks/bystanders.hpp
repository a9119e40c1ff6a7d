#pragma once

#include <string>
#include <vector>

#include "bankseed/rows/catalog.hpp"
#include "sink/postgres/connection.hpp"
#include "sink/postgres/inspection.hpp"

namespace bankseed {

/// Tables that empty_tables_sql() has to empty by DELETE, which obeys foreign keys: those that
/// tables beside the catalog refer to, or that the user may not truncate, and all that these refer
/// to in turn.
[[nodiscard]] TableSet emptied_by_delete(TableSet tables, const std::vector<TableState>& states);

/// Rows of others that emptying `tables` would delete or change, a phrase for each of their tables:
/// those that refer to ours, directly or by way of what goes with them, and those of tables that
/// inherit from ours. `states` is of the database of the connection.
[[nodiscard]] std::vector<std::string> rows_of_others(Connection& connection,
                                                      TableSet tables,
                                                      const std::vector<TableState>& states);

/// Triggers and rules that would be at work when `tables` are emptied, and may do anything.
[[nodiscard]] std::vector<std::string> triggers_of_others(Connection& connection,
                                                          TableSet tables,
                                                          const std::vector<TableState>& states);

}  // namespace bankseed
