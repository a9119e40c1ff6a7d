#include "bankseed/rows/catalog.hpp"

#include "rows/catalog_checks.hpp"

namespace bankseed {
namespace {

static_assert(is_sound(AllRows{}));
static_assert(are_sound_datasets(AllDatasets{}));

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
