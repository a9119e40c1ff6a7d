#pragma once

#include <string>
#include <vector>

#include "bankseed/rows/catalog.hpp"
#include "sink/postgres/connection.hpp"

namespace bankseed {

// Views of the bank in one database. Ours are those that bear the name and the comment of one of
// all_views(); what else bears such a name is somebody's.

/// Statements that make those of the database, or make them anew.
[[nodiscard]] std::string make_views_sql(Database database);

/// Statements that drop ours on any of `tables`, which could not be dropped otherwise; empty where
/// there are none.
[[nodiscard]] std::string drop_views_sql(Connection& connection, TableSet tables);

/// What bears the name of a view and is not ours, or is somebody else's to change, a phrase each.
[[nodiscard]] std::vector<std::string> in_place_of_views(Connection& connection);

}  // namespace bankseed
