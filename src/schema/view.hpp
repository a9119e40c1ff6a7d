#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bankseed/schema/table.hpp"

namespace bankseed {

/// A column of a view; its type is the query's.
struct ViewColumn {
  std::string_view name;
  std::string_view comment;
};

/// A view on tables of one database.
struct ViewInfo {
  Database database{};
  std::string_view name;
  std::string_view comment;
  std::span<const ViewColumn> columns;
  /// SELECT with as many columns, which names tables with their schema. It groups by what it shows
  /// and not by a key alone: the view would depend on the key, which a load takes down.
  std::string_view query;
};

/// public.customer_balances
[[nodiscard]] std::string qualified_name(const ViewInfo& view);

/// CREATE OR REPLACE VIEW, and COMMENT ON it and each of its columns.
[[nodiscard]] std::vector<std::string> view_statements(const ViewInfo& view);

}  // namespace bankseed
