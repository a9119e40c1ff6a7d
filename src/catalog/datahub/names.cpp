#include "catalog/datahub/names.hpp"

#include <fmt/format.h>

#include "schema/ddl.hpp"

namespace bankseed::catalog::datahub {

std::string dataset_name(const TableInfo& table) {
  return fmt::format("{}.{}.{}", name_of(table.database), kSchemaName, table.name);
}

std::string dataset_urn(const TableInfo& table) {
  return fmt::format("urn:li:dataset:(urn:li:dataPlatform:postgres,{},PROD)", dataset_name(table));
}

std::string field_urn(const TableInfo& table, std::string_view column) {
  return fmt::format("urn:li:schemaField:({},{})", dataset_urn(table), column);
}

std::string domain_urn(Database database) {
  return fmt::format("urn:li:domain:bankseed.{}", name_of(database));
}

std::string tag_urn(Sensitivity sensitivity) {
  return fmt::format("urn:li:tag:bankseed.{}", text_of(sensitivity));
}

std::string term_urn(std::string_view id) {
  return fmt::format("urn:li:glossaryTerm:{}", id);
}

std::string term_id(std::string_view name) {
  return fmt::format("bankseed.{}", name);
}

std::string synthetic_tag_urn() {
  return "urn:li:tag:bankseed.synthetic";
}

Document proposal(std::string_view entity_type,
                  std::string_view entity_urn,
                  std::string_view aspect,
                  Document json) {
  return {{"entityType", entity_type},
          {"entityUrn", entity_urn},
          {"changeType", "UPSERT"},
          {"aspectName", aspect},
          {"aspect", {{"json", std::move(json)}}}};
}

std::string file_recipe(std::string_view type, Document config) {
  return yaml_text({{"source", {{"type", type}, {"config", std::move(config)}}}});
}

}  // namespace bankseed::catalog::datahub
