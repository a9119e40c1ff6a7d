#include "catalog/models/columns.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "bankseed/core/check.hpp"
#include "schema/ddl.hpp"

namespace bankseed::catalog {
namespace {

TableId table_at(std::size_t index) {
  return TableId{static_cast<std::uint16_t>(index)};
}

Reference make_reference(TableId child, const ColumnDef& column, std::string_view parent_path) {
  const auto parent = find_column(parent_path);
  BANKSEED_CHECK(parent.has_value());
  const bool has_alternatives =
      column.external.find(kAlternativeSeparator) != std::string_view::npos;
  return {.child = child,
          .column = column,
          .parent = parent->table,
          .parent_column = parent->column,
          .is_enforced = !column.references.empty(),
          .is_strict = !has_alternatives && column.external_where.empty()};
}

/// How the ids of a member's type are written; nothing for types that are no id of one kind.
template <class T>
constexpr std::optional<IdFormat> kIdFormat = std::nullopt;
template <class IdKind>
constexpr std::optional<IdFormat> kIdFormat<Id<IdKind>> = IdKind::kFormat;
template <class T>
constexpr std::optional<IdFormat> kIdFormat<std::optional<T>> = kIdFormat<T>;

template <auto... Members>
std::vector<std::optional<IdFormat>> id_formats(const ColumnList<Members...>& /*columns*/) {
  return {kIdFormat<typename MemberTraits<decltype(Members)>::Value>...};
}

/// Of all tables and datasets, by column.
std::vector<std::vector<std::optional<IdFormat>>> all_id_formats() {
  std::vector<std::vector<std::optional<IdFormat>>> formats;
  for_each_row_type(
      [&formats]<class Row>() { formats.push_back(id_formats(Table<Row>::kColumns)); });
  return formats;
}

}  // namespace

std::vector<Reference> references_of(TableId table) {
  std::vector<Reference> references;
  for (const ColumnDef& column : table_info(table).columns) {
    if (!column.references.empty()) {
      const auto database = name_of(table_info(table).database);
      references.push_back(
          make_reference(table, column, fmt::format("{}.{}", database, column.references)));
    }
    for (std::string_view rest = column.external; !rest.empty();) {
      const auto end = rest.find(kAlternativeSeparator);
      references.push_back(make_reference(table, column, rest.substr(0, end)));
      rest = end == std::string_view::npos ? std::string_view{}
                                           : rest.substr(end + kAlternativeSeparator.size());
    }
  }
  return references;
}

bool crosses_databases(const Reference& reference) noexcept {
  return table_info(reference.child).database != table_info(reference.parent).database;
}

std::vector<TableId> tables_in(Database database) {
  std::vector<TableId> tables;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (kCatalog[i].database == database) tables.push_back(table_at(i));
  }
  return tables;
}

Database database_at(std::size_t index) noexcept {
  return static_cast<Database>(index);
}

std::string full_name(TableId table) {
  return fmt::format("{}.{}", name_of(table_info(table).database), table_info(table).name);
}

std::vector<std::string_view> key_of(const RowTypeInfo& table) {
  std::vector<std::string_view> key;
  for (const ColumnDef& column : table.columns) {
    if (column.primary_key) key.push_back(column.name);
  }
  return key;
}

bool is_unique(const RowTypeInfo& table, const ColumnDef& column) {
  return column.unique || (column.primary_key && key_of(table).size() == 1);
}

std::string id_pattern(TableId table, std::string_view column) {
  static const auto formats = all_id_formats();
  const auto columns = row_type_info(table).columns;
  const auto place = std::find_if(columns.begin(), columns.end(),
                                  [column](const ColumnDef& c) { return c.name == column; });
  BANKSEED_CHECK(place != columns.end());
  const auto& format = formats[index_of(table)][static_cast<std::size_t>(place - columns.begin())];
  return format ? fmt::format("{}[0-9]{{{},}}", format->prefix, format->digits_min) : "";
}

}  // namespace bankseed::catalog
