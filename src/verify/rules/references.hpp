#pragma once

#include <span>
#include <string>
#include <string_view>

#include "bankseed/rows/tables.hpp"

namespace bankseed::verify {

/// A column whose values stand in a column of another table (or the same), enforced by a foreign
/// key or by nothing.
struct Reference {
  TableId child{};
  std::string_view child_column;
  TableId parent{};
  std::string_view parent_column;
  /// SQL of the rows that refer, where the column serves several purposes; empty: all that are not
  /// NULL. Begins with a column of the child.
  std::string condition;
  /// "table.column", and what tells it from the column's other references.
  std::string name;
};

/// All references that the tables' descriptions state, in the order of the catalog.
[[nodiscard]] std::span<const Reference> references();

}  // namespace bankseed::verify
