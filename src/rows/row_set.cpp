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

void RowSet::clear(TableId table) noexcept {
  for_each_row_type([&]<class Row>() {
    if (kTableId<Row> == table) of<Row>().clear();
  });
}

}  // namespace bankseed
