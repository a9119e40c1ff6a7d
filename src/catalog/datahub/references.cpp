#include "catalog/datahub/references.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bankseed/core/check.hpp"
#include "catalog/datahub/names.hpp"
#include "schema/ddl.hpp"

namespace bankseed::catalog::datahub {
namespace {

constexpr std::string_view kTable = "bankseed.reference.table";
constexpr std::string_view kColumn = "bankseed.reference.column";
constexpr std::string_view kScope = "bankseed.reference.scope";
constexpr std::string_view kMeaning = "bankseed.reference.meaning";

// Values of kScope.
constexpr std::string_view kAcross = "across databases";
constexpr std::string_view kWithin = "within the database";
constexpr std::string_view kByKind = "by kind of record";

Document property(std::string_view id,
                  std::string_view title,
                  std::string_view description,
                  std::string_view cardinality) {
  return {{"id", id},
          {"qualified_name", id},
          {"type", "string"},
          {"display_name", title},
          {"description", description},
          {"entity_types", {"schemaField"}},
          {"cardinality", cardinality}};
}

Document value(std::string_view id, const std::vector<std::string>& texts) {
  Document values = Document::array();
  for (const std::string& text : texts)
    values.push_back({{"string", text}});
  return {{"propertyUrn", fmt::format("urn:li:structuredProperty:{}", id)},
          {"values", std::move(values)}};
}

}  // namespace

Document reference_properties() {
  Document scope =
      property(kScope, "Reach of the reference",
               "Whether the reference leaves its database, where no key can hold it.", "SINGLE");
  scope["allowed_values"] = {
      {{"value", kAcross}, {"description", "Leads into another database."}},
      {{"value", kWithin}, {"description", "Stays in the database, which does not enforce it."}},
      {{"value", kByKind},
       {"description", "Leads to one of several tables; another column of the row says which."}}};
  return {
      property(kTable, "Refers to table",
               "The table that the column's values lead to, as database.schema.table.", "MULTIPLE"),
      property(kColumn, "Refers to column",
               "The column that the column's values lead to, as database.schema.table.column.",
               "MULTIPLE"),
      std::move(scope),
      property(kMeaning, "Meaning of the reference",
               "What the row that is referred to is to this one.", "SINGLE")};
}

Document reference_values(const TableInfo& table, const ColumnDef& column) {
  const auto targets = columns_named(column.external);
  std::vector<std::string> tables;
  std::vector<std::string> columns;
  for (const ColumnRef& target : targets) {
    const TableInfo& parent = table_info(target.table);
    tables.push_back(dataset_name(parent));
    columns.push_back(fmt::format("{}.{}", dataset_name(parent), target.column.name));
  }
  const bool leaves = table_info(targets.front().table).database != table.database;
  const std::string_view scope = targets.size() > 1 ? kByKind : leaves ? kAcross : kWithin;
  return {{"properties",
           {value(kTable, tables), value(kColumn, columns), value(kScope, {std::string(scope)}),
            value(kMeaning, {std::string(column.comment)})}}};
}

std::vector<ColumnRef> columns_named(std::string_view list) {
  std::vector<ColumnRef> found;
  while (!list.empty()) {
    const auto end = std::min(list.find(kAlternativeSeparator), list.size());
    const auto column = find_column(list.substr(0, end));
    BANKSEED_CHECK(column.has_value());
    found.push_back(*column);
    list.remove_prefix(std::min(end + kAlternativeSeparator.size(), list.size()));
  }
  return found;
}

}  // namespace bankseed::catalog::datahub
