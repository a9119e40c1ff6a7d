#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include <fmt/format.h>

#include "bankseed/rows/catalog.hpp"

namespace bankseed::testing {

/// Text of a key, or of a reference; empty where it is none.
template <class Value>
std::string key_text(const Value& value) {
  if constexpr (kNullable<Value>) {
    return value ? key_text(*value) : "";
  } else if constexpr (std::is_same_v<Value, std::string_view>) {
    return std::string(value);
  } else if constexpr (std::is_constructible_v<AnyId, Value>) {
    return to_text(AnyId(value));
  } else {
    return "";
  }
}

/// Calls visit(column, value) for each column.
template <class Row, class Visit, auto... Members>
void for_each_column(const Row& row, const Visit& visit, const ColumnList<Members...>& columns) {
  std::size_t index = 0;
  (visit(columns.defs[index++], row.*Members), ...);
}

/// What the column of a row refers to; empty where it refers to nothing.
template <class Value>
std::string reference_text(const ColumnDef& column, const Value& value) {
  if (column.references.empty() && column.external.empty()) return "";
  std::string key = key_text(value);
  // A covered branch, and the scoring system, stand in the place of references.
  if (!column.external_where.empty() && (key.starts_with("BR") || key == "SYSTEM")) return "";
  return key;
}

/// Whether `holds` is true of one of those that the column may refer to: "accounts.account_id".
template <class Holds>
bool any_parent(const ColumnDef& column, const Holds& holds) {
  std::string_view paths = column.references.empty() ? column.external : column.references;
  bool found = false;
  while (!paths.empty()) {
    const auto end = std::min(paths.find(kAlternativeSeparator), paths.size());
    const auto parent = find_column(paths.substr(0, end));
    found = found || (parent && holds(fmt::format("{}.{}", table_info(parent->table).name,
                                                  parent->column.name)));
    paths.remove_prefix(std::min(end + kAlternativeSeparator.size(), paths.size()));
  }
  return found;
}

}  // namespace bankseed::testing
