#include "cli/run/shards/loaded_rows.hpp"

#include <fmt/format.h>

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

/// A session in which COPY prints what the encoder writes.
Connection open_to_read(const DatabaseAddress& address, Interrupter* interrupter) {
  Connection connection = Connection::open(address, interrupter);
  refuse_while_loading(connection);
  connection.execute("SET datestyle TO 'ISO'");
  return connection;
}

bool is_there(Connection& connection, const TableInfo& table) {
  return !connection.execute("SELECT to_regclass(" + quote_literal(qualified_name(table)) + ")")
              .is_null(0, 0);
}

}  // namespace

void digest_database(const DatabaseAddress& address,
                     const TableSet& tables,
                     Interrupter* interrupter,
                     TableDigests& digests) {
  Connection connection = open_to_read(address, interrupter);
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableInfo& table = kCatalog[i];
    if (table.database != address.database || !tables[i] || !is_there(connection, table)) continue;
    CopyOut rows(connection, select_rows(table), table.name);
    while (const auto line = rows.next())
      digests[i].add(*line);
  }
}

std::string_view key_of(std::string_view line) {
  return line.substr(0, line.find('\t'));
}

void find_rows(const DatabaseAddress& address,
               const TableRows& wanted,
               Interrupter* interrupter,
               TableRows& found) {
  Connection connection = open_to_read(address, interrupter);
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableInfo& table = kCatalog[i];
    if (table.database != address.database || wanted[i].empty() || !is_there(connection, table))
      continue;
    std::string keys;
    for (const auto& [key, line] : wanted[i])
      keys += (keys.empty() ? "" : ", ") + quote_literal(key);
    CopyOut rows(connection,
                 fmt::format("{} WHERE {} IN ({})", select_rows(table),
                             quote_identifier(table.columns[0].name), keys),
                 table.name);
    while (const auto line = rows.next())
      found[i].emplace(key_of(*line), *line);
  }
}

}  // namespace bankseed
