#pragma once

#include <span>
#include <string_view>

#include "bankseed/schema/table.hpp"

namespace bankseed::catalog::datahub {

// The words of the business glossary that no table's description has.

struct BusinessGroup {
  std::string_view name;
  std::string_view description;
};
/// What the terms of a database's business are called together.
[[nodiscard]] const BusinessGroup& business_group_of(Database database) noexcept;

struct BusinessTerm {
  Database database;  ///< Whose business it is.
  std::string_view id;
  std::string_view name;
  std::string_view description;
  /// The columns that it is about, in any database, as in ColumnDef::external.
  std::string_view columns;
};
[[nodiscard]] std::span<const BusinessTerm> business_terms() noexcept;

}  // namespace bankseed::catalog::datahub
