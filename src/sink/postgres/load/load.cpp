#include "sink/postgres/load/load.hpp"

#include <exception>

#include <fmt/format.h>

#include "sink/postgres/load/bookkeeping.hpp"

namespace bankseed {

void LoadState::close_sessions() noexcept {
  for (DatabaseSession& session : sessions) {
    if (!session.control) continue;
    try {
      unlock_database(*session.control);
    } catch (const std::exception&) {
      // A broken session loses its lock all the same, when the server notices.
    }
    session.control.reset();
  }
}

bool LoadState::is_freezable(TableId table) const {
  const TableState& state = tables[index_of(table)];
  if (made[index_of(table)]) return !options.keep_constraints;
  if (state.kind != 'r' || !state.can_truncate || !state.outside_children.empty()) return false;
  return !options.keep_constraints || !state.is_referenced;
}

TableSet LoadState::parents_of(TableId table) const {
  TableSet parents = tables[index_of(table)].parents;
  const TableInfo& info = table_info(table);
  for (const ColumnDef& column : info.columns) {
    if (column.references.empty()) continue;
    const auto parent =
        find_column(fmt::format("{}.{}", name_of(info.database), column.references));
    if (parent && parent->table != table) parents.set(index_of(parent->table));
  }
  return parents;
}

}  // namespace bankseed
