#include "catalog/models/dbt.hpp"

#include <fmt/format.h>

#include "catalog/models/columns.hpp"
#include "catalog/sensitivity_text.hpp"
#include "catalog/yaml_text.hpp"
#include "schema/ddl.hpp"

namespace bankseed::catalog {
namespace {

constexpr const char* kReadme = R"(# The bank's databases as sources of dbt

`models/` has a file for each of the six databases: its tables and columns with what they mean, and
tests of keys, of columns that are always filled, of lists of values, and of references within the
database. dbt sees one PostgreSQL database at a time, so that references into other databases are in
`meta`, as `references`, and `bankseed verify` follows them.

Needed: dbt-postgres with dbt 1.10.5 or newer. Host, port, user and password come from `PGHOST`,
`PGPORT`, `PGUSER` and `PGPASSWORD`; each database is a target of its name.

    dbt parse --profiles-dir .
    dbt test --profiles-dir . --target loans_db

Of another target's sources none is there. To use them in a project of your own, copy a file of
`models/` into its models, and leave out its `enabled`.

In DataHub, dbt's sources and PostgreSQL's tables are one when the recipe of dbt says
`target_platform: postgres`.
)";

Document relationship(const Reference& reference) {
  const TableInfo& parent = table_info(reference.parent);
  return {{"relationships",
           {{"arguments",
             {{"to", fmt::format("source('{}', '{}')", name_of(parent.database), parent.name)},
              {"field", reference.parent_column.name}}}}}};
}

/// Of a column of a table, whose references are given.
Document tests_of(const TableInfo& table,
                  const ColumnDef& column,
                  const std::vector<Reference>& references) {
  Document tests = Document::array();
  if (is_unique(table, column)) tests.push_back("unique");
  if (!column.nullable) tests.push_back("not_null");
  if (!column.values.empty()) {
    tests.push_back({{"accepted_values", {{"arguments", {{"values", column.values}}}}}});
  }
  for (const Reference& reference : references) {
    const bool is_testable = reference.is_strict && !crosses_databases(reference);
    if (reference.column.name == column.name && is_testable)
      tests.push_back(relationship(reference));
  }
  return tests;
}

Document meta_of(const ColumnDef& column, const std::vector<Reference>& references) {
  Document meta = Document::object();
  if (column.sensitivity != Sensitivity::kNone) meta["sensitivity"] = title_of(column.sensitivity);
  Document targets = Document::array();
  for (const Reference& reference : references) {
    if (reference.column.name != column.name || !crosses_databases(reference)) continue;
    targets.push_back(
        fmt::format("{}.{}", full_name(reference.parent), reference.parent_column.name));
  }
  if (!targets.empty()) meta["references"] = std::move(targets);
  if (!column.external_where.empty()) meta["references_where"] = column.external_where;
  return meta;
}

Document column_of(const TableInfo& table,
                   const ColumnDef& column,
                   const std::vector<Reference>& references) {
  Document document = {{"name", column.name},
                       {"description", comment_text(column)},
                       {"data_type", stored_type(column)}};
  Document meta = meta_of(column, references);
  if (!meta.empty()) document["config"] = {{"meta", std::move(meta)}};
  Document tests = tests_of(table, column, references);
  if (!tests.empty()) document["data_tests"] = std::move(tests);
  return document;
}

Document source_table(TableId id) {
  const TableInfo& table = table_info(id);
  const auto references = references_of(id);
  Document document = {
      {"name", table.name}, {"description", table.comment}, {"columns", Document::array()}};
  for (const ColumnDef& column : table.columns)
    document["columns"].push_back(column_of(table, column, references));
  return document;
}

CatalogFile sources_of(Database database) {
  const auto name = name_of(database);
  Document source = {{"name", name},
                     {"database", name},
                     {"schema", kSchemaName},
                     {"config", {{"enabled", fmt::format("{{{{ target.name == '{}' }}}}", name)}}},
                     {"tables", Document::array()}};
  for (const TableId table : tables_in(database))
    source["tables"].push_back(source_table(table));
  const Document document = {{"version", 2}, {"sources", Document::array({source})}};
  return {.path = fmt::format("models/{}.yml", name), .text = yaml_text(document)};
}

CatalogFile profiles() {
  Document outputs = Document::object();
  for (std::size_t i = 0; i < kDatabaseCount; ++i) {
    const auto name = name_of(database_at(i));
    outputs[std::string(name)] = {{"type", "postgres"},
                                  {"host", "{{ env_var('PGHOST', 'localhost') }}"},
                                  {"port", "{{ env_var('PGPORT', '5432') | as_number }}"},
                                  {"user", "{{ env_var('PGUSER') }}"},
                                  {"password", "{{ env_var('PGPASSWORD') }}"},
                                  {"dbname", name},
                                  {"schema", kSchemaName},
                                  {"threads", 4}};
  }
  const Document document = {
      {"bankseed", {{"target", name_of(Database::kAccounts)}, {"outputs", std::move(outputs)}}}};
  return {.path = "profiles.yml", .text = yaml_text(document)};
}

CatalogFile project() {
  const Document document = {{"name", "bankseed"},
                             {"version", "1.0.0"},
                             {"config-version", 2},
                             {"profile", "bankseed"},
                             {"require-dbt-version", ">=1.10.5"},
                             {"model-paths", Document::array({"models"})}};
  return {.path = "dbt_project.yml", .text = yaml_text(document)};
}

}  // namespace

std::vector<CatalogFile> dbt_files() {
  std::vector<CatalogFile> files = {{.path = "README.md", .text = kReadme}, project(), profiles()};
  for (std::size_t i = 0; i < kDatabaseCount; ++i)
    files.push_back(sources_of(database_at(i)));
  return files;
}

}  // namespace bankseed::catalog
