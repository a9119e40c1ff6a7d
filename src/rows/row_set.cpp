#include "bankseed/rows/row_set.hpp"

namespace bankseed {

std::size_t RowSet::row_count(TableId table) const noexcept {
  std::size_t count = 0;
  for_each_row_type([&]<class Row>() {
    if (kTableId<Row> == table) count = of<Row>().size();
  });
  return count;
}

void RowSet::clear() noexcept {
  for_each_row_type([this]<class Row>() { of<Row>().clear(); });
  arena_.clear();
}

void RowSet::truncate(TableId table, std::size_t count) noexcept {
  for_each_row_type([&]<class Row>() {
    auto& rows = of<Row>();
    if (kTableId<Row> == table && rows.size() > count)
      rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(count), rows.end());
  });
}

}  // namespace bankseed
