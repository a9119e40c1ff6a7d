#include "bankseed/rows/row_source.hpp"

#include <cstdint>
#include <limits>

#include "bankseed/rows/catalog.hpp"

namespace bankseed {

TableSet tables_with_wide_keys(const RowSource& source) {
  TableSet tables;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableId table{static_cast<std::uint16_t>(i)};
    tables[i] = kCatalog[i].columns[0].kind == Kind::kSerial &&
                source.rows_before(table, source.block_count()) >
                    std::uint64_t{std::numeric_limits<std::int32_t>::max()};
  }
  return tables;
}

}  // namespace bankseed
