#include "cli/run/shards/loaded_digests.hpp"

#include "bankseed/rows/catalog.hpp"
#include "schema/ddl.hpp"
#include "sink/postgres/copy_out.hpp"
#include "sink/postgres/load/bookkeeping.hpp"

namespace bankseed {
namespace {

/// The table's rows with the columns that bankseed knows, in its order.
std::string select_rows(const TableInfo& table) {
  std::string columns;
  for (const ColumnDef& column : table.columns)
    columns += (columns.empty() ? "" : ", ") + quote_identifier(column.name);
  return "SELECT " + columns + " FROM " + qualified_name(table);
}

}  // namespace

void digest_database(const DatabaseAddress& address,
                     const TableSet& tables,
                     Interrupter* interrupter,
                     TableDigests& digests) {
  Connection connection = Connection::open(address, interrupter);
  refuse_while_loading(connection);
  // As the encoder writes: what COPY prints depends on the session.
  connection.execute("SET datestyle TO 'ISO'");
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableInfo& table = kCatalog[i];
    if (table.database != address.database || !tables[i]) continue;
    const std::string name = qualified_name(table);
    if (connection.execute("SELECT to_regclass(" + quote_literal(name) + ")").is_null(0, 0))
      continue;
    CopyOut rows(connection, select_rows(table), table.name);
    while (const auto line = rows.next())
      digests[i].add(*line);
  }
}

}  // namespace bankseed
