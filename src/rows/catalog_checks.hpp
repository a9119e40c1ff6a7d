#pragma once

#include <span>

#include "bankseed/rows/catalog.hpp"

// What has to be true of the tables together, held when the catalog is compiled. What is not true
// is thrown: the compiler shows the line.

namespace bankseed {
namespace detail {

/// Where a reference leads. A copy: GCC 12 under -fsanitize=undefined cannot compare constexpr
/// addresses with null.
struct Referenced {
  std::size_t table = 0;
  ColumnDef column;
};

/// The column "table.column" or "database.table.column".
consteval Referenced referenced(std::span<const TableInfo> tables, std::string_view path) {
  for (std::size_t i = 0; i < tables.size(); ++i) {
    std::string_view rest = path;
    if (rest.starts_with(name_of(tables[i].database)))
      rest.remove_prefix(name_of(tables[i].database).size() + 1);
    if (!rest.starts_with(tables[i].name) || rest.substr(tables[i].name.size(), 1) != ".") continue;
    for (const ColumnDef& column : tables[i].columns) {
      if (column.name == rest.substr(tables[i].name.size() + 1)) return {i, column};
    }
  }
  throw "a reference leads to no column";
}

consteval void check_type(const ColumnDef& child, const ColumnDef& parent) {
  const auto is_text = [](Kind kind) { return kind == Kind::kText || kind == Kind::kId; };
  const bool same_kind = child.kind == parent.kind || (is_text(child.kind) && is_text(parent.kind));
  if (!same_kind || child.length != parent.length || child.precision != parent.precision)
    throw "a reference leads to a column of another type";
}

/// A foreign key leads to a key of the same type, in the same database, in a table that is not
/// loaded later.
consteval void check_foreign_key(std::span<const TableInfo> tables,
                                 std::size_t child,
                                 const ColumnDef& column) {
  const auto parent = referenced(tables, column.references);
  if (tables[parent.table].database != tables[child].database)
    throw "a foreign key leads into another database";
  if (parent.table > child) throw "a foreign key leads to a table that is loaded later";
  if (!parent.column.primary_key && !parent.column.unique)
    throw "a foreign key leads to a column that is no key";
  check_type(column, parent.column);
}

/// A reference that no key enforces leads to an existing column, or to one of several, of the same
/// type, in a phase that is not later.
consteval void check_external(std::span<const TableInfo> tables,
                              const TableInfo& child,
                              const ColumnDef& column) {
  for (std::string_view rest = column.external; !rest.empty();) {
    const auto end = rest.find(kAlternativeSeparator);
    const auto parent = referenced(tables, rest.substr(0, end));
    if (tables[parent.table].phase > child.phase) throw "a reference leads to a later phase";
    check_type(column, parent.column);
    rest = end == std::string_view::npos ? std::string_view{}
                                         : rest.substr(end + kAlternativeSeparator.size());
  }
}

consteval void check_order(std::span<const TableInfo> tables) {
  for (std::size_t i = 1; i < tables.size(); ++i) {
    if (tables[i].phase < tables[i - 1].phase)
      throw "a table is listed before one of an earlier phase";
  }
}

/// Of tables, or of datasets.
template <class Infos>
consteval void check_names(const Infos& infos) {
  for (std::size_t i = 0; i < infos.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (infos[i].name == infos[j].name)
        throw "two tables share a name; find_table() needs them distinct";
    }
  }
}

}  // namespace detail

/// True; what is wrong with the tables of the rows, or with their references, does not compile.
template <class... Rows>
[[nodiscard]] consteval bool is_sound(RowTypes<Rows...> rows) {
  static_assert((well_formed<Rows>() && ...));
  const auto tables = detail::make_catalog(rows);
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (const ColumnDef& column : tables[i].columns) {
      if (!column.references.empty()) detail::check_foreign_key(tables, i, column);
      if (!column.external.empty()) detail::check_external(tables, tables[i], column);
    }
  }
  detail::check_order(tables);
  detail::check_names(tables);
  return true;
}

/// The same of datasets, which refer to nothing.
template <class... Rows>
[[nodiscard]] consteval bool are_sound_datasets(RowTypes<Rows...> rows) {
  static_assert((well_formed<Rows>() && ...));
  detail::check_names(detail::make_datasets(rows));
  return true;
}

}  // namespace bankseed
