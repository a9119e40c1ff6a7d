#pragma once

#include <string>
#include <vector>

#include "bankseed/schema/table.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's name.
class App;
}  // namespace CLI

namespace bankseed {

/// The database called accounts_db and the like. Throws UsageError, with the nearest name, when
/// there is none.
[[nodiscard]] Database parse_database(const std::string& text);

/// For a command that opens psql: the argument DATABASE, which is `name` when it is one of the six;
/// all words that are not this command's are psql's.
void add_psql_database(CLI::App& command, std::string& name);

/// The database of a psql session: `name`, or what psql's own words name, as -d or as a word that
/// is no option and no option's value, and is taken from them; accounts_db when nothing does.
/// Throws UsageError for another name, and for two.
[[nodiscard]] Database psql_database(const std::string& name, std::vector<std::string>& words);

}  // namespace bankseed
