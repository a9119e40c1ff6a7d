#include "bankseed/rows/catalog.hpp"

#include "rows/catalog_checks.hpp"

namespace bankseed {
namespace {

static_assert(is_sound(AllRows{}));

template <class Has>
TableSet tables_where(const Has& has) {
  TableSet tables;
  for (std::size_t i = 0; i < kTableCount; ++i)
    tables.set(i, has(kCatalog[i]));
  return tables;
}

}  // namespace

TableSet tables_of(Database database) {
  return tables_where([database](const TableInfo& table) { return table.database == database; });
}

TableSet tables_of(Phase phase) {
  return tables_where([phase](const TableInfo& table) { return table.phase == phase; });
}

}  // namespace bankseed
