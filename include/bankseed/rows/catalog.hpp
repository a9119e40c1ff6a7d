#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "bankseed/rows/accounts.hpp"
#include "bankseed/rows/compliance.hpp"
#include "bankseed/rows/customer.hpp"
#include "bankseed/rows/datasets.hpp"
#include "bankseed/rows/employees.hpp"
#include "bankseed/rows/insurance.hpp"
#include "bankseed/rows/loans.hpp"
#include "bankseed/rows/tables.hpp"

namespace bankseed {

namespace detail {
template <class... Rows>
consteval std::array<TableInfo, sizeof...(Rows)> make_catalog(RowTypes<Rows...>) {
  return {kTableInfo<Rows>...};
}
/// The columns of a row, with keys of eight bytes.
template <class Row>
inline constexpr auto kWideColumns = [] {
  auto columns = Table<Row>::kColumns.defs;
  for (ColumnDef& column : columns) {
    if (column.kind == Kind::kSerial) column.kind = Kind::kBigSerial;
  }
  return columns;
}();
template <class... Rows>
consteval std::array<TableInfo, sizeof...(Rows)> make_wide_catalog(RowTypes<Rows...>) {
  std::array<TableInfo, sizeof...(Rows)> tables = {kTableInfo<Rows>...};
  std::size_t i = 0;
  ((tables[i++].columns = kWideColumns<Rows>), ...);
  return tables;
}
template <class... Rows>
consteval std::array<RowTypeInfo, sizeof...(Rows)> make_datasets(RowTypes<Rows...>) {
  return {kRowTypeInfo<Rows>...};
}
}  // namespace detail

/// The tables of the databases, by TableId.
inline constexpr std::array<TableInfo, kTableCount> kCatalog = detail::make_catalog(AllRows{});
/// The same tables in a bank that numbers their rows beyond four bytes: what is serial is
/// bigserial.
inline constexpr std::array<TableInfo, kTableCount> kWideCatalog =
    detail::make_wide_catalog(AllRows{});
inline constexpr std::array<RowTypeInfo, kDatasetCount> kDatasets =
    detail::make_datasets(AllDatasets{});

/// Of a table of a database.
[[nodiscard]] constexpr const TableInfo& table_info(TableId table) noexcept {
  return kCatalog[index_of(table)];
}
/// Likewise, as PostgreSQL has it when it is among tables_with_wide_keys().
[[nodiscard]] constexpr const TableInfo& table_info(TableId table, bool has_wide_key) noexcept {
  return (has_wide_key ? kWideCatalog : kCatalog)[index_of(table)];
}
/// Of a table or a dataset.
[[nodiscard]] constexpr const RowTypeInfo& row_type_info(TableId table) noexcept {
  if (is_dataset(table)) return kDatasets[index_of(table) - kTableCount];
  return table_info(table);
}

/// Where rows are written together: into one of the six databases, by its number, or among the
/// datasets, which come after them.
enum class Store : std::uint8_t {};
inline constexpr std::size_t kStoreCount = kDatabaseCount + 1;
inline constexpr Store kDatasetStore{kDatabaseCount};
[[nodiscard]] constexpr std::size_t index_of(Store store) noexcept {
  return static_cast<std::size_t>(store);
}
[[nodiscard]] constexpr Store store_of(Database database) noexcept {
  return Store{static_cast<std::uint8_t>(database)};
}
[[nodiscard]] constexpr Store store_of(TableId table) noexcept {
  return is_dataset(table) ? kDatasetStore : store_of(table_info(table).database);
}

/// The table of a database called "transactions" or "accounts_db.transactions"; nothing when there
/// is none.
[[nodiscard]] constexpr std::optional<TableId> find_table(std::string_view name) noexcept {
  const auto dot = name.find('.');
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableInfo& table = kCatalog[i];
    const bool same =
        dot == std::string_view::npos
            ? name == table.name
            : name.substr(0, dot) == name_of(table.database) && name.substr(dot + 1) == table.name;
    if (same) return TableId{static_cast<std::uint16_t>(i)};
  }
  return std::nullopt;
}

/// The dataset of this name; nothing when there is none.
[[nodiscard]] constexpr std::optional<TableId> find_dataset(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kDatasetCount; ++i) {
    if (kDatasets[i].name == name) return TableId{static_cast<std::uint16_t>(kTableCount + i)};
  }
  return std::nullopt;
}

/// The tables of all databases, of one, or of a phase.
[[nodiscard]] TableSet all_tables();
[[nodiscard]] TableSet tables_of(Database database);
[[nodiscard]] TableSet tables_of(Phase phase);
[[nodiscard]] TableSet all_datasets();
/// What is written into a store.
[[nodiscard]] TableSet tables_of(Store store);

namespace detail {
template <class Visit, class... Rows>
constexpr void visit_each(Visit&& visit, RowTypes<Rows...>) {
  (visit.template operator()<Rows>(), ...);
}
}  // namespace detail

/// Calls visit.template operator()<Row>() for the row type of every table of the databases, in the
/// catalog's order.
template <class Visit>
constexpr void for_each_table(Visit&& visit) {
  detail::visit_each(visit, AllRows{});
}
/// The same for every table and dataset.
template <class Visit>
constexpr void for_each_row_type(Visit&& visit) {
  detail::visit_each(visit, AllRowTypes{});
}

/// Where a reference leads.
struct ColumnRef {
  TableId table;
  ColumnDef column;
};
/// The column "table.column" or "database.table.column"; nothing when there is none.
/// Returns a copy: GCC 12 under -fsanitize=undefined cannot compare constexpr addresses with null.
[[nodiscard]] constexpr std::optional<ColumnRef> find_column(std::string_view path) noexcept {
  const auto dot = path.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto table = find_table(path.substr(0, dot));
  if (!table) return std::nullopt;
  for (const ColumnDef& column : table_info(*table).columns) {
    if (column.name == path.substr(dot + 1)) return ColumnRef{*table, column};
  }
  return std::nullopt;
}

}  // namespace bankseed
