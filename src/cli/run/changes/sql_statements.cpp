#include "cli/run/changes/sql_statements.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "bankseed/core/check.hpp"
#include "schema/ddl.hpp"

namespace bankseed {
namespace {

/// The fields of a line, as they stand in it.
std::vector<std::string_view> fields_of(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  std::vector<std::string_view> fields;
  for (std::size_t end = line.find('\t'); end != std::string_view::npos; end = line.find('\t')) {
    fields.push_back(line.substr(0, end));
    line.remove_prefix(end + 1);
  }
  fields.push_back(line);
  return fields;
}

char unescaped(char letter) noexcept {
  switch (letter) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return letter;
  }
}

bool is_number(Kind kind) noexcept {
  return kind == Kind::kInteger || kind == Kind::kSerial || kind == Kind::kBigSerial ||
         kind == Kind::kMoney || kind == Kind::kFraction;
}

void append_value(const ColumnDef& column, std::string_view field, std::string& out) {
  if (field == "\\N") {
    out += "NULL";
    return;
  }
  if (column.kind == Kind::kBool) {
    out += field == "t" ? "true" : "false";
    return;
  }
  if (is_number(column.kind)) {
    out += field;
    return;
  }
  std::string text;
  for (std::size_t i = 0; i < field.size(); ++i) {
    const bool escaped = field[i] == '\\' && i + 1 < field.size();
    text += escaped ? unescaped(field[++i]) : field[i];
  }
  out += quote_literal(text);
}

}  // namespace

void append_insert(const TableInfo& table, std::string_view row, std::string& out) {
  const auto fields = fields_of(row);
  BANKSEED_CHECK(fields.size() == table.columns.size());
  out += fmt::format("INSERT INTO {} (", table.name);
  for (std::size_t i = 0; i < fields.size(); ++i)
    out += fmt::format("{}{}", i == 0 ? "" : ", ", table.columns[i].name);
  out += ") VALUES (";
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ", ";
    append_value(table.columns[i], fields[i], out);
  }
  out += ");\n";
}

void append_update(const TableInfo& table,
                   std::string_view before,
                   std::string_view after,
                   std::string& out) {
  const auto was = fields_of(before);
  const auto is = fields_of(after);
  BANKSEED_CHECK(was.size() == table.columns.size() && is.size() == was.size());
  out += fmt::format("UPDATE {} SET ", table.name);
  bool is_first = true;
  std::size_t key = 0;
  for (std::size_t i = 0; i < is.size(); ++i) {
    if (table.columns[i].primary_key) key = i;
    if (was[i] == is[i]) continue;
    out += fmt::format("{}{} = ", is_first ? "" : ", ", table.columns[i].name);
    append_value(table.columns[i], is[i], out);
    is_first = false;
  }
  out += fmt::format(" WHERE {} = ", table.columns[key].name);
  append_value(table.columns[key], is[key], out);
  out += ";\n";
}

void append_sequences(const TableInfo& table, std::string& out) {
  for (const ColumnDef& column : table.columns) {
    if (column.kind != Kind::kSerial && column.kind != Kind::kBigSerial) continue;
    out += fmt::format(
        "SELECT setval(pg_get_serial_sequence('{0}', '{1}'), max({1})) FROM {0} HAVING max({1}) IS "
        "NOT NULL;\n",
        table.name, column.name);
  }
}

}  // namespace bankseed
