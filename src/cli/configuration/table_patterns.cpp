#include "cli/configuration/table_patterns.hpp"

#include <algorithm>
#include <vector>

#include <fnmatch.h>

#include "bankseed/core/error.hpp"
#include "bankseed/rows/catalog.hpp"
#include "cli/configuration/suggestion.hpp"

namespace bankseed {
namespace {

std::string full_name(const TableInfo& table) {
  return std::string(name_of(table.database)) + "." + std::string(table.name);
}

bool matches(const std::string& pattern, const std::string& name) {
  return ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
}

std::string_view without_blanks(std::string_view text) {
  const auto begin = std::min(text.find_first_not_of(" \t\n"), text.size());
  const auto end = text.find_last_not_of(" \t\n");
  return text.substr(begin, end == std::string_view::npos ? 0 : end - begin + 1);
}

TableSet tables_of_pattern(const std::string& pattern) {
  TableSet tables;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    tables[i] =
        matches(pattern, full_name(kCatalog[i])) || matches(pattern, std::string(kCatalog[i].name));
  }
  return tables;
}

/// What a pattern that means no table may have been meant to be.
std::vector<std::string> candidates(bool with_database) {
  std::vector<std::string> names;
  for (const std::string_view database : kDatabaseNames) {
    if (with_database) names.push_back(std::string(database) + ".*");
  }
  for (const TableInfo& table : kCatalog)
    names.push_back(with_database ? full_name(table) : std::string(table.name));
  return names;
}

}  // namespace

TableSet parse_tables(std::string_view name, std::string_view patterns) {
  TableSet tables;
  while (true) {
    const std::size_t end = std::min(patterns.find(','), patterns.size());
    const std::string pattern(without_blanks(patterns.substr(0, end)));
    const TableSet matched = tables_of_pattern(pattern);
    if (matched.none()) {
      const bool with_database = pattern.find('.') != std::string::npos;
      throw UsageError(std::string(name) + ": no table is called '" + pattern + "'" +
                       suggestion(pattern, candidates(with_database)));
    }
    tables |= matched;
    if (end == patterns.size()) return tables;
    patterns.remove_prefix(end + 1);
  }
}

std::string patterns_of(const TableSet& tables) {
  std::string text;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (tables[i]) text += (text.empty() ? "" : ",") + full_name(kCatalog[i]);
  }
  return text;
}

}  // namespace bankseed
