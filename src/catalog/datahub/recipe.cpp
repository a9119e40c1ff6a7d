#include <map>

#include <fmt/ranges.h>

#include "bankseed/rows/catalog.hpp"
#include "catalog/datahub/datahub.hpp"
#include "catalog/datahub/labels.hpp"
#include "catalog/datahub/names.hpp"
#include "rows/views.hpp"
#include "schema/ddl.hpp"

namespace bankseed::catalog::datahub {
namespace {

// Patterns are regular expressions, which DataHub compares with the beginning of a name, whatever
// the case of its letters; so they say where a name ends.

std::string databases() {
  return fmt::format("^({})$", fmt::join(kDatabaseNames, "|"));
}

/// A database, its schema and its tables.
std::string all_of(Database database) {
  return fmt::format(R"(^{}(\..*)?$)", name_of(database));
}

/// Tables or views of a bank, by name, so that what else somebody keeps beside them is left out.
template <class Relations>
Document all_named(const Relations& relations) {
  Document patterns = Document::array();
  for (const Database database : kAll<Database>) {
    std::vector<std::string_view> names;
    for (const auto& relation : relations) {
      if (relation.database == database) names.push_back(relation.name);
    }
    patterns.push_back(
        fmt::format(R"(^{}\.{}\.({})$)", name_of(database), kSchemaName, fmt::join(names, "|")));
  }
  return patterns;
}

Document domains() {
  Document by_urn;
  for (const Database database : kAll<Database>)
    by_urn[domain_urn(database)] = {{"allow", Document::array({all_of(database)})}};
  return by_urn;
}

/// A transformer that gives URNs to columns by their names; of its rules only the first one that
/// fits a name counts, so that each name stands in one rule.
template <class UrnsOf>
Document by_name(std::string_view type, std::string_view pattern, const UrnsOf& urns_of) {
  std::map<std::vector<std::string>, std::vector<std::string>> names;
  for (const auto& [name, labels] : all_labels().by_name) {
    const auto urns = urns_of(labels);
    if (!urns.empty()) names[urns].push_back(name);
  }
  Document rules;
  for (const auto& [urns, with_them] : names)
    rules[fmt::format("^({})$", fmt::join(with_them, "|"))] = urns;
  return {{"type", type}, {"config", {{std::string(pattern), {{"rules", std::move(rules)}}}}}};
}

/// Columns whose values name a person, by table; of these DataHub's profiler takes nothing.
Document columns_of_persons() {
  Document patterns = Document::array();
  for (const TableInfo& table : kCatalog) {
    std::vector<std::string_view> names;
    for (const ColumnDef& column : table.columns) {
      if (column.sensitivity == Sensitivity::kDirectIdentifier) names.push_back(column.name);
    }
    if (names.empty()) continue;
    patterns.push_back(fmt::format(R"(^{}\.{}\.{}\.({})$)", name_of(table.database), kSchemaName,
                                   table.name, fmt::join(names, "|")));
  }
  return patterns;
}

Document profiling(bool is_wanted) {
  if (!is_wanted) return {{"enabled", false}};
  return {
      {"enabled", true}, {"include_field_distinct_value_frequencies", true}, {"max_workers", 4}};
}

Document source(bool with_profiling) {
  return {{"type", "postgres"},
          {"config",
           {{"host_port", "${PGHOST:-localhost}:${PGPORT:-5432}"},
            {"username", "${PGUSER}"},
            {"password", "${PGPASSWORD}"},
            {"database_pattern", {{"allow", Document::array({databases()})}}},
            {"schema_pattern", {{"allow", Document::array({fmt::format("^{}$", kSchemaName)})}}},
            {"table_pattern", {{"allow", all_named(kCatalog)}}},
            {"view_pattern", {{"allow", all_named(all_views())}}},
            {"domain", domains()},
            {"profiling", profiling(with_profiling)},
            {"profile_pattern", {{"deny", columns_of_persons()}}},
            {"stateful_ingestion", {{"enabled", true}}}}}};
}

}  // namespace

std::vector<CatalogFile> recipe_files(bool with_profiling) {
  Document recipe = {{"pipeline_name", "bankseed_postgres"}, {"source", source(with_profiling)}};
  recipe["transformers"] =
      Document::array({{{"type", "simple_add_dataset_tags"},
                        {"config", {{"tag_urns", Document::array({synthetic_tag_urn()})}}}},
                       by_name("pattern_add_dataset_schema_tags", "tag_pattern", tags_of),
                       by_name("pattern_add_dataset_schema_terms", "term_pattern", terms_of)});
  return {
      {"postgres.recipe.yml",
       yaml_text(recipe,
                 "Reads the six databases of a bank. PGUSER and PGPASSWORD have to be set, PGHOST "
                 "and PGPORT\nwhere they are not localhost and 5432.")}};
}

}  // namespace bankseed::catalog::datahub
