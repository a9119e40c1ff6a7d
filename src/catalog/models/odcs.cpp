#include "catalog/models/odcs.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "bankseed/core/check.hpp"
#include "catalog/models/columns.hpp"
#include "catalog/sensitivity_text.hpp"
#include "catalog/yaml_text.hpp"
#include "schema/ddl.hpp"

namespace bankseed::catalog {
namespace {

/// Version of the contracts: of what the tables promise, not of the program.
constexpr const char* kContractVersion = "1.0.0";

std::string contract_name(Database database) {
  return fmt::format("{}.odcs.yaml", name_of(database));
}

std::string_view logical_type(Kind kind) {
  switch (kind) {
    case Kind::kBool: return "boolean";
    case Kind::kInteger:
    case Kind::kSerial:
    case Kind::kBigSerial: return "integer";
    case Kind::kMoney:
    case Kind::kFraction: return "number";
    case Kind::kDate: return "date";
    case Kind::kTimestamp: return "timestamp";
    case Kind::kText:
    case Kind::kId: return "string";
  }
  BANKSEED_FAIL("unknown Kind");
}

/// As the standard's examples call it: who may see it.
std::string_view classification(Sensitivity sensitivity) {
  switch (sensitivity) {
    case Sensitivity::kNone: return "internal";
    case Sensitivity::kDirectIdentifier: return "restricted";
    case Sensitivity::kQuasiIdentifier:
    case Sensitivity::kFinancial: return "confidential";
  }
  BANKSEED_FAIL("unknown Sensitivity");
}

/// Within a contract "accounts.account_id"; another contract is named by its file.
std::string target_of(const Reference& reference) {
  const TableInfo& parent = table_info(reference.parent);
  if (!crosses_databases(reference))
    return fmt::format("{}.{}", parent.name, reference.parent_column.name);
  return fmt::format("{}#/schema/{}/properties/{}", contract_name(parent.database), parent.name,
                     reference.parent_column.name);
}

Document relationships_of(const ColumnDef& column, const std::vector<Reference>& references) {
  Document relationships = Document::array();
  for (const Reference& reference : references) {
    if (reference.column.name != column.name || !reference.is_strict) continue;
    relationships.push_back({{"type", "foreignKey"}, {"to", target_of(reference)}});
  }
  return relationships;
}

Document quality_of(const ColumnDef& column) {
  Document quality = Document::array();
  if (column.values.empty()) return quality;
  quality.push_back({{"type", "library"},
                     {"metric", "invalidValues"},
                     {"arguments", {{"validValues", column.values}}},
                     {"description", "Every value is one of the list."},
                     {"mustBe", 0}});
  return quality;
}

Document property_of(const TableInfo& table,
                     const ColumnDef& column,
                     const std::vector<Reference>& references) {
  Document property = {{"name", column.name},
                       {"logicalType", logical_type(column.kind)},
                       {"physicalType", stored_type(column)},
                       {"description", comment_text(column)},
                       {"required", !column.nullable},
                       {"unique", is_unique(table, column)},
                       {"classification", classification(column.sensitivity)}};
  if (column.primary_key) {
    const auto key = key_of(table);
    property["primaryKey"] = true;
    property["primaryKeyPosition"] =
        1 + std::distance(key.begin(), std::find(key.begin(), key.end(), column.name));
  }
  if (column.length != 0) property["logicalTypeOptions"] = {{"maxLength", column.length}};
  if (column.sensitivity != Sensitivity::kNone)
    property["tags"] = Document::array({title_of(column.sensitivity)});
  if (Document found = relationships_of(column, references); !found.empty())
    property["relationships"] = std::move(found);
  if (Document found = quality_of(column); !found.empty()) property["quality"] = std::move(found);
  return property;
}

Document schema_object(TableId id) {
  const TableInfo& table = table_info(id);
  const auto references = references_of(id);
  Document document = {{"name", table.name},           {"physicalName", table.name},
                       {"physicalType", "table"},      {"logicalType", "object"},
                       {"description", table.comment}, {"properties", Document::array()}};
  for (const ColumnDef& column : table.columns)
    document["properties"].push_back(property_of(table, column, references));
  return document;
}

CatalogFile contract_of(Database database) {
  const auto name = name_of(database);
  Document contract = {
      {"apiVersion", "v3.1.0"},
      {"kind", "DataContract"},
      {"id", fmt::format("bankseed.{}", name)},
      {"name", name},
      {"version", kContractVersion},
      {"status", "active"},
      {"description",
       {{"purpose", "Tables of a synthetic retail bank."},
        {"limitations", "Nobody in it is real. Dates end at the day for which it was made."}}},
      {"servers", Document::array({{{"server", "postgres"},
                                    {"type", "postgres"},
                                    {"host", "localhost"},
                                    {"port", 5432},
                                    {"database", name},
                                    {"schema", kSchemaName}}})},
      {"schema", Document::array()}};
  for (const TableId table : tables_in(database))
    contract["schema"].push_back(schema_object(table));
  return {.path = contract_name(database), .text = yaml_text(contract)};
}

}  // namespace

std::vector<CatalogFile> odcs_files() {
  std::vector<CatalogFile> files;
  for (std::size_t i = 0; i < kDatabaseCount; ++i)
    files.push_back(contract_of(database_at(i)));
  return files;
}

}  // namespace bankseed::catalog
