#include "catalog/models/frictionless.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bankseed/core/check.hpp"
#include "catalog/models/columns.hpp"
#include "catalog/sensitivity_text.hpp"
#include "catalog/yaml_text.hpp"
#include "schema/ddl.hpp"

namespace bankseed::catalog {
namespace {

bool is_for_excel(PackageFormat format) {
  return format == PackageFormat::kExcelCsv || format == PackageFormat::kExcelCsvSemicolon;
}

bool is_csv(PackageFormat format) {
  return format == PackageFormat::kCsv || is_for_excel(format);
}

std::string_view type_of(const ColumnDef& column) {
  switch (column.kind) {
    case Kind::kBool: return "boolean";
    case Kind::kInteger:
    case Kind::kSerial:
    case Kind::kBigSerial: return "integer";
    case Kind::kMoney:
    case Kind::kFraction: return "number";
    case Kind::kDate: return "date";
    case Kind::kTimestamp: return "datetime";
    case Kind::kText: return column.json ? "object" : "string";
    case Kind::kId: return "string";
  }
  BANKSEED_FAIL("unknown Kind");
}

/// How values are written, where the type leaves a choice.
void add_notation(const ColumnDef& column, PackageFormat format, Document& field) {
  if (!is_csv(format)) return;
  if (column.kind == Kind::kTimestamp) field["format"] = "%Y-%m-%d %H:%M:%S";
  if (column.kind == Kind::kBool) {
    field["trueValues"] = Document::array({"true"});
    field["falseValues"] = Document::array({"false"});
  }
  const bool is_decimal = column.kind == Kind::kMoney || column.kind == Kind::kFraction;
  if (is_decimal && format == PackageFormat::kExcelCsvSemicolon) field["decimalChar"] = ",";
}

Document constraints_of(TableId table, const ColumnDef& column, PackageFormat format) {
  Document constraints = Document::object();
  if (!column.nullable) constraints["required"] = true;
  if (column.unique) constraints["unique"] = true;
  if (!column.values.empty()) constraints["enum"] = column.values;
  const std::string pattern = id_pattern(table, column.name);
  if (!pattern.empty()) constraints["pattern"] = pattern;
  // Excel's formulas are longer than their texts.
  if (column.length != 0 && !is_for_excel(format)) constraints["maxLength"] = column.length;
  return constraints;
}

Document field_of(TableId table, const ColumnDef& column, PackageFormat format) {
  Document field = {{"name", column.name}, {"type", type_of(column)}};
  add_notation(column, format, field);
  field["description"] = comment_text(column);
  if (column.sensitivity != Sensitivity::kNone) field["sensitivity"] = title_of(column.sensitivity);
  Document constraints = constraints_of(table, column, format);
  if (!constraints.empty()) field["constraints"] = std::move(constraints);
  return field;
}

Document foreign_keys_of(TableId table, const TableSet& there) {
  Document keys = Document::array();
  for (const Reference& reference : references_of(table)) {
    if (!reference.is_strict || !there[index_of(reference.parent)]) continue;
    Document target = Document::object();
    if (reference.parent != table) target["resource"] = full_name(reference.parent);
    target["fields"] = Document::array({reference.parent_column.name});
    keys.push_back(
        {{"fields", Document::array({reference.column.name})}, {"reference", std::move(target)}});
  }
  return keys;
}

Document schema_of(TableId table, PackageFormat format, const TableSet& there) {
  Document schema = {{"fields", Document::array()}};
  for (const ColumnDef& column : table_info(table).columns)
    schema["fields"].push_back(field_of(table, column, format));
  // JSON and Parquet have missing values of their own; elsewhere they are nothing at all.
  schema["missingValues"] = Document::array();
  if (is_csv(format)) schema["missingValues"].push_back("");
  schema["primaryKey"] = key_of(table_info(table));
  Document keys = foreign_keys_of(table, there);
  if (!keys.empty()) schema["foreignKeys"] = std::move(keys);
  return schema;
}

void add_format(PackageLayout layout, Document& resource) {
  if (layout.format == PackageFormat::kParquet) {
    resource["format"] = "parquet";
    resource["mediatype"] = "application/vnd.apache.parquet";
    return;
  }
  const bool is_json = layout.format == PackageFormat::kJsonLines;
  resource["format"] = is_json ? "jsonl" : "csv";
  resource["mediatype"] = is_json ? "application/jsonl" : "text/csv";
  if (layout.is_compressed) {
    resource["mediatype"] = "application/zstd";
    resource["compression"] = "zst";
  }
  resource["encoding"] = is_for_excel(layout.format) ? "utf-8-sig" : "utf-8";
  if (is_json) return;
  resource["dialect"] = {
      {"delimiter", layout.format == PackageFormat::kExcelCsvSemicolon ? ";" : ","},
      {"lineTerminator", "\n"},
      {"quoteChar", "\""},
      {"doubleQuote", true}};
}

Document resource_of(const PackageTable& table, PackageLayout layout, const TableSet& there) {
  Document resource = {{"name", full_name(table.table)},
                       {"type", "table"},
                       {"description", table_info(table.table).comment}};
  if (table.paths.size() == 1) {
    resource["path"] = table.paths.front();
    // Frictionless counts no bytes of Parquet, and then finds that there are too few.
    if (!table.sha256.empty() && layout.format != PackageFormat::kParquet) {
      resource["bytes"] = table.bytes;
      resource["hash"] = "sha256:" + table.sha256;
    }
  } else {
    resource["path"] = table.paths;
  }
  add_format(layout, resource);
  resource["schema"] = schema_of(table.table, layout.format, there);
  return resource;
}

}  // namespace

std::string package_text(const std::vector<PackageTable>& tables, PackageLayout layout) {
  TableSet there;
  for (const PackageTable& table : tables)
    there.set(index_of(table.table));
  Document package = {{"$schema", "https://datapackage.org/profiles/2.0/datapackage.json"},
                      {"name", "bankseed"},
                      {"title", "A synthetic retail bank"},
                      {"description",
                       "Tables of the bank's databases. A resource is called as its database and "
                       "its table; foreign "
                       "keys lead across databases, too."},
                      {"resources", Document::array()}};
  for (const PackageTable& table : tables)
    package["resources"].push_back(resource_of(table, layout, there));
  return json_text(package);
}

std::vector<CatalogFile> frictionless_files() {
  std::vector<PackageTable> tables;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableId table{static_cast<std::uint16_t>(i)};
    const std::string path =
        fmt::format("{}/{}.csv", name_of(kCatalog[i].database), kCatalog[i].name);
    tables.push_back({.table = table, .paths = {path}, .bytes = 0, .sha256 = {}});
  }
  return {{.path = kPackageName, .text = package_text(tables, {})}};
}

}  // namespace bankseed::catalog
