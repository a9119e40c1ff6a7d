#include "catalog/models/json_schema.hpp"

#include <fmt/format.h>

#include "bankseed/core/check.hpp"
#include "catalog/models/columns.hpp"
#include "catalog/sensitivity_text.hpp"
#include "catalog/yaml_text.hpp"
#include "schema/ddl.hpp"

namespace bankseed::catalog {
namespace {

/// ISO 8601 without a zone: JSON Schema's date-time has one.
constexpr const char* kTimestampPattern =
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?$";

void add_type(TableId dataset, const ColumnDef& column, Document& schema) {
  const auto set_type = [&](std::string_view type) {
    if (column.nullable) {
      schema["type"] = Document::array({type, "null"});
    } else {
      schema["type"] = type;
    }
  };
  switch (column.kind) {
    case Kind::kBool: set_type("boolean"); break;
    case Kind::kInteger:
    case Kind::kSerial:
    case Kind::kBigSerial: set_type("integer"); break;
    case Kind::kMoney:
    case Kind::kFraction: set_type("number"); break;
    case Kind::kDate:
      set_type("string");
      schema["format"] = "date";
      break;
    case Kind::kTimestamp:
      set_type("string");
      schema["pattern"] = kTimestampPattern;
      break;
    case Kind::kText:
    case Kind::kId:
      BANKSEED_CHECK(!column.json);
      set_type("string");
      if (const auto pattern = id_pattern(dataset, column.name); !pattern.empty())
        schema["pattern"] = fmt::format("^{}$", pattern);
      break;
  }
}

Document property_of(TableId dataset, const ColumnDef& column) {
  Document schema = {{"description", comment_text(column)}};
  add_type(dataset, column, schema);
  if (column.length != 0) schema["maxLength"] = column.length;
  if (!column.values.empty()) {
    schema["enum"] = column.values;
    if (column.nullable) schema["enum"].push_back(nullptr);
  }
  if (column.sensitivity != Sensitivity::kNone)
    schema["x-sensitivity"] = title_of(column.sensitivity);
  return schema;
}

CatalogFile schema_of(TableId dataset) {
  const RowTypeInfo& info = row_type_info(dataset);
  Document properties = Document::object();
  Document required = Document::array();
  for (const ColumnDef& column : info.columns) {
    properties[std::string(column.name)] = property_of(dataset, column);
    required.push_back(column.name);
  }
  const Document schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                           {"$id", fmt::format("urn:bankseed:dataset:{}", info.name)},
                           {"title", info.name},
                           {"description", info.comment},
                           {"type", "array"},
                           {"items",
                            {{"type", "object"},
                             {"properties", std::move(properties)},
                             {"required", std::move(required)},
                             {"additionalProperties", false}}}};
  return {.path = fmt::format("{}.schema.json", info.name), .text = json_text(schema)};
}

}  // namespace

std::vector<CatalogFile> json_schema_files() {
  std::vector<CatalogFile> files;
  for (std::size_t i = kTableCount; i < kRowTypeCount; ++i)
    files.push_back(schema_of(TableId{static_cast<std::uint16_t>(i)}));
  return files;
}

}  // namespace bankseed::catalog
