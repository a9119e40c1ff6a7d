#include "bankseed/rows/catalog.hpp"
#include "catalog/datahub/datahub.hpp"
#include "catalog/datahub/labels.hpp"
#include "catalog/datahub/names.hpp"
#include "catalog/datahub/references.hpp"

namespace bankseed::catalog::datahub {
namespace {

/// [{"tag": "urn:li:tag:..."}, ...]
Document each(std::string_view name, const std::vector<std::string>& urns) {
  Document list = Document::array();
  for (const std::string& urn : urns)
    list.push_back({{std::string(name), urn}});
  return list;
}

void add_labels(Document& proposals, const LabelledColumn& column) {
  const std::string urn = field_urn(table_info(column.table), column.column.name);
  if (const auto tags = tags_of(column.labels); !tags.empty())
    proposals.push_back(proposal("schemaField", urn, "globalTags", {{"tags", each("tag", tags)}}));
  if (const auto terms = terms_of(column.labels); !terms.empty()) {
    // The file is the same whenever it is written.
    proposals.push_back(
        proposal("schemaField", urn, "glossaryTerms",
                 {{"terms", each("urn", terms)},
                  {"auditStamp", {{"time", 0}, {"actor", "urn:li:corpuser:datahub"}}}}));
  }
}

}  // namespace

std::vector<CatalogFile> assignment_files() {
  Document proposals = Document::array();
  for (const TableInfo& table : kCatalog) {
    for (const ColumnDef& column : table.columns) {
      if (column.external.empty()) continue;
      proposals.push_back(proposal("schemaField", field_urn(table, column.name),
                                   "structuredProperties", reference_values(table, column)));
    }
  }
  for (const LabelledColumn& column : all_labels().one_by_one)
    add_labels(proposals, column);
  return {{"columns.json", json_text(proposals)},
          {"columns.recipe.yml", file_recipe("file", {{"path", "columns.json"}})}};
}

}  // namespace bankseed::catalog::datahub
