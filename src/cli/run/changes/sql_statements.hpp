#pragma once

#include <string>
#include <string_view>

#include "bankseed/schema/table.hpp"

namespace bankseed {

// Statements of SQL out of lines of COPY's text format.

/// Appends INSERT INTO ... VALUES (...), a line.
void append_insert(const TableInfo& table, std::string_view row, std::string& out);
/// Appends an UPDATE, by the primary key, of the columns that are not the same, a line.
void append_update(const TableInfo& table,
                   std::string_view before,
                   std::string_view after,
                   std::string& out);
/// Appends what sets the sequences of the table's serial columns behind its rows; mostly nothing.
void append_sequences(const TableInfo& table, std::string& out);

}  // namespace bankseed
