#include "bankseed/rows/catalog.hpp"

namespace bankseed {
namespace {

template <class... Rows>
consteval bool are_well_formed(RowTypes<Rows...>) {
  return (well_formed<Rows>() && ...);
}
static_assert(are_well_formed(AllDatasets{}), "a dataset's columns are not its row's members");

template <class Infos>
consteval bool names_are_distinct(const Infos& infos) {
  for (std::size_t i = 0; i < infos.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (infos[i].name == infos[j].name) return false;
    }
  }
  return true;
}
static_assert(names_are_distinct(kCatalog),
              "two tables share a name; find_table() needs them distinct");
static_assert(names_are_distinct(kDatasets), "two datasets share a name");

consteval bool same_sql_type(const ColumnDef& a, const ColumnDef& b) {
  const auto text = [](Kind kind) { return kind == Kind::kText || kind == Kind::kId; };
  return (a.kind == b.kind || (text(a.kind) && text(b.kind))) && a.length == b.length &&
         a.precision == b.precision;
}

/// A foreign key leads to a key of the same type, in the same database, in a table that is not
/// loaded later.
consteval bool foreign_keys_resolve() {
  for (std::size_t child = 0; child < kTableCount; ++child) {
    for (const ColumnDef& column : kCatalog[child].columns) {
      if (column.references.empty()) continue;
      const auto parent = find_column(column.references);
      if (!parent || index_of(parent->table) > child) return false;
      if (table_info(parent->table).database != kCatalog[child].database) return false;
      if (!(parent->column.primary_key || parent->column.unique)) return false;
      if (!same_sql_type(parent->column, column)) return false;
    }
  }
  return true;
}

/// A reference that no key enforces leads to an existing column, or to one of several, that is text
/// as well, in a phase that is not later.
consteval bool external_references_resolve() {
  for (const TableInfo& child : kCatalog) {
    for (const ColumnDef& column : child.columns) {
      for (std::string_view rest = column.external; !rest.empty();) {
        const auto end = rest.find(kAlternativeSeparator);
        const auto parent = find_column(rest.substr(0, end));
        if (!parent || table_info(parent->table).phase > child.phase) return false;
        if (!same_sql_type(parent->column, column)) return false;
        rest = end == std::string_view::npos ? std::string_view{}
                                             : rest.substr(end + kAlternativeSeparator.size());
      }
    }
  }
  return true;
}
static_assert(foreign_keys_resolve(),
              "a foreign key leads to no key, to another type or database, or to a later table");
static_assert(external_references_resolve(),
              "a reference leads to no column, to another type, or to a later phase");

consteval bool phases_ascend() {
  for (std::size_t i = 1; i < kTableCount; ++i) {
    if (kCatalog[i].phase < kCatalog[i - 1].phase) return false;
  }
  return true;
}
static_assert(phases_ascend(), "AllRows lists a table before one of an earlier phase");

template <class Has>
TableSet tables_where(const Has& has) {
  TableSet tables;
  for (std::size_t i = 0; i < kRowTypeCount; ++i)
    tables[i] = has(TableId{static_cast<std::uint16_t>(i)});
  return tables;
}

}  // namespace

TableSet all_datasets() {
  return tables_where(is_dataset);
}

TableSet all_tables() {
  return ~all_datasets();
}

TableSet tables_of(Store store) {
  return tables_where([store](TableId table) { return store_of(table) == store; });
}

TableSet tables_of(Database database) {
  return tables_of(store_of(database));
}

TableSet tables_of(Phase phase) {
  return tables_where(
      [phase](TableId table) { return !is_dataset(table) && table_info(table).phase == phase; });
}

}  // namespace bankseed
