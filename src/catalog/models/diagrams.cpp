#include "catalog/models/diagrams.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "catalog/models/columns.hpp"
#include "schema/ddl.hpp"

namespace bankseed::catalog {
namespace {

// Mermaid's entity-relationship diagrams.

/// The type as far as Mermaid takes it, which knows no comma there.
std::string mermaid_type(const ColumnDef& column) {
  std::string type = stored_type(column);
  std::replace(type.begin(), type.end(), ',', '_');
  return type;
}

std::string mermaid_keys(const TableInfo& table,
                         const ColumnDef& column,
                         const std::vector<Reference>& references) {
  std::string keys;
  const auto add = [&keys](std::string_view key) {
    keys += fmt::format("{}{}", keys.empty() ? " " : ", ", key);
  };
  if (column.primary_key) add("PK");
  const bool refers = std::any_of(
      references.begin(), references.end(),
      [&column](const Reference& reference) { return reference.column.name == column.name; });
  if (refers) add("FK");
  if (!column.primary_key && is_unique(table, column)) add("UK");
  return keys;
}

/// Between Mermaid's double quotes no other can stand.
std::string in_mermaid_quotes(std::string text) {
  std::replace(text.begin(), text.end(), '"', '\'');
  return fmt::format("\"{}\"", text);
}

/// Solid where a foreign key enforces it, else dashed; whether a child may do without a parent, and
/// whether a parent has one child at most.
std::string mermaid_relation(const Reference& reference, bool with_database) {
  const auto name = [with_database](TableId table) {
    return with_database ? in_mermaid_quotes(full_name(table))
                         : std::string(table_info(table).name);
  };
  const bool is_optional = reference.column.nullable || !reference.is_strict;
  const bool is_single = is_unique(table_info(reference.child), reference.column);
  return fmt::format("    {} {}{}{} {} : {}\n", name(reference.parent), is_optional ? "|o" : "||",
                     reference.is_enforced ? "--" : "..", is_single ? "o|" : "o{",
                     name(reference.child), in_mermaid_quotes(std::string(reference.column.name)));
}

CatalogFile mermaid_of(Database database) {
  std::string entities;
  std::string relations;
  for (const TableId id : tables_in(database)) {
    const TableInfo& table = table_info(id);
    const auto references = references_of(id);
    entities += fmt::format("    {} {{\n", table.name);
    for (const ColumnDef& column : table.columns) {
      entities += fmt::format("        {} {}{} {}\n", mermaid_type(column), column.name,
                              mermaid_keys(table, column, references),
                              in_mermaid_quotes(comment_text(column)));
    }
    entities += "    }\n";
    for (const Reference& reference : references) {
      if (!crosses_databases(reference)) relations += mermaid_relation(reference, false);
    }
  }
  return {.path = fmt::format("{}.mmd", name_of(database)),
          .text = "erDiagram\n" + entities + relations};
}

/// Only the tables that a reference across databases leads from or to, without their columns.
CatalogFile mermaid_overview() {
  std::string relations;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    for (const Reference& reference : references_of(TableId{static_cast<std::uint16_t>(i)})) {
      if (crosses_databases(reference)) relations += mermaid_relation(reference, true);
    }
  }
  return {.path = "overview.mmd", .text = "erDiagram\n" + relations};
}

// DBML, whose schemas are the databases.

std::string in_dbml_quotes(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

std::string dbml_column(const TableInfo& table, const ColumnDef& column) {
  std::string settings;
  if (column.primary_key) settings += "pk, ";
  if (!column.primary_key && is_unique(table, column)) settings += "unique, ";
  if (!column.nullable && !column.primary_key) settings += "not null, ";
  return fmt::format("  {} {} [{}note: {}]\n", column.name, stored_type(column), settings,
                     in_dbml_quotes(comment_text(column)));
}

CatalogFile dbml() {
  std::string text =
      "Project bankseed {\n  database_type: 'PostgreSQL'\n  Note: 'A synthetic retail bank. "
      "Schemas stand for its databases.'\n}\n";
  std::string references;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableId id{static_cast<std::uint16_t>(i)};
    const TableInfo& table = table_info(id);
    text += fmt::format("\nTable {} {{\n", full_name(id));
    for (const ColumnDef& column : table.columns)
      text += dbml_column(table, column);
    text += fmt::format("\n  Note: {}\n}}\n", in_dbml_quotes(table.comment));
    for (const Reference& reference : references_of(id)) {
      if (!reference.is_strict) continue;
      references += fmt::format("Ref: {}.{} {} {}.{}\n", full_name(id), reference.column.name,
                                is_unique(table, reference.column) ? "-" : ">",
                                full_name(reference.parent), reference.parent_column.name);
    }
  }
  return {.path = "bank.dbml", .text = text + "\n" + references};
}

}  // namespace

std::vector<CatalogFile> diagram_files() {
  std::vector<CatalogFile> files = {mermaid_overview()};
  for (std::size_t i = 0; i < kDatabaseCount; ++i)
    files.push_back(mermaid_of(database_at(i)));
  files.push_back(dbml());
  return files;
}

}  // namespace bankseed::catalog
