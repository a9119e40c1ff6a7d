#include "schema/ddl.hpp"

#include <algorithm>
#include <array>

#include <fmt/ranges.h>

#include "bankseed/core/check.hpp"

namespace bankseed {
namespace {

/// Words that PostgreSQL does not take as a column's name without quotes.
constexpr std::array<std::string_view, 101> kReservedWords = {"all",
                                                              "analyse",
                                                              "analyze",
                                                              "and",
                                                              "any",
                                                              "array",
                                                              "as",
                                                              "asc",
                                                              "asymmetric",
                                                              "authorization",
                                                              "binary",
                                                              "both",
                                                              "case",
                                                              "cast",
                                                              "check",
                                                              "collate",
                                                              "collation",
                                                              "column",
                                                              "concurrently",
                                                              "constraint",
                                                              "create",
                                                              "cross",
                                                              "current_catalog",
                                                              "current_date",
                                                              "current_role",
                                                              "current_schema",
                                                              "current_time",
                                                              "current_timestamp",
                                                              "current_user",
                                                              "default",
                                                              "deferrable",
                                                              "desc",
                                                              "distinct",
                                                              "do",
                                                              "else",
                                                              "end",
                                                              "except",
                                                              "false",
                                                              "fetch",
                                                              "for",
                                                              "foreign",
                                                              "freeze",
                                                              "from",
                                                              "full",
                                                              "grant",
                                                              "group",
                                                              "having",
                                                              "ilike",
                                                              "in",
                                                              "initially",
                                                              "inner",
                                                              "intersect",
                                                              "into",
                                                              "is",
                                                              "isnull",
                                                              "join",
                                                              "lateral",
                                                              "leading",
                                                              "left",
                                                              "like",
                                                              "limit",
                                                              "localtime",
                                                              "localtimestamp",
                                                              "natural",
                                                              "not",
                                                              "notnull",
                                                              "null",
                                                              "offset",
                                                              "on",
                                                              "only",
                                                              "or",
                                                              "order",
                                                              "outer",
                                                              "overlaps",
                                                              "placing",
                                                              "primary",
                                                              "references",
                                                              "returning",
                                                              "right",
                                                              "select",
                                                              "session_user",
                                                              "similar",
                                                              "some",
                                                              "symmetric",
                                                              "system_user",
                                                              "table",
                                                              "tablesample",
                                                              "then",
                                                              "to",
                                                              "trailing",
                                                              "true",
                                                              "union",
                                                              "unique",
                                                              "user",
                                                              "using",
                                                              "variadic",
                                                              "verbose",
                                                              "when",
                                                              "where",
                                                              "window",
                                                              "with"};
static_assert(std::is_sorted(kReservedWords.begin(), kReservedWords.end()));

/// Longest identifier that PostgreSQL keeps.
constexpr std::size_t kIdentifierSizeMax = 63;

bool is_reserved(std::string_view name) {
  return std::binary_search(kReservedWords.begin(), kReservedWords.end(), name);
}

std::string doubled(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == quote) result += c;
    result += c;
  }
  return result += quote;
}

/// Puts names together; they are short enough, else PostgreSQL would cut them in its own way.
std::string object_name(std::string name) {
  BANKSEED_CHECK(name.size() <= kIdentifierSizeMax);
  return name;
}

std::string primary_key_columns(const TableInfo& table) {
  std::string list;
  for (const ColumnDef& column : table.columns) {
    if (!column.primary_key) continue;
    if (!list.empty()) list += ", ";
    list += quote_identifier(column.name);
  }
  return list;
}

NamedStatement add_constraint(const TableInfo& table,
                              const std::string& suffix,
                              const std::string& definition) {
  auto name = object_name(fmt::format("{}_{}", table.name, suffix));
  auto sql = fmt::format("ALTER TABLE {} ADD CONSTRAINT {} {}", qualified_name(table),
                         quote_identifier(name), definition);
  return {std::move(name), std::move(sql)};
}

template <class Piece>
void for_each_piece(std::string_view list, std::string_view separator, const Piece& piece) {
  while (!list.empty()) {
    const auto end = list.find(separator);
    piece(list.substr(0, end));
    if (end == std::string_view::npos) return;
    list.remove_prefix(end + separator.size());
  }
}

}  // namespace

std::string quote_identifier(std::string_view name) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool simple =
      !name.empty() && plain(name.front()) &&
      std::all_of(name.begin(), name.end(), [&](char c) { return plain(c) || digit(c); });
  return simple && !is_reserved(name) ? std::string(name) : doubled(name, '"');
}

std::string quote_literal(std::string_view text) {
  if (text.find('\\') == std::string_view::npos) return doubled(text, '\'');
  std::string escaped;
  for (const char c : text) {
    if (c == '\\') escaped += c;
    escaped += c;
  }
  return "E" + doubled(escaped, '\'');
}

std::string qualified_name(const TableInfo& table) {
  return fmt::format("{}.{}", kSchemaName, quote_identifier(table.name));
}

std::string sql_type(const ColumnDef& column) {
  switch (column.kind) {
    case Kind::kBool: return "boolean";
    case Kind::kInteger: return "integer";
    case Kind::kSerial: return "serial";
    case Kind::kBigSerial: return "bigserial";
    case Kind::kMoney: return fmt::format("numeric({},2)", column.precision);
    case Kind::kFraction: return "numeric(5,4)";
    case Kind::kDate: return "date";
    case Kind::kTimestamp: return "timestamp";
    case Kind::kText:
    case Kind::kId: return column.length == 0 ? "text" : fmt::format("varchar({})", column.length);
  }
  BANKSEED_FAIL("unknown Kind");
}

std::string stored_type(const ColumnDef& column) {
  if (column.kind == Kind::kSerial) return "integer";
  if (column.kind == Kind::kBigSerial) return "bigint";
  return sql_type(column);
}

std::string comment_text(const ColumnDef& column) {
  std::string text(column.comment);
  if (!column.values.empty()) {
    text += fmt::format("{} {}{}.", text.empty() ? "One of" : ": one of",
                        fmt::join(column.values, ", "), column.remark);
  }
  if (column.external.empty()) return text;
  if (text.ends_with('.')) text.pop_back();
  text += "; ";
  bool first = true;
  for_each_piece(column.external, kAlternativeSeparator, [&](std::string_view target) {
    text += fmt::format("{}references {}", first ? "" : " or ", target);
    first = false;
  });
  return text;
}

std::string create_table(const TableInfo& table) {
  std::string sql = fmt::format("CREATE TABLE {} (", qualified_name(table));
  bool first = true;
  for (const ColumnDef& column : table.columns) {
    sql += fmt::format("{}\n  {} {}", first ? "" : ",", quote_identifier(column.name),
                       sql_type(column));
    first = false;
    if (column.not_null || column.primary_key) sql += " NOT NULL";
    if (!column.default_sql.empty()) sql += fmt::format(" DEFAULT {}", column.default_sql);
    if (!column.check_sql.empty()) sql += fmt::format(" CHECK ({})", column.check_sql);
  }
  return sql += "\n)";
}

std::vector<NamedStatement> key_statements(const TableInfo& table) {
  std::vector<NamedStatement> statements;
  statements.push_back(
      add_constraint(table, "pkey", fmt::format("PRIMARY KEY ({})", primary_key_columns(table))));
  for (const ColumnDef& column : table.columns) {
    if (!column.unique) continue;
    statements.push_back(add_constraint(table, fmt::format("{}_key", column.name),
                                        fmt::format("UNIQUE ({})", quote_identifier(column.name))));
  }
  return statements;
}

std::vector<NamedStatement> foreign_key_statements(const TableInfo& table) {
  std::vector<NamedStatement> statements;
  for (const ColumnDef& column : table.columns) {
    if (column.references.empty()) continue;
    const auto dot = column.references.find('.');
    statements.push_back(add_constraint(
        table, fmt::format("{}_fkey", column.name),
        fmt::format("FOREIGN KEY ({}) REFERENCES {}.{} ({})", quote_identifier(column.name),
                    kSchemaName, quote_identifier(column.references.substr(0, dot)),
                    quote_identifier(column.references.substr(dot + 1)))));
  }
  return statements;
}

std::vector<NamedStatement> index_statements(const TableInfo& table) {
  std::vector<NamedStatement> statements;
  for (const IndexDef& index : table.indexes) {
    std::string name = fmt::format("idx_{}", table.name);
    std::string columns;
    for_each_piece(index.columns, ", ", [&](std::string_view column) {
      name += fmt::format("_{}", column);
      columns += fmt::format("{}{}", columns.empty() ? "" : ", ", quote_identifier(column));
    });
    name = object_name(std::move(name));
    auto sql = fmt::format("CREATE INDEX {} ON {} ({})", quote_identifier(name),
                           qualified_name(table), columns);
    statements.push_back({std::move(name), std::move(sql)});
  }
  return statements;
}

std::vector<std::string> comment_statements(const TableInfo& table) {
  std::vector<std::string> statements;
  statements.push_back(fmt::format("COMMENT ON TABLE {} IS {}", qualified_name(table),
                                   quote_literal(table.comment)));
  for (const ColumnDef& column : table.columns) {
    statements.push_back(fmt::format("COMMENT ON COLUMN {}.{} IS {}", qualified_name(table),
                                     quote_identifier(column.name),
                                     quote_literal(comment_text(column))));
  }
  return statements;
}

std::string database_script(std::span<const TableInfo> tables, Database database) {
  std::string tables_and_comments;
  std::string keys;
  std::string foreign_keys;
  std::string indexes;
  for (const TableInfo& table : tables) {
    if (table.database != database) continue;
    tables_and_comments += create_table(table) + ";\n";
    for (const auto& statement : comment_statements(table))
      tables_and_comments += statement + ";\n";
    for (const auto& statement : key_statements(table))
      keys += statement.sql + ";\n";
    for (const auto& statement : foreign_key_statements(table))
      foreign_keys += statement.sql + ";\n";
    for (const auto& statement : index_statements(table))
      indexes += statement.sql + ";\n";
  }
  return tables_and_comments + keys + foreign_keys + indexes;
}

}  // namespace bankseed
