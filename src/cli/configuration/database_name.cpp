#include "cli/configuration/database_name.hpp"

#include <algorithm>
#include <vector>

#include "bankseed/core/error.hpp"
#include "cli/configuration/suggestion.hpp"

namespace bankseed {

Database parse_database(const std::string& text) {
  const auto* const found = std::find(kDatabaseNames.begin(), kDatabaseNames.end(), text);
  if (found != kDatabaseNames.end()) return static_cast<Database>(found - kDatabaseNames.begin());
  const std::vector<std::string> names(kDatabaseNames.begin(), kDatabaseNames.end());
  throw UsageError("there is no database '" + text + "'" + suggestion_of_all(text, names));
}

}  // namespace bankseed
